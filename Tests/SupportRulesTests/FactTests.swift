// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules
import Testing

@Suite("Rules: facts and their domains")
struct FactTests {
  @Test("typed keys read back what they wrote")
  func typedKeys() throws {
    var facts = try RefundDesk.facts()
    facts[.points] = 120
    facts[.bookedOn] = try CivilDate("2025-03-01")
    #expect(facts[.tier] == .silver && facts[.traits] == [.elderly] && facts[.points] == 120)
    #expect(facts[.delay] == .seconds(1_740) && facts[.paid] == RefundDesk.yuan(300))
    #expect(facts[.category] == "delivery" && facts[.isFirst] == true && facts[.customer] == nil)
    #expect(facts["tier"] == "silver" && facts["traits"] == .flags(["elderly"]))
    facts[.tier] = nil
    #expect(facts[.tier] == nil && facts.refusals.isEmpty)
  }

  @Test("what a typed key cannot write is unknown, and told")
  func refusals() throws {
    var facts = try RefundDesk.facts()
    facts[.points] = 100_001
    facts[FactKey<Bool>("colour")] = true
    #expect(facts[.points] == nil)
    #expect(
      facts.refusals.map(\.description) == [
        "points: 100001 is outside 0 ... 100000", #"no fact "colour" is declared"#,
      ])
    #expect(throws: FactError.self) { try facts.set(.paid, to: RefundDesk.yuan(50_001)) }
    #expect(facts[.paid] == RefundDesk.yuan(300), "a refused value leaves the fact as it was")
  }

  @Test("a refused personal value is not told")
  func personalRefusals() throws {
    let schema = try FactSchema([
      FactField("salary", .integer(0...9), isPersonal: true),
      FactField("illness", .flags(["flu", "cold"]), isPersonal: true),
    ])
    var facts = Facts(schema)
    let salary = try #require(throws: FactError.self) { try facts.set("salary", to: 43_210) }
    #expect(salary.description == "salary: ••• is outside 0 ... 9")
    let illness = try #require(throws: FactError.self) {
      try facts.set("illness", to: .flags(["flu", "gout"]))
    }
    #expect(illness.description == #"illness: ••• has a name that is none of "flu", "cold""#)
  }

  @Test("facts are equal when the same is known, whatever was refused before")
  func refusedThenSet() throws {
    var facts = Facts(try RefundDesk.schema())
    var other = facts
    facts[.points] = -1
    facts[.points] = 5
    other[.points] = 5
    #expect(facts == other && facts.hashValue == other.hashValue)
    #expect(facts.refusals.count == 1 && other.refusals.isEmpty)
    other[.points] = nil
    #expect(facts != other)
  }

  @Test("a domain of the number that stands for unknown alone holds nothing and is refused")
  func lowestNumber() throws {
    let only = Int64.min...Int64.min
    let lowest = ExactDecimal(Int64.min)
    let domains: [FactField.Domain] = [
      .integer(only), .duration(milliseconds: only), .money(.cny, minorUnits: only),
      .decimal(
        decimals: 0,
        in: lowest...lowest),
    ]
    for domain in domains {
      let error = #expect(throws: DocumentError.self) { try FactSchema([FactField("f", domain)]) }
      #expect(error?.problems.map(\.message) == ["no value lies within the bounds"])
    }
    let whole = try FactSchema([FactField("f", .integer(.min ... .max))])
    #expect(whole.fields[0].domain.contains(.integer(.min + 1)))
    #expect(!whole.fields[0].domain.contains(.integer(.min)))
    // What is no value is no bound: a schema keeps the next number.
    #expect(whole.fields[0].domain == .integer(-.max ... .max))
  }

  @Test("each domain says why it does not hold a value")
  func objections() throws {
    let domains: [(FactField.Domain, FactValue, String)] = [
      (.choice(["a", "b"]), "c", #"is not one of "a", "b""#),
      (.ordered(["a", "b"]), 1, "is not text"),
      (.integer(1...9), 10, "is outside 1 ... 9"), (.integer(1...9), "x", "is not a whole number"),
      (
        .decimal(decimals: 1), .decimal(try ExactDecimal("0.25")), "has more than 1 decimals"
      ),
      (
        .decimal(decimals: 1, in: ExactDecimal(0)...ExactDecimal(2)),
        .decimal(try ExactDecimal("2.1")), "is outside 0 ... 2"
      ),
      (.money(.cny), .money(Money(minorUnits: 1, currency: .eur)), "is not in CNY"),
      (
        .money(.cny, minorUnits: 0...100), .money(Money(minorUnits: 101, currency: .cny)),
        "is outside 0.00 CNY ... 1.00 CNY"
      ),
      (
        .duration(milliseconds: 0...60_000), .duration(milliseconds: 60_001),
        "is outside 0 h ... 1 min"
      ),
      (.flags(["p"]), .flags(["p", "q"]), #"has "q", which is none of "p""#),
      (.date, 4, "is not a date"), (.instant, true, "is not an instant"),
      (.boolean, "yes", "is not true or false"), (.text, false, "is not text"),
    ]
    for (domain, value, objection) in domains {
      #expect(domain.objection(to: value) == objection)
      #expect(!domain.contains(value))
    }
    #expect(FactField.Domain.decimal(decimals: 2).contains(3), "a whole number is a decimal")
  }

  @Test("a schema says everything that is wrong with it")
  func schema() throws {
    let error = try #require(throws: DocumentError.self) {
      try FactSchema([
        FactField("all", .text), FactField("a", .choice(["x", "x"])), FactField("a", .text),
        FactField("b", .flags((0..<64).map { "f\($0)" })), FactField("c", .decimal(decimals: 19)),
        FactField(
          "d", .decimal(decimals: 18, in: ExactDecimal(0)...ExactDecimal(1_000_000_000_000))),
        FactField("e", .ordered([])), FactField("f", .choice([""])),
      ])
    }
    #expect(
      error.problems.map(\.path) == [
        "fields[0]", "fields[1].oneOf", "fields[2]", "fields[3].flags", "fields[4].decimals",
        "fields[5].decimal", "fields[6].ordered", "fields[7].oneOf",
      ])
  }

  @Test("texts that look the same are the same, however their accents are encoded")
  func composition() throws {
    let schema = try FactSchema([FactField("word", .text)])
    let table = try RuleTable(
      "t", schema: schema, rules: [Rule("é", when: .equals("word", "caf\u{e9}"), then: 1)])
    var facts = Facts(schema)
    try facts.set("word", to: "cafe\u{301}")
    #expect(table.decide(facts) == .matched("é", 1))
    try facts.set("word", to: "cafe")
    #expect(table.decide(facts) == .noMatch)
  }

  @Test("facts are described in the order of the schema, personal ones hidden")
  func description() throws {
    var facts = try RefundDesk.facts()
    facts[.customer] = "Li Lei"
    #expect(
      facts.description
        == "tier = silver, traits = elderly, delay = 29 min, paid = 300.00 CNY, "
        + "category = delivery, isFirst = true, customer = •••")
  }

  @Test("values of every kind survive JSON")
  func codable() throws {
    let values: [FactValue] = [
      "a", 4, true, .decimal(try ExactDecimal("1.5")), .money(RefundDesk.yuan(3)),
      .duration(milliseconds: 5), .instant(try Instant("2025-01-01T00:00:00Z")),
      .date(try CivilDate("2025-01-01")), .flags(["p", "q"]), .flags([]),
    ]
    let data = try JSONEncoder().encode(values)
    #expect(try JSONDecoder().decode([FactValue].self, from: data) == values)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        FactValue.self, from: Data(#"{"date": "2025-01-01", "flags": []}"#.utf8))
    }
  }

  @Test("facts move to another schema by name, and are unknown where it does not hold them")
  func translation() throws {
    let narrow = try FactSchema([
      FactField("isFirst", .boolean), FactField("tier", .ordered(["gold", "platinum"])),
      FactField("category", .text), FactField("new", .text),
    ])
    let moved = try RefundDesk.facts().translated(to: narrow)
    #expect(moved["isFirst"] == true && moved["category"] == "delivery")
    #expect(moved["tier"] == nil && moved["new"] == nil)
  }
}
