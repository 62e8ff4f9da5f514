// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import Testing

@Suite("Rules: large tables and small budgets")
struct LargeTableTests {
  /// Rules by chance over eight fields, most of them with a rule that takes what is left.
  private func table(
    seed: UInt64, rules: Int, fields: Int = 8
  ) throws -> (RandomTables, RuleTable<Int>) {
    var tables = try RandomTables(seed: seed, fields: fields, optional: false)
    var list = try tables.table(rules: rules, otherwise: false, depth: 1).rules
    if tables.random.oneIn(2), let field = tables.schema.fields.first {
      // The last two rules share out all that is left.
      list.append(Rule("known", when: .isKnown(field.name), then: 0))
    }
    return (tables, try RuleTable("t", schema: tables.schema, rules: list))
  }

  @Test(
    "where the analysis says that nothing is missing, no case by chance is",
    arguments: SeedCount.of(6))
  func complete(seed: UInt64) throws {
    var (tables, table) = try table(seed: seed, rules: 30)
    let completeness = table.analysis().completeness
    if let gap = completeness.counterexample {
      #expect(table.decide(gap.witness) == .noMatch)
      return
    }
    try #require(completeness == .holds)
    for _ in 0..<10_000 {
      var facts = Facts(table.schema)
      for (position, values) in tables.values.enumerated() {
        facts.record(values.randomElement(using: &tables.random) ?? nil, at: position)
      }
      #expect(table.decide(facts) != .noMatch)
    }
  }

  @Test(
    "conditions of many ways are compiled at once, and analysed within their steps",
    .timeLimit(.minutes(1)))
  func ways() throws {
    let schema = try FactSchema(["a", "b", "c"].map { FactField($0, .integer(0...9_999)) })
    func wide(ways: Int64, rules: Int64) throws -> RuleTable<Int64> {
      try RuleTable(
        "t", schema: schema,
        rules: (0..<rules).map { rule in
          let ways = (0..<ways).map { way in
            Condition.all(
              [("a", way), ("b", way), ("c", rule)].map { .equals($0, .integer($1)) })
          }
          return Rule(RuleID("r\(rule)"), when: .any(ways), then: rule)
        })
    }
    let table = try wide(ways: 1_000, rules: 3)
    var facts = Facts(schema)
    for (name, value) in [("a", 999), ("b", 999), ("c", 2)] as [(String, Int64)] {
      try facts.set(name, to: .integer(value))
    }
    #expect(table.decide(facts) == .matched("r2", 2))
    let analysis = table.analysis(limits: .init(steps: 2_000, findings: 4))
    #expect(analysis.completeness != .holds)
    #expect(analysis.findings(of: .overlap) == [.notProved(.overlap)])
    #expect(throws: DocumentError.self) { try wide(ways: 4_097, rules: 1) }
  }

  @Test(
    "with too few steps the answer is not proved, and never a wrong fine",
    arguments: SeedCount.of(20), [1, 10, 100, 1_000])
  func budgets(seed: UInt64, steps: Int) throws {
    let (_, table) = try table(seed: seed, rules: 12, fields: 4)
    let whole = table.analysis(limits: .init(findings: 1_000))
    let part = table.analysis(limits: .init(steps: steps, findings: 1_000))
    #expect(part.completeness == whole.completeness || part.completeness != .holds)
    for kind in RuleFinding.Kind.allCases {
      let isExhausted = part.findings(of: kind).contains(.notProved(kind))
      let found = part.findings(of: kind).filter { $0 != .notProved(kind) && $0 != .more(kind) }
      // What could be left out or joined depends on which rules are known never to decide.
      if !isExhausted, kind != .redundant, kind != .mergeable {
        #expect(found.count == whole.findings(of: kind).count, "\(kind)")
      }
      for finding in found {
        if case .gap(let region) = finding { #expect(table.decide(region.witness) == .noMatch) }
      }
    }
    let again = table.analysis(limits: .init(steps: steps, findings: 1_000))
    #expect(again == part, "the same steps give the same answer")
    var rules = table.rules
    rules[0].then += 1
    let changed = try RuleTable("t", schema: table.schema, rules: rules)
    let proof = try table.equivalence(to: changed, limits: .init(steps: steps))
    let truth = try table.equivalence(to: changed)
    #expect(proof != .holds || truth == .holds)
  }

  @Test("at most as many findings are listed as are asked for, then more")
  func more() throws {
    let schema = try FactSchema([FactField("n", .integer(0...1_000))])
    let rules = (0..<40).map {
      Rule(RuleID("r\($0)"), when: .equals("n", .integer($0 * 10)), then: 1)
    }
    let table = try RuleTable("t", schema: schema, rules: Array(rules))
    let gaps = table.analysis(limits: .init(findings: 3)).findings(of: .gap)
    // Stretches that the same rules leave are one region.
    #expect(gaps.count == 1 && table.decide(gaps[0].region?.witness ?? Facts(schema)) == .noMatch)
    let pairs = try RuleTable(
      "t", schema: schema, hitPolicy: .unique,
      rules: (0..<10).map { Rule(RuleID("r\($0)"), then: $0) })
    let found = pairs.analysis(limits: .init(findings: 3)).findings(of: .overlap)
    #expect(found.count == 4 && found.last == .more(.overlap))
  }

  @Test("ten thousand rules decide as they stand, and their analysis keeps to its steps")
  func tenThousand() throws {
    let schema = try FactSchema([
      FactField("n", .integer(0...10_000_000)), FactField("word", .text),
    ])
    let rules = (0..<10_000).map { number in
      Rule(
        RuleID("r\(number)"),
        when: .all([
          .isWithin(
            "n",
            FactRange(from: .integer(Int64(number) * 10), below: .integer(Int64(number) * 10 + 10))),
          .not(.equals("word", .text("word \(number % 100)"))),
        ]), then: number)
    }
    let table = try RuleTable("t", schema: schema, rules: rules, otherwise: -1)
    var facts = Facts(schema)
    try facts.set("word", to: "word 7")
    for number in [0, 1, 7, 4_999, 9_999] {
      try facts.set("n", to: .integer(Int64(number) * 10 + 3))
      #expect(table.decide(facts).outcome == (number % 100 == 7 ? -1 : number))
    }
    let analysis = table.analysis(limits: .init(steps: 20_000))
    #expect(analysis.completeness == .holds)
    #expect(analysis.findings.contains(.notProved(.overlap)))
  }

  @Test("two hundred and fifty-seven flags are more than the analysis takes, and it says so")
  func tooManyAxes() throws {
    let fields = (0..<5).map { set in
      FactField("s\(set)", .flags((0..<60).map { "f\($0)" }))
    }
    let rules = fields.enumerated().map { number, field in
      Rule(
        RuleID("r\(number)"),
        when: .hasFlags(field.name, FlagTest(allOf: (0..<60).map { "f\($0)" })), then: number)
    }
    let table = try RuleTable("t", schema: FactSchema(fields), rules: rules)
    // No fact is optional or protected, so that nothing is asked about such.
    let kinds: [RuleFinding.Kind] = [
      .gap, .overlap, .unreachable, .redundant, .constantCondition, .mergeable,
    ]
    #expect(table.analysis().findings == kinds.map(RuleFinding.notProved))
    #expect(table.analysis().completeness == .notProved)
    #expect(try table.equivalence(to: table) == .notProved)
  }
}
