// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportKit
import Testing

/// The code of the article "Deciding, and saying why".
@Suite("Documentation: deciding, and saying why")
struct DecidingAndExplainingTests {
  /// What the article prints, from the line that begins so to the end of its block.
  private func printed(from start: String) throws -> String {
    let file = QuotationTests.root.appending(
      path: "Sources/SupportRules/SupportRules.docc/DecidingAndExplaining.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let blocks = text.components(separatedBy: "```text\n").dropFirst().map {
      $0.components(separatedBy: "\n```").first ?? ""
    }
    return try #require(blocks.first { $0.hasPrefix(start) })
  }

  @Test("each hit policy answers as the article says")
  func hitPolicies() throws {
    let schema = try FactSchema([FactField("delay", .integer(0...72, unit: "h"))])
    func atLeast(_ hours: FactValue) -> Condition {
      .isWithin("delay", FactRange(lower: .including(hours), upper: .unbounded))
    }
    func decide(_ hitPolicy: HitPolicy) throws -> RuleTable<Int>.Decision {
      let table = try RuleTable(
        "voucher", schema: schema, hitPolicy: hitPolicy, outcomeOrder: [50, 20, 10],
        rules: [
          Rule("any", then: 10), Rule("hours", when: atLeast(4), then: 20),
          Rule("day", when: atLeast(24), then: 50),
        ])
      var facts = Facts(schema)
      try facts.set("delay", to: 30)
      return table.decide(facts)
    }
    let first = try decide(.first)  // .matched("any", 10): put the narrow rules first
    let priority = try decide(.priority)  // .matched("day", 50), the highest of the order
    let sum = try decide(.collectSum).outcome  // 80
    let least = try decide(.collectMin).outcome  // 10
    let greatest = try decide(.collectMax).outcome  // 50
    let count = try decide(.collectCount)  // .counted(3)
    let inRuleOrder = try decide(.ruleOrder).outcomes  // [10, 20, 50]
    let inOutputOrder = try decide(.outputOrder).outcomes  // [50, 20, 10]
    #expect(first == .matched("any", 10) && priority == .matched("day", 50))
    #expect(sum == 80 && least == 10 && greatest == 50 && count == .counted(3))
    #expect(inRuleOrder == [10, 20, 50] && inOutputOrder == [50, 20, 10])
    #expect(try decide(.collect).outcomes.sorted() == [10, 20, 50])
    guard case .conflict(let differing) = try decide(.any) else {
      Issue.record("any takes rules that differ")
      return
    }
    #expect(differing.reason == .outcomesDiffer)

    guard case .conflict(let several) = try decide(.unique) else { return }
    let reason = several.description  // "any, hours, day all match where at most one may"
    #expect(reason == "any, hours, day all match where at most one may")
  }

  @Test("unknown and personal facts are told as the article says")
  func unknown() throws {
    let schema = try FactSchema([
      FactField("points", .integer(0...100_000, unit: "points"), isOptional: true),
      FactField("birthYear", .integer(1_900...2_025), isPersonal: true),
    ])
    let enough = Condition.isWithin(
      "points", FactRange(lower: .including(1_000), upper: .unbounded))
    let elderly = Condition.isWithin(
      "birthYear", FactRange(lower: .unbounded, upper: .including(1_950)))
    let table = try RuleTable(
      "lounge", schema: schema,
      rules: [
        Rule("points", when: enough, then: "open"), Rule("age", when: elderly, then: "open"),
      ], otherwise: "closed")
    var facts = Facts(schema)
    try facts.set("birthYear", to: 1_948)
    let unknown = table.decide(facts)  // .notAssessable("points", missing: ["points"])
    let findings = table.analysis().findings(of: .notAssessable).map { $0.explanation.text() }
    #expect(unknown == .notAssessable("points", missing: ["points"]))
    #expect(findings.joined(separator: "\n") == (try printed(from: "points cannot")))

    let mended = try RuleTable(
      "lounge", schema: schema,
      rules: [
        Rule("points", when: .isKnown("points") && enough, then: "open"),
        Rule("age", when: elderly, then: "open"),
      ], otherwise: "closed")
    let decision = mended.decide(facts)  // .matched("age", "open")
    let why = mended.explanation(of: facts)
    let forEveryone = why.text()
    let forTheCustomer = why.text(for: .customer)
    #expect(decision == .matched("age", "open"))
    #expect(forEveryone == (try printed(from: "rule age")))
    #expect(forTheCustomer.contains("birthYear = 1948"))
  }

  @Test("dates and traces are as the article says")
  func dates() throws {
    let table = try RuleTable(
      "free-changes", schema: FactSchema([]),
      rules: [
        Rule("summer", then: 2, from: CivilDate("2025-06-01"), until: CivilDate("2025-09-01"))
      ], otherwise: 1)
    let facts = Facts(table.schema)
    let lastDay = try table.decide(facts, on: CivilDate("2025-08-31"))  // .matched("summer", 2)
    let after = try table.decide(facts, on: CivilDate("2025-09-01"))  // .otherwise(1)
    let undated = table.decide(facts)  // .notAssessable("summer", missing: ["onDate"])
    #expect(lastDay == .matched("summer", 2) && after == .otherwise(1))
    #expect(undated == .notAssessable("summer", missing: ["onDate"]))

    var lines: [String] = []
    let trace = try table.trace(of: facts, on: CivilDate("2025-05-30"))
    for step in trace.steps {
      guard case .failed(let part, let nearest?) = step.verdict else { continue }
      let needs = nearest.changes.map { "\($0.fact) \($0.to?.words ?? "?")" }
      lines.append("\(step.rule.rawValue): \(part); \(needs), decides: \(nearest.wouldDecide)")
    }
    #expect(lines.joined(separator: "\n") == (try printed(from: "summer")))
  }

  @Test("proofs about all cases are as the article says")
  func proofs() throws {
    let schema = try FactSchema([FactField("delay", .integer(0...72, unit: "h"))])
    let day = Condition.isWithin("delay", FactRange(lower: .including(24), upper: .unbounded))
    let table = try RuleTable(
      "voucher", schema: schema,
      rules: [Rule("day", when: day, then: 20), Rule("less", when: !day, then: 50)])
    let growth = try table.monotonicity(in: "delay", .neverLess)
    let twoCases = growth.counterexample.map { "\($0.lower.witness) gives \($0.lowerOutcome)" }
    let shorter = try RuleTable(
      "voucher", schema: schema, rules: [Rule("day", when: day, then: 20)], otherwise: 50)
    let same = try table.equivalence(to: shorter)  // .holds
    #expect(same == .holds && growth.counterexample?.upperOutcome == 20)
    #expect(twoCases == (try printed(from: "delay = 0 h")))
  }
}
