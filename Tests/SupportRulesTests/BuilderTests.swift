// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import Testing

@Suite("Rules: tables written line by line")
struct BuilderTests {
  private func table(
    _ schema: FactSchema, hasVIP: Bool
  ) throws(DocumentError) -> RuleTable<String> {
    try RuleTable("priority", schema: schema) {
      if hasVIP { Rule("vip", when: .contains(.traits, .vip), then: "urgent") }
      for tier in [Tier.platinum, .gold] {
        Rule(RuleID(tier.rawValue), when: .tier == tier, then: "high")
      }
      if hasVIP {
        Otherwise("low")
      } else {
        Otherwise("normal")
      }
    }
  }

  @Test("conditions and loops choose lines and repeat them", arguments: [true, false])
  func lines(hasVIP: Bool) throws {
    let table = try table(RefundDesk.schema(), hasVIP: hasVIP)
    let vip = Rule("vip", when: .contains(.traits, .vip), then: "urgent")
    let list = try RuleTable(
      "priority", schema: RefundDesk.schema(),
      rules: (hasVIP ? [vip] : []) + [
        Rule("platinum", when: .tier == .platinum, then: "high"),
        Rule("gold", when: .tier == .gold, then: "high"),
      ], otherwise: hasVIP ? "low" : "normal")
    #expect(table == list)
  }

  @Test("what a line throws is a problem of the table")
  func throwing() throws {
    let schema = try RefundDesk.schema()
    let read = try RuleTable("points", schema: schema) {
      Rule("gold", when: try Condition(#"{ "tier": "gold" }"#, schema), then: 1)
    }
    #expect(read.rules[0].when == (.tier == .gold))
    let document = try #require(throws: DocumentError.self) {
      try RuleTable("points", schema: schema) {
        Rule("gold", when: try Condition(#"{ "tire": "gold" }"#, schema), then: 1)
      }
    }
    #expect(document.problems.map(\.suggestion) == ["tier"])
    let text = try #require(throws: DocumentError.self) {
      try RuleTable("day", schema: schema) {
        Rule("gold", then: try CivilDate("2025-02-29"))
      }
    }
    #expect(text.problems.map(\.path) == ["rules"])
    #expect(text.problems[0].message.contains("2025-02-29"))
  }

  @Test("a second default is refused beside every other mistake")
  func defaults() throws {
    let error = try #require(throws: DocumentError.self) {
      try RuleTable("points", schema: RefundDesk.schema()) {
        Rule("gold", when: .equals("tire", "gold"), then: 1)
        Otherwise(2)
        Otherwise(3)
      }
    }
    #expect(error.problems.map(\.path) == ["otherwise", "rules[0].when"])
  }
}
