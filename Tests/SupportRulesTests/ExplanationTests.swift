// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules
import Testing

@Suite("Rules: why, and what would have been needed")
struct RuleExplanationTests {
  private func table() throws -> RuleTable<String> {
    try RuleTable("priority", schema: RefundDesk.schema()) {
      Rule("vip", when: .tier >= .gold && .delay >= .seconds(3_600), then: "urgent")
      Rule("elderly", when: .contains(.traits, .elderly), then: "high")
      Rule("known", when: .customer == "Li Lei", then: "high")
      Rule(
        "blocked", when: .contains(.traits, .blocked) && .containsNone(.traits, .elderly),
        then: "low")
      Rule("dear", when: .paid > RefundDesk.yuan(500) || .points >= 1_000, then: "high")
      Otherwise("normal")
    }
  }

  @Test("in English: what decided, and for every other rule what failed and the nearest change")
  func english() throws {
    #expect(
      try table().explanation(of: RefundDesk.facts()).text()
        == """
        rule elderly of priority matched: traits = elderly
          rule vip did not match: tier is silver; needed: tier ≥ gold; it would decide with
            tier gold or above
            delay 31 min more (1 h)
          rule known cannot be assessed: customer not known
          rule blocked did not match: traits is elderly; needed: traits ∋ blocked; \
        it would match, yet not decide, with
            traits + blocked − elderly
          rule dear cannot be assessed: points not known
        """)
  }

  @Test("in Simplified Chinese")
  func chinese() throws {
    #expect(
      try table().explanation(of: RefundDesk.facts()).text(in: .simplifiedChinese) == """
        priority 的规则 elderly 命中：traits = elderly
          规则 vip 未命中：tier 为 silver，要求 tier ≥ gold；满足以下条件即可采用
            tier 为 gold 或以上
            delay 增加 31 分钟（至 1 h）
          规则 known 无法判断：customer 未知
          规则 blocked 未命中：traits 为 elderly，要求 traits ∋ blocked；满足以下条件可命中，但仍不采用
            traits + blocked − elderly
          规则 dear 无法判断：points 未知
        """)
  }

  @Test("of two values equally near the smaller one is taken")
  func equallyNear() throws {
    let schema = try FactSchema([FactField("n", .integer(0...9))])
    let table = try RuleTable(
      "t", schema: schema, rules: [Rule("ends", when: .isOneOf("n", [2, 6]), then: 1)])
    var facts = Facts(schema)
    try facts.set("n", to: 4)
    guard case .failed(_, let change) = table.trace(of: facts).steps[0].verdict else {
      Issue.record("the rule does not match")
      return
    }
    #expect(change?.changes.map(\.to) == [2])
  }

  @Test("a rule that would match but not decide says so")
  func outdone() throws {
    var facts = try RefundDesk.facts()
    facts[.tier] = .gold
    facts[.delay] = .seconds(7_200)
    facts[.points] = 1_000
    facts[.customer] = "Han Meimei"
    let trace = try table().trace(of: facts)
    #expect(trace.steps.map(\.rule) == ["vip", "elderly", "known", "blocked", "dear"])
    #expect(trace.steps[0].verdict == .decided && trace.steps[1].verdict == .outdone)
    guard case .failed(let part, let change?) = trace.steps[2].verdict else {
      Issue.record("\(trace.steps[2])")
      return
    }
    #expect(part == (.customer == "Li Lei") && !change.wouldDecide)
    #expect(change.changes.map(\.fact) == ["customer"] && change.changes[0].to == "Li Lei")
    #expect(trace.steps[4].verdict == .outdone)
  }

  @Test("one rule can be asked about alone, however it fared")
  func oneRule() throws {
    let table = try table()
    let trace = table.trace(of: try RefundDesk.facts())
    for (step, rule) in zip(trace.steps, table.rules) {
      #expect(trace.verdict(of: rule.id) == step.verdict)
    }
    #expect(trace.verdict(of: "elderly")?.nearestChange == nil)
    #expect(trace.verdict(of: "vip")?.nearestChange?.wouldDecide == true)
    #expect(trace.verdict(of: "nobody") == nil && trace.explanation(of: "nobody") == nil)
    #expect(
      trace.explanation(of: "elderly")?.text()
        == "rule elderly of priority matched: traits = elderly"
    )
    #expect(trace.explanation(of: "vip") == trace.explanation().steps.first)
    #expect(
      trace.explanation(of: "known")?.text() == "rule known cannot be assessed: customer not known")
    // The first rule that cannot be told heads the explanation of all, and is told alone as well.
    let nothing = table.trace(of: Facts(table.schema))
    #expect(nothing.explanation(of: "vip")?.code == .ruleNotAssessable)
  }

  @Test("personal facts are hidden until they are revealed, and never give themselves away")
  func personal() throws {
    let schema = try FactSchema([
      FactField("salary", .integer(0...1_000_000), isPersonal: true),
      FactField("city", .text),
    ])
    let table = try RuleTable(
      "t", schema: schema,
      rules: [
        Rule("poor", when: .isWithin("salary", FactRange(from: 0, below: 10_000)), then: 1),
        Rule("here", when: .equals("city", "Xi'an") && .isKnown("salary"), then: 2),
      ])
    var facts = Facts(schema)
    try facts.set("salary", to: 43_210)
    try facts.set("city", to: "Xi'an")
    let why = table.explanation(of: facts)
    #expect(
      why.text() == """
        rule here of t matched: city = Xi'an
          salary = •••
          rule poor did not match: salary is •••; needed: 0 ≤ salary < 10000; it would decide with
            salary 9999
        """)
    #expect(why.text(for: .auditor).contains("salary is 43210"))
    let json = String(decoding: try JSONEncoder().encode(why), as: UTF8.self)
    #expect(json.contains(#""personal":"43210""#), "the JSON marks what is personal")
    #expect(!"\(why.text())".contains("43210") && !"\(facts)".contains("43210"))
  }

  @Test("which personal flags are set is not told by what would have to change")
  func personalFlags() throws {
    let schema = try FactSchema([
      FactField(.traits, .flags(of: Trait.self), isPersonal: true)
    ])
    let table = try RuleTable(
      "t", schema: schema,
      rules: [Rule("r", when: .contains(.traits, .vip, .blocked), then: 1)])
    var facts = Facts(schema)
    facts[.traits] = [.elderly, .vip]
    let why = table.explanation(of: facts)
    #expect(
      why.text() == """
        no rule of t matched
          rule r did not match: traits is •••; needed: traits ∋ vip + blocked; it would decide with
            traits •••
        """)
    #expect(why.text(for: .auditor).hasSuffix("traits + blocked"))
    let json = String(decoding: try JSONEncoder().encode(why), as: UTF8.self)
    let pieces = json.components(separatedBy: "elderly")
    #expect(pieces.count > 1)
    for piece in pieces.dropLast() { #expect(piece.hasSuffix(#""personal":""#), "\(json)") }
  }

  @Test("a condition that no fact could change is told as such")
  func never() throws {
    let table = try RuleTable(
      "t", schema: FactSchema([]), rules: [Rule("r", when: !.always, then: 1)])
    let why = table.explanation(of: Facts(table.schema))
    #expect(why.text() == "no rule of t matched\n  rule r can never match: ¬(*)")
    #expect(why.text(in: .simplifiedChinese) == "t 没有规则命中\n  规则 r 永不命中：¬(*)")
  }

  @Test("a sum that cannot be made says why")
  func sums() throws {
    func explain(_ outcomes: Money...) throws -> String {
      let table = try RuleTable(
        "t", schema: FactSchema([]), hitPolicy: .collectSum,
        rules: outcomes.enumerated().map { Rule(RuleID("r\($0.offset)"), then: $0.element) })
      return table.explanation(of: Facts(table.schema)).text()
    }
    let lines = "\n  rule r0 of t matched: *\n  rule r1 of t matched: *"
    let yuan = RefundDesk.yuan(1)
    #expect(
      try explain(yuan, Money(minorUnits: .max, currency: .cny))
        == "t gives no outcome: the sum of r0, r1 is too large" + lines)
    #expect(
      try explain(yuan, Money(minorUnits: 1, currency: .usd))
        == "t gives no outcome: those of r0, r1 are of different kinds" + lines)
  }

  @Test("a rule that would only end in a conflict would not decide")
  func conflicting() throws {
    let schema = try FactSchema([FactField("x", .boolean), FactField("y", .boolean)])
    let table = try RuleTable(
      "t", schema: schema, hitPolicy: .unique,
      rules: [
        Rule("a", when: .equals("x", true), then: 1), Rule("b", when: .equals("y", true), then: 2),
      ]
    )
    var facts = Facts(schema)
    try facts.set("x", to: true)
    try facts.set("y", to: false)
    #expect(
      table.explanation(of: facts).text() == """
        rule a of t matched: x = true
          rule b did not match: y is false; needed: y = true; it would match, yet not decide, with
            y true
        """)
  }

  @Test("lists, counts and conflicts are explained as well")
  func others() throws {
    func explain(_ hitPolicy: HitPolicy) throws -> String {
      let table = try RuleTable(
        "t", schema: RefundDesk.schema(), hitPolicy: hitPolicy,
        rules: [
          Rule("a", when: .tier == .silver, then: 1), Rule("b", when: .isFirst == true, then: 2),
        ])
      return table.explanation(of: try RefundDesk.facts()).text()
    }
    func count(_ conditions: Condition...) throws -> String {
      let table = try RuleTable(
        "t", schema: RefundDesk.schema(), hitPolicy: .collectCount,
        rules: conditions.map { Rule("a", when: $0, then: 1) })
      return table.explanation(of: try RefundDesk.facts(), others: .none).text()
    }
    #expect(try count(.tier == .silver) == "rule a of t matched: tier = silver")
    #expect(try count(.tier == .gold) == "no rule of t matched")
    let lines = "\n  rule a of t matched: tier = silver\n  rule b of t matched: isFirst = true"
    #expect(try explain(.collect) == "2 rules of t matched" + lines)
    #expect(try explain(.collectCount) == "2 rules of t matched" + lines)
    #expect(try explain(.unique) == "t gives no outcome: a, b contradict one another" + lines)
    #expect(try explain(.collectSum) == "2 rules of t matched" + lines)
    #expect(
      try explain(.first)
        == "rule a of t matched: tier = silver\n  rule b matched too, but did not decide")
  }

  @Test("what would have to change is told by kind")
  func kinds() throws {
    func change(_ condition: Condition, _ edit: (inout Facts) throws -> Void) throws -> String {
      let table = try RuleTable(
        "t", schema: RefundDesk.schema(), rules: [Rule("r", when: condition, then: 1)])
      var facts = try RefundDesk.facts()
      facts[.points] = 100
      facts[.bookedOn] = try CivilDate("2025-03-10")
      try edit(&facts)
      let lines = table.explanation(of: facts).text().split(separator: "\n")
      return lines.last.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
    }
    #expect(try change(.points >= 150) { _ in } == "points 50 points more (150 points)")
    #expect(try change(.points < 50) { _ in } == "points 51 points less (49 points)")
    #expect(
      try change(.paid < .init(minorUnits: 29_000, currency: .cny)) { _ in }
        == "paid 10.01 CNY less (289.99 CNY)")
    #expect(try change(.tier == .none) { _ in } == "tier none or below")
    #expect(
      try change(.bookedOn >= CivilDate("2025-03-12")) { _ in } == "bookedOn 2 d more (2025-03-12)")
    #expect(try change(.category == "damage") { _ in } == "category damage")
    #expect(try change(!(.category == "delivery")) { _ in } == "category other")
    #expect(try change(.isFirst == false) { _ in } == "isFirst false")
    #expect(try change(!.isKnown(.points)) { _ in } == "points not known")
    #expect(
      try change(.points >= 150 && .isFirst == false) { $0[.points] = nil } == "isFirst false")
  }
}
