// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules
import SupportTestKit
import Testing

@Suite("Rules: tables as documents")
struct TableDocumentTests {
  private static let text = """
    { "format": 1, "id": "refund", "note": "from the desk's handbook",
      "facts": {
        "tier": { "ordered": ["silver", "gold", "platinum"] },
        "paid": { "money": "CNY", "atLeast": "0.00", "atMost": "50000.00" },
        "delay": { "duration": { "atLeast": "0 h", "atMost": "100000 h" } },
        "points": { "integer": { "atLeast": 0, "atMost": 100000 }, "unit": "points", "optional": true },
        "share": { "decimal": { "atLeast": 0, "atMost": 1 }, "decimals": 4 },
        "any": { "decimal": {}, "decimals": 2 },
        "kind": { "oneOf": ["complaint", "inquiry"] },
        "city": { "is": "text", "personal": true },
        "age": { "integer": { "atLeast": 0, "atMost": 150 }, "protected": true },
        "traits": { "flags": ["elderly", "vip"] },
        "booked": { "is": "date" }, "seen": { "is": "instant" }, "first": { "is": "boolean" }
      },
      "outcome": { "oneOf": ["automatic", "approval"] },
      "hitPolicy": "first",
      "rules": [
        { "id": "gold", "when": { "tier": { "atLeast": "gold" }, "paid": { "below": "500.00" } },
          "then": "automatic", "from": "2025-01-01", "until": "2026-01-01", "note": "campaign" },
        { "id": "share", "when": { "share": { "above": 0.25 }, "seen": { "atLeast": "2025-01-01T00:00:00Z" },
          "any": [ { "traits": { "anyOf": ["vip"] } }, { "booked": "2025-05-01" } ] }, "then": "approval" } ],
      "otherwise": "approval" }
    """

