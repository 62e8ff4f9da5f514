// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime
import Testing

@Suite("A book laid over another")
struct PolicyOverlayTests {
  static let base = """
    {
      "format": 0, "id": "desk", "version": "2025-05", "effectiveFrom": "2025-05-18",
      "zone": "Asia/Shanghai",
      "calendars": { "hotline": { "weekly": { "mon-fri": ["09:00-21:00"] } },
                     "night": { "weekly": { "mon-sun": ["22:00-09:00"] } } },
      "facts": { "kind": { "oneOf": ["inquiry", "complaint"] } },
      "serviceLevels": { "choose": "strictest", "remindAt": ["50%"], "rules": [
        { "id": "answer", "when": { "kind": "inquiry" },
          "then": { "firstReply": { "within": "15 min" } } },
        { "id": "solve", "when": { "kind": "complaint" },
          "then": { "resolution": { "within": "8 business h", "calendar": "hotline" } } } ] },
      "agenda": [ { "id": "check", "on": "1st of month", "at": "09:00", "purpose": "check" } ],
      "accepted": [ { "at": "serviceLevels", "finding": "gap", "because": "nothing else is promised" } ]
    }
    """

  static let head = """
    "format": 0, "id": "acme", "version": "2025-06", "effectiveFrom": "2025-06-01", "base": "desk"
    """

  let base: PolicyBook

  init() throws {
    base = try PolicyBook(Self.base)
  }

  func laid(_ more: String) throws -> PolicyBook {
    try PolicyBook("{ \(Self.head), \(more) }", over: base)
  }

