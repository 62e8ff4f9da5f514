// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules
import SupportTickets
import SupportTime
import Testing

@Suite("Ticket book: what it says is what the policy has")
struct TicketBookTests {
  /// The policy of a section in a small document.
  static func policy(_ section: String, facts: String = "{}") throws -> TicketPolicy {
    try TicketBook(
      """
      { "format": 0, "id": "x", "version": "7", "zone": "UTC", "facts": \(facts),
        "tickets": { \(section) } }
      """
    ).policy
  }

  @Test("the example of the documentation is read, and decides")
  func example() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    let source = tests.appending(
      path: "../../../Sources/SupportTickets/Documents/TicketBook.swift")
    let lines = try String(contentsOf: source, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasSuffix("/// ```json") })
    let end = try #require(lines[start...].firstIndex { $0.hasSuffix("/// ```") })
    let text = lines[(start + 1)..<end].map { $0.dropFirst(4) }.joined(separator: "\n")
    let policy = try TicketBook(text).policy
    var ticket = Ticket("T-1")
    let customer = Principal.customer("c-1")
    let opening = Ticket.Opening(customer: "c-1")
    #expect(throws: Ticket.Rejection.missing([.init(.kind, by: "TK-1")])) {
      try ticket.decide(.open(opening), by: customer, at: .epoch, under: policy)
    }
    try ticket.perform(
      .open(.init(customer: "c-1", classification: .init(kind: .inquiry))), by: customer,
      at: .epoch, under: policy)
    #expect(throws: Ticket.Rejection.missing([.init(.answer, by: "TK-2")])) {
      try ticket.decide(.close, by: .agent("li"), at: .epoch, under: policy)
    }
  }

  @Test("an edition that stands alone has the version and the beginning of the document")
  func alone() throws {
    let text = """
      { "format": 0, "id": "x", "version": "7", "effectiveFrom": "2025-01-01",
        "zone": "Asia/Shanghai", "tickets": { "ownerKeeps": true } }
      """
    let book = try TicketBook(text)
    #expect(book.id == "x" && book.version == "7")
    #expect(book.policy.version == "7" && book.policy.ownerKeeps)
    let start = try Instant("2025-01-01T00:00+08:00")
    #expect(book.editions.editions.map(\.from) == [start])
    #expect(book.editions.policy(at: start.adding(milliseconds: -1)) == nil)
    #expect(try TicketBook(book.json) == book)
  }

  @Test("a list of editions: the first has no beginning unless it says one")
  func editions() throws {
    let book = try TicketBook(TicketBookFixtureTests.text(.good, "editions.json"))
    let start = try Instant("2025-07-01T00:00+08:00")
    #expect(book.editions.editions.map(\.from) == [.min, start])
    #expect(book.policy.version == "2025-07")
    let earlier = try #require(book.editions.policy(at: start.adding(milliseconds: -1)))
    #expect(earlier.version == "2025-01")
    #expect(earlier.clock != book.policy.clock)
    #expect(earlier.abuse?.warnings == 2)
  }

  @Test("spans go by the named calendar, by the zone alone, or are elapsed time")
  func clocks() throws {
    let zone = try ZoneRules(identifier: "Asia/Shanghai")
    func clock(_ head: String, _ section: String = "") throws -> BusinessClock? {
      try TicketBook(
        "{ \"format\": 0, \"id\": \"x\", \"version\": \"1\", \(head)\"tickets\": {\(section)} }"
      ).policy.clock
    }
    #expect(try clock("") == nil)
    #expect(try clock("\"zone\": \"Asia/Shanghai\", ") == .aroundTheClock(zone: zone))
    let calendars = """
      "calendars": { "o": { "zone": "Asia/Shanghai", "weekly": { "mon": ["09:00-10:00"] } } },
      """
    let calendar = try BusinessCalendar(
      zone: "Asia/Shanghai", weekly: [.monday: [DayInterval("09:00-10:00")]])
    #expect(try clock(calendars, "\"calendar\": \"o\"") == calendar.compiled())
    #expect(try clock(calendars) == nil)
  }

  @Test("facts of the document are fields; what only tickets know of them is added")
  func fields() throws {
    let policy = try Self.policy(
      """
      "fields": { "reach": { "verifiedBy": "any" }, "face": { "sensitivity": "biometric" },
                  "scan": { "sensitivity": "biometric" }, "mood": { "sensitivity": "plain" } },
      "requirements": [ { "id": "a", "when": { "mood": "bad", "tier": { "atLeast": "gold" } },
                          "before": ["close"], "needs": ["field mood"] } ]
      """,
      facts: """
        { "tier": { "ordered": ["silver", "gold"] }, "reach": { "is": "text", "personal": true },
          "face": { "is": "text" }, "channel": { "is": "text" } }
        """)
    #expect(
      policy.fields == [
        .init("tier", .plain, domain: .ordered(["silver", "gold"])),
        .init("reach", .personal, domain: .text, verifiedBy: []),
        .init("face", .biometric, domain: .text), .init("scan", .biometric),
        .init("mood", .plain),
      ])
  }

  @Test("every member is read")
  func members() throws {
    let policy = try TicketBook(TicketBookFixtureTests.text(.good, "every-key.json")).policy
    #expect(policy.kinds == [.inquiry, .complaint, .suggestion, .incident])
    #expect(policy.intake.map(\.id) == ["TK-intake", "TK-incidents", "TK-elsewhere"])
    #expect(policy.intake[0].requires == [.kind, .anyOf([.customer, .field("reach")])])
    #expect(policy.intake[0].notes == [.field("orderNumber"), .subject])
    #expect(policy.intake[1].assignTo == .init(group: "response", agent: "zhao"))
    #expect(policy.intake[2].concludes == .handedOver)
    #expect(
      policy.attachments
        == .init(
          mostBytes: 20_000_000, mediaTypes: ["image/*", "application/pdf"], mostPerMessage: 5))
    #expect(
      policy.permissions == [
        .init(
          [.close, .conclude], when: .isOneOf(.kind, .complaint),
          to: [.assignee, .onlyAgents(["li", "wang"])]),
        .init([.rate], to: [.customers]),
        .init([.archive], to: [.system, .automations, .agents]), .init([.unlink], to: []),
      ])
    #expect(policy.reasonsRequired == [.transfer, .reopen])
    #expect(policy.forbiddenMarks == [.init("gameSecret", by: "secrets")])
    #expect(policy.holdingReplyNeedsReason && policy.ownerKeeps && policy.receiptNeeded)
    #expect(policy.transfers == .init(most: 2, within: .contact, escalateTo: "leads"))
    #expect(policy.requirements[0].exceptFor == [.outOfScope, .withheld])
    #expect(
      policy.requirements[1].parts == [
        .document(.apology), .stage(.init(.answered, of: .complaint)),
      ])
    #expect(
      policy.requirements[2].parts == [
        .record(channels: [.phone, .chat]), .address(channels: [.phone]), .receipt, .outcome,
        .confirmation(.solution), .expectedTime, .category, .channel,
      ])
    #expect(policy.requirements[3].parts == [.record(channels: []), .address(channels: [])])
    #expect(policy.procedures[0] == .complaint(checklist: [.voucher, .evidence]))
    #expect(
      policy.procedures[1]
        == .improvement(within: .init(from: .calendarDays(45), to: .calendarDays(90))))
    #expect(policy.incidentPlans == [.init(.system, "war room"), .init(.single, "single case")])
    #expect(
      policy.confirmations == [
        .init(.nextStep, pauses: true, needsExpectedTime: true, before: [.escalate]),
        .init(.solution, pauses: false, when: .isOneOf(.kind, .complaint)),
      ])
    #expect(policy.recordings == .init(neededOver: [.phone], mustBeEncrypted: true))
    #expect(policy.dissatisfaction == .init(mostStars: 2, escalateTo: "care"))
    #expect(policy.inspection == .init(below: 875, escalateTo: "quality"))
    #expect(policy.abuse == .init(bound: 900, warnings: 1, blockFor: .hours(24)))
    #expect(policy.identityMethods == ["e-ticket", "order number"])
    #expect(policy.identityNeeded == [.disclose])
    #expect(policy.followUps.map(\.delay) == [.workingDays(3, landing: .endOfDay)])
    #expect(policy.followUps.map(\.every) == [.months(1)])
    #expect(policy.notices[0] == .init("booking", over: ["sms", .chat, .email]))
    #expect(policy.notices[1].after == [.solve])
    #expect(
      policy.retention == [
        .init(
          "file", keep: .personal, for: .months(3), from: .closing,
          keepWhile: .isOneOf("category", [.text("lawsuit")])),
        .init(
          "law", keep: .evidence, for: .months(36), from: .opening,
          when: .isOneOf(.kind, .complaint), isLaw: true),
      ])
    #expect(
      policy.duplicates == .init(fields: ["orderNumber"], category: true, within: .hours(72)))
    #expect(policy.conversations == .init(most: 20))
    #expect(policy.narrowed == [FactField("priority", .ordered(["low", "normal", "high"]))])
    #expect(policy.afterAccountClosure == .init(["emergency"], for: .months(36)))
  }

  @Test("what the desk narrows of a ticket's own facts is refused outside, and what is there stays")
  func narrowed() throws {
    let text = """
      { "format": 0, "id": "x", "version": "1",
        "facts": { "channel": { "oneOf": ["phone", "email"] },
                   "category": { "oneOf": ["bill", "line"] },
                   "priority": { "ordered": ["low", "high"] },
                   "cause": { "is": "text" } },
        "tickets": {
          "intake": [ { "id": "i", "when": { "priority": { "atLeast": "high" } },
                        "requires": ["customer"] } ] } }
      """
    let book = try TicketBook(text)
    #expect(book.policy.narrowed.map(\.name) == ["channel", "priority", "category"])
    #expect(book.policy.fields.map(\.name) == ["cause"] && book.policy.check().isEmpty)
    #expect(try TicketBook(book.json) == book)
    #expect(try TicketBook("x", book.policy).policy == book.policy)
    let policy = book.policy
    let agent = Principal.agent("li")
    func open(_ opening: Ticket.Opening) throws -> Ticket {
      var ticket = Ticket("T-1")
      try ticket.perform(.open(opening), by: agent, at: .epoch, under: policy)
      return ticket
    }
    #expect(throws: Ticket.Rejection.notOneOf("channel", allowed: ["phone", "email"])) {
      try open(.init(channel: "sms", customer: "c"))
    }
    #expect(throws: Ticket.Rejection.notOneOf("category", allowed: ["bill", "line"])) {
      try open(.init(customer: "c", classification: .init(category: "bil")))
    }
    #expect(throws: Ticket.Rejection.notOneOf("priority", allowed: ["low", "high"])) {
      try open(.init(customer: "c", priority: .urgent))
    }
    #expect(throws: Ticket.Rejection.missing([.init(.customer, by: "i")])) {
      try open(.init(priority: .high))
    }
    var ticket = try open(.init(channel: .phone, classification: .init(kind: .inquiry)))
    #expect(throws: Ticket.Rejection.notOneOf("priority", allowed: ["low", "high"])) {
      try ticket.decide(.prioritise(.urgent), by: agent, at: .epoch, under: policy)
    }
    #expect(throws: Ticket.Rejection.notOneOf("category", allowed: ["bill", "line"])) {
      try ticket.decide(.classify(.init(category: "old")), by: agent, at: .epoch, under: policy)
    }
    // It had another category before the desk narrowed them.
    ticket.apply(Ticket.Event(.classified(.init(category: "old")), by: agent, at: .epoch))
    try ticket.perform(
      .classify(.init(kind: .inquiry, category: "old")), by: agent, at: .epoch, under: policy)
    try ticket.perform(.prioritise(.high), by: agent, at: .epoch, under: policy)
    var wide = policy
    wide.narrowed = [
      FactField("complaintLevel", .integer(1...9)), FactField("chanel", .text),
      FactField("channel", .text), FactField("channel", .choice(["a"])),
    ]
    #expect(
      wide.check().map(\.path).filter { $0.hasPrefix("narrowed") }
        == ["narrowed[0]", "narrowed[1]", "narrowed[3]"])
  }

  @Test("how many conversations are kept is the policy's, and else the host's")
  func conversations() throws {
    let policy = try Self.policy(#""conversations": { "most": 2 }"#)
    #expect(policy.conversations == .init(most: 2))
    var history = try #require(ConversationHistory(under: policy))
    for name in ["a", "b", "c"] as [ContactID] {
      history.note(
        Ticket.Event(
          .contactStarted(.init(name, over: .phone)), by: .agent("li"),
          at: .epoch), of: "T")
    }
    #expect(history.limit == 2 && history.conversations.map(\.contact) == ["c", "b"])
    #expect(ConversationHistory(under: .unrestricted) == nil)
    var wrong = policy
    wrong.conversations = .init(most: -1)
    #expect(wrong.check().map(\.path) == ["conversations.most"])
    #expect(throws: DocumentError.self) {
      try Self.policy(#""conversations": { "most": -1 }"#)
    }
  }
}

