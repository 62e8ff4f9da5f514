// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import Testing

/// Small tables, of which every case is listed and looked at.
@Suite("Rules: what the analysis says is true of every case")
struct AnalysisLawTests {
  private static let limits = RuleTableAnalysis.Limits(findings: 1_000)

  /// The pairs of rules that both match, and whether no rule does, for each case.
  private struct Census {
    var tables: RandomTables
    let table: RuleTable<Int>
    let rows: [Facts]
    let truths: [[Truth]]

    init(seed: UInt64, _ hitPolicy: HitPolicy, otherwise: Bool? = nil) throws {
      tables = try RandomTables(seed: seed, fields: 3)
      let count = Int.random(in: 1...6, using: &tables.random)
      let table = try tables.table(hitPolicy, rules: count, otherwise: otherwise, depth: 1)
      rows = tables.allFacts
      truths = rows.map { row in table.rules.map { NaiveTable.truth($0.when, row) } }
      self.table = table
    }

    func contains(_ region: RuleRegion, _ row: Facts) -> Bool {
      NaiveTable.truth(region.condition, row) == .yes
    }
  }

  @Test(
    "gaps are disjoint, and together all cases that no rule matches",
    arguments: SeedCount.of(60))
  func gaps(seed: UInt64) throws {
    let census = try Census(seed: seed, .first, otherwise: false)
    let analysis = census.table.analysis(limits: Self.limits)
    let gaps = analysis.findings(of: .gap).compactMap(\.region)
    for (row, truths) in zip(census.rows, census.truths) {
      let isGap = truths.allSatisfy { $0 == .no }
      let holding = gaps.filter { census.contains($0, row) }
      #expect(holding.count == (isGap ? 1 : 0), "\(row) \(gaps)")
    }
    for gap in gaps {
      #expect(census.table.decide(gap.witness) == .noMatch)
      #expect(NaiveTable.truth(gap.condition, gap.witness) == .yes)
    }
    #expect((analysis.completeness == .holds) == gaps.isEmpty)
  }

  @Test(
    "overlaps are exactly the pairs that share a case with outcomes that differ",
    arguments: SeedCount.of(25), [HitPolicy.first, .unique, .any, .priority, .collect])
  func overlaps(seed: UInt64, hitPolicy: HitPolicy) throws {
    let census = try Census(seed: seed, hitPolicy)
    let rules = census.table.rules
    var expected: Set<[RuleID]> = []
    for truths in census.truths where hitPolicy != .collect {
      let matching = rules.indices.filter { truths[$0] == .yes }
      for first in matching {
        for second in matching where first < second {
          if hitPolicy != .unique, rules[first].then == rules[second].then { continue }
          expected.insert([rules[first].id, rules[second].id])
        }
      }
    }
    var found: Set<[RuleID]> = []
    for finding in census.table.analysis(limits: Self.limits).findings(of: .overlap) {
      guard case .overlap(let first, let second, let region, let isResolved) = finding else {
        Issue.record("\(finding)")
        continue
      }
      #expect(isResolved == (hitPolicy == .first || hitPolicy == .priority))
      found.insert([first, second])
      for rule in rules where [first, second].contains(rule.id) {
        #expect(NaiveTable.truth(rule.when, region.witness) == .yes)
      }
      for row in census.rows where census.contains(region, row) {
        let both = rules.filter { [first, second].contains($0.id) }
        #expect(both.allSatisfy { NaiveTable.truth($0.when, row) == .yes })
      }
    }
    #expect(found == expected)
  }

