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
        #"all[7].traits: traits has flags: ask with {"allOf": […]}, "anyOf" or "noneOf""#,
        "all[8].traits.allOf: allOf of nothing asks for nothing",
        #"all[8].traits.anyOf[0]: "vpi" is not one of "elderly", "vip", "blocked""#,
        "all[9].category: the values of category have no order, so that no range can be asked for",
        "all[10].points: atLeast and above name the same end",
        #"all[11].points: "known" stands alone"#,
        #"all[12].points.atleast: the key "atleast" is unknown; known are "known", "atLeast", "#
          + #""above", "atMost", "below""#,
        "all[13].points: a fact can never be one of nothing",
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
      problems(.isWithin("points", FactRange(lower: .none, upper: .none))) == [
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
