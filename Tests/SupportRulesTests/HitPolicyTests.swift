// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import Testing

@Suite("Rules: hit policies")
struct HitPolicyTests {
  /// Rules that match when their flag is set.
  private func table<Outcome>(
    _ hitPolicy: HitPolicy, _ outcomes: [Outcome], order: OutcomeOrder<Outcome> = [],
    otherwise: Outcome? = nil
  ) throws -> RuleTable<Outcome> {
    let names = outcomes.indices.map { "r\($0)" }
    return try RuleTable(
      "t", schema: FactSchema([FactField("on", .flags(names))]), hitPolicy: hitPolicy,
      outcomeOrder: order,
      rules: zip(names, outcomes).map { name, outcome in
        Rule(RuleID(name), when: .hasFlags("on", FlagTest(allOf: [name])), then: outcome)
      }, otherwise: otherwise)
  }

  private func decide<Outcome>(
    _ table: RuleTable<Outcome>, _ on: Int...
  ) throws -> RuleTable<Outcome>.Decision {
    var facts = Facts(table.schema)
    try facts.set("on", to: .flags(on.map { "r\($0)" }))
    return table.decide(facts)
  }

  @Test("unique takes one rule, and two are a conflict even if they agree")
  func unique() throws {
    let table = try table(.unique, ["a", "b", "a"])
    #expect(try decide(table, 1) == .matched("r1", "b"))
    #expect(try decide(table) == .noMatch)
    let conflict = RuleConflict(.severalMatched, rules: ["r0", "r2"])
    #expect(try decide(table, 0, 2) == .conflict(conflict))
    #expect(conflict.description == "r0, r2 all match where at most one may")
  }

