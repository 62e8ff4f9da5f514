// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import Testing

@Suite("Rules: compiled tables answer as their definitions do")
struct TableLawTests {
  @Test("every hit policy, with unknown facts and dates", arguments: SeedCount.of(84))
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
    arguments: SeedCount.of(84))
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
          if part.factsAsked != ["onDate"] { #expect(NaiveTable.truth(part, facts) == .no) }
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
    let matching = all.filter { NaiveTable.truth(rule.when, $0) == .yes }
    let fewest = matching.map { Distance(from: facts, to: $0).positions.count }.min()
    #expect(inSchema <= fewest ?? inSchema, "\(rule) \(facts) \(nearest)")
    // Where everything is known and nothing asks whether it is, the list holds every way to change.
    let isPlain = !rule.when.description.contains("?") && rule.from == nil && rule.until == nil
    if isPlain, facts.schema.fields.indices.allSatisfy({ facts[$0] != nil }) {
      let best = matching.filter { row in facts.schema.fields.indices.allSatisfy { row[$0] != nil }
      }
      .map { Distance(from: facts, to: $0) }.min()
      #expect(Distance(from: facts, to: changed) == best, "\(rule) \(facts) \(nearest)")
    }
  }

  private func decides(
    _ rule: RuleID, _ decision: RuleTable<Int>.Decision, _ table: RuleTable<Int>
  ) -> Bool {
    switch decision {
    case .matched(let id, _): id == rule
    case .collected(let ids, _), .aggregated(let ids, _): ids.contains(rule)
    case .counted: true
    default: false
    }
  }
}

/// How far one case is from another (P5): which facts differ, in the order of the schema, and by how
/// much each.
private struct Distance: Comparable {
  var positions: [Int] = []
  private var steps: [Int64] = []

  init(from: Facts, to: Facts) {
    for (position, field) in from.schema.fields.enumerated() where from[position] != to[position] {
      positions.append(position)
      steps.append(Self.step(from[position], to[position], field.domain))
    }
  }

  private static func step(
    _ from: FactValue?, _ to: FactValue?, _ domain: FactField.Domain
  ) -> Int64 {
    switch (from, to, domain) {
    case (.text(let old), .text(let new), .ordered(let names)):
      Int64(abs((names.firstIndex(of: old) ?? 0) - (names.firstIndex(of: new) ?? 0)))
    case (.integer(let old), .integer(let new), _), (.duration(let old), .duration(let new), _):
      abs(old - new)
    case (.money(let old), .money(let new), _): abs(old.minorUnits - new.minorUnits)
    case (.decimal(let old), .decimal(let new), _):
      abs((old.exactInteger(decimals: 1) ?? 0) - (new.exactInteger(decimals: 1) ?? 0))
    case (.flags(let old), .flags(let new), _):
      Int64(Set(old).symmetricDifference(new).count)
    default: 1
    }
  }

  static func < (left: Self, right: Self) -> Bool {
    if left.positions.count != right.positions.count {
      return left.positions.count < right.positions.count
    }
    if left.positions != right.positions {
      return left.positions.lexicographicallyPrecedes(right.positions)
    }
    return left.steps.lexicographicallyPrecedes(right.steps)
  }
}

extension Rule {
  fileprivate var isIdle: Bool {
    if let from, let until { from >= until } else { false }
  }
}