  @Test("has its own name, version and beginning, and the rest of the book below")
  func head() throws {
    let book = try laid(#""tenant": "acme""#)
    #expect(book.id == "acme")
    #expect(book.version == "2025-06")
    #expect(book.tenant == "acme")
    #expect(book.base == "desk 2025-05")
    #expect(book.effectiveFrom == (try Instant("2025-06-01T00:00:00+08:00")))
    #expect(book.calendars.map(\.name) == ["hotline", "night"])
    #expect(book.agenda.duties.count == 1)
  }

  @Test("is told whole as JSON, which reads as an equal book")
  func json() throws {
    let book = try laid(#""tenant": "acme""#)
    let again = try PolicyBook(book.json)
    #expect(again == book)
    #expect(again.base == "desk 2025-05")
  }

  @Test(
    "lets an enterprise's agreement win even where it is looser, and names the tenant in records")
  func agreement() throws {
    let book = try laid(
      """
      "tenant": "acme",
      "serviceLevels": { "agreements": [
        { "id": "acme-reply", "when": {}, "then": { "firstReply": { "within": "30 min" } } } ] }
      """)
    let desk = Desk(book)
    let start = try Instant("2025-06-02T09:00:00+08:00")
    let answer = try desk.handle(
      .ticket(.open(.init(customer: "c-7", classification: .init(kind: "inquiry")))),
      of: desk.opened("T-1", customer: "c-7"),
      by: .customer("c-7"), at: start)
    let status = answer.result.timeline?.status(of: .firstReply, at: start)
    #expect(status?.rule == "acme-reply")
    #expect(status?.dueAt == start.adding(milliseconds: 30 * 60_000))
    let records = answer.records(at: start)
    #expect(!records.isEmpty)
    #expect(records.allSatisfy { $0.tenant == "acme" })
  }

  @Test("replaces a rule with the same id where it stands, and puts new rules first")
  func rules() throws {
    let book = try laid(
      """
      "serviceLevels": { "rules": [
        { "id": "vip", "then": { "pickup": { "within": "1 min" } } },
        { "id": "answer", "when": { "kind": "complaint" },
          "then": { "firstReply": { "within": "5 min" } } } ] }
      """)
    let rules = try #require(book.serviceLevels?.versions.first?.policy.rules.rules)
    #expect(rules.map(\.id) == ["vip", "answer", "solve"])
    #expect(rules[1].then.first?.within == .elapsed(milliseconds: 300_000))
    #expect(book.serviceLevels?.versions.first?.policy.options.choose == .strictest)
  }

  @Test("replaces what has a name as a whole, and merges other objects")
  func named() throws {
    let book = try laid(
      """
      "calendars": { "hotline": { "weekly": { "sat": ["10:00-12:00"] } } },
      "publishing": { "backTest": true }
      """)
    let clock = try #require(book.clock("hotline"))
    #expect(!clock.isOpen(at: try Instant("2025-06-02T10:00:00+08:00")))
    #expect(clock.isOpen(at: try Instant("2025-06-07T10:00:00+08:00")))
    #expect(book.calendars.map(\.name) == ["hotline", "night"])
    #expect(book.publishing.backTest)
  }

  @Test("takes away by name: rules, calendars, duties and whole sections")
  func removes() throws {
    let book = try laid(
      """
      "remove": ["check", "accepted"], "calendars": { "remove": ["night"] },
      "serviceLevels": { "remove": ["answer", "remindAt"] }
      """)
    #expect(book.agenda.duties.isEmpty)
    #expect(book.accepted.isEmpty)
    #expect(book.calendars.map(\.name) == ["hotline"])
    #expect(book.serviceLevels?.versions.first?.policy.rules.rules.map(\.id) == ["solve"])
  }

  @Test("counts as new what it removes and gives again")
  func renews() throws {
    let book = try laid(
      """
      "serviceLevels": { "remove": ["solve"], "rules": [
        { "id": "solve", "then": { "resolution": { "within": "4 h" } } } ] }
      """)
    #expect(
      book.serviceLevels?.versions.first?.policy.rules.rules.map(\.id) == ["solve", "answer"])
  }

  @Test("adds to what is accepted")
  func accepts() throws {
    let book = try laid(
      #""accepted": [ { "at": "agenda", "finding": "other", "because": "so it is" } ]"#)
    #expect(book.accepted.map(\.path) == ["agenda", "serviceLevels"])
  }

  @Test("can be laid over itself: a customer over a brand over a base")
  func stacks() throws {
    let brand = try PolicyBook(
      """
      { "format": 0, "id": "brand", "version": "1", "effectiveFrom": "2025-06-01", "base": "desk",
        "tenant": "brand",
        "serviceLevels": { "rules": [
          { "id": "solve", "then": { "resolution": { "within": "4 h" } } } ] } }
      """, over: base)
    let customer = try PolicyBook(
      """
      { "format": 0, "id": "acme", "version": "7", "effectiveFrom": "2025-07-01", "base": "brand",
        "serviceLevels": { "agreements": [
          { "id": "acme", "then": { "resolution": { "within": "2 h" } } } ] } }
      """, over: brand)
    #expect(customer.tenant == "brand")
    #expect(customer.base == "brand 1")
    let policy = try #require(customer.serviceLevels?.versions.first?.policy)
    #expect(policy.rules.rules.map(\.id) == ["answer", "solve"])
    #expect(policy.rules.rules[1].then.first?.within == .elapsed(milliseconds: 4 * 3_600_000))
    #expect(policy.agreements.map(\.id) == ["acme"])
  }

  @Test("is laid over each version of a section")
  func versions() throws {
    let versions = try PolicyBook(
      """
      { "format": 0, "id": "desk", "version": "1", "effectiveFrom": "2025-01-01",
        "zone": "Asia/Shanghai",
        "serviceLevels": [
          { "version": "a", "effectiveFrom": "2025-01-01",
            "rules": [ { "id": "one", "then": { "resolution": { "within": "4 h" } } } ] },
          { "version": "b", "effectiveFrom": "2025-07-01",
            "rules": [ { "id": "two", "then": { "resolution": { "within": "3 h" } } } ] } ] }
      """)
    let book = try PolicyBook(
      """
      { \(Self.head), "serviceLevels": { "remove": ["two"], "rules": [
          { "id": "new", "then": { "firstReply": { "within": "1 h" } } } ] } }
      """, over: versions)
    #expect(
      book.serviceLevels?.versions.map { $0.policy.rules.rules.map(\.id) }
        == [["new", "one"], ["new"]])
  }

  @Test("tells mistakes where they are, and of which document")
  func mistakes() throws {
    let error = try #require(throws: DocumentError.self) {
      _ = try laid(
        """
        "calendars": { "remove": ["hotline", "nihgt"] },
        "serviceLevels": { "rules": [] },
        "agenda": [ { "id": "check", "on": "yesterday", "at": "09:00", "purpose": "check" } ]
        """)
    }
    #expect(
      error.problems.map(\.path) == [
        "calendars.remove[1]", "serviceLevels.rules", "agenda[0].on",
        "desk 2025-05: serviceLevels.rules[1].then.resolution.calendar",
      ])
    #expect(error.problems.first?.suggestion == "night")
    let broken = try #require(throws: DocumentError.self) {
      _ = try laid(
        """
        "calendars": { "remove": ["hotline"] },
        "agenda": [ { "id": "check", "on": "yesterday", "at": "09:00", "purpose": "check" } ]
        """)
    }
    #expect(
      Set(broken.problems.map(\.path)) == [
        "agenda[0].on", "desk 2025-05: serviceLevels.rules[1].then.resolution.calendar",
      ])
  }

  @Test("names its base, and cannot be read without it")
  func needsBase() throws {
    let other = try #require(throws: DocumentError.self) {
      _ = try PolicyBook(
        #"{ "format": 0, "id": "a", "version": "1", "effectiveFrom": "2025-06-01", "base": "dsk" }"#,
        over: base)
    }
    #expect(
      other.problems.map(\.message) == ["\"dsk\" is not the book that it is laid over, \"desk\""])
    let alone = try #require(throws: DocumentError.self) {
      _ = try PolicyBook("{ \(Self.head), \"zone\": \"UTC\" }")
    }
    #expect(
      alone.problems.map(\.message) == [
        "this book is to be laid over the book \"desk\", and cannot be read without it"
      ])
    let empty = try #require(throws: DocumentError.self) { _ = try PolicyBook("{}", over: base) }
    #expect(empty.problems.count == 5)
  }
}
