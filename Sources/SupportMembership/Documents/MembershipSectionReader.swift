// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Reads the section `membership` of a book.
struct MembershipSectionReader {
  let id: String
  let version: PolicyVersion
  let zone: ZoneRules
  let currency: Currency

  func read(_ node: DocumentNode, _ problems: inout Problems) -> MembershipProgramme.Draft? {
    guard var section = node.object(&problems) else { return nil }
    let points = section.required("points", &problems).flatMap { pointRules($0, &problems) }
    let tiersNode = section.optional("tiers")
    let tiers = tiersNode.map { $0.values(&problems) { tier($0, &$1) } } ?? [.init("member")]
    let rules = section.optional("tierRules").map { tierRules($0, &problems) } ?? .permanent
    if tiersNode != nil, section.optional("tierRules") == nil {
      problems.report("\"tierRules\" are missing: how long do tiers last?", at: node)
    }
    let facts = fields(section.optional("facts"), &problems)
    let schema = schema(names(of: tiersNode), facts ?? [])
    let earnings = list(section.optional("earnings"), schema, &problems, terms)
    let campaigns = list(section.optional("campaigns"), schema, &problems, campaign)
    let rewards = list(section.optional("rewards"), schema, &problems, reward)
    let pools = section.optional("pools").map { node in
      node.values(&problems) { pool($0, &$1) }
    }
    let levels = section.optional("contributionLevels").map { node in
      node.values(&problems) { level($0, &$1) }
    }
    let benefits = section.optional("benefits").map { node in
      node.values(&problems) { benefit($0, &$1) }
    }
    let memberDay = section.optional("memberDay").map { $0.integer(in: 1...31, &problems) }
    let certification = section.optional("certification").map { self.certification($0, &problems) }
    let closing = section.optional("closing").map { self.closing($0, &problems) }
    section.finish(&problems)
    guard let points, let tiers, let rules, problems.isEmpty else { return nil }
    var draft = MembershipProgramme.Draft(
      id, version: version, zone: zone, currency: currency, points: points)
    draft.facts = facts ?? []
    draft.tiers = tiers
    draft.tierRules = rules
    draft.earnings = earnings ?? []
    draft.campaigns = campaigns ?? []
    draft.rewards = rewards ?? []
    draft.pools = (pools ?? []) ?? []
    draft.contributionLevels = (levels ?? []) ?? []
    draft.benefits = (benefits ?? []) ?? []
    draft.memberDay = (memberDay ?? nil).map { MemberDay(day: Int($0)) }
    draft.certification = certification ?? nil
    draft.closing = (closing ?? nil) ?? .nothing
    return draft
  }

  // MARK: Facts and rules

  private func fields(_ node: DocumentNode?, _ problems: inout Problems) -> [FactField]? {
    guard let node else { return [] }
    return FactSchema(reading: node, &problems)?.fields
  }

  /// The names of tiers, those with mistakes included, so that rules may ask about them.
  private func names(of node: DocumentNode?) -> [TierID] {
    guard let node, case .array(let elements) = node.value else { return [TierID("member")] }
    var names: [TierID] = []
    for case .object(let members) in elements.map(\.value) {
      if case .string(let id)? = members.first(where: { $0.key == "id" })?.value.value,
        !names.contains(TierID(id))
      {
        names.append(TierID(id))
      }
    }
    return names
  }

  /// The facts that rules may ask about; without the host's own where these contradict.
  private func schema(_ tiers: [TierID], _ facts: [FactField]) -> FactSchema {
    let fields = MembershipFact.fields(
      tiers: tiers.isEmpty ? [TierID("member")] : tiers, currency: currency)
    return (try? FactSchema(fields + facts)) ?? (try? FactSchema(fields)) ?? .none
  }

  private func list<Outcome: Hashable & Sendable>(
    _ node: DocumentNode?, _ schema: FactSchema, _ problems: inout Problems,
    _ outcome: (DocumentNode, inout Problems) -> Outcome?
  ) -> [Rule<Outcome>]? {
    guard let node else { return [] }
    return Rule.list(reading: node, schema, &problems, outcome: outcome)
  }

  // MARK: Values

  func money(_ node: DocumentNode, _ problems: inout Problems) -> Money? {
    guard let text = node.string(&problems) else { return nil }
    let digits = currency.minorUnitDigits
    do throws(TextError) {
      let number = try ExactDecimal(text)
      if let units = number.exactInteger(decimals: digits) {
        return Money(minorUnits: units, currency: currency)
      }
      problems.report(
        "\(text.quoted) is no sum of \(currency) with up to \(digits) decimals", at: node)
    } catch {
      problems.report(error.description, at: node)
    }
    return nil
  }

  func span(_ node: DocumentNode, _ problems: inout Problems) -> MembershipSpan? {
    node.text(&problems) { text throws(TextError) in try MembershipSpan(text) }
  }

  func period(_ node: DocumentNode, _ problems: inout Problems) -> QualifyingPeriod? {
    node.text(&problems) { text throws(TextError) in try QualifyingPeriod(text) }
  }

  func rate(_ node: DocumentNode, _ problems: inout Problems) -> Rate? {
    node.text(&problems) { text throws(TextError) in try Rate(text) }
  }

  func number(_ node: DocumentNode, from least: Int64, _ problems: inout Problems) -> Int64? {
    node.integer(in: least...Int64.max, &problems)
  }

  func months(_ node: DocumentNode, _ problems: inout Problems) -> Int? {
    node.integer(in: 0...Int64(MembershipSpan.longest), &problems).map(Int.init)
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> Choice? {
    node.oneOf(Choice.allCases.map { (name: $0.rawValue, value: $0) }, &problems)
  }

  /// Reports where not exactly one of some keys is there.
  func onlyKey(
    of keys: [String], in object: inout DocumentObject, _ problems: inout Problems
  ) -> (key: String, node: DocumentNode)? {
    let found = keys.compactMap { key in object.optional(key).map { (key, $0) } }
    if found.count == 1 { return found[0] }
    problems.report("exactly one of \(DocumentNode.list(keys)) is needed", at: object.node)
    return nil
  }
}
