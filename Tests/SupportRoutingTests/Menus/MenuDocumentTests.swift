// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules
import SupportTime
import Testing

@Suite("Phone menus: documents")
struct MenuDocumentTests {
  @Test("a book that is written and read again is the same, in code and as a document")
  func round() throws {
    let book = try PhoneMenuBook(Hotline.text)
    let again = try PhoneMenuBook(book.json)
    #expect(again == book && again.json == book.json)
    let inCode = try PhoneMenu(
      book.menu.draft,
      calendars: [
        "staffed": book.calendars[0].calendar.compiled(),
        "night": book.calendars[1].calendar.compiled(),
      ])
    #expect(inCode == book.menu)
  }

  @Test("a menu that is made in code can be written, and is read as an equal book")
  func made() throws {
    let text = #"{ "zone": "UTC", "weekly": { "mon-sun": ["00:00-12:00"] } }"#
    let half = BusinessCalendar.Named(name: "half", calendar: try BusinessCalendar(text))
    let spare = BusinessCalendar.Named(name: "spare", calendar: half.calendar)
    for seed in UInt64(50_000)..<50_100 {
      var random = RandomMenu(seed: seed)
      let draft = random.dialledDraft()
      let book = try PhoneMenuBook(
        id: "m", version: "7", calendars: [half, spare], menu: draft)
      let again = try PhoneMenuBook(book.json)
      #expect(again == book && again.json == book.json, "seed \(seed)")
      #expect(again.menu.draft == draft && again.version == "7", "seed \(seed)")
      #expect(again.menu == book.menu && again.calendars == [half, spare], "seed \(seed)")
    }
  }

