// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import Testing

@Suite("Rules: compiled tables answer as their definitions do")
struct TableLawTests {
  @Test("every hit policy, with unknown facts and dates", arguments: SeedCount.of(50))
  func decisions(seed: UInt64) throws {
    var tables = try RandomTables(seed: seed)
    for hitPolicy in HitPolicy.allCases {
      let count = Int.random(in: 0...8, using: &tables.random)
      let table = try tables.table(hitPolicy, rules: count, dated: tables.random.oneIn(2))
      for _ in 0..<12 {
        let facts = tables.facts()
        let date: CivilDate? =
          tables.random.oneIn(4)
          ? nil : RandomTables.day(Int.random(in: -1..<9, using: &tables.random))
        let expected = NaiveTable.answer(table, facts, date)
        let decision = table.decide(facts, on: date)
        #expect(NaiveTable.answer(decision, table) == expected, "\(hitPolicy) \(facts)")
        for rule in table.rules {
          #expect(rule.when.holds(for: facts) == NaiveTable.truth(rule.when, facts))
        }
      }
    }
  }

  @Test("a condition and the JSON that it writes are the same", arguments: SeedCount.of(80))
  func conditionsRoundTrip(seed: UInt64) throws {
    var tables = try RandomTables(seed: seed)
    let schema = tables.schema
    for _ in 0..<10 {
      let condition = tables.condition(depth: 3)
      let read = try DocumentNode.read(condition.json) { Condition(reading: $0, schema, &$1) }
      #expect(read == condition, "\(condition.json)")
    }
  }

  @Test(
    "the nearest change makes the rule match, and decide when it says so",
    arguments: SeedCount.of(50))
  func nearestChanges(seed: UInt64) throws {
    var tables = try RandomTables(seed: seed, fields: 3)
    let hitPolicy = HitPolicy.allCases.randomElement(using: &tables.random) ?? .first
    let table = try tables.table(hitPolicy, rules: 5, dated: tables.random.oneIn(3))
    let all = tables.allFacts
    for _ in 0..<3 {
      let facts = tables.facts()
      let date = RandomTables.day(Int.random(in: 0..<8, using: &tables.random))
      let trace = table.trace(of: facts, on: date)
      for (rule, step) in zip(table.rules, trace.steps) {
        let truth = NaiveTable.truth(rule, facts, date)
        let nearest: NearestChange?
        switch step.verdict {
        case .decided, .outdone, .conflicting:
          #expect(truth == .yes)
          continue
        case .failed(let part, let change):
          #expect(truth == .no)
          if part.facts != ["onDate"] { #expect(NaiveTable.truth(part, facts) == .no) }
          nearest = change
        case .notAssessable(let missing, let change):
          #expect(truth == .unknown && !missing.isEmpty)
          nearest = change
        }
        try check(nearest, of: rule, in: table, facts, date, all)
      }
    }
  }

  /// Applies a change and compares it with all other cases: no case that differs in fewer facts
  /// makes the rule match.
  private func check(
    _ nearest: NearestChange?, of rule: Rule<Int>, in table: RuleTable<Int>, _ facts: Facts,
    _ date: CivilDate, _ all: [Facts]
  ) throws {
    guard let nearest else {
      #expect(!all.contains { NaiveTable.truth(rule.when, $0) == .yes } || rule.isIdle)
      return
    }
    var changed = facts
    var changedDate = date
    for change in nearest.changes {
      if change.fact == "onDate" {
        guard case .date(let date) = change.to else { continue }
        changedDate = date
      } else {
        try changed.set(change.fact, to: change.to)
      }
    }
    #expect(NaiveTable.truth(rule, changed, changedDate) == .yes, "\(rule) \(facts) \(nearest)")
    let after = table.decide(changed, on: changedDate)
    #expect(nearest.wouldDecide == decides(rule.id, after, table), "\(rule) \(after)")
    let inSchema = nearest.changes.filter { $0.fact != "onDate" }.count
    let fewest = all.filter { NaiveTable.truth(rule.when, $0) == .yes }.map { other in
      facts.schema.fields.filter { other[$0.name] != facts[$0.name] }.count
    }.min()
    #expect(inSchema <= fewest ?? inSchema, "\(rule) \(facts) \(nearest)")
  }

  private func decides(
    _ rule: RuleID, _ decision: RuleTable<Int>.Decision, _ table: RuleTable<Int>
  ) -> Bool {
    switch decision {
    case .matched(let id, _): id == rule
    case .collected(let ids, _), .aggregated(let ids, _): ids.contains(rule)
    case .counted: true
    case .conflict(let conflict): conflict.rules.contains(rule)
    default: false
    }
  }
}

extension Rule {
  fileprivate var isIdle: Bool {
    if let from, let until { from >= until } else { false }
  }
}
