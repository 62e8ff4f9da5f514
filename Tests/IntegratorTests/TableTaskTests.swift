// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

@Suite("Integrator: a policy table without gaps")
struct TableTaskTests {
  private let document = """
    { "format": 1, "id": "desk",
      "facts": { "tier": { "oneOf": ["silver", "gold"] },
                 "amount": { "integer": { "atLeast": 0, "atMost": 1000 } } },
      "outcome": { "oneOf": ["fast", "slow"] },
      "rules": [
        { "id": "gold", "when": { "tier": "gold" }, "then": "fast" },
        { "id": "big", "when": { "amount": { "atLeast": 500 } }, "then": "fast" },
        { "id": "tiny", "when": { "amount": { "below": 10 } }, "then": "slow" } ] }
    """

  private func schema() throws -> FactSchema {
    try FactSchema([
      FactField("tier", .choice(["silver", "gold"])), FactField("amount", .integer(0...1_000)),
    ])
  }

  private func table() throws -> RuleTable<FactValue> {
    try RuleTable("desk", schema: schema()) {
      Rule("gold", when: .equals("tier", "gold"), then: "fast")
      Rule("big", when: .atLeast("amount", 500), then: "fast")
      Rule("tiny", when: .below("amount", 10), then: "slow")
    }
  }

  @Test("code and document make the same table")
  func forms() throws {
    #expect(try RuleTableDocument(document).table == table())
  }

  @Test("the gap is exactly the cases that no rule was written for")
  func gap() throws {
    let table = try table()
    let gaps = table.analysis().findings(of: .gap)
    #expect(gaps.count == 1)
    let region = try #require(gaps.first?.region)
    for tier in ["silver", "gold"] {
      for amount in Int64(0)...1_000 {
        // What the three rules say, written out.
        let isForgotten = tier != "gold" && amount < 500 && amount >= 10
        let facts = try Facts(schema(), ["tier": .text(tier), "amount": .integer(amount)])
        #expect((region.condition.holds(for: facts) == .yes) == isForgotten)
        #expect((table.decide(facts) == .noMatch) == isForgotten)
      }
    }
    #expect(table.decide(region.witness) == .noMatch)
  }

  @Test("with a rule for the gap nothing is missing, and a misspelt fact is found")
  func mended() throws {
    let mended = try RuleTable(
      "desk", schema: schema(),
      rules: table().rules + [
        Rule(
          "rest", when: Condition(#"{ "tier": "silver", "amount": { "below": 500 } }"#, schema()),
          then: "slow")
      ])
    #expect(mended.analysis().completeness == .holds)
    let error = try #require(throws: DocumentError.self) {
      try RuleTable<FactValue>("desk", schema: schema()) {
        Rule("gold", when: .equals("teir", "gold"), then: "fast")
      }
    }
    #expect(error.problems.first?.suggestion == "tier")
  }
}
