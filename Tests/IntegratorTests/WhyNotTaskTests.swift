// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

@Suite("Integrator: why a rule did not match")
struct WhyNotTaskTests {
  private func table() throws -> RuleTable<String> {
    let schema = try FactSchema([
      FactField("tier", .ordered(["silver", "gold", "platinum"])),
      FactField("amount", .integer(0...1_000, unit: "points")),
    ])
    return try RuleTable("desk", schema: schema) {
      Rule("fast", when: .atLeast("tier", "gold") && .atLeast("amount", 500), then: "fast")
      Otherwise("normal")
    }
  }

  @Test("the answer names the part that failed and the nearest change, and the change does it")
  func nearest() throws {
    let table = try table()
    var facts = try Facts(table.schema, ["tier": "silver", "amount": 450])
    #expect(table.decide(facts) == .otherwise("normal"))
    let verdict = try #require(table.trace(of: facts).verdict(of: "fast"))
    guard case .failed(let part, let change) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(part == .atLeast("tier", "gold"), "the first part that does not hold")
    #expect(change?.changes.map(\.fact) == ["tier", "amount"])
    for change in change?.changes ?? [] { try facts.set(change.fact, to: change.to) }
    #expect(facts["amount"] == 500, "50 points more are the fewest that do")
    #expect(table.decide(facts) == .matched("fast", "fast"))
  }

  @Test("one rule is told alone, in both languages")
  func words() throws {
    let table = try table()
    let facts = try Facts(table.schema, ["tier": "gold", "amount": 450])
    let why = try #require(table.trace(of: facts).explanation(of: "fast"))
    // 500 are asked for, 450 are there.
    #expect(why.text().contains("amount is 450 points") && why.text().contains("50 points more"))
    #expect(why.text(in: .simplifiedChinese).contains("fast"))
    #expect(table.trace(of: facts).explanation(of: "none of these") == nil)
  }

  @Test("what is not known is told as not known")
  func unknown() throws {
    let table = try table()
    let facts = try Facts(table.schema, ["tier": "gold"])
    #expect(table.decide(facts) == .notAssessable("fast", missing: ["amount"]))
    let why = try #require(table.trace(of: facts).explanation(of: "fast"))
    #expect(why.text().contains("amount not known"))
  }
}
