// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTickets
import SupportTime

/// One version of a policy, compiled. Every use of rule tables stands here.
final class SLAPolicyCore: Sendable {
  let id: String
  let version: PolicyVersion
  let rules: RuleTable<[SLATarget]>
  let agreements: [Rule<[SLATarget]>]
  let options: SLAPolicyOptions
  let calendars: [String: BusinessCalendar]
  let ladders: [String: Ladder]
  let definitions: [SLAMetricDefinition]
  let clocks: [String: BusinessClock]

  let targets: [SLACompiledTarget]
  /// What each target measures.
  let metrics: [SLAMetricDefinition]
  private let ranges: [Range<Int>]
  private let rangeOfDefault: Range<Int>
  private let agreementRanges: [Range<Int>]
  /// The rules with their positions as outcomes.
  private let table: RuleTable<Int>
  private let agreementTable: RuleTable<Int>?
  /// Each rule alone, where all that match are asked for.
  private let single: [RuleTable<Int>]

  init(
    _ draft: SLAPolicy.Draft
  ) throws(DocumentError) {
    let schema = if let schema = draft.schema { schema } else { try FactSchema(Ticket.factFields) }
    let hasDefault = !draft.otherwise.isEmpty
    rules = try RuleTable(
      draft.id, schema: schema, rules: draft.rules, otherwise: hasDefault ? draft.otherwise : nil)
    table = try Self.positions(draft.id, schema, draft.rules)
    agreementTable =
      draft.agreements.isEmpty
      ? nil : try Self.positions("agreements", schema, draft.agreements)
    var single: [RuleTable<Int>] = []
    if draft.options.choose == .strictest {
      for rule in draft.rules { single.append(try Self.positions(draft.id, schema, [rule])) }
    }
    self.single = single
    var compiler = SLATargetCompiler(
      calendars: draft.calendars, ladders: draft.ladders, metrics: draft.metrics)
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
    id = draft.id
    version = draft.version
    agreements = draft.agreements
    options = draft.options
    calendars = draft.calendars
    ladders = draft.ladders
    definitions = draft.metrics
    clocks = compiler.clocks
    targets = compiler.targets
    metrics = compiler.targets.compactMap { compiler.definition(of: $0.target.metric) }
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

  /// The facts that rules and agreements ask about.
  var factsAsked: [String] { table.factsAsked + (agreementTable?.factsAsked ?? []) }

  // MARK: Choosing

  /// The positions of targets that hold, and why these.
  struct Chosen {
    var targets: [Int] = []
    /// Holds instead of `targets` where one rule gave them all.
    var range: Range<Int> = 0..<0
    var match: SLAPolicyMatch?
  }

  /// Chooses by the facts; the strictest is found by counting from the opening.
  func choose(_ facts: Facts, openedAt: Instant) -> Chosen {
    var chosen = options.choose == .first ? first(facts) : strictest(facts, openedAt)
    if let agreementTable {
      override(&chosen, by: agreementTable.decide(facts))
    }
    return chosen
  }

  private func first(_ facts: Facts) -> Chosen {
    switch table.decide(facts) {
    case .matched(_, let position): Chosen(range: ranges[position])
    case .notAssessable(let rule, let missing):
      Chosen(match: .notAssessable(rule, missing: missing))
    default:
      rangeOfDefault.isEmpty
        ? Chosen(match: .noMatch) : Chosen(range: rangeOfDefault, match: .otherwise)
    }
  }

  private func strictest(_ facts: Facts, _ openedAt: Instant) -> Chosen {
    var known: [Int] = []
    var unknown: [(position: Int, rule: RuleID, missing: [String])] = []
    for (position, table) in single.enumerated() {
      switch table.decide(facts) {
      case .matched: for target in ranges[position] { take(target, openedAt, &known) }
      case .notAssessable(let rule, let missing): unknown.append((position, rule, missing))
      default: break
      }
    }
    if known.isEmpty, unknown.isEmpty {
      return rangeOfDefault.isEmpty
        ? Chosen(match: .noMatch) : Chosen(range: rangeOfDefault, match: .otherwise)
    }
    // A rule that might match counts only where it would change the answer.
    var doubt: (RuleID, [String])?
    for (position, rule, missing) in unknown {
      for target in ranges[position] {
        let other = known.first { isSamePromise($0, target) }
        if let other, !isStricter(target, than: other, openedAt) { continue }
        known.removeAll { $0 == other }
        doubt = doubt ?? (rule, missing)
      }
    }
    if let doubt { return Chosen(targets: known, match: .notAssessable(doubt.0, missing: doubt.1)) }
    return Chosen(targets: known)
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

  /// The targets of an agreement replace those about the same promises.
  private func override(_ chosen: inout Chosen, by decision: RuleTable<Int>.Decision) {
    switch decision {
    case .notAssessable(let rule, let missing):
      let possible = agreements.firstIndex { $0.id == rule }.map { agreementRanges[$0] } ?? 0..<0
      let base = chosen.targets + chosen.range
      let kept = base.filter { mine in !possible.contains { isSamePromise(mine, $0) } }
      chosen = Chosen(targets: kept, match: .notAssessable(rule, missing: missing))
    case .matched(_, let position):
      let own = Array(agreementRanges[position])
      let base = chosen.targets + chosen.range
      let kept = base.filter { mine in !own.contains { isSamePromise(mine, $0) } }
      let isDoubtful = if case .notAssessable = chosen.match { true } else { false }
      chosen = Chosen(targets: kept + own, match: isDoubtful ? chosen.match : nil)
    default: break
    }
  }

  /// Why the targets hold.
  func match(_ facts: Facts, openedAt: Instant) -> SLAPolicyMatch {
    let chosen = choose(facts, openedAt: openedAt)
    return chosen.match ?? .rules(rulesOf(chosen.targets + chosen.range))
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
      options.choose == .first
      ? [rules.explanation(of: facts, others: .ahead)]
      : single.map { $0.explanation(of: facts, others: .ahead) }
    return base + (agreementTable.map { [$0.explanation(of: facts, others: .ahead)] } ?? [])
  }
}
