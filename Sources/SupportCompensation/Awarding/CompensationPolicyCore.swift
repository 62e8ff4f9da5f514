// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// A policy with its formulas compiled.
final class CompensationPolicyCore: Sendable {
  let draft: CompensationDraft
  let schema: FactSchema
  /// Each rule gives the place of its program.
  let table: RuleTable<Int>
  /// Whether some rule holds on some dates only.
  let isDated: Bool
  /// One for each rule, then that of the default.
  let programs: [FormulaProgram]
  /// For each rule that asks what would otherwise be due, the table of the rules behind it.
  let tails: [Int: RuleTable<Int>]
  let penalty: FormulaProgram?
  /// The rules whose award can still change while a delay goes on: what they give counts it, or they, or
  /// a rule before them, ask how long it lasted.
  let growing: Set<RuleID>
  /// A table whose one rule says which claims may be arbitrated.
  let arbitration: RuleTable<Int>?
  let settlement: [SettlementStep]
  /// How the causes of a case are made one, the first step of the settlement.
  let stacking: Stacking
  /// The caps in the order of the settlement, their windows, and the list of each one's name alone.
  let caps: [AwardCap]
  let windows: [CapWindows]
  let capNames: [[RuleID]]
  let clocks: [String: BusinessClock]
  /// Counts dates and months by the clocks of the zone, whatever opens.
  let wallClock: BusinessClock
  let zero: ExactMoney
  /// Whether whatever is awarded is to be paid at once: nobody has to agree, no small sum is carried
  /// forward, and no signs are looked for.
  let paysAtOnce: Bool

  /// How many rules may ask what would otherwise be due: each has a table of the rules behind it, and
  /// they ask one another.
  private static let mostAsking = 16

  private static func growing(
    _ programs: [FormulaProgram], _ rules: [Rule<AwardFormula>], _ schema: FactSchema
  ) -> Set<RuleID> {
    let delay = schema.position(of: Claim.delayFact.name)
    var growing: Set<RuleID> = []
    var isAsked = false
    for (position, program) in programs.enumerated() {
      if position < rules.count, rules[position].when.factsAsked.contains(Claim.delayFact.name) {
        isAsked = true
      }
      if isAsked || program.counts(delay) { growing.insert(program.rule) }
    }
    return growing
  }

  init(_ draft: CompensationDraft) throws(DocumentError) {
    var problems = Problems()
    var schema = FactSchema.none
    do throws(DocumentError) {
      schema = try FactSchema(Claim.factFields).merging(FactSchema(draft.facts))
    } catch {
      for problem in error.problems { problems.report(problem) }
    }
    var compiler = FormulaCompiler(draft, schema: schema)
    compiler.checkPolicy()
    let rules = draft.rules.enumerated().map { position, rule in
      Rule(
        rule.id, when: rule.when, then: position, from: rule.from, until: rule.until,
        note: rule.note)
    }
    let otherwise = draft.otherwise == nil ? nil : rules.count
    var programs = draft.rules.enumerated().map { position, rule in
      compiler.program(
        rule.then, of: rule.id, path: "rules[\(position)].then",
        hasRulesBehind: position + 1 < draft.rules.count || draft.otherwise != nil)
    }
    if let formula = draft.otherwise {
      programs.append(
        compiler.program(formula, of: "otherwise", path: "otherwise", hasRulesBehind: false))
    }
    penalty = draft.options.payment.penalty.map {
      compiler.program(
        $0, of: "latePayment", path: "payment.penalty", hasRulesBehind: false, isPenalty: true)
    }
    for problem in compiler.problems.all { problems.report(problem) }
    var tails: [Int: RuleTable<Int>] = [:]
    do throws(DocumentError) {
      table = try RuleTable(draft.id, schema: schema, rules: rules, otherwise: otherwise)
      let asking = programs.indices.filter { programs[$0].asksOtherwise }
      if asking.count > Self.mostAsking {
        problems.report(
          "\(asking.count) rules ask what would otherwise be due, more than \(Self.mostAsking)",
          path: "rules")
      }
      for position in asking.prefix(Self.mostAsking) {
        tails[position] = try RuleTable(
          draft.id, schema: schema, rules: Array(rules.dropFirst(position + 1)),
          otherwise: otherwise)
      }
      arbitration = try draft.options.arbitration.map { condition throws(DocumentError) in
        try RuleTable(
          "arbitration", schema: schema, rules: [Rule("arbitration", when: condition, then: 1)])
      }
    } catch {
      for problem in error.problems { problems.report(problem) }
      try problems.throwIfAny()
      throw error
    }
    try problems.throwIfAny()
    self.draft = draft
    self.schema = schema
    isDated = table.isDated
    self.programs = programs
    growing = Self.growing(programs, draft.rules, schema)
    self.tails = tails
    clocks = compiler.clocks
    wallClock = .aroundTheClock(zone: draft.zone)
    zero = ExactMoney(.zero(draft.currency))
    let options = draft.options
    paysAtOnce =
      options.approvals.isEmpty && options.serialClaims.isEmpty
      && options.payment.carriedBelow == nil
    let places = Dictionary(draft.caps.map { ($0.id, $0) }) { first, _ in first }
    var (caps, stacking): ([AwardCap], Stacking) = ([], Stacking(.highest))
    settlement = draft.settlement.steps.compactMap { step in
      switch step {
      case .stack(let way):
        stacking = way
        return .stack
      case .cap(let id):
        return places[id].map {
          caps.append($0)
          return .cap(CompiledCap($0, place: caps.count - 1))
        }
      case .minimum(let least): return .minimum(ExactMoney(least))
      case .round(let rule): return .round(rule)
      }
    }
    self.stacking = stacking
    self.caps = caps
    windows = caps.map { CapWindows($0.window, draft.zone) }
    capNames = caps.map { [$0.id] }
  }
}