  @Test("a book that is made in code is checked as one that is read, with the same places")
  func madeWrongly() throws {
    let text = #"{ "zone": "UTC", "weekly": { "mon-sun": ["00:00-12:00"] } }"#
    let named = BusinessCalendar.Named(name: "half", calendar: try BusinessCalendar(text))
    let facts: [LearnedFact] = [
      .init("a", .text("x")), .init("b", .integer(-1)), .init("c", .boolean(false)),
      .init("a", .integer(2)), .init(" ", .text(" ")),
      .init("d", .date(try CivilDate("2025-01-01"))), .init("e", .flags(["x"])),
      .init("f", .text("x"), isPersonal: true),
    ]
    let draft = PhoneMenu.Draft.small([
      .asking("a", [.init("1", to: .queue("q"), learns: facts)])
    ])
    let error = try #require(throws: DocumentError.self) {
      try PhoneMenuBook(id: " ", version: "", calendars: [named, named], menu: draft)
    }
    #expect(
      error.problems.map(\.description) == [
        "id: the text must not be empty",
        "version: the text must not be empty",
        "calendars.half: the calendar \"half\" is listed twice",
        "menu.nodes.a.keys[\"1\"].learns.a: the fact \"a\" is listed twice",
        "menu.nodes.a.keys[\"1\"].learns[\" \"]: a fact needs a name",
        "menu.nodes.a.keys[\"1\"].learns[\" \"]: the text must not be empty",
        "menu.nodes.a.keys[\"1\"].learns.d: what a choice says is a text, a whole number, true or false, "
          + "not \"2025-01-01\"",
        "menu.nodes.a.keys[\"1\"].learns.e: what a choice says is a text, a whole number, true or false, "
          + "not [\"x\"]",
        "menu.nodes.a.keys[\"1\"].learns.f: what the menu says is not personal",
      ])
  }

  @Test("all mistakes are told at once, each with its place and what was meant")
  func mistakes() throws {
    let text = """
      { "format": 0, "id": "m", "zone": "Asia/Shanghai",
        "calendars": { "staffed": { "weekly": { "mon-fri": ["09:00-21:00"] } } },
        "menu": {
          "start": "greting", "limits": ["0 s"], "retries": 21, "otherwise": { "queue": "q" },
          "person": "greeting", "personKey": "1", "codes": { "9a": { "queue": "e" } },
          "nodes": {
            "greeting": { "ask": "welcome", "level": 2, "keys": {
              "x": { "queue": "q" }, "2": "hours" } },
            "hours": { "hours": "stafed", "open": "greeting", "closed": { "queue": "q" } },
            "member": { "number": "memberNumber", "ask": "n", "digits": { "atLeast": 1, "atMost": 40 },
              "tries": 0, "verified": { "queue": "vip" }, "otherwise": "greeting" } } } }
      """
    let error = try #require(throws: DocumentError.self) { try PhoneMenuBook(text) }
    #expect(
      error.problems.map(\.description) == [
        "line 4:14 · menu.start: there is no node \"greting\"; did you mean \"greeting\"?",
        "line 4:36 · menu.limits[0]: 0 h is outside 1 ms ... 1 h",
        "line 4:55 · menu.retries: 21 is outside 0 ... 20",
        "line 5:15 · menu.person: it must lead out of the menu without asking, and \"greeting\" asks",
        "line 5:40 · menu.personKey: \"1\" is not * or #: a digit can belong to a number",
        "line 5:62 · menu.codes[\"9a\"]: \"9a\" is not 1 ... 15 digits, * or #",
        "line 7:48 · menu.nodes.greeting.level: level 2 is outside 1 ... 1, the levels with limits",
        "line 8:14 · menu.nodes.greeting.keys.x: \"x\" is not 1 ... 15 of the keys 0 ... 9, * and #",
        "line 9:27 · menu.nodes.hours.hours: there is no calendar \"stafed\"; did you mean \"staffed\"?",
        "line 10:67 · menu.nodes.member.digits: 1 ... 40 digits are outside 1 ... 32",
        "line 11:18 · menu.nodes.member.tries: 0 is outside 1 ... 20",
      ])
  }

  @Test("unknown keys and mistakes of form are told with what was probably meant")
  func form() throws {
    let text = """
      { "format": 0, "id": "m", "menu": { "start": { "queu": "q" }, "retries": 1,
        "otherwise": { "queue": "q" }, "person": { "hangUp": false },
        "nodes": { "a": { "asks": "x", "keys": {} }, "b": { "say": "x", "keys": {} } } } }
      """
    let error = try #require(throws: DocumentError.self) { try PhoneMenuBook(text) }
    #expect(error.problems.count == 6, "\(error)")
    #expect(error.problems.contains { $0.suggestion == "queue" })
  }

  @Test("code finds the same mistakes by their paths")
  func inCode() throws {
    var draft = PhoneMenu.Draft.small([
      .asking("a", [.init("1", to: .node("b")), .init("1", to: .queue(""))]), .asking("a"),
    ])
    draft.mostSteps = 0
    draft.prefixes = [.init("9", to: .queue("e"))]
    let error = try #require(throws: DocumentError.self) { try PhoneMenu(draft) }
    #expect(
      error.problems.map(\.description) == [
        "prefixes: prefixes stand in front of a number, and there is none",
        "mostSteps: 0 is outside 1 ... 1000",
        "nodes.a.keys[\"1\"]: there is no node \"b\"",
        "nodes.a.keys[\"1\"]: the key \"1\" is bound twice",
        "nodes.a.keys[\"1\"]: a queue needs a name",
        "nodes.a: the node \"a\" is listed twice",
      ])
  }

  @Test("extreme values are refused, and none stops the process")
  func extremes() throws {
    var draft = PhoneMenu.Draft.small([
      .init(
        "a",
        .ask(
          .init(
            .init("a", length: .seconds(Int64.min)), level: .min, within: .seconds(Int64.max),
            options: [], retries: .min))),
      .init(
        "b",
        .number(
          .init(
            .memberNumber, prompt: .init(""), digits: (.min)...(.max),
            within: .zero, checkWithin: .seconds(-1), tries: .max, verified: .node(""),
            otherwise: .destination(.onDuty(.primary, roster: " "))))),
    ])
    draft.mostSteps = .max
    draft.retries = .min
    draft.number = ""
    let error = try #require(throws: DocumentError.self) { try PhoneMenu(draft) }
    #expect(error.problems.count >= 12, "\(error)")
  }

  @Test("lists that are far too long are told once, and not searched")
  func lengths() throws {
    let count = 50_000
    // One node after the other, as a caller who asks for a person would follow them.
    var draft = PhoneMenu.Draft.small(
      (0..<count).map { .saying(.init("n\($0)"), then: .node(.init("n\($0 + 1)"))) }, start: "n0")
    draft.person = .node("n0")
    let nodes = try #require(throws: DocumentError.self) { try PhoneMenu(draft) }
    #expect(nodes.problems.map(\.description) == ["nodes: 50000 nodes are more than 1000"])
    draft = .small([.asking("a", (0..<count).map { _ in .init("x", to: .node("no")) })])
    draft.codes = (0..<count).map { _ in .init("x", to: .node("a")) }
    let lists = try #require(throws: DocumentError.self) { try PhoneMenu(draft) }
    #expect(
      lists.problems.map(\.description) == [
        "codes: 50000 are more than 100", "nodes.a.keys: 50000 keys are more than 1000",
      ])
  }

  @Test("a limit with parts of a millisecond is written as it is")
  func partsOfMilliseconds() throws {
    let book = try PhoneMenuBook(Hotline.text.replacing("\"3 s\"", with: "\"0.0015 s\""))
    #expect(book.menu.draft.limits.first == .microseconds(1_500))
    #expect(try PhoneMenuBook(book.json) == book)
  }

  @Test("destinations are the same in Swift and in JSON")
  func destinations() throws {
    let all: [RoutingDestination] = [
      .queue("q"), .agent("li"), .onDuty(.secondary, roster: "night"), .message("closed"), .hangUp,
    ]
    for destination in all {
      #expect(try Coded.again(destination) == destination)
    }
  }
}
