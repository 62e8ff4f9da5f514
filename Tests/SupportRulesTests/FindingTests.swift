// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import Testing

@Suite("Rules: what the analysis finds, by example")
struct FindingTests {
  private func findings(
    _ rules: [Rule<String>], _ hitPolicy: HitPolicy = .first, otherwise: String? = nil
  ) throws -> [String] {
    let table = try RuleTable(
      "refund", schema: RefundDesk.schema(), hitPolicy: hitPolicy, rules: rules,
      otherwise: otherwise)
    return table.analysis().findings.filter { $0.kind != .unusedFact }.map {
      $0.explanation.text()
    }
  }

  @Test("a gap names its region and a case")
  func gap() throws {
    let found = try findings([
      Rule("small", when: .paid < RefundDesk.yuan(500), then: "pay"),
      Rule("gold", when: .tier >= .gold && .paid <= RefundDesk.yuan(5_000), then: "pay"),
      Rule("late", when: .delay >= .seconds(86_400) && .tier == .platinum, then: "pay"),
    ])
    #expect(
      found.prefix(2) == [
        """
        no rule matches tier ≤ silver, paid ≥ 500.00 CNY
          for example tier = none, delay = 0 h, paid = 500.00 CNY
        """,
        """
        no rule matches tier = gold, paid ≥ 5000.01 CNY
          for example tier = gold, delay = 0 h, paid = 5000.01 CNY
        """,
      ])
  }

  @Test("a contradiction names both rules and a case that matches both")
  func overlap() throws {
    let rules = [
      Rule("vip", when: .contains(.traits, .vip), then: "first"),
      Rule("blocked", when: .contains(.traits, .blocked), then: "last"),
      Rule("rest", when: .containsNone(.traits, .vip, .blocked), then: "queue"),
    ]
    #expect(
      try findings(rules, .unique) == [
        """
        vip and blocked contradict each other for traits ∋ vip + blocked
          for example traits = vip + blocked
        """
      ])
    #expect(
      try findings(rules) == [
        """
        vip and blocked both match traits ∋ vip + blocked; the order decides
          for example traits = vip + blocked
        """
      ])
    #expect(try findings(rules, .collect).isEmpty)
  }

  @Test(
    "rules whose flags contradict each other never overlap, whatever else they ask",
    arguments: Tier.allCases)
  func apart(tier: Tier) throws {
    let rules = [
      Rule("vip", when: .tier == tier && .contains(.traits, .vip), then: "first"),
      Rule("rest", when: .tier == tier && .containsNone(.traits, .vip), then: "queue"),
    ]
    #expect(try findings(rules, .unique, otherwise: "last").isEmpty)
  }

  @Test("a rule that never decides names those before it, the fewest that do")
  func unreachable() throws {
    #expect(
      try findings(
        [
          Rule("other", when: .category == "damage", then: "a"),
          Rule("low", when: .tier <= .silver, then: "b"),
          Rule("high", when: .tier >= .gold, then: "c"),
          Rule("first", when: .isFirst == true, then: "d"),
        ], otherwise: "e"
      ).contains("first never decides: its cases are taken by low, high"))
    let never = try findings(
      [Rule("both", when: .tier >= .gold && .tier <= .silver, then: "a")], otherwise: "b")
    #expect(
      never == [
        "both never matches",
        "both asks what never holds: tier ≥ gold, tier ≤ silver at rules[0].when.all",
      ])
  }

  @Test("rules that change nothing, and neighbours that could be one, are told")
  func redundant() throws {
    #expect(
      try findings(
        [
          Rule("gold", when: .tier == .gold, then: "pay"),
          Rule("platinum", when: .tier == .platinum, then: "pay"),
          Rule("first", when: .isFirst == true, then: "ask"),
        ], otherwise: "ask"
      ).filter { !$0.contains("both match") } == [
        "first changes nothing: without it the answers are the same",
        "gold and platinum could be one rule: tier ≥ gold",
      ])
  }

  @Test("parts that always hold, dates that never come and facts that nobody asks about are told")
  func oddities() throws {
    let schema = try FactSchema([
      FactField(.tier, .ordered(of: Tier.self)), FactField(.isFirst, .boolean),
      FactField(.category, .text),
    ])
    let table = try RuleTable(
      "t", schema: schema,
      rules: [
        Rule(
          "odd",
          when: .isOneOf(.tier, .gold)
            && .any([.isFirst == true, .isFirst == false, .tier == .gold]),
          then: 1),
        Rule(
          "past", when: .tier == .none, then: 2, from: CivilDate("2025-02-01"),
          until: CivilDate("2025-01-01")),
      ], otherwise: 0)
    #expect(
      table.analysis().findings == [
        .unreachable("past", coveredBy: []),
        .alwaysTrue(
          "odd", path: "rules[0].when.any",
          .any([.isFirst == true, .isFirst == false, .tier == .gold])),
        .unusedFact("category"), .neverValid("past"),
      ])
    #expect(table.analysis().severity == .warning)
  }

  @Test("where an optional fact is not known, the rule that cannot be told is named")
  func notAssessable() throws {
    let found = try findings(
      [
        Rule("rich", when: .points >= 500, then: "gift"),
        Rule("gold", when: .tier >= .gold, then: "card"),
      ], otherwise: "none")
    #expect(
      found.contains(
        """
        rich cannot be assessed for points = ?
          for example tier = none
        """))
  }

  @Test("a protected fact that can change an outcome is shown in a case and its like")
  func protected() throws {
    let schema = try FactSchema([
      FactField("age", .integer(0...120), isProtected: true),
      FactField(.tier, .ordered(of: Tier.self)),
    ])
    let table = try RuleTable(
      "t", schema: schema,
      rules: [
        Rule("gold", when: .tier >= .gold, then: 100),
        Rule("young", when: .isWithin("age", FactRange(from: 18, below: 30)), then: 80),
      ], otherwise: 50)
    let found = table.analysis().findings(of: .protectedInfluence)
    #expect(
      found.map { $0.explanation.text() } == [
        """
        age can change the outcome: for age < 18 ∨ age ≥ 30, tier ≤ silver, and otherwise with age 18
          for example age = 0, tier = none
        """
        .replacing("age < 18 ∨ age ≥ 30", with: "(age < 18 ∨ age ≥ 30)")
      ])
  }

  @Test("longer delays never pay less, or here are two that do")
  func monotone() throws {
    func table(_ last: Int64) throws -> RuleTable<Money> {
      try RuleTable(
        "late", schema: RefundDesk.schema(),
        rules: [
          Rule(
            "hour", when: .isWithin(.delay, .seconds(0)..<Duration.seconds(3_600)), then: .yuan(0)),
          Rule(
            "day", when: .isWithin(.delay, .seconds(3_600)..<Duration.seconds(86_400)),
            then: .yuan(20)),
          Rule("more", when: .delay >= .seconds(86_400), then: .yuan(last)),
        ])
    }
    #expect(try table(50).monotonicity(in: "delay", .neverLess) == .holds)
    #expect(try table(50).monotonicity(in: "delay", .neverMore) != .holds)
    let reversal = try #require(
      try table(10).monotonicity(in: "delay", .neverLess).counterexample)
    #expect(reversal.lowerOutcome == .yuan(20) && reversal.upperOutcome == .yuan(10))
    #expect(reversal.lower.witness[.delay] == .seconds(3_600))
    #expect(reversal.upper.witness[.delay] == .seconds(86_400))
    #expect(throws: FactError.unordered("category")) {
      try table(10).monotonicity(in: "category", .neverLess)
    }
    #expect(throws: FactError.undeclared("dely", suggestion: "delay")) {
      try table(10).monotonicity(in: "dely", .neverLess)
    }
    #expect(try table(10).monotonicity(in: "points", .neverLess) == .holds)
  }

  @Test("a sum of another currency between two does not hide that the second is less")
  func monotoneAcrossCurrencies() throws {
    func rule(_ id: RuleID, _ from: Int64, _ below: Int64, _ then: Money) -> Rule<Money> {
      Rule(
        id, when: .isWithin("n", FactRange(from: .integer(from), below: .integer(below))),
        then: then)
    }
    let table = try RuleTable(
      "mixed", schema: FactSchema([FactField("n", .integer(0...9))]),
      rules: [
        rule("a", 0, 3, .yuan(5)), rule("b", 3, 6, Money(minorUnits: 1, currency: .eur)),
        rule("c", 6, 9, .yuan(3)),
      ])
    let reversal = try #require(table.monotonicity(in: "n", .neverLess).counterexample)
    #expect(reversal.lowerOutcome == .yuan(5) && reversal.upperOutcome == .yuan(3))
  }

  @Test("rules that hold until different dates are not one")
  func mergeableInTime() throws {
    func table(_ flag: Bool, until date: String) throws -> RuleTable<Int> {
      let june = try CivilDate("2025-06-01")
      return try RuleTable(
        "t", schema: FactSchema([FactField("a", .boolean)]),
        rules: [
          Rule("r0", when: .equals("a", true), then: 1, until: june),
          Rule("r1", when: .equals("a", .boolean(flag)), then: 1, until: CivilDate(date)),
        ])
    }
    func merged(_ table: RuleTable<Int>) -> Int { table.analysis().findings(of: .mergeable).count }
    #expect(try merged(table(false, until: "2025-06-01")) == 1)
    #expect(try merged(table(false, until: "2025-09-01")) == 0)
    #expect(try merged(table(true, until: "2025-09-01")) == 0)
  }

  @Test("the difference of two versions names regions, both decisions and the money between them")
  func difference() throws {
    func table(_ limit: Int64, _ gold: Int64) throws -> RuleTable<Money> {
      try RuleTable("refund", schema: RefundDesk.schema()) {
        Rule("gold", when: .tier >= .gold && .paid >= .yuan(limit), then: .yuan(gold))
        Rule("silver", when: .tier == .silver, then: .yuan(10))
        Otherwise(.yuan(0))
      }
    }
    let change = try RuleTable.difference(from: table(100, 50), to: table(200, 60))
    #expect(
      change.regions.map { "\($0.region): \($0.change?.description ?? "?")" } == [
        "tier ≥ gold, 100.00 CNY ≤ paid < 200.00 CNY: -50.00 CNY",
        "tier ≥ gold, paid ≥ 200.00 CNY: 10.00 CNY",
      ])
    #expect(change.regions[0].after == .otherwise(.yuan(0)))
    #expect(try table(100, 50).equivalence(to: table(100, 50)) == .holds)
    let reordered = try RuleTable("again", schema: RefundDesk.schema()) {
      Rule("s", when: .tier == .silver, then: Money.yuan(10))
      Rule("p", when: .tier == .platinum && .paid >= .yuan(100), then: .yuan(50))
      Rule("g", when: .paid >= .yuan(100) && .tier == .gold, then: .yuan(50))
      Otherwise(.yuan(0))
    }
    #expect(try table(100, 50).equivalence(to: reordered) == .holds)
  }

  @Test("two versions over different facts are compared over those of the newer one")
  func schemas() throws {
    let old = try RuleTable(
      "t", schema: FactSchema([FactField("a", .choice(["x", "y"]))]),
      rules: [Rule("x", when: .equals("a", "x"), then: 1)], otherwise: 0)
    let wider = try FactSchema([
      FactField("a", .choice(["x", "y", "z"])), FactField("b", .boolean),
    ])
    let new = try RuleTable(
      "t", schema: wider,
      rules: [
        Rule("x", when: .equals("a", "x"), then: 1),
        Rule("z", when: .equals("a", "z") && .equals("b", true), then: 2),
      ], otherwise: 0)
    let change = try RuleTable.difference(from: old, to: new)
    #expect(change.regions.map(\.region.description) == ["a = z, b = true"])
    let error = try #require(throws: DocumentError.self) {
      try RuleTable.difference(
        from: old,
        to: try RuleTable(
          "t", schema: FactSchema([FactField("a", .choice(["y"]))]), rules: [], otherwise: 0))
    }
    #expect(error.description == #"rules[0].when.a: "x" is not one of "y""#)
  }

  @Test("the same rules in a different order of a list are the same only where order is nothing")
  func listOrder() throws {
    func table(_ hitPolicy: HitPolicy, _ ids: [String]) throws -> RuleTable<String> {
      try RuleTable(
        "t", schema: RefundDesk.schema(), hitPolicy: hitPolicy,
        rules: ids.map { Rule(RuleID($0), then: $0) })
    }
    #expect(
      try table(.collect, ["a", "b"]).equivalence(to: table(.collect, ["b", "a"])) == .holds)
    #expect(
      try table(.ruleOrder, ["a", "b"]).equivalence(to: table(.ruleOrder, ["b", "a"])) != .holds)
  }
}

extension Money {
  fileprivate static func yuan(_ amount: Int64) -> Self { RefundDesk.yuan(amount) }
}