  @Test("any takes rules that agree, and others are a conflict")
  func any() throws {
    let table = try table(.any, ["a", "b", "a"], otherwise: "z")
    #expect(try decide(table, 0, 2) == .matched("r0", "a"))
    #expect(
      try decide(table, 0, 1, 2)
        == .conflict(RuleConflict(.outcomesDiffer, rules: ["r0", "r1", "r2"])))
    #expect(try decide(table) == .otherwise("z"))
  }

  @Test("priority takes the highest outcome, and ties follow the order of the rules")
  func priority() throws {
    let table = try table(
      .priority, ["low", "high", "mid", "high"], order: ["high", "mid", "low"])
    #expect(try decide(table, 0, 2) == .matched("r2", "mid"))
    #expect(try decide(table, 0, 1, 2, 3) == .matched("r1", "high"))
    let levels = OutcomeOrder(levels: [["high", "mid"], ["low"]])
    let flat = try self.table(.priority, ["low", "mid", "high"], order: levels)
    #expect(try decide(flat, 0, 1, 2) == .matched("r1", "mid"))
  }

  @Test("lists keep the order of rules, or that of outcomes")
  func lists() throws {
    let outcomes = ["b", "a", "b"]
    #expect(
      try decide(table(.ruleOrder, outcomes), 0, 1, 2)
        == .collected(["r0", "r1", "r2"], ["b", "a", "b"]))
    #expect(
      try decide(table(.outputOrder, outcomes, order: ["a", "b"]), 0, 1, 2)
        == .collected(["r1", "r0", "r2"], ["a", "b", "b"]))
    #expect(try decide(table(.collect, outcomes)) == .collected([], []))
    #expect(try decide(table(.collect, outcomes, otherwise: "z")) == .otherwise("z"))
    #expect(try decide(table(.collect, outcomes), 2).outcomes == ["b"])
  }

  @Test("nothing adds up to no value, and counts 0")
  func nothing() throws {
    #expect(try decide(table(.collectSum, [1, 2])) == .noMatch)
    #expect(try decide(table(.collectMin, [1, 2])) == .noMatch)
    #expect(try decide(table(.collectMax, [1, 2])) == .noMatch)
    #expect(try decide(table(.collectCount, [1, 2])) == .counted(0))
    #expect(try decide(table(.collectSum, [1, 2], otherwise: 7)) == .otherwise(7))
  }

  @Test("sums, least, greatest and counts, of numbers, money and exact decimals")
  func aggregates() throws {
    #expect(try decide(table(.collectSum, [3, 4, 5]), 0, 2) == .aggregated(["r0", "r2"], 8))
    #expect(try decide(table(.collectMin, [3, 4, 5]), 1, 2).outcome == 4)
    #expect(try decide(table(.collectMax, [3, 4, 5]), 0, 1).outcome == 4)
    #expect(try decide(table(.collectCount, [3, 4, 5]), 0, 1) == .counted(2))
    let tenth = try ExactDecimal("0.1")
    let fifth = try ExactDecimal("0.2")
    #expect(
      try decide(table(.collectSum, [tenth, fifth]), 0, 1).outcome == ExactDecimal("0.3"))
    let sums = [RefundDesk.yuan(2), RefundDesk.yuan(3)]
    #expect(try decide(table(.collectSum, sums), 0, 1).outcome == RefundDesk.yuan(5))
  }

  @Test("a sum that does not fit, and currencies that do not mix, are a conflict and no number")
  func overflow() throws {
    #expect(
      try decide(table(.collectSum, [Int64.max, 1]), 0, 1)
        == .conflict(RuleConflict(.overflow, rules: ["r0", "r1"])))
    #expect(try decide(table(.collectSum, [Int64.max, 1]), 0).outcome == .max)
    let mixed = [RefundDesk.yuan(1), Money(minorUnits: 1, currency: .eur)]
    for hitPolicy in [HitPolicy.collectSum, .collectMin, .collectMax] {
      #expect(
        try decide(table(hitPolicy, mixed), 0, 1)
          == .conflict(RuleConflict(.differentKinds, rules: ["r0", "r1"])))
    }
  }

  @Test("whether a sum fits does not depend on the order of the rules", arguments: 0..<6)
  func sumInAnyOrder(order: Int) throws {
    // max + 1 - 1 = max fits; max + 1 does not.
    let places = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]][order]
    let numbers = places.map { [Int64.max, 1, -1][$0] }
    #expect(try decide(table(.collectSum, numbers), 0, 1, 2).outcome == .max)
    let values = numbers.map { FactValue.integer($0) }
    #expect(try decide(table(.collectSum, values), 0, 1, 2).outcome == .integer(.max))
    let tooLarge = places.map { [Int64.max, 2, -1][$0] }
    #expect(
      try decide(table(.collectSum, tooLarge), 0, 1, 2)
        == .conflict(RuleConflict(.overflow, rules: ["r0", "r1", "r2"])))
    // Currencies that do not mix are told before a sum that does not fit, wherever they stand.
    let mixed = places.map {
      [
        Money(minorUnits: .max, currency: .cny), RefundDesk.yuan(1),
        .init(minorUnits: 1, currency: .eur),
      ][$0]
    }
    #expect(
      try decide(table(.collectSum, mixed), 0, 1, 2)
        == .conflict(RuleConflict(.differentKinds, rules: ["r0", "r1", "r2"])))
  }

  @Test(
    "a conflict of currencies that no unknown rule can mend is certain; a sum that one can is not",
    arguments: [HitPolicy.collectSum, .collectMin, .collectMax])
  func certainConflict(hitPolicy: HitPolicy) throws {
    let schema = try FactSchema([FactField("a", .boolean)])
    func decide<Outcome>(_ outcomes: [Outcome]) throws -> RuleTable<Outcome>.Decision {
      let rules = outcomes.enumerated().map { number, outcome in
        Rule(
          RuleID("r\(number)"), when: number == 2 ? .equals("a", true) : .always, then: outcome)
      }
      return try RuleTable("t", schema: schema, hitPolicy: hitPolicy, rules: rules)
        .decide(Facts(schema))
    }
    let euro = Money(minorUnits: 1, currency: .eur)
    #expect(
      try decide([RefundDesk.yuan(1), euro, RefundDesk.yuan(1)])
        == .conflict(RuleConflict(.differentKinds, rules: ["r0", "r1"])))
    if hitPolicy == .collectSum {
      #expect(try decide([Int64.max, 1, -1]) == .notAssessable("r2", missing: ["a"]))
    }
  }

  @Test("a table is refused where its outcomes have no order or cannot be added up")
  func refused() throws {
    let unordered = try #require(throws: DocumentError.self) {
      try table(.priority, ["a", "b"], order: ["a", "a"])
    }
    #expect(unordered.problems.map(\.path) == ["outcomeOrder", "rules[1].then"])
    let words = try #require(throws: DocumentError.self) { try table(.collectSum, ["a"]) }
    #expect(
      words.problems.map(\.description) == [
        "hitPolicy: the outcomes can be neither added nor compared"
      ])
  }

  /// P2: only an unknown rule that could change the answer makes it not assessable.
  @Test("an unknown rule that cannot change the answer is passed over")
  func unknown() throws {
    let schema = try FactSchema([FactField("a", .boolean), FactField("b", .boolean)])
    func decide(_ hitPolicy: HitPolicy, _ known: Int, _ unknown: Int) throws
      -> RuleTable<Int>.Decision
    {
      let table = try RuleTable(
        "t", schema: schema, hitPolicy: hitPolicy, outcomeOrder: [3, 2, 1, 0],
        rules: [
          Rule("known", when: .equals("a", true), then: known),
          Rule("unknown", when: .equals("b", true), then: unknown),
        ])
      var facts = Facts(schema)
      try facts.set("a", to: true)
      return table.decide(facts)
    }
    let missing = RuleTable<Int>.Decision.notAssessable("unknown", missing: ["b"])
    #expect(try decide(.first, 1, 2) == .matched("known", 1))
    #expect(try decide(.unique, 1, 1) == missing)
    #expect(try decide(.any, 1, 1) == .matched("known", 1))
    #expect(try decide(.any, 1, 2) == missing)
    #expect(try decide(.priority, 2, 1) == .matched("known", 2))
    #expect(try decide(.priority, 1, 2) == missing)
    #expect(try decide(.collectSum, 1, 0) == .aggregated(["known"], 1))
    #expect(try decide(.collectSum, 1, 2) == missing)
    // A sum that would not fit is another answer, too.
    #expect(try decide(.collectSum, .max, 1) == missing)
    #expect(try decide(.collectMin, 1, 2) == .aggregated(["known"], 1))
    #expect(try decide(.collectMax, 1, 2) == missing)
    #expect(try decide(.collectCount, 1, 2) == missing)
    #expect(try decide(.ruleOrder, 1, 1) == missing)
  }

  /// P3: among outcomes of one level the rule that stands ahead wins.
  @Test("an unknown rule ahead of one of its own level could win, and so matters")
  func unknownTie() throws {
    let schema = try FactSchema([FactField("a", .boolean), FactField("b", .boolean)])
    func decide(_ first: String, _ second: String, known: String) throws
      -> RuleTable<String>.Decision
    {
      let table = try RuleTable(
        "t", schema: schema, hitPolicy: .priority,
        outcomeOrder: OutcomeOrder(levels: [["x", "y"], ["z"]]),
        rules: [
          Rule("first", when: .equals("a", true), then: first),
          Rule("second", when: .equals("b", true), then: second),
        ])
      return table.decide(try Facts(schema, [known: true]))
    }
    #expect(try decide("x", "y", known: "b") == .notAssessable("first", missing: ["a"]))
    #expect(try decide("x", "y", known: "a") == .matched("first", "x"))
    #expect(try decide("y", "y", known: "b") == .matched("second", "y"))
    #expect(try decide("z", "y", known: "b") == .matched("second", "y"))
  }

  @Test("rules hold from their first date to the day before their last; without a date, ask for it")
  func dates() throws {
    let schema = try FactSchema([FactField("a", .boolean)])
    let table = try RuleTable(
      "t", schema: schema,
      rules: [
        Rule("spring", then: 1, from: CivilDate("2025-03-01"), until: CivilDate("2025-06-01")),
        Rule("never", then: 2, from: CivilDate("2025-06-01"), until: CivilDate("2025-06-01")),
      ], otherwise: 0)
    func decide(_ date: String) throws -> RuleID? {
      if case .matched(let rule, _) = table.decide(Facts(schema), on: try CivilDate(date)) {
        rule
      } else {
        nil
      }
    }
    #expect(try decide("2025-02-28") == nil && decide("2025-03-01") == "spring")
    #expect(try decide("2025-05-31") == "spring" && decide("2025-06-01") == nil)
    #expect(table.isDated)
    #expect(table.decide(Facts(schema)) == .notAssessable("spring", missing: ["onDate"]))
    #expect(
      table.explanation(of: Facts(schema), on: try CivilDate("2025-02-27")).text() == """
        no rule of t matched; its default applies
          rule spring did not match: onDate is 2025-02-27; needed: \
        2025-03-01 ≤ onDate < 2025-06-01; it would decide with
            onDate 2 d more (2025-03-01)
          rule never did not match: onDate is 2025-02-27; needed: 2025-06-01 ≤ onDate < 2025-06-01
        """)
  }
}
