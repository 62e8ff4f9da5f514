// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportKit
import Testing

enum Tier: String, CaseIterable, FactRepresentable { case silver, gold, platinum }

extension FactKey where Value == Tier {
  static var tier: Self { Self("tier") }
}

extension FactKey where Value == Duration {
  static var delay: Self { Self("delay") }
}

/// The code of the article "Policies that can be proved" and of the overview of rules.
@Suite("Documentation: policies that can be proved")
struct PoliciesThatCanBeProvedTests {
  /// What an article prints, from the line that begins so to the end of its block.
  private func printed(_ article: String, from start: String) throws -> String {
    let file = QuotationTests.root.appending(
      path: "Sources/SupportRules/SupportRules.docc/\(article)")
    let text = try String(contentsOf: file, encoding: .utf8)
    let blocks = text.components(separatedBy: "```text\n").dropFirst().map {
      $0.components(separatedBy: "\n```").first ?? ""
    }
    return try #require(blocks.first { $0.hasPrefix(start) })
  }

  @Test("the gap behind a default, the mended policy and the difference are as the article says")
  func refunds() throws {
    let schema = try FactSchema([
      FactField("tier", .text), FactField("age", .integer(0...3_650, unit: "days")),
      FactField("amount", .money(.usd, minorUnits: 1...1_000_000)),
    ])
    let published = try RuleTableDocument(
      """
      { "format": 1, "id": "refund",
        "facts": {
          "tier": { "is": "text" },
          "age": { "integer": { "atLeast": 0, "atMost": 3650 }, "unit": "days" },
          "amount": { "money": "USD", "atLeast": "0.01", "atMost": "10000.00" } },
        "outcome": { "oneOf": ["refund", "ask a manager", "refuse"] },
        "rules": [
          { "id": "premium", "then": "refund",
            "when": { "tier": "premium", "age": { "atMost": 90 }, "amount": { "atMost": "1000.00" } } },
          { "id": "premium-no", "then": "refuse", "when": { "tier": "premium" } },
          { "id": "gold", "then": "refund",
            "when": { "tier": "gold", "age": { "atMost": 60 }, "amount": { "atMost": "500.00" } } },
          { "id": "gold-no", "then": "refuse", "when": { "tier": "gold" } },
          { "id": "standard", "then": "ask a manager",
            "when": { "tier": "standard", "age": { "atMost": 30 }, "amount": { "atMost": "100.00" } } },
          { "id": "standard-no", "then": "refuse", "when": { "tier": "standard" } } ],
        "otherwise": "ask a manager" }
      """
    ).table
    let looksFinished = published.analysis().completeness  // .holds
    #expect(looksFinished == .holds && published.schema == schema)

    let bare = try RuleTable("refund", schema: schema, rules: published.rules)
    let gaps = bare.analysis().findings(of: .gap).map { $0.explanation.text() }
    #expect(
      gaps.joined(separator: "\n") == (try printed("PoliciesThatCanBeProved.md", from: "no rule")))

    let most = Money(minorUnits: 1_000_000, currency: .usd)
    let stranger = try Facts(schema, ["tier": "platinum", "age": 3_650, "amount": .money(most)])
    let offered = published.decide(stranger)  // .otherwise("ask a manager")
    #expect(offered == .otherwise("ask a manager"))

    var rules = published.rules
    for place in [4, 5] {
      rules[place].when = try Condition(
        place == 4
          ? #"""
          { "not": { "tier": ["gold", "premium", "platinum"] },
            "age": { "atMost": 30 }, "amount": { "atMost": "100.00" } }
          """#
          : #"{ "not": { "tier": ["gold", "premium", "platinum"] } }"#, schema)
    }
    rules.insert(
      Rule("platinum", when: .equals("tier", "platinum"), then: "refund", note: "without a limit"),
      at: 0)
    let mended = try RuleTable("refund", schema: schema, rules: rules)
    let isComplete = mended.analysis().completeness  // .holds, and without a default
    #expect(isComplete == .holds && mended.otherwise == nil)

    let change = try RuleTable.difference(from: published, to: mended)
    let lines = change.regions.map { region in
      "\(region.region): \(region.before.outcome?.words ?? "-") → \(region.after.outcome?.words ?? "-")"
    }
    #expect(
      lines.joined(separator: "\n") == (try printed("PoliciesThatCanBeProved.md", from: "tier ≠")))
    #expect(!change.hasMore && !change.isExhausted)
  }

  @Test("typed keys, and what would have been needed")
  func keys() throws {
    let schema = try FactSchema([
      FactField(.tier, .ordered(of: Tier.self)),
      FactField(.delay, .duration(milliseconds: 0...360_000_000)),
    ])
    let table = try RuleTable("priority", schema: schema) {
      Rule("late", when: .tier >= .gold && .delay >= .seconds(3_600), then: "urgent")
      Otherwise("normal")
    }
    var facts = Facts(schema)
    facts[.tier] = .silver
    facts[.delay] = .seconds(29 * 60)
    let decision = table.decide(facts)  // .otherwise("normal")
    let why = table.explanation(of: facts).text()
    #expect(decision == .otherwise("normal"))
    #expect(why == (try printed("SupportRules.md", from: "no rule")))
  }
}
