// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Writes a programme as the book that ``MembershipBook`` reads; what is as usual is left out.
struct MembershipSectionWriter {
  typealias Member = DocumentForm.Member

  private let draft: MembershipProgramme.Draft

  init(_ draft: MembershipProgramme.Draft) {
    self.draft = draft
  }

  var book: DocumentForm {
    .object([
      Member("format", .integer(0)), Member("id", .text(draft.id)),
      Member("version", .text(draft.version.rawValue)),
      Member("zone", .text(draft.zone.identifier)), Member("currency", .text(draft.currency.code)),
      Member("membership", section),
    ])
  }

  private var section: DocumentForm {
    var members: [Member] = []
    if !draft.facts.isEmpty { members.append(Member("facts", facts)) }
    if let day = draft.memberDay?.day { members.append(Member("memberDay", .integer(Int64(day)))) }
    members += [
      Member("tiers", .list(draft.tiers.map(form))), Member("tierRules", form(draft.tierRules)),
      Member("points", form(draft.points)),
    ]
    func add(_ key: String, _ list: [DocumentForm]) {
      if !list.isEmpty { members.append(Member(key, .list(list))) }
    }
    add("earnings", draft.earnings.map { rule($0, form) })
    add("campaigns", draft.campaigns.map { rule($0, form) })
    add("rewards", draft.rewards.map { rule($0, form) })
    add(
      "pools",
      draft.pools.map { pool in
        .object([
          Member("id", .text(pool.id.rawValue)), Member("perYear", .text(pool.perYear.amountText)),
        ])
      })
    add(
      "contributionLevels",
      draft.contributionLevels.map { level in
        .object([
          Member("id", .text(level.id)), Member("atLeast", .integer(level.atLeast)),
        ])
      })
    add("benefits", draft.benefits.map(form))
    if let rules = draft.certification { members.append(Member("certification", form(rules))) }
    if !draft.closing.kept.isEmpty { members.append(Member("closing", form(draft.closing))) }
    return .object(members)
  }

  // MARK: Facts and rules

  /// The host's own facts, in the form that a rule table has for them.
  private var facts: DocumentForm {
    guard let schema = try? FactSchema(draft.facts),
      let table = try? RuleTable<FactValue>("facts", schema: schema, rules: []),
      let document = try? RuleTableDocument(table, outcome: .boolean)
    else { return .object([]) }
    return Self.form(document.json, at: "facts")
  }

  private static func form(_ json: String, at key: String? = nil) -> DocumentForm {
    guard let node = try? DocumentNode.parse(json) else { return .object([]) }
    guard let key, case .object(let members) = node.value else { return DocumentForm(node) }
    return members.first { $0.key == key }.map { DocumentForm($0.value) } ?? .object([])
  }

  private func rule<Outcome>(
    _ rule: Rule<Outcome>, _ outcome: (Outcome) -> DocumentForm
  ) -> DocumentForm {
    var members = [Member("id", .text(rule.id.rawValue))]
    if rule.when != .always { members.append(Member("when", Self.form(rule.when.json))) }
    members.append(Member("then", outcome(rule.then)))
    if let from = rule.from { members.append(Member("from", .text(from.description))) }
    if let until = rule.until { members.append(Member("until", .text(until.description))) }
    if let note = rule.note { members.append(Member("note", .text(note))) }
    return .object(members)
  }
}

extension MembershipSectionWriter {
  // MARK: Tiers

  func form(_ tier: MembershipProgramme.Tier) -> DocumentForm {
    var members = [Member("id", .text(tier.id.rawValue))]
    for (key, requirement) in [
      ("requirement", tier.requirement), ("renewal", tier.renewal), ("lifetime", tier.lifetime),
    ] {
      if let requirement { members.append(Member(key, form(requirement))) }
    }
    if tier.earning != .one { members.append(Member("earning", .text(tier.earning.description))) }
    if tier.priority != 0 { members.append(Member("priority", .integer(Int64(tier.priority)))) }
    if let response = tier.response {
      members.append(Member("response", .text(response.description)))
    }
    if let agreement = tier.agreement { members.append(Member("agreement", .text(agreement))) }
    if !tier.benefits.isEmpty { members.append(Member("benefits", .list(tier.benefits.map(form)))) }
    return .object(members)
  }

  func form(_ requirement: TierRequirement) -> DocumentForm {
    func counted(
      _ key: String, _ amount: DocumentForm, _ period: QualifyingPeriod
    ) -> DocumentForm {
      .object([Member(key, amount), Member("in", .text(period.description))])
    }
    return switch requirement {
    case .points(let number, let period): counted("points", .integer(number), period)
    case .spend(let sum, let period): counted("spend", .text(sum.amountText), period)
    case .contribution(let value, let period): counted("contribution", .integer(value), period)
    case .balance(let number): .object([Member("balance", .integer(number))])
    case .any(let parts): .object([Member("any", .list(parts.map(form)))])
    case .all(let parts): .object([Member("all", .list(parts.map(form)))])
    }
  }

  func form(_ rules: TierRules) -> DocumentForm {
    let validity: DocumentForm =
      switch rules.validity {
      case .endOf(let period, let further):
        .object([
          Member("endOf", .text(period.description)), Member("further", .integer(Int64(further))),
        ])
      case .span(let span): .object([Member("for", .text(span.description))])
      case .endOfMonth(let months): .object([Member("endOfMonth", .integer(Int64(months)))])
      case .whileQualified: .text("whileQualified")
      case .unlimited: .text("unlimited")
      }
    var members = [Member("validity", validity)]
    if let grace = rules.grace { members.append(Member("grace", .text(grace.description))) }
    if let chance = rules.secondChance {
      members.append(Member("secondChance", .text(chance.description)))
    }
    return .object(members + [Member("downgrade", .text(rules.downgrade.rawValue))])
  }

  func form(_ benefit: MembershipProgramme.Benefit) -> DocumentForm {
    var members = [Member("id", .text(benefit.id.rawValue))]
    if let allowance = benefit.allowance {
      let carry: DocumentForm =
        switch allowance.carryOver {
        case .never: .text("never")
        case .upTo(let most): .integer(most)
        }
      members.append(
        Member(
          "allowance",
          .object([
            Member("count", .integer(allowance.count)),
            Member("per", .text(allowance.period.description)), Member("carryOver", carry),
          ])))
    }
    if let calendar = benefit.calendar { members.append(Member("calendar", .text(calendar))) }
    return .object(members)
  }
}
