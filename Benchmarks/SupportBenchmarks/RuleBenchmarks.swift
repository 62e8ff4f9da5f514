// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportCore
import SupportRules

/// Deciding by a table of 50 rules that ask three facts each; cases match any of them, or none.
func ruleBenchmarks() {
  let (table, cases) = rulesAndCases()
  Benchmark(
    "RuleTable decide, 50 rules",
    configuration: .init(
      metrics: [.wallClock], warmupIterations: 3, scalingFactor: .kilo, maxDuration: .seconds(3))
  ) { run in
    for index in run.scaledIterations {
      blackHole(table.decide(cases[index & (cases.count - 1)]))
    }
  }
}

private let priorities = ["urgent", "high", "normal", "low"]
private let kinds = ["incident", "complaint", "request", "inquiry", "suggestion"]

private func rulesAndCases() -> (table: RuleTable<Int>, cases: [Facts]) {
  do {
    let schema = try FactSchema([
      FactField("priority", .choice(priorities)), FactField("kind", .choice(kinds)),
      FactField("category", .text), FactField("vip", .boolean),
    ])
    let rules = (0..<50).map { number in
      Rule(
        RuleID("rule-\(number)"),
        when: .all([
          .isOneOf("priority", number % 3 == 0 ? ["urgent", "high"] : ["normal", "low"]),
          .equals("category", .text("category \(number)")),
          .equals("vip", .boolean(number % 2 == 0)),
        ]), then: number)
    }
    let table = try RuleTable("measured", schema: schema, rules: rules, otherwise: -1)
    var random = SeededGenerator(seed: 5)
    let cases = try (0..<1_024).map { _ in
      var facts = Facts(schema)
      try facts.set("priority", to: priorities.randomElement(using: &random).map(FactValue.text))
      try facts.set("kind", to: kinds.randomElement(using: &random).map(FactValue.text))
      let category = Int.random(in: 0..<50, using: &random)
      try facts.set("category", to: .text("category \(category)"))
      try facts.set("vip", to: .boolean(Bool.random(using: &random)))
      return facts
    }
    return (table, cases)
  } catch {
    preconditionFailure("\(error)")
  }
}
