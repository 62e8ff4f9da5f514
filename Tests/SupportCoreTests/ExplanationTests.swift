// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTestKit
import Testing

@Suite("Explanations in words")
struct ExplanationTests {
  private static let due = Explanation.Code(
    "test.due", english: "{what} is due {due}, {left} left", simplifiedChinese: "{what} 截止 {due}")
  private static let by = Explanation.Code(
    "test.by", english: "asked by {who}", simplifiedChinese: "")

  /// Rates that are known to exist.
  private static let third = Rate(1, over: 3) ?? .zero

  private static func sample() throws -> Explanation {
    Explanation(
      due,
      [
        .init("what", .text("reply")),
        .init("due", .instant(try Instant("2025-10-09T01:30:00Z"), utcOffset: 28_800)),
        .init("left", .duration(milliseconds: 9_000_000)),
      ],
      steps: [
        Explanation(by, [.init("who", .personal("Li Na"))]),
        Explanation(
          .init("host.own", english: "", simplifiedChinese: ""),
          [
            .init("sum", .money(Money(minorUnits: 120_000, currency: .cny))), .init("n", .count(3)),
          ],
          steps: [Explanation(.init("leaf", english: "{gone} {", simplifiedChinese: ""))]),
      ])
  }

  @Test("it is told in sentences, one a line, indented below what it led to")
  func english() throws {
    #expect(
      try Self.sample().text() == """
        reply is due 2025-10-09 09:30 +08:00, 2 h 30 min left
          asked by •••
          host.own(sum: 1200.00 CNY, n: 3)
            {gone} {
        """)
  }

  @Test("Chinese falls back to English, and personal text is shown only to whom it concerns")
  func chinese() throws {
    let text = try Self.sample().text(in: .simplifiedChinese, for: .customer)
    #expect(
      text == """
        reply 截止 2025-10-09 09:30 +08:00
          asked by Li Na
          host.own(sum: 1200.00 CNY, n: 3)
            {gone} {
        """)
    #expect(try !Self.sample().text(in: .simplifiedChinese).contains("Li Na"))
    #expect(try !"\(Self.sample())".contains("Li Na"))
  }

  /// Who sees what, as the table of ``Audience`` says it.
  @Test(
    "each reader is told what is for them, and what goes to them holds nothing else",
    arguments: [
      (.customer, true, false), (.desk, false, true), (.arbitrator, false, true),
      (.auditor, true, true), (.everyone, false, false),
    ] as [(Audience, Bool, Bool)])
  func audiences(audience: Audience, seesPersonal: Bool, seesConfidential: Bool) throws {
    let inner = Explanation.Operand("at", .personal("+86 10 5555"))
    let why = Explanation(
      .init("t", english: "{a} {b} {c}", simplifiedChinese: ""),
      [
        .init("a", .personal("Li Na")), .init("b", .confidential("too rude")),
        .init(
          "c", .list([.phrase(.init("p", english: "call {at}", simplifiedChinese: ""), [inner])])),
      ],
      steps: [
        Explanation(Self.by, [.init("who", .text("boss"))], isConfidential: true),
        Explanation(Self.by, [.init("who", .text("all"))]),
      ])
    let shown = why.shown(to: audience)
    let json = String(decoding: try JSONEncoder().encode(shown), as: UTF8.self)
    for text in [why.text(for: audience), shown.text(for: .auditor), json] {
      #expect(text.contains("Li Na") == seesPersonal && text.contains("5555") == seesPersonal)
      #expect(text.contains("too rude") == seesConfidential)
      #expect(text.contains("boss") == seesConfidential && text.contains("all"))
    }
    #expect(shown.shown(to: audience) == shown)
    #expect(try JSONDecoder().decode(Explanation.self, from: Data(json.utf8)) == shown)
    #expect(audience.seesPersonal == seesPersonal)
  }

  @Test("a confidential explanation says to others only that it is there")
  func confidentialRoot() {
    let why = Explanation(
      Self.by, [.init("who", .text("boss"))], steps: [Explanation(Self.by)], isConfidential: true)
    #expect(
      why.text() == "asked by •••" && why.text(for: .desk) == "asked by boss\n  asked by {who}")
  }

  @Test("phrases are told in the reader's language, and one that has no words by its name")
  func phrases() {
    let hours = Explanation.Code("h", english: "{n} open hours", simplifiedChinese: "{n} 个营业小时")
    let step = Explanation(
      Self.due,
      [
        .init("what", .phrase(.init("sla.metric.reply", english: "", simplifiedChinese: ""), [])),
        .init("due", .phrase(hours, [.init("n", .count(8))])),
        .init("left", .list([.flag(true), .phrase(hours, [.init("n", .count(1))])])),
      ])
    #expect(step.text() == "reply is due 8 open hours, yes, 1 open hours left")
    #expect(step.text(in: .simplifiedChinese) == "reply 截止 8 个营业小时")
    var catalogue = MessageCatalogue()
    catalogue["sla.metric.reply", .simplifiedChinese] = "答复"
    #expect(step.text(in: .simplifiedChinese, catalogue: catalogue).hasPrefix("答复 截止"))
  }

  @Test("a catalogue replaces sentences, brings languages and tells decoded codes")
  func catalogue() throws {
    let french = MessageLanguage(rawValue: "fr")
    var catalogue = MessageCatalogue([Self.due, Self.by])
    catalogue["test.by", .english] = "by {who}"
    catalogue["host.own", french] = "somme {sum}"
    let sample = try Self.sample()
    #expect(sample.text(catalogue: catalogue).contains("\n  by •••\n"))
    #expect(sample.text(in: french, catalogue: catalogue).contains("\n  somme 1200.00 CNY\n"))
    let decoded = try JSONDecoder().decode(
      Explanation.self, from: JSONEncoder().encode(sample))
    #expect(decoded == sample && decoded.code.english.isEmpty)
    #expect(decoded.text().hasPrefix("test.due(what: reply, due: 2025-10-09 09:30 +08:00, left: "))
    #expect(decoded.text(catalogue: catalogue).hasPrefix("reply is due 2025-10-09 09:30"))
    var other = MessageCatalogue()
    other["test.by", .english] = "from {who}"
    #expect(catalogue.merging(other)["test.by", .english] == "from {who}")
    #expect(catalogue.merging(other)["host.own", french] == "somme {sum}")
    #expect(catalogue["nothing", .english] == nil)
  }

  @Test("a code that a catalogue of codes knows without a sentence still falls back")
  func emptySentence() throws {
    let catalogue = MessageCatalogue([Self.by])
    let step = Explanation(Self.by, [.init("who", .text("us"))])
    #expect(step.text(in: .simplifiedChinese, catalogue: catalogue) == "asked by us")
  }

  @Test(
    "values are told in words",
    arguments: [
      (.duration(milliseconds: 0), "0 s", "0 秒"), (.duration(milliseconds: 7), "7 ms", "7 毫秒"),
      (.duration(milliseconds: 95_400_500), "1 d 2 h 30 min", "1 天 2 小时 30 分钟"),
      (.duration(milliseconds: -61_000), "-1 min 1 s", "-1 分钟 1 秒"),
      (
        .duration(milliseconds: .min), "-106751991167 d 7 h 12 min",
        "-106751991167 天 7 小时 12 分钟"
      ),
      (.rate(Self.third), "1/3", "1/3"),
      (
        .exactMoney(Money(minorUnits: 1_000, currency: .cny) * Self.third), "10.00/3 CNY",
        "10.00/3 CNY"
      ),
      (.date(.min), "0001-01-01", "0001-01-01"), (.hidden, "•••", "•••"), (.flag(true), "yes", "是"),
      (.flag(false), "no", "否"), (.count(.min), "-9223372036854775808", "-9223372036854775808"),
      (.instant(.epoch, utcOffset: 0), "1970-01-01 00:00 UTC", "1970-01-01 00:00 UTC"),
      (
        .instant(.epoch, utcOffset: -12_600), "1969-12-31 20:30 -03:30", "1969-12-31 20:30 -03:30"
      ),
      (.instant(.epoch, utcOffset: .min), "1969-12-30 00:00 -48:00", "1969-12-30 00:00 -48:00"),
      (
        .instant(.max, utcOffset: .max), "9999-12-31 23:59:59.999 +48:00",
        "9999-12-31 23:59:59.999 +48:00"
      ),
    ] as [(Explanation.Operand.Value, String, String)])
  func values(value: Explanation.Operand.Value, english: String, chinese: String) {
    let code = Explanation.Code("v", english: "{v}", simplifiedChinese: "{v}")
    let step = Explanation(code, [.init("v", value)])
    #expect(step.text() == english)
    #expect(step.text(in: .simplifiedChinese) == chinese)
  }

  @Test(
    "the JSON of values is the contract",
    arguments: [
      (.instant(.epoch, utcOffset: 0), #"{"instant":"1970-01-01T00:00:00Z"}"#),
      (
        .instant(.epoch, utcOffset: 3_600), #"{"instant":"1970-01-01T00:00:00Z","utcOffset":3600}"#
      ),
      (.duration(milliseconds: 5), #"{"milliseconds":5}"#),
      (
        .money(Money(minorUnits: -5, currency: .jpy)),
        #"{"money":{"currency":"JPY","minorUnitDigits":0,"minorUnits":-5}}"#
      ),
      (.rate(Self.third), #"{"rate":"1/3"}"#), (.date(.min), #"{"date":"0001-01-01"}"#),
      (
        .exactMoney(Money(minorUnits: 1_000, currency: .cny) * Self.third),
        #"{"exactMoney":{"currency":"CNY","minorUnitDigits":2,"minorUnits":"1000","over":3}}"#
      ),
      (
        .phrase(Self.by, [.init("n", .count(1))]),
        #"{"operands":[{"name":"n","value":{"count":1}}],"phrase":"test.by"}"#
      ),
      (.list([.count(1), .hidden]), #"{"list":[{"count":1},{"hidden":true}]}"#),
      (.confidential("c"), #"{"confidential":"c"}"#),
      (.count(3), #"{"count":3}"#), (.flag(true), #"{"flag":true}"#),
      (.text("a"), #"{"text":"a"}"#), (.personal("b"), #"{"personal":"b"}"#),
    ] as [(Explanation.Operand.Value, String)])
  func json(value: Explanation.Operand.Value, text: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    #expect(String(decoding: try encoder.encode(value), as: UTF8.self) == text)
    #expect(
      try JSONDecoder().decode(Explanation.Operand.Value.self, from: Data(text.utf8)) == value)
  }

  @Test("codes are equal when their ids are")
  func codes() {
    let other = Explanation.Code("test.by", english: "x", simplifiedChinese: "y")
    #expect(other == Self.by && Set([other, Self.by]).count == 1 && other != Self.due)
  }
}

@Suite("Names, principals, intents and money")
struct CoreValueTests {
  @Test("intents of one cause have one key each, and any difference makes another key")
  func intents() throws {
    // A name may hold a slash, and keys still tell causes and actions apart.
    #expect(
      Intent(.init(rawValue: "c"), causedBy: "a/b").key
        != Intent(.init(rawValue: "b/c"), causedBy: "a").key)
    let key = Intent(.notify, causedBy: "E-1").key
    #expect(key == Intent(.notify, causedBy: "E-1", notBefore: .max).key && key == "E-1/notify/0")
    let others = [
      Intent(.remind, causedBy: "E-1"), Intent(.notify, causedBy: "E-2"),
      Intent(.notify, causedBy: "E-1", ordinal: 1), Intent(key: "own", action: .dial),
      Intent(.pay, causedBy: "E-1"),
    ]
    #expect(Set(others.map(\.key) + [key]).count == 6)
    let intent = Intent(
      .remind, causedBy: "E-1", notBefore: .epoch, operands: [.init("who", .personal("x"))])
    let back = try JSONDecoder().decode(Intent.self, from: JSONEncoder().encode(intent))
    #expect(back == intent)
    #expect(intent.operand("who") == .personal("x") && intent.operand("when") == nil)
  }

  @Test("principals are told and encoded by kind and id")
  func principals() throws {
    let all: [(Principal, String, String)] = [
      (.customer("1"), "customer 1", #"{"id":"1","kind":"customer"}"#),
      (.agent("li"), "agent li", #"{"id":"li","kind":"agent"}"#),
      (.automation("bot"), "automation bot", #"{"id":"bot","kind":"automation"}"#),
      (.system, "system", #"{"kind":"system"}"#),
    ]
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    for (principal, words, json) in all {
      #expect(principal.description == words)
      #expect(String(decoding: try encoder.encode(principal), as: UTF8.self) == json)
      #expect(try JSONDecoder().decode(Principal.self, from: Data(json.utf8)) == principal)
    }
  }

  @Test("identifiers are opaque text, ordered by their characters")
  func identifiers() throws {
    let ids: [AgentID] = ["b", "a", "B", "10", "9"]
    #expect(ids.sorted().map(\.rawValue) == ["10", "9", "B", "a", "b"])
    #expect(AgentID("x"[...]).description == "x" && AgentID(rawValue: "x") == "x")
    #expect(
      String(decoding: try JSONEncoder().encode(ids), as: UTF8.self) == #"["b","a","B","10","9"]"#)
    #expect(
      try JSONDecoder().decode([TicketID].self, from: Data(#"["T-1"]"#.utf8)) == ["T-1"])
    var sequence = IDSequence<MessageID>("m-")
    #expect([sequence.next(), sequence.next()] == ["m-1", "m-2"] && sequence.count == 2)
  }

  /// Minor units as ISO 4217 lists them.
  @Test(
    "currencies have the minor units of ISO 4217",
    arguments: [("CNY", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("UYW", 4), ("ISK", 0), ("TND", 3)])
  func currencies(code: String, digits: Int) throws {
    let currency = try Currency(code)
    #expect(currency.minorUnitDigits == digits && currency.description == code)
  }

  @Test(
    "codes that are not three capital letters are refused",
    arguments: ["", "cny", "EURO", "€", "E1R"])
  func badCurrency(code: String) {
    #expect(throws: TextError.self) { try Currency(code) }
  }

  @Test(
    "sums are told with all decimals of the currency",
    arguments: [
      (120_000, 2, "1200.00"), (-5, 2, "-0.05"), (5, 0, "5"), (0, 3, "0.000"),
      (.min, 2, "-92233720368547758.08"), (.max, 18, "9.223372036854775807"),
      (.min, 0, "-9223372036854775808"),
    ] as [(Int64, Int, String)])
  func money(minorUnits: Int64, digits: Int, text: String) throws {
    let currency = try Currency(code: "XTS", minorUnitDigits: digits)
    let money = Money(minorUnits: minorUnits, currency: currency)
    #expect(money.amountText == text && money.description == "\(text) XTS")
    #expect(try JSONDecoder().decode(Money.self, from: JSONEncoder().encode(money)) == money)
  }

  @Test("money of an impossible currency is not decoded")
  func badMoney() {
    for digits in [-1, 19] {
      let text = #"{"currency":"CNY","minorUnits":1,"minorUnitDigits":\#(digits)}"#
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(Money.self, from: Data(text.utf8))
      }
    }
  }

  @Test("the generator gives the numbers that were published for the seed 1234567")
  func generator() {
    var random = SplitMix64(seed: 1_234_567)
    let published: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(published.map { _ in random.next() } == published)
    #expect(random.oneIn(1) && random.oneIn(0))
    var clock = SteppingClock(step: .seconds(5))
    clock.advance(by: .seconds(1))
    #expect(clock.tick() == .fixtureStart + .seconds(1) && clock.now == .fixtureStart + .seconds(6))
  }

  @Test("keys of different parts differ, whatever the parts hold")
  func keyParts() {
    #expect(IdempotencyKey(of: ["T-1", "resolution", "breach"]) == "T-1/resolution/breach")
    #expect(IdempotencyKey(of: ["a/b", "50%"]) == "a%2Fb/50%25")
    let lists = [
      ["a/b", "c"], ["a", "b/c"], ["a", "b", "c"], ["a%2Fb", "c"], ["a", "", "b/c"],
      ["a/", "b", "c"], ["a", "/b", "c"], ["a/\u{301}b"], ["a", "\u{301}b"],
    ]
    let keys = Set(lists.map { Array(IdempotencyKey(of: $0).rawValue.utf8) })
    #expect(keys.count == lists.count)
  }

  @Test("the events of a command are called the same each time it is sent")
  func eventsOfCommands() {
    for ordinal in [0, 7, 10, 999, 1_000, -1, -10, .max, .min] {
      #expect(EventID(of: "单/é", ordinal: ordinal).rawValue == "单/é/\(ordinal)")
    }
    #expect(EventID(of: "cmd-7/1", ordinal: 0) != EventID(of: "cmd-7", ordinal: 10))
    #expect(EventID(of: "cmd-7/1", ordinal: 0) != EventID(of: "cmd-7", ordinal: 1))
  }
}
