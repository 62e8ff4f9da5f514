// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import Testing

@Suite("Rules: matching with facts that may be unknown")
struct MatchingTests {
  private static func schema() throws -> FactSchema {
    try FactSchema([
      FactField("priority", .choice(["low", "high", "urgent"])), FactField("kind", .text),
      FactField("late", .integer(0...100)), FactField("vip", .boolean),
    ])
  }

  private func facts(_ values: [(String, FactValue?)]) throws -> Facts {
    var facts = Facts(try Self.schema())
    for (name, value) in values { try facts.set(name, to: value) }
    return facts
  }

  /// The truth table of "and" by Kleene: no beats unknown beats yes.
  @Test(
    "all of several is no where one is no, unknown where one is unknown, else yes",
    arguments: [Truth.yes, .no, .unknown], [Truth.yes, .no, .unknown])
  func kleene(left: Truth, right: Truth) throws {
    func part(_ name: String, _ truth: Truth) -> (Condition, FactValue?) {
      (.equals(name, true), truth == .unknown ? nil : .boolean(truth == .yes))
    }
    let schema = try FactSchema([FactField("a", .boolean), FactField("b", .boolean)])
    let (first, firstValue) = part("a", left)
    let (second, secondValue) = part("b", right)
    var facts = Facts(schema)
    try facts.set("a", to: firstValue)
    try facts.set("b", to: secondValue)
    let expected: Truth =
      if left == .no || right == .no {
        .no
      } else if left == .unknown || right == .unknown {
        .unknown
      } else {
        .yes
      }
    #expect(Condition.all([first, second]).holds(for: facts) == expected)
    #expect(Condition.always.holds(for: facts) == .yes)
  }

  private func table() throws -> RuleTable<Int> {
    try RuleTable(
      "t", schema: Self.schema(),
      rules: [
        Rule("vip", when: .all([.equals("vip", true), .equals("priority", "urgent")]), then: 1),
        Rule("complaint", when: .isOneOf("kind", ["complaint", "claim"]), then: 2),
        Rule("late", when: .equals("late", 3), then: 3),
      ], otherwise: 9)
  }

  /// Both texts have the FNV-1a hash 0, as the list of its authors shows.
  @Test("texts that share their code are still two texts")
  func sharedCode() throws {
    let (one, other) = ("!0IC=VloaY", "QvXtM>@Fp%")
    let table = try RuleTable(
      "t", schema: Self.schema(), rules: [Rule("one", when: .equals("kind", .text(one)), then: 1)],
      otherwise: 9)
    var facts = try facts([("kind", .text(one))])
    #expect(table.decide(facts) == .matched("one", 1))
    try facts.set("kind", to: .text(other))
    #expect(facts["kind"] == .text(other))
    #expect(table.decide(facts) == .otherwise(9))
    let both = try RuleTable(
      "t", schema: Self.schema(),
      rules: [
        Rule("other", when: .equals("kind", .text(other)), then: 2),
        Rule("one", when: .equals("kind", .text(one)), then: 1),
      ])
    #expect(both.decide(facts) == .matched("other", 2))
    try facts.set("kind", to: .text(one))
    #expect(both.decide(facts) == .matched("one", 1))
  }

  @Test("the first rule that matches decides")
  func first() throws {
    let facts = try facts([("vip", true), ("priority", "urgent"), ("kind", "claim"), ("late", 3)])
    #expect(try table().decide(facts) == .matched("vip", 1))
    #expect(try table().decide(facts).outcome == 1)
  }

