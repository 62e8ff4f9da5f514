// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTickets
import SupportTime

/// One version of a policy, compiled. Every use of rule tables stands here.
final class SLAPolicyCore: Sendable {
  /// What it was made of.
  let draft: SLAPolicy.Draft
  let rules: RuleTable<[SLATarget]>
  let clocks: [String: BusinessClock]
  let targets: [SLACompiledTarget]
  private let ranges: [Range<Int>]
  private let rangeOfDefault: Range<Int>
  private let agreementRanges: [Range<Int>]
  /// The rules with their positions as outcomes.
  private let table: RuleTable<Int>
  private let agreementTable: RuleTable<Int>?
  /// Each rule alone, for the explanation where all that match are asked for.
  private let single: [RuleTable<Int>]

  init(_ draft: SLAPolicy.Draft) throws(DocumentError) {
    let schema = if let schema = draft.schema { schema } else { try FactSchema(Ticket.factFields) }
    let hasDefault = !draft.otherwise.isEmpty
    rules = try RuleTable(
      draft.id, schema: schema, rules: draft.rules, otherwise: hasDefault ? draft.otherwise : nil)
    table = try Self.positions(draft.id, schema, draft.rules)
    agreementTable =
      draft.agreements.isEmpty
      ? nil : try Self.positions("agreements", schema, draft.agreements)
    single =
      draft.options.choose == .strictest
      ? try Self.alone(draft.id, schema, draft.rules) : []
    var compiler = SLATargetCompiler(
      calendars: draft.calendars, ladders: draft.ladders, metrics: draft.metrics,
      zone: draft.zone ?? .utc)
    var ranges: [Range<Int>] = []
    for (position, rule) in draft.rules.enumerated() {
      ranges.append(compiler.add(rule.then, of: rule.id, path: "rules[\(position)].then"))
    }
    rangeOfDefault = compiler.add(draft.otherwise, of: Self.otherwiseID, path: "otherwise")
    var agreementRanges: [Range<Int>] = []
    for (position, rule) in draft.agreements.enumerated() {
      agreementRanges.append(
        compiler.add(rule.then, of: rule.id, path: "agreements[\(position)].then"))
    }
    Self.refuseDates(draft.rules, "rules", &compiler.problems)
    Self.refuseDates(draft.agreements, "agreements", &compiler.problems)
    try compiler.problems.throwIfAny()
    self.ranges = ranges
    self.agreementRanges = agreementRanges
    self.draft = draft
    clocks = compiler.clocks
    targets = compiler.targets
  }

  /// Stands for the default of the table where a status names its rule.
  static let otherwiseID: RuleID = "otherwise"

  /// Promises change with the versions of a policy, which keep those that were made; a date on a
  /// single rule would take back what a ticket was promised.
  private static func refuseDates(
    _ rules: [Rule<[SLATarget]>], _ section: String, _ problems: inout Problems
  ) {
    for (position, rule) in rules.enumerated() where rule.from != nil || rule.until != nil {
      problems.report(
        "a rule of service levels has no dates of its own: give the version of the policy its date",
        path: "\(section)[\(position)]")
    }
  }

  private static func positions(
    _ id: String, _ schema: FactSchema, _ rules: [Rule<[SLATarget]>]
  ) throws(DocumentError) -> RuleTable<Int> {
    try RuleTable(
      id, schema: schema,
      rules: rules.enumerated().map { Rule($1.id, when: $1.when, then: $0) })
  }

  private static func alone(
    _ id: String, _ schema: FactSchema, _ rules: [Rule<[SLATarget]>]
  ) throws(DocumentError) -> [RuleTable<Int>] {
    var tables: [RuleTable<Int>] = []
    for rule in rules { tables.append(try positions(id, schema, [rule])) }
    return tables
  }

  /// The facts that rules and agreements ask about.
  var factsAsked: [String] { table.factsAsked + (agreementTable?.factsAsked ?? []) }

  // MARK: Choosing

  /// The positions of targets that hold, and why these.
  struct Chosen {
    var targets: [Int] = []
    /// Holds instead of `targets` where one rule gave them all.
    var range: Range<Int> = 0..<0
    var basis = Basis.rules
  }

  /// Why targets hold, as positions: most choices are made without anybody asking for words.
  enum Basis {
    case rules, otherwise, noMatch
    /// A rule, or an agreement, that cannot be assessed.
    case doubtfulRule(Int)
    case doubtfulAgreement(Int)
  }

  /// Chooses by the facts; the strictest is found by counting from the opening.
  func choose(_ facts: Facts, openedAt: Instant) -> Chosen {
    var chosen = draft.options.choose == .first ? first(facts) : strictest(facts, openedAt)
    if let agreementTable { override(&chosen, by: agreementTable, facts) }
    return chosen
  }

