// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore
package import SupportRules
package import SupportTime

/// Reads one version of the section `compensation`, of a document of its own or of a policy book.
package struct CompensationSectionReader {
  /// What every version shares.
  package struct Frame {
    /// The name of the policy.
    package var id: String
    /// The version that holds where the section names none; `nil` where it has to.
    package var version: String?
    /// From when the section is in force where it does not say.
    package var effectiveFrom: Instant
    /// By whose clocks years, months and dates go.
    package var zone: ZoneRules
    /// The currency in which is paid; `nil` where it could not be read.
    package var currency: Currency?
    /// The facts that the document declares.
    package var declared: [FactField]
    /// What rules and formulas may ask about: those, and what every claim brings.
    package var facts: ReadableFacts
    /// The calendars that could be read.
    package var calendars: [String: BusinessCalendar]
    /// The names of all calendars.
    package var calendarNames: [String]

    /// Creates what every version shares.
    ///
    /// - Parameters:
    ///   - id: The name of the policy.
    ///   - version: The version that holds where the section names none.
    ///   - effectiveFrom: From when the section is in force where it does not say.
    ///   - zone: By whose clocks years, months and dates go.
    ///   - currency: The currency in which is paid.
    ///   - factsNode: The section `facts` of the document.
    ///   - calendars: The calendars that could be read.
    ///   - calendarNames: The names of all calendars.
    ///   - problems: Takes the mistakes of the facts.
    package init(
      id: String, version: String?, effectiveFrom: Instant, zone: ZoneRules, currency: Currency?,
      facts factsNode: DocumentNode?, calendars: [String: BusinessCalendar],
      calendarNames: [String], _ problems: inout Problems
    ) {
      self.id = id
      self.version = version
      self.effectiveFrom = effectiveFrom
      self.zone = zone
      self.currency = currency
      let facts = ReadableFacts(reading: factsNode, &problems)
      declared = facts.schema.fields
      self.facts = facts.joining(Claim.factFields, at: factsNode, &problems)
      self.calendars = calendars
      self.calendarNames = calendarNames
    }

    /// Whether all is known that a policy is checked against.
    var isSound: Bool {
      facts.isSound && currency != nil && calendarNames.allSatisfy { calendars[$0] != nil }
    }
  }

  private let frame: Frame
  private let formulas: FormulaReader
  private let settlements: SettlementReader

  /// Creates a reader of the versions of a document.
  package init(_ frame: Frame) {
    self.frame = frame
    let currency = frame.currency ?? .cny
    formulas = FormulaReader(
      facts: frame.facts, currency: currency, calendars: frame.calendarNames)
    settlements = SettlementReader(currency: currency)
  }

  /// Reads the section: one version, or a list of versions, each with `version` and, but for the
  /// first, `effectiveFrom`.
  ///
  /// - Returns: The versions, or `nil` after a report.
  package func versions(
    _ section: DocumentNode, _ problems: inout Problems
  ) -> CompensationPolicyVersions? {
    let count = problems.all.count + problems.omitted
    var versions: [CompensationPolicyVersions.Version] = []
    if case .array(let elements) = section.value {
      if elements.isEmpty { problems.report("at least one version is needed", at: section) }
      for (number, element) in elements.enumerated() {
        if let version = read(element, number: number, &problems) { versions.append(version) }
      }
    } else if let version = read(section, number: nil, &problems) {
      versions.append(version)
    }
    // Where nothing was read of a sound section, the mistake is elsewhere in the document.
    guard problems.all.count + problems.omitted == count, !versions.isEmpty else { return nil }
    do throws(DocumentError) {
      return try CompensationPolicyVersions(versions)
    } catch {
      for problem in error.problems { problems.report(problem.message, at: section) }
      return nil
    }
  }

  /// Reads one version, that of a place in a list or the only one.
  private func read(
    _ node: DocumentNode, number: Int?, _ problems: inout Problems
  ) -> CompensationPolicyVersions.Version? {
    guard var section = node.object(&problems) else { return nil }
    let count = problems.all.count + problems.omitted
    let version = version(&section, isListed: number != nil, &problems)
    let from = start(&section, isRequired: number ?? 0 > 0, &problems)
    let capsNode = section.optional("caps")
    let caps = capsNode.map { settlements.caps($0, &problems) } ?? []
    let settle = section.required("settle", &problems)
    let settlement = settle.map { settlements.settlement($0, caps, &problems) }
    let rules = section.required("rules", &problems).map { self.rules($0, &problems) }
    let otherwise = section.optional("otherwise").map { formulas.formula($0, &problems) }
    let options = options(&section, &problems)
    section.finish(&problems)
    let draft = CompensationDraft(
      id: frame.id, version: PolicyVersion(version ?? "1"), currency: formulas.currency,
      zone: frame.zone, facts: frame.declared, rules: rules ?? [], otherwise: otherwise,
      settlement: settlement ?? settlements.spare(caps), caps: caps, options: options)
    guard frame.isSound else { return nil }
    do throws(DocumentError) {
      let policy = CompensationPolicy(core: try CompensationPolicyCore(draft))
      guard problems.all.count + problems.omitted == count else { return nil }
      return .init(policy, from: from ?? frame.effectiveFrom)
    } catch {
      problems.report(error, in: node)
      return nil
    }
  }

  private func version(
    _ section: inout DocumentObject, isListed: Bool, _ problems: inout Problems
  ) -> String? {
    if isListed || frame.version == nil {
      return section.required("version", &problems)?.nonEmptyString(&problems)
    }
    return section.optional("version").map { $0.nonEmptyString(&problems) } ?? frame.version
  }

  private func start(
    _ section: inout DocumentObject, isRequired: Bool, _ problems: inout Problems
  ) -> Instant? {
    let node =
      isRequired
      ? section.required("effectiveFrom", &problems) : section.optional("effectiveFrom")
    return node.flatMap { frame.zone.start(reading: $0, &problems) }
  }

  // MARK: Rules

  private func rules(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> [Rule<AwardFormula>] {
    (node.array(&problems) ?? []).enumerated().map { number, node in
      var formula = AwardFormula([.round(RoundingRule(.exact))])
      let rule = Rule<AwardFormula>(reading: node, frame.facts, &problems) { node, problems in
        formula = formulas.formula(node, &problems)
        return formula
      }
      return rule ?? Rule(spareID(node, number), then: formula)
    }
  }

  /// The id of a rule with mistakes, so that one which stands twice is found all the same.
  private func spareID(_ node: DocumentNode, _ number: Int) -> RuleID {
    guard case .object(let members) = node.value,
      case .string(let id) = members.first(where: { $0.key == "id" })?.value.value, !id.isEmpty
    else { return RuleID("rule \(number)") }
    return RuleID(id)
  }

  // MARK: Options

  private func options(
    _ section: inout DocumentObject, _ problems: inout Problems
  ) -> CompensationOptions {
    var options = CompensationOptions(calendars: frame.calendars)
    if let node = section.optional("approvals") { approvals(node, &options, &problems) }
    if let node = section.optional("payment"), let terms = payment(node, &problems) {
      options.payment = terms
    }
    if let node = section.optional("serialClaims"),
      let rules = node.values(&problems, { serialClaims($0, &$1) })
    {
      options.serialClaims = rules
    }
    if let node = section.optional("arbitration") {
      options.arbitration = Condition(reading: node, frame.facts, &problems)
    }
    return options
  }

  private func approvals(
    _ node: DocumentNode, _ options: inout CompensationOptions, _ problems: inout Problems
  ) {
    guard var object = node.object(&problems) else { return }
    let covers: AwardCap.Cover? = object.required("covers", &problems)?.choice(&problems)
    let levelsNode = object.required("levels", &problems)
    let levels = levelsNode?.values(&problems) { level($0, &$1) }
    object.finish(&problems)
    if let covers { options.approvalCovers = covers }
    if let levels { options.approvals = levels }
  }

  private func level(_ node: DocumentNode, _ problems: inout Problems) -> ApprovalLevel? {
    guard var object = node.object(&problems) else { return nil }
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let above = object.required("above", &problems)?.money(formulas.currency, &problems)
    let people = object.optional("people").map { $0.integer(in: 1...Int64.max, &problems) } ?? 1
    let orBy = object.optional("orBy").map { $0.values(&problems) { $0.nonEmptyString(&$1) } } ?? []
    object.finish(&problems)
    guard let id, let above, let people, let orBy else { return nil }
    return ApprovalLevel(
      .init(id), above: above, people: Int(clamping: people), orBy: orBy.map { .init($0) })
  }

  private func payment(_ node: DocumentNode, _ problems: inout Problems) -> PaymentTerms? {
    guard var object = node.object(&problems) else { return nil }
    let within = object.optional("within").map { node in
      node.text(&problems) { text throws(TextError) in try ServiceDuration(text) }
    }
    let calendar = object.optional("calendar").map { formulas.calendarName($0, &problems) }
    let below = object.optional("carriedBelow").map { $0.money(formulas.currency, &problems) }
    let penalty = object.optional("penalty").map { formulas.formula($0, &problems) }
    object.finish(&problems)
    guard within != .some(nil), calendar != .some(nil), below != .some(nil) else { return nil }
    return PaymentTerms(
      within: within ?? nil, calendar: calendar ?? nil, carriedBelow: below ?? nil,
      penalty: penalty)
  }

  private func serialClaims(
    _ node: DocumentNode, _ problems: inout Problems
  ) -> SerialClaimRule? {
    guard var object = node.object(&problems) else { return nil }
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let claims = object.required("claims", &problems)?.integer(in: 2...Int64.max, &problems)
    let within = object.required("within", &problems)?.text(&problems) {
      text throws(TextError) in try ElapsedDays.milliseconds(reading: text)
    }
    object.finish(&problems)
    guard let id, let claims, let within else { return nil }
    return SerialClaimRule(RuleID(id), claims: Int(clamping: claims), withinMilliseconds: within)
  }
}