  @Test("a document is read, written and read again as the same value")
  func roundTrip() throws {
    // `any` is a word of the language of rules: the schema refuses it.
    #expect(throws: DocumentError.self) { try RuleTableDocument(Self.text) }
    let text = Self.text.replacing(#""any": { "decimal""#, with: #""sum": { "decimal""#)
    let document = try RuleTableDocument(text)
    #expect(try RuleTableDocument(document.json) == document)
    #expect(document.note == "from the desk's handbook" && document.table.rules.count == 2)
    #expect(document.table.rules[0].note == "campaign")
    #expect(document.table.schema.field("points")?.isOptional == true)
    #expect(document.table.schema.field("city")?.isPersonal == true)
    #expect(document.table.schema.field("age")?.isProtected == true)
    #expect(document.json.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  private static func document(
    when: String, outcome: String = #"{ "is": "boolean" }"#
  ) throws -> RuleTableDocument {
    try RuleTableDocument(
      """
      { "format": 1, "id": "t",
        "facts": { "a": { "is": "boolean" }, "n": { "integer": { "atLeast": 0, "atMost": 9 } },
                   "traits": { "flags": ["vip"] } },
        "outcome": \(outcome), "rules": [ { "id": "r", "when": \(when), "then": true } ] }
      """)
  }

  @Test(
    "a part that always holds survives writing, wherever it stands",
    arguments: [
      #"{ "all": [{}, { "a": true }] }"#, #"{ "all": [{ "a": true }, {}] }"#, #"{ "any": [{}] }"#,
      #"{ "not": {} }"#, #"{ "n": 1, "all": [{}, { "a": true }] }"#, #"{ "all": [{}, {}] }"#,
    ])
  func empty(when: String) throws {
    let document = try Self.document(when: when)
    #expect(try RuleTableDocument(document.json) == document)
  }

  @Test("a remark alone asks nothing of a fact", arguments: ["n", "traits"])
  func remark(fact: String) throws {
    let error = try #require(throws: DocumentError.self) {
      try Self.document(when: "{ \"\(fact)\": { \"note\": \"soon\" } }")
    }
    #expect(
      error.problems.map { "\($0.path): \($0.message)" } == [
        "rules[0].when.\(fact): nothing is asked of \(fact)"
      ])
  }

  @Test(
    "the lowest number of 64 bits is no bound, since it stands for what is not known",
    arguments: [
      #"{ "duration": { "atLeast": "-9223372036854775808 ms", "atMost": "0 h" } }"#,
      #"{ "decimal": { "atLeast": -92233720368547758.08, "atMost": 0 }, "decimals": 2 }"#,
    ])
  func lowest(outcome: String) throws {
    let error = try #require(throws: DocumentError.self) {
      try Self.document(when: "{}", outcome: outcome)
    }
    let message = "the lowest value that 64 bits hold is no bound"
    #expect(error.problems.contains { $0.line == 4 && $0.message == message })
    let next = outcome.replacing("808 ms", with: "807 ms").replacing("8.08", with: "8.07")
    let after = try #require(throws: DocumentError.self) {
      try Self.document(when: "{}", outcome: next)
    }
    #expect(after.problems.map(\.path) == ["rules[0].then"])
  }

  @Test("bounds at the lowest number of 64 bits, made in code, survive their document")
  func lowestInCode() throws {
    let lowest = try #require(ExactDecimal(significand: Int128(Int64.min), scale: 2))
    let domains: [FactField.Domain] = [
      .integer(.min...5), .duration(milliseconds: .min...5), .money(.cny, minorUnits: .min...5),
      .decimal(decimals: 2, in: lowest...ExactDecimal(5)),
    ]
    for domain in domains {
      let schema = try FactSchema([FactField("n", domain, isOptional: true)])
      let table = try RuleTable<FactValue>("t", schema: schema, rules: [])
      let document = try RuleTableDocument(table, outcome: domain)
      #expect(try RuleTableDocument(document.json) == document)
    }
  }

  @Test("sums, least and greatest need outcomes that can be added or compared")
  func quantities() throws {
    func problems(_ hitPolicy: String, _ outcome: String, _ then: String) -> [String] {
      do throws(DocumentError) {
        _ = try RuleTableDocument(
          """
          { "format": 1, "id": "t", "facts": {}, "outcome": \(outcome),
            "hitPolicy": "\(hitPolicy)", "rules": [ { "id": "r", "then": \(then) } ] }
          """)
        return []
      } catch {
        return error.problems.map(\.description)
      }
    }
    let names = #"{ "oneOf": ["a", "b"] }"#
    let whole = #"{ "integer": { "atLeast": 0, "atMost": 9 } }"#
    #expect(problems("collectSum", whole, "1").isEmpty)
    #expect(problems("collectMin", #"{ "is": "date" }"#, #""2025-01-01""#).isEmpty)
    #expect(
      problems("collectSum", names, #""a""#) == [
        "line 1:51 · outcome: the hit policy collectSum adds up numbers, money or durations"
      ])
    #expect(
      problems("collectSum", #"{ "is": "date" }"#, #""2025-01-01""#) == [
        "line 1:51 · outcome: the hit policy collectSum adds up numbers, money or durations"
      ])
    #expect(
      problems("collectMax", #"{ "ordered": ["a", "b"] }"#, #""a""#) == [
        "line 1:51 · outcome: the hit policy collectMax compares numbers, money, durations, "
          + "dates or instants; for names of a scale ask for priority"
      ])
    let table = try RuleTable<FactValue>(
      "t", schema: FactSchema([]), hitPolicy: .collectMin, rules: [Rule("r", then: "a")])
    let error = #expect(throws: DocumentError.self) {
      try RuleTableDocument(table, outcome: .choice(["a"]))
    }
    #expect(error?.problems.map(\.path) == ["outcome"])
    let bare = try RuleTable<FactValue>("t", schema: FactSchema([]), rules: [])
    let empty = #expect(throws: DocumentError.self) {
      try RuleTableDocument(bare, outcome: .choice([]))
    }
    #expect(empty?.problems.map(\.path) == ["outcome.oneOf"])
  }

  @Test("flags that a table decides on are the same in whatever order they are written")
  func flagOutcomes() throws {
    let document = try RuleTableDocument(
      """
      { "format": 1, "id": "t", "facts": {}, "outcome": { "flags": ["a", "b"] }, "hitPolicy": "any",
        "rules": [ { "id": "r", "then": ["a", "b"] }, { "id": "s", "then": ["b", "a", "b"] } ] }
      """)
    let decision = document.table.decide(Facts(document.table.schema))
    #expect(decision == .matched("r", .flags(["a", "b"])))
    #expect(try RuleTableDocument(document.json) == document)
  }

  @Test("mistakes in facts, outcome and hit policy hide none in the rules")
  func mistakesInRules() throws {
    func paths(_ head: String) -> [String] {
      do throws(DocumentError) {
        _ = try RuleTableDocument(
          """
          { "format": 1, "id": "t", \(head),
            "rules": [ { "id": "r", "when": { "teir": "gold" }, "then": "p" },
                       { "id": "r", "when": { "tier": "gold", "n": 12 }, "then": "p",
                         "from": "2025-13-01" },
                       { "id": "s", "when": { "any": [ { "tier": "gold" }, { "n": { "blow": 1 } } ] },
                         "then": "q" } ] }
          """)
        return []
      } catch {
        return error.problems.map(\.path)
      }
    }
    let facts =
      #""facts": { "tier": { "is": "text" }, "n": { "integer": { "atLeast": 0, "atMost": 9 } } }"#
    let faulty =
      #""facts": { "tier": { "is": "txt" }, "n": { "integer": { "atLeast": 0, "atMost": 9 } } }"#
    let outcome = #""outcome": { "oneOf": ["p"] }"#
    let inRules = [
      "rules[0].when.teir", "rules[1]", "rules[1].when.n", "rules[1].from",
      "rules[2].when.any[1].n.blow",
    ]
    let all = inRules + ["rules[2].then"]
    #expect(paths("\(facts), \(outcome)") == all)
    #expect(paths(#"\#(facts), \#(outcome), "hitPolicy": "frist""#) == ["hitPolicy"] + all)
    #expect(paths(#"\#(facts), "outcome": { "oneOf": [] }"#) == ["outcome.oneOf"] + inRules)
    #expect(paths("\(faulty), \(outcome)") == ["facts.tier.is"] + all)
    // Without facts nothing can be said of conditions, but of all else.
    let rest = ["rules[1]", "rules[1].from", "rules[2].then"]
    #expect(paths(#""facts": [], \#(outcome)"#) == ["facts"] + rest)
    #expect(paths(outcome) == [""] + rest)
  }

  @Test("tables by chance survive their documents", arguments: SeedCount.of(40))
  func laws(seed: UInt64) throws {
    var tables = try RandomTables(seed: seed)
    let hitPolicy = HitPolicy.allCases.randomElement(using: &tables.random) ?? .first
    let numbers = try tables.table(hitPolicy, rules: 4, dated: true)
    let names = ["low", "mid", "high"]
    let table = try RuleTable<FactValue>(
      "t", schema: numbers.schema, hitPolicy: hitPolicy.isAdding ? .collect : hitPolicy,
      outcomeOrder: OutcomeOrder(names.reversed().map(FactValue.text)),
      rules: numbers.rules.map { rule in
        Rule(
          rule.id, when: rule.when, then: .text(names[rule.then]), from: rule.from,
          until: rule.until, note: "by chance")
      }, otherwise: numbers.otherwise.map { .text(names[$0]) })
    let document = try RuleTableDocument(
      RuleTable(
        "t", schema: table.schema, hitPolicy: table.hitPolicy,
        outcomeOrder: table.hitPolicy == .priority || table.hitPolicy == .outputOrder
          ? table.outcomeOrder : [], rules: table.rules, otherwise: table.otherwise),
      outcome: .ordered(names))
    #expect(try RuleTableDocument(document.json) == document)
  }

  @Test("every mistake is told at once, with line, path and what was meant")
  func mistakes() throws {
    let error = try #require(throws: DocumentError.self) {
      try RuleTableDocument(
        """
        { "format": 2, "id": "", "hitpolicy": "first",
          "facts": { "tier": { "ordered": ["silver", "gold"], "optionl": true },
                     "x": { "oneOf": [] }, "y": {}, "z": { "is": "txt" },
                     "m": { "money": "yuan" }, "d": { "decimal": {} },
                     "i": { "integer": { "atLeast": 5, "atMost": 1 } } },
          "outcome": { "oneOf": ["a", "b"] },
          "rules": [] }
        """)
    }
    #expect(
      error.problems.map { "\($0.line) \($0.path): \($0.message)" } == [
        "1 format: 2 is outside 1 ... 1",
        "1 id: the text must not be empty",
        #"1 hitpolicy: the key "hitpolicy" is unknown; known are "format", "id", "note", "facts", "#
          + #""outcome", "hitPolicy", "rules", "otherwise""#,
        #"2 facts.tier.optionl: the key "optionl" is unknown; known are "oneOf", "ordered", "is", "#
          + #""integer", "decimal", "money", "duration", "flags", "optional", "personal", "protected""#,
        "3 facts.x.oneOf: a choice needs names, each of them once and none empty",
        #"3 facts.y: exactly one of "oneOf", "ordered", "is", "integer", "decimal", "money", "#
          + #""duration", "flags" says which values there are"#,
        #"3 facts.z.is: "txt" is not one of "text", "boolean", "date", "instant""#,
        #"4 facts.m.money: "yuan" is not a currency code: it must be three capital letters"#,
        #"4 facts.d: "decimals" is missing"#,
        "5 facts.i.integer: nothing lies between 5 and 1",
      ])
    let rules = try #require(throws: DocumentError.self) {
      try RuleTableDocument(
        """
        { "format": 1, "id": "t", "facts": { "tier": { "ordered": ["silver", "gold"] } },
          "outcome": { "oneOf": ["a", "b"] }, "hitPolicy": "priority",
          "rules": [ { "id": "r", "when": { "tier": "golden" }, "then": "c" },
                     { "id": "r", "then": "a", "until": "2025-02-30" } ], "otherwise": 4 }
        """)
    }
    #expect(
      rules.problems.map { "\($0.path): \($0.message)" } == [
        "outcome: the hit policy priority needs an ordered outcome",
        #"rules[0].when.tier: "golden" is not one of "silver", "gold""#,
        #"rules[0].then: "c" is not one of "a", "b""#,
        #"rules[1]: the id "r" stands twice"#,
        #"rules[1].until: "2025-02-30" is not a date: day 30 is outside 1 ... 28"#,
        "otherwise: a text is expected, this is the number 4",
      ])
    #expect(rules.problems[1].suggestion == "gold")
  }

  @Test("enormous and deep documents are refused by their bounds")
  func bounds() throws {
    func document(_ when: String) -> String {
      """
      { "format": 1, "id": "t", "facts": { "a": { "is": "boolean" } },
        "outcome": { "is": "boolean" }, "rules": [ { "id": "r", "when": \(when), "then": true } ] }
      """
    }
    let depth = 70
    let deep =
      String(repeating: #"{"not":"#, count: depth) + "{}" + String(repeating: "}", count: depth)
    #expect(throws: DocumentError.self) { try RuleTableDocument(document(deep)) }
    let wide = (0..<200).map { _ in #"{"a": true}"# }.joined(separator: ",")
    _ = try RuleTableDocument(document("{\"any\": [\(wide)]}"))
    let tiny = DocumentLimits(maximumBytes: 100)
    #expect(throws: DocumentError.self) {
      try RuleTableDocument(document("{}").utf8, limits: tiny)
    }
  }

  @Test("a mistake in one fact does not hide those in others")
  func mistakesInFacts() throws {
    let error = #expect(throws: DocumentError.self) {
      try RuleTableDocument(
        """
        { "format": 1, "id": "t",
          "facts": { "a": { "is": "number" }, "b": { "ordered": ["x", "x"] },
                     "any": { "is": "text" } },
          "outcome": { "oneOf": ["p"] }, "rules": [] }
        """)
    }
    #expect(error?.problems.map(\.path) == ["facts.a.is", "facts.b.ordered", "facts.any"])
  }
}

extension HitPolicy {
  fileprivate var isAdding: Bool {
    self == .collectSum || self == .collectMin || self == .collectMax
  }
}