  private func first(_ facts: Facts) -> Chosen {
    var chosen: Chosen?
    table.visit(facts) { position, truth in
      chosen =
        truth == .yes ? Chosen(range: ranges[position]) : Chosen(basis: .doubtfulRule(position))
      return false
    }
    return chosen ?? byDefault
  }

  private var byDefault: Chosen {
    rangeOfDefault.isEmpty
      ? Chosen(basis: .noMatch) : Chosen(range: rangeOfDefault, basis: .otherwise)
  }

  private func strictest(_ facts: Facts, _ openedAt: Instant) -> Chosen {
    var known: [Int] = []
    var unknown: [Int] = []
    table.visit(facts) { position, truth in
      if truth == .yes {
        for target in ranges[position] { take(target, openedAt, &known) }
      } else {
        unknown.append(position)
      }
      return true
    }
    if known.isEmpty, unknown.isEmpty { return byDefault }
    // A rule that might match counts only where it would change the answer.
    var doubt: Int?
    for position in unknown {
      for target in ranges[position] {
        let other = known.first { isSamePromise($0, target) }
        if let other, !isStricter(target, than: other, openedAt) { continue }
        known.removeAll { $0 == other }
        doubt = doubt ?? position
      }
    }
    return Chosen(targets: known, basis: doubt.map(Basis.doubtfulRule) ?? .rules)
  }

  private func take(_ target: Int, _ openedAt: Instant, _ known: inout [Int]) {
    guard let index = known.firstIndex(where: { isSamePromise($0, target) }) else {
      known.append(target)
      return
    }
    if isStricter(target, than: known[index], openedAt) { known[index] = target }
  }

  private func isSamePromise(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (targets[one].target, targets[other].target)
    return one.metric == other.metric && one.by == other.by
  }

  private func isStricter(_ one: Int, than other: Int, _ openedAt: Instant) -> Bool {
    func due(_ position: Int) -> Instant {
      targets[position].clock.due(after: targets[position].target.within, from: openedAt) ?? .max
    }
    return due(one) < due(other)
  }

  /// The targets of an agreement replace those about the same promises. Of agreements of which the first
  /// to match is not certain, none holds, and nothing of what they are about is certain (P2).
  private func override(
    _ chosen: inout Chosen, by agreements: RuleTable<Int>, _ facts: Facts
  ) {
    var doubt: Int?
    var match: Int?
    var possible: [Int] = []
    agreements.visit(facts) { position, truth in
      possible += agreementRanges[position]
      if truth == .yes { match = position } else { doubt = doubt ?? position }
      return truth != .yes
    }
    if let doubt {
      chosen = Chosen(targets: without(possible, chosen), basis: .doubtfulAgreement(doubt))
    } else if let match {
      let own = Array(agreementRanges[match])
      let isDoubtful = if case .doubtfulRule = chosen.basis { true } else { false }
      chosen = Chosen(
        targets: without(own, chosen) + own, basis: isDoubtful ? chosen.basis : .rules)
    }
  }

  private func without(_ replaced: [Int], _ chosen: Chosen) -> [Int] {
    (chosen.targets + chosen.range).filter { mine in
      !replaced.contains { isSamePromise(mine, $0) }
    }
  }

  /// Why the targets hold.
  func match(_ facts: Facts, openedAt: Instant) -> SLAPolicyMatch {
    let chosen = choose(facts, openedAt: openedAt)
    switch chosen.basis {
    case .rules: return .rules(rulesOf(chosen.targets + chosen.range))
    case .otherwise: return .otherwise
    case .noMatch: return .noMatch
    case .doubtfulRule(let position):
      return .notAssessable(
        draft.rules[position].id, missing: table.missing(for: position, in: facts))
    case .doubtfulAgreement(let position):
      return .notAssessable(
        draft.agreements[position].id,
        missing: agreementTable?.missing(for: position, in: facts) ?? [])
    }
  }

  private func rulesOf(_ positions: [Int]) -> [RuleID] {
    var rules: [RuleID] = []
    for position in positions where !rules.contains(targets[position].rule) {
      rules.append(targets[position].rule)
    }
    return rules
  }

  /// Explains the choice: the table's own words, and those of the agreements where there are any.
  func explanation(of facts: Facts) -> [Explanation] {
    let base =
      draft.options.choose == .first
      ? [rules.explanation(of: facts, others: .ahead)]
      : single.map { $0.explanation(of: facts, others: .ahead) }
    return base + (agreementTable.map { [$0.explanation(of: facts, others: .ahead)] } ?? [])
  }
}
