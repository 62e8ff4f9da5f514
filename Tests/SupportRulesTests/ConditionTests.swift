// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import Testing

@Suite("Rules: conditions")
struct ConditionTests {
  @Test("operators and a document say the same")
  func operators() throws {
    let schema = try RefundDesk.schema()
    let pairs: [(Condition, String)] = [
      (.tier >= .gold, #"{ "tier": { "atLeast": "gold" } }"#),
      (.tier < .gold, #"{ "tier": { "below": "gold" } }"#),
      (.tier == .gold, #"{ "tier": "gold" }"#),
      (.tier != .gold, #"{ "not": { "tier": "gold" } }"#),
      (.isOneOf(.tier, .silver, .gold), #"{ "tier": ["silver", "gold"] }"#),
      (
        .isWithin(.delay, .seconds(3_600)..<Duration.seconds(86_400)),
        #"{ "delay": { "atLeast": "1 h", "below": "24 h" } }"#
      ),
      (
        .paid > RefundDesk.yuan(100) && .paid <= RefundDesk.yuan(500),
        #"{ "all": [{ "paid": { "above": "100.00" } }, { "paid": { "atMost": "500.00" } }] }"#
      ),
      (
        .tier >= .gold && .isFirst == true,
        #"{ "tier": { "atLeast": "gold" }, "isFirst": true }"#
      ),
      (
        .contains(.traits, .vip) || .containsNone(.traits, .elderly, .blocked),
        #"""
        { "any": [{ "traits": { "allOf": ["vip"] } }, \#
        { "traits": { "noneOf": ["elderly", "blocked"] } }] }
        """#
      ),
      (!.isKnown(.points), #"{ "points": { "known": false } }"#),
      (.isWithin(.points, 1...9), #"{ "points": { "atLeast": 1, "atMost": 9 } }"#),
      (.always, "{}"),
    ]
    for (condition, json) in pairs {
      #expect(condition.json == json)
      let read = try DocumentNode.read(json) { Condition(reading: $0, schema, &$1) }
      #expect(read == condition)
    }
  }

  @Test("bounds by name are those by key, and text reads to the same")
  func boundsByName() throws {
    #expect(Condition.atLeast("points", 5) == (.points >= 5))
    #expect(Condition.above("points", 5) == (.points > 5))
    #expect(Condition.atMost("points", 5) == (.points <= 5))
    #expect(Condition.below("points", 5) == (.points < 5))
    let read = try Condition(
      #"{ "points": { "atLeast": 5 }, "tier": "gold" }"#, RefundDesk.schema())
    #expect(read == (.atLeast("points", 5) && .equals("tier", "gold")))
    let error = try #require(throws: DocumentError.self) {
      try Condition(#"{ "pionts": 5, "tier": "glod" }"#, RefundDesk.schema())
    }
    #expect(error.problems.map(\.suggestion) == ["points", "gold"])
  }

  @Test("conditions read in signs that every language knows")
  func text() {
    let condition: Condition =
      .tier >= .gold && (.delay < .seconds(60) || .containsAny(.traits, .vip, .elderly))
      && !(.category == "delivery") && !(.tier == .gold && .isFirst == true)
    #expect(
      condition.description
        == "tier ≥ gold, (delay < 1 min ∨ traits ∋ vip | elderly), category ≠ delivery, "
        + "¬(tier = gold, isFirst = true)")
    #expect(Condition.always.description == "*")
  }

  @Test("what belongs together stands in parentheses, however it is nested")
  func parentheses() {
    let (a, b, c) = (
      Condition.equals("a", true), Condition.equals("b", true), Condition.equals("c", 1)
    )
    #expect(
      Condition.all([.all([.any([a, b])]), c]).description == "(a = true ∨ b = true), c = 1")
    let flags = Condition.hasFlags("t", FlagTest(allOf: ["p"], noneOf: ["q"]))
    #expect(Condition.any([flags, c]).description == "(t ∋ p, t ∌ q) ∨ c = 1")
    #expect(Condition.any([.all([flags]), c]).description == "(t ∋ p, t ∌ q) ∨ c = 1")
    #expect(Condition.all([flags, c]).description == "t ∋ p, t ∌ q, c = 1")
    #expect(Condition.not(flags).description == "¬(t ∋ p, t ∌ q)")
  }

  @Test("every mistake of a condition is told at its place, with what was meant")
  func mistakes() throws {
    let schema = try RefundDesk.schema()
    let error = try #require(throws: DocumentError.self) {
      try DocumentNode.read(
        """
        { "all": [
            { "isFirst": true },
            { "tier": "plutonium" },
            { "tire": "gold" },
            { "delay": { "atLeast": "2 h", "below": "1 h" } },
            { "delay": { "atLeast": "2 hours" } },
            { "paid": { "atLeast": "1.005" } },
            { "paid": { "atLeast": "60000.00" } },
            { "traits": "vip" },
            { "traits": { "allOf": [], "anyOf": ["vpi"] } },
            { "category": { "atLeast": "a" } },
            { "points": { "atLeast": 1, "above": 2 } },
            { "points": { "known": true, "atLeast": 1 } },
            { "points": { "atleast": 1 } },
            { "points": [] },
            { "any": [] },
            { "points": 1.5 } ] }
        """
      ) { Condition(reading: $0, schema, &$1) }
    }
    #expect(
      error.problems.map { "\($0.path): \($0.message)" } == [
        #"all[1].tier: "plutonium" is not one of "none", "silver", "gold", "platinum""#,
        #"all[2].tire: "tire" is no fact; known are "tier", "traits", "delay", "paid", "#
          + #""category", "points", "bookedOn", "isFirst", "customer""#,
        "all[3].delay: nothing lies in 2 h ≤ delay < 1 h",
        #"all[4].delay.atLeast: "2 hours" is not an amount of time: "#
          + #"it is a whole number and one of h, min, s and ms, such as "15 min""#,
        #"all[5].paid.atLeast: "1.005" is not an amount in CNY: "#
          + "it has more than 2 decimals or is too large",
        #"all[6].paid.atLeast: "60000.00" is outside 0.00 CNY ... 50000.00 CNY"#,
        "all[7].traits: traits has flags: ask with allOf, anyOf and noneOf",
        "all[8].traits.allOf: allOf of nothing asks for nothing",
        #"all[8].traits.anyOf[0]: "vpi" is not one of "elderly", "vip", "blocked""#,
        "all[9].category: the values of category have no order, so that no range can be asked for",
        "all[10].points: atLeast and above name the same end",
        #"all[11].points: "known" stands alone"#,
        #"all[12].points.atleast: the key "atleast" is unknown; known are "known", "atLeast", "#
          + #""above", "atMost", "below""#,
        "all[13].points: points can never be one of nothing",
        "all[14].any: a list of conditions must not be empty",
        "all[15].points: 1.5 must be written as a whole number, without decimal point or exponent",
      ])
    #expect(error.problems[0].suggestion == "platinum")
    #expect(error.problems[1].suggestion == "tier")
    #expect(error.problems[8].suggestion == "vip")
    #expect(error.problems[12].suggestion == "atLeast")
  }

  @Test("conditions made in code are checked as those of documents are")
  func checked() throws {
    let schema = try RefundDesk.schema()
    func problems(_ condition: Condition) -> [String] {
      do throws(DocumentError) {
        _ = try RuleTable("t", schema: schema, rules: [Rule("r", when: condition, then: 1)])
        return []
      } catch {
        return error.problems.map(\.description)
      }
    }
    let nested = Condition.any([.always, .not(.equals("n", 1))]) && .equals("m", 1)
    #expect(
      problems(nested) == [
        #"rules[0].when.any[1].not: no fact "n" is declared"#,
        #"rules[0].when: no fact "m" is declared"#,
      ])
    #expect(problems(.any([])) == ["rules[0].when.any: any of nothing can never hold"])
    #expect(
      problems(.hasFlags("traits", FlagTest())) == ["rules[0].when.traits: no flag is asked for"])
    #expect(
      problems(.hasFlags("tier", FlagTest(allOf: ["x"]))) == [
        "rules[0].when.tier: tier has no flags"
      ])
    #expect(
      problems(.equals("traits", "vip")) == [
        "rules[0].when.traits: traits has flags: ask with allOf, anyOf and noneOf"
      ])
    #expect(
      problems(.isWithin("points", FactRange(lower: .unbounded, upper: .unbounded))) == [
        "rules[0].when.points: a range needs an end"
      ])
    #expect(
      problems(.isWithin("points", FactRange(from: 5, below: 5))) == [
        "rules[0].when.points: nothing lies in 5 ≤ points < 5"
      ])
    #expect(
      problems(.equals("tier", "platinium")) == [
        #"rules[0].when.tier: "platinium" is not one of "none", "silver", "gold", "platinum"; "#
          + #"did you mean "platinum"?"#
      ])
  }

  @Test("always joined to conditions is what they say together")
  func joined() {
    let parts: [Condition] = [.equals("a", 1), .equals("b", 2)]
    #expect(parts.reduce(.always, &&) == .all(parts))
  }

  @Test("a condition that names too many ranges in all its ways is refused, and quickly")
  func ranges() throws {
    let flags = (0..<24).map { FactField("f\($0)", .boolean) }
    let schema = try FactSchema(flags + [FactField("x", .integer(0...100_000))])
    // 2 ^ 12 = 4,096 ways with 2,000 ranges each are 8,192,000 ranges, more than 4,000,000.
    let ways = (0..<12).map { number in
      Condition.any([.equals("f\(number)", true), .equals("f\(number + 12)", true)])
    }
    let even = Condition.isOneOf("x", (0..<2_000).map { .integer(2 * $0) })
    let error = try #require(throws: DocumentError.self) {
      try RuleTable("t", schema: schema, rules: [Rule("r", when: .all([even] + ways), then: 1)])
    }
    #expect(error.problems.map(\.path) == ["rules[0].when"])
    // Two rules of 512 ways with 4,000 ranges each are 4,096,000 in all.
    let many = Condition.all(
      [.isOneOf("x", (0..<4_000).map { .integer(2 * $0) })] + ways.prefix(9))
    let rules = ["a", "b"].map { Rule(RuleID($0), when: many, then: 1) }
    let all = try #require(throws: DocumentError.self) {
      try RuleTable("t", schema: schema, rules: rules)
    }
    #expect(all.problems.map(\.path) == ["rules"])
    // The ranges of a part are kept although none of them goes with x = 1.
    let idle = ["a", "b"].map {
      Rule(RuleID($0), when: .any([many]) && .equals("x", 1), then: 1)
    }
    let parts = try #require(throws: DocumentError.self) {
      try RuleTable("t", schema: schema, rules: idle)
    }
    #expect(parts.problems.map(\.path) == ["rules"])
  }

  @Test("conditions deeper than 64, or with more than 4,096 ways to hold, are refused")
  func bounds() throws {
    let schema = try FactSchema((0..<14).map { FactField("f\($0)", .boolean) })
    func table(_ condition: Condition) throws {
      _ = try RuleTable("t", schema: schema, rules: [Rule("r", when: condition, then: 1)])
    }
    var deep = Condition.equals("f0", true)
    for _ in 0..<63 { deep = .not(deep) }
    try table(deep)
    for _ in 0..<200 { deep = .not(deep) }
    let tooDeep = try #require(throws: DocumentError.self) { try table(deep) }
    #expect(tooDeep.problems.count == 1)
    #expect(tooDeep.description.contains("more than 64 deep"))
    func ways(_ count: Int) -> Condition {
      .all(
        (0..<count).map { number in
          .any([.equals("f\(number)", true), .isKnown("f\((number + 7) % 14)")])
        })
    }
    try table(ways(6))
    let tooMany = try #require(throws: DocumentError.self) { try table(ways(14)) }
    #expect(tooMany.description.contains("more than 4096 ways"))
  }
}