/// What a policy book of all rooms does: it reads what rooms share once, for every section.
@Suite("Ticket book: the section in a document of many sections")
struct TicketSectionTests {
  @Test("it reads with what was read already, and is written apart")
  func section() throws {
    let text = try TicketBookFixtureTests.text(.good, "every-key.json")
    let book = try TicketBook(text)
    let editions = try DocumentNode.read(text) { node, problems -> TicketPolicyEditions? in
      guard var object = node.object(&problems), let section = object.optional("tickets") else {
        return nil
      }
      let facts = object.optional("facts")
      let reader = TicketSectionReader(
        .init(
          version: "2026", effectiveFrom: .epoch, zone: book.zone,
          facts: ReadableFacts(reading: facts, &problems), factsNode: facts,
          calendars: book.calendars, calendarNames: book.calendars.map(\.name)), &problems)
      return reader.editions(section, &problems)
    }
    var expected = book.policy
    expected.version = "2026"
    #expect(editions.editions == [.init(from: .epoch, expected)])
    let writer = TicketSectionWriter(
      zone: book.zone, calendars: book.calendars, facts: book.facts)
    let form = writer.form(editions, version: "2026", effectiveFrom: .epoch)
    let written = try DocumentNode.parse(form.text)
    let original = try DocumentNode.parse(book.json).place(named: "tickets")
    #expect(DocumentForm(written) == DocumentForm(original))
  }
}