  @Test("a rule that an unknown fact would decide is not skipped, and the facts are named")
  func notAssessable() throws {
    let claim = try facts([("priority", "urgent"), ("kind", "claim")])
    #expect(try table().decide(claim) == .notAssessable("vip", missing: ["vip"]))
    #expect(try table().decide(claim).outcome == nil)
    let nothing = try facts([])
    #expect(try table().decide(nothing) == .notAssessable("vip", missing: ["vip", "priority"]))
    let low = try facts([("priority", "low")])
    #expect(try table().decide(low) == .notAssessable("complaint", missing: ["kind"]))
    let why = try table().explanation(of: low)
    #expect(
      why.text() == """
        rule complaint cannot be assessed: kind not known
          rule vip did not match: priority is low; needed: priority = urgent; it would decide with
            priority urgent
            vip known, such as true
          rule late cannot be assessed: late not known
        """)
  }

  @Test("an unknown fact behind a rule that matches changes nothing")
  func behind() throws {
    let facts = try facts([("vip", false), ("kind", "claim")])
    #expect(try table().decide(facts) == .matched("complaint", 2))
  }

  @Test("the default answers only where no rule matches, and the explanation says so")
  func otherwise() throws {
    let known = try facts([("vip", false), ("kind", "inquiry"), ("late", 4)])
    #expect(try table().decide(known) == .otherwise(9))
    let why = try table().explanation(of: known)
    #expect(
      why.code == .ruleDefault
        && why.steps.map(\.code) == [.ruleFailedDecides, .ruleFailedDecides, .ruleFailedDecides])
    let bare = try RuleTable("bare", schema: Self.schema(), rules: [Rule<Int>]())
    #expect(bare.decide(known) == .noMatch && bare.decide(known).outcome == nil)
    #expect(bare.explanation(of: known).text() == "no rule of bare matched")
  }

  @Test("an explanation names the first condition that failed of each rule ahead")
  func failing() throws {
    let facts = try facts([
      ("vip", false), ("priority", "low"), ("kind", "inquiry"), ("late", 3),
    ])
    #expect(
      try table().explanation(of: facts).text() == """
        rule late of t matched: late = 3
          rule vip did not match: vip is false; needed: vip = true; it would decide with
            priority urgent
            vip true
          rule complaint did not match: kind is inquiry; needed: kind = complaint | claim; \
        it would decide with
            kind complaint
        """)
    let chinese = try table().explanation(of: facts).text(in: .simplifiedChinese)
    #expect(chinese.hasPrefix("t 的规则 late 命中"))
  }

  @Test("every mistake of a table is told with its place")
  func mistakes() throws {
    let error = try #require(throws: DocumentError.self) {
      try RuleTable(
        "t", schema: Self.schema(),
        rules: [
          Rule("a", when: .equals("colour", "red"), then: 1),
          Rule("a", when: .isOneOf("kind", []), then: 1),
          Rule(
            "b",
            when: .all([
              .equals("priority", "hot"), .equals("late", 101), .equals("vip", "yes"),
              .equals("kind", 4), .equals("late", true),
            ]), then: 1),
        ])
    }
    #expect(
      error.problems.map(\.description) == [
        #"rules[0].when: no fact "colour" is declared"#,
        #"rules[1].id: the id "a" stands twice"#,
        "rules[1].when.kind: kind can never be one of nothing",
        #"rules[2].when.all[0].priority: "hot" is not one of "low", "high", "urgent""#,
        "rules[2].when.all[1].late: 101 is outside 0 ... 100",
        #"rules[2].when.all[2].vip: "yes" is not true or false"#,
        "rules[2].when.all[3].kind: 4 is not text",
        "rules[2].when.all[4].late: true is not a whole number",
      ])
  }

  @Test("facts refuse what the schema does not hold and stay as they were")
  func facts() throws {
    var facts = try facts([("late", 5)])
    #expect(throws: FactError.undeclared("colour", suggestion: nil)) {
      try facts.set("colour", to: "red")
    }
    let error = try #require(throws: FactError.self) { try facts.set("late", to: 101) }
    #expect(error.description == "late: 101 is outside 0 ... 100")
    #expect(
      FactError.undeclared("x", suggestion: nil).description == "no fact \"x\" is declared")
    let misspelt = try #require(throws: FactError.self) { try facts.set("lete", to: 5) }
    #expect(misspelt.description == #"no fact "lete" is declared; did you mean "late"?"#)
    #expect(facts["late"] == 5 && facts[2] == 5 && facts[7] == nil && facts["colour"] == nil)
    #expect(facts.record(200, at: 2) && facts["late"] == nil, "what is outside becomes unknown")
    #expect(!facts.record(nil, at: 2) && !facts.record(1, at: -1) && !facts.record(1, at: 9))
  }

  @Test("facts that are known at once are given with their schema")
  func factsAtOnce() throws {
    let schema = try FactSchema([
      FactField("late", .integer(0...100)), FactField("kind", .choice(["defect", "complaint"])),
    ])
    let facts = try Facts(schema, ["kind": "defect", "late": 5])
    #expect(facts["late"] == 5 && facts["kind"] == "defect")
    #expect(try Facts(schema, ["late": 5, "late": 6])["late"] == 6, "the last value holds")
    #expect(try Facts(schema, [:]) == Facts(schema))
    #expect(throws: FactError.undeclared("lat", suggestion: "late")) {
      try Facts(schema, ["kind": "defect", "lat": 5])
    }
    #expect(throws: FactError.self) { try Facts(schema, ["late": 101]) }
  }

  @Test("schemas are checked and joined by name")
  func schemas() throws {
    let error = try #require(throws: DocumentError.self) {
      try FactSchema([
        FactField("a", .text), FactField("a", .boolean), FactField("", .text),
        FactField("c", .choice([])), FactField("d", .choice(["x", "x"])),
      ])
    }
    #expect(
      error.problems.map(\.path) == [
        "fields[1]", "fields[2]", "fields[3].oneOf", "fields[4].oneOf",
      ])
    let left = try FactSchema([FactField("a", .text), FactField("b", .boolean)])
    let right = try FactSchema([FactField("b", .boolean), FactField("c", .integer(0...1))])
    #expect(try left.merging(right).fields.map(\.name) == ["a", "b", "c"])
    let other = try FactSchema([FactField("b", .text)])
    #expect(throws: DocumentError.self) { try left.merging(other) }
    #expect(left.field("b")?.domain == .boolean && left.position(of: "c") == nil)
  }
}