  @Test(
    "unreachable rules are those that decide no case; the others decide all of theirs",
    arguments: SeedCount.of(30), [HitPolicy.first, .priority, .unique])
  func unreachable(seed: UInt64, hitPolicy: HitPolicy) throws {
    let census = try Census(seed: seed, hitPolicy)
    let rules = census.table.rules
    func beats(_ one: Int, _ other: Int) -> Bool {
      switch hitPolicy {
      case .first: one < other
      case .priority: (-rules[one].then, one) < (-rules[other].then, other)
      default: false
      }
    }
    var expected: Set<RuleID> = []
    for rule in rules.indices {
      let decides = census.truths.contains { truths in
        truths[rule] == .yes
          && !rules.indices.contains { $0 != rule && beats($0, rule) && truths[$0] != .no }
      }
      if !decides { expected.insert(rules[rule].id) }
    }
    var found: Set<RuleID> = []
    for finding in census.table.analysis(limits: Self.limits).findings(of: .unreachable) {
      guard case .unreachable(let id, let others) = finding,
        let rule = rules.firstIndex(where: { $0.id == id })
      else { continue }
      found.insert(id)
      let covering = rules.indices.filter { others.contains(rules[$0].id) }
      func covers(_ set: [Int]) -> Bool {
        census.truths.allSatisfy { truths in
          truths[rule] != .yes || set.contains { beats($0, rule) && truths[$0] != .no }
        }
      }
      #expect(covers(covering) && covering.count == others.count)
      for one in covering { #expect(!covers(covering.filter { $0 != one }), "none is idle") }
    }
    #expect(found == expected)
  }

  @Test(
    "a redundant rule can be left out, and no other that decides can", arguments: SeedCount.of(50),
    [HitPolicy.first, .priority, .any, .unique])
  func redundant(seed: UInt64, hitPolicy: HitPolicy) throws {
    let census = try Census(seed: seed, hitPolicy)
    let table = census.table
    let analysis = table.analysis(limits: Self.limits)
    let idle = analysis.findings(of: .unreachable).compactMap { finding -> RuleID? in
      if case .unreachable(let id, _) = finding { id } else { nil }
    }
    let redundant = analysis.findings(of: .redundant).compactMap { finding -> RuleID? in
      if case .redundant(let id) = finding { id } else { nil }
    }
    for rule in table.rules where !idle.contains(rule.id) {
      let without = try RuleTable(
        "t", schema: table.schema, hitPolicy: hitPolicy, outcomeOrder: table.outcomeOrder,
        rules: table.rules.filter { $0.id != rule.id }, otherwise: table.otherwise)
      let changes = census.rows.contains { !Self.same(table.decide($0), without.decide($0)) }
      #expect(redundant.contains(rule.id) == !changes, "\(rule) of \(table.rules)")
    }
  }

  private static func same(
    _ left: RuleTable<Int>.Decision, _ right: RuleTable<Int>.Decision
  ) -> Bool {
    if left.isNotAssessable || right.isNotAssessable {
      return left.isNotAssessable && right.isNotAssessable
    }
    if case .conflict = left, case .conflict = right { return true }
    return left.outcome == right.outcome && left.outcomes == right.outcomes
  }

  @Test(
    "parts that always or never hold do so in every case",
    arguments: SeedCount.of(60))
  func constants(seed: UInt64) throws {
    let census = try Census(seed: seed, .first)
    for finding in census.table.analysis(limits: Self.limits).findings(of: .constantCondition) {
      switch finding {
      case .alwaysTrue(_, _, let part):
        #expect(census.rows.allSatisfy { NaiveTable.truth(part, $0) == .yes }, "\(finding)")
      case .neverTrue(_, _, let part):
        #expect(!census.rows.contains { NaiveTable.truth(part, $0) == .yes }, "\(finding)")
      default: Issue.record("\(finding)")
      }
    }
    // And each condition as a whole that is constant is found.
    for rule in census.table.rules where rule.when != .always {
      let answers = Set(census.rows.map { NaiveTable.truth(rule.when, $0) })
      let found = census.table.analysis(limits: Self.limits).findings.contains { finding in
        switch finding {
        case .alwaysTrue(rule.id, _, rule.when): answers == [.yes]
        case .neverTrue(rule.id, _, rule.when): !answers.contains(.yes)
        default: false
        }
      }
      #expect(found == (answers == [.yes] || !answers.contains(.yes)), "\(rule)")
    }
  }

  @Test(
    "two rules that could be one give the same table as one",
    arguments: SeedCount.of(60))
  func mergeable(seed: UInt64) throws {
    let census = try Census(seed: seed, .first)
    let table = census.table
    for finding in table.analysis(limits: Self.limits).findings(of: .mergeable) {
      guard case .mergeable(let first, let second, let condition) = finding else { continue }
      var rules = table.rules
      guard let place = rules.firstIndex(where: { $0.id == first }) else { continue }
      #expect(rules[place + 1].id == second)
      rules.remove(at: place + 1)
      rules[place].when = condition
      let merged = try RuleTable(
        "t", schema: table.schema, rules: rules, otherwise: table.otherwise)
      for row in census.rows { #expect(Self.same(table.decide(row), merged.decide(row))) }
    }
  }

  @Test(
    "cases that cannot be assessed are found, where facts are optional",
    arguments: SeedCount.of(50))
  func notAssessable(seed: UInt64) throws {
    let census = try Census(seed: seed, .first)
    let regions = census.table.analysis(limits: Self.limits).findings(of: .notAssessable)
      .compactMap(\.region)
    for row in census.rows {
      let decision = census.table.decide(row)
      #expect(
        decision.isNotAssessable == regions.contains { census.contains($0, row) }, "\(row)")
    }
  }

  @Test(
    "the difference of two tables is exactly where they decide otherwise",
    arguments: SeedCount.of(30), [HitPolicy.first, .unique, .collect, .collectSum])
  func difference(seed: UInt64, hitPolicy: HitPolicy) throws {
    var census = try Census(seed: seed, hitPolicy)
    let old = census.table
    var rules = old.rules
    let changed = Int.random(in: 0..<rules.count, using: &census.tables.random)
    switch Int.random(in: 0..<4, using: &census.tables.random) {
    case 0: rules.remove(at: changed)
    case 1: rules[changed].when = census.tables.condition(depth: 1)
    case 2: rules[changed].then = (rules[changed].then + 1) % 3
    default: rules.swapAt(changed, 0)
    }
    let new = try RuleTable(
      "t", schema: old.schema, hitPolicy: hitPolicy, rules: rules, otherwise: old.otherwise)
    let difference = try RuleTable.difference(from: old, to: new, limits: Self.limits)
    #expect(!difference.hasMore && !difference.isExhausted)
    for row in census.rows {
      let (before, after) = (old.decide(row), new.decide(row))
      let holding = difference.regions.filter { census.contains($0.region, row) }
      let isSame =
        hitPolicy == .collect && !before.isNotAssessable && !after.isNotAssessable
        ? before.outcomes.sorted() == after.outcomes.sorted() : Self.same(before, after)
      #expect(holding.count == (isSame ? 0 : 1), "\(row)")
      for region in holding {
        #expect(region.before.outcomes == before.outcomes)
        #expect(region.after.outcomes == after.outcomes)
      }
    }
    let proof = try old.equivalence(to: new)
    #expect((proof == .holds) == difference.regions.isEmpty)
  }

  @Test(
    "a proof that a fact moves the outcome one way holds in every case",
    arguments: SeedCount.of(30), [HitPolicy.first, .collectSum, .collectMin, .collectMax])
  func monotonicity(seed: UInt64, hitPolicy: HitPolicy) throws {
    let census = try Census(seed: seed, hitPolicy)
    let table = census.table
    for (position, field) in table.schema.fields.enumerated() where field.domain.isOrdered {
      let proof = try table.monotonicity(in: field.name, .neverLess)
      var isMonotone = true
      for row in census.rows where row[position] != nil {
        var last: Int?
        for value in census.tables.values[position].compactMap({ $0 }) {
          var next = row
          next.record(value, at: position)
          guard let outcome = table.decide(next).outcome else { continue }
          if let last, outcome < last { isMonotone = false }
          last = max(last ?? outcome, outcome)
        }
      }
      #expect((proof == .holds) == isMonotone)
      if let reversal = proof.counterexample {
        #expect(table.decide(reversal.lower.witness).outcome == reversal.lowerOutcome)
        #expect(table.decide(reversal.upper.witness).outcome == reversal.upperOutcome)
        #expect(reversal.lowerOutcome > reversal.upperOutcome)
        var same = reversal.lower.witness
        same.record(reversal.upper.witness[position], at: position)
        #expect(same == reversal.upper.witness)
      }
    }
  }

  @Test(
    "a protected fact that can change an outcome is shown at work",
    arguments: SeedCount.of(30), [HitPolicy.first, .collectSum, .collectMin, .collectMax])
  func protected(seed: UInt64, hitPolicy: HitPolicy) throws {
    let census = try Census(seed: seed, hitPolicy)
    let fields = census.table.schema.fields.map { field in
      var field = field
      field.isProtected = true
      return field
    }
    let table = try census.table.over(FactSchema(fields))
    let findings = table.analysis(limits: Self.limits).findings(of: .protectedInfluence)
    for (position, field) in fields.enumerated() where table.factsAsked.contains(field.name) {
      let changes = census.rows.contains { row in
        let answers = census.tables.values[position].map { value in
          var other = row
          other.record(value, at: position)
          return table.decide(other.translated(to: table.schema))
        }.filter { !$0.isNotAssessable }
        return answers.dropFirst().contains { !Self.same($0, answers[0]) }
      }
      let finding = findings.first { finding in
        if case .protectedInfluence(field.name, _, _) = finding { true } else { false }
      }
      #expect((finding != nil) == changes, "\(field.name)")
      guard case .protectedInfluence(_, let region, let value)? = finding else { continue }
      var other = region.witness
      other.record(value, at: position)
      #expect(!Self.same(table.decide(region.witness), table.decide(other)))
    }
  }
}
