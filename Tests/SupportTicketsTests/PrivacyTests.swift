// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Tickets: what is private, how long it is kept, and who may see it")
struct PrivacyTests {
  typealias Rejection = Ticket.Rejection
  private static let agent = Principal.agent("li")
  private static let customer = Principal.customer("c-1")
  private static let secrets = [
    "Ann Secret", "+49 30 1234", "ann-secret.png", "VPN of Ann", "7XK2",
  ]

  /// A file with something personal in every place that has one.
  private static let events: [Ticket.Event] = {
    var events = EventSamples.all.filter { !isEnd($0.change) }
    let personal: [Ticket.Change] = [
      .opened(
        .init(
          customer: "c-1", subject: "VPN of Ann",
          fields: [.customerName("Ann Secret"), .reach("+49 30 1234")])),
      .contactStarted(.init("k-7", over: .phone, address: "+49 30 1234")),
      .messageAdded(
        .init(.customer, attachments: [.init("ann-secret.png", mediaType: "image/png", bytes: 1)])),
      .fieldSet(.init("nickname", "Ann Secret", isPersonal: true)),
      .receiptIssued(.init("k-7", code: "7XK2")),
      .corrected(
        .init(of: "E", .wasInstead(.fieldSet(.init("n", "Ann Secret", isPersonal: true))))),
      .corrected(.init(of: "F", .wasInstead(.documentFiled(.init(.evidence, reference: "vault"))))),
      .prioritised(.high),
    ]
    var clock = SteppingClock()
    events = personal.map { change in
      Ticket.Event(change, by: agent, at: clock.tick(), because: "Ann Secret said so")
    }
    return events
  }()

  private static func isEnd(_ change: Ticket.Change) -> Bool {
    [.archived, .merged].contains(change.type)
  }

  private func folded(_ events: [Ticket.Event]) -> Ticket {
    var ticket = Ticket("T-1")
    for event in events { ticket.apply(event) }
    return ticket
  }

  private func text(of value: some Any) -> String {
    var text = "\(value)" + String(reflecting: value)
    dump(value, to: &text)
    return text
  }

  private func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  @Test("no description and no dump shows anything personal")
  func descriptions() {
    let ticket = folded(Self.events)
    for secret in Self.secrets {
      for event in Self.events { #expect(!text(of: event).contains(secret), "\(event)") }
      for event in Self.events { #expect(!text(of: event.change).contains(secret), "\(event)") }
      #expect(!text(of: ticket).contains(secret))
      #expect(!text(of: ticket.details).contains(secret))
      #expect(!text(of: ticket.opening as Any).contains(secret))
      #expect(!text(of: Ticket.Command.open(ticket.opening ?? .init())).contains(secret))
      #expect(!text(of: Ticket.Command.endContact("k", receipt: secret)).contains(secret))
      #expect(!text(of: Ticket.Recording(secret, key: secret)).contains(secret))
      let access = Ticket.Event(.accessed(secret), by: Self.agent, at: .max)
      #expect(!text(of: folded([access]).details.privacy).contains(secret))
      #expect(!text(of: EventTree.object(["a": .list([.text(secret)])])).contains(secret))
      #expect(!text(of: DuplicateKey(customer: "c", values: [.text(secret)])).contains(secret))
      #expect(!text(of: TicketProgress(ticket, zone: .utc) as Any).contains(secret))
    }
  }

  @Test("masked exports show nothing personal; the customer gets everything but the reasons")
  func exports() throws {
    for audience in Audience.allCases {
      let export = TicketExport("T-1", events: Self.events, for: audience)
      let text = try json(export)
      let shown = Self.secrets.filter { text.contains($0) }
      // A reason names the customer.
      let expected =
        switch audience {
        case .customer, .auditor: Self.secrets
        case .desk, .arbitrator: ["Ann Secret"]
        case .everyone: [String]()
        }
      #expect(shown == expected)
      #expect(text.contains("said so") == (audience != .customer && audience != .everyone))
      #expect(export.events.count == Self.events.count)
      #expect(export.events.map(\.occurredAt) == Self.events.map(\.occurredAt))
      let back = try JSONDecoder().decode(TicketExport.self, from: Data(text.utf8))
      #expect(back == export)
    }
  }

  @Test(
    "every kind of event survives being shown and redacted as the same kind at the same instant")
  func kinds() {
    for event in EventSamples.all {
      for audience in Audience.allCases {
        let shown = event.shown(to: audience)
        #expect(shown.change.type == event.change.type && shown.occurredAt == event.occurredAt)
      }
      for part in Ticket.ErasureScope.allCases {
        let redacted = event.redacted(part)
        #expect(redacted.change.type == event.change.type && redacted.by == event.by)
        #expect(redacted.redacted(part) == redacted)
      }
    }
    #expect(EventSamples.all.map { $0.shown(to: .auditor) } == EventSamples.all)
  }

  /// What counts, clocks and money read off a ticket.
  private func figures(of ticket: Ticket) -> [String] {
    let instants = [
      ticket.openedAt, ticket.firstAssignedAt, ticket.firstRepliedAt, ticket.solvedAt,
      ticket.closedAt, ticket.lastEventAt,
    ]
    let counts = [
      ticket.eventCount, ticket.ignoredEventCount, ticket.reopenCount, ticket.groupChangeCount,
      ticket.agentChangeCount, ticket.customerMessageCount, ticket.replyCount,
      ticket.messages.count, ticket.details.contacts.count, ticket.details.documents.count,
      ticket.details.fields.count, ticket.details.stages.count,
    ]
    let parts = [
      "\(ticket.status as Any)", "\(ticket.waitingFor)", "\(ticket.priority as Any)",
      "\(ticket.classification)", "\(ticket.details.contacts.map(\.stars))",
    ]
    return instants.map { "\($0 as Any)" } + counts.map(String.init) + parts
  }

  @Test(
    "erasing leaves counts and clocks right, by events written anew and by an event alike",
    arguments: Ticket.ErasureScope.allCases, UInt64(0)..<40)
  func erasure(part: Ticket.ErasureScope, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let events = (EventSamples.all + Self.events).filter { !Self.isEnd($0.change) }
      .shuffled(using: &random)
    let plain = folded(events)
    #expect(figures(of: folded(events.map { $0.redacted(part) })) == figures(of: plain))
    var erased = plain
    erased.apply(.fixture(.erased(part), at: plain.lastEventAt ?? .min))
    var counted = plain
    counted.apply(.fixture(.accessed("nothing"), at: plain.lastEventAt ?? .min))
    #expect(figures(of: erased) == figures(of: counted))
    let end = Ticket.Event.fixture(.erased(part), at: plain.lastEventAt ?? .min)
    #expect(
      folded(events.map { $0.redacted(part) } + [end]) == erased,
      "what is redacted and what is erased leave the same")
    if part == .personal {
      #expect(erased.details.fields.allSatisfy { !$0.isPersonal || $0.value == nil })
      #expect(erased.opening?.subject == nil && erased.prioritisedBy?.reason == nil)
      #expect(erased.details.contacts.allSatisfy { $0.contact.address == nil })
      #expect(erased.details.contacts.allSatisfy { ($0.receipt ?? "").isEmpty })
    } else {
      #expect(erased.details.documents.allSatisfy { $0.value.reference.isEmpty })
      #expect(erased.details.contacts.allSatisfy { $0.contact.recording == nil })
    }
  }

  private func policy(_ rules: [TicketPolicy.RetentionRule]) throws -> TicketPolicy {
    let calendar = try BusinessCalendar.office(zone: "Asia/Shanghai")
    var policy = TicketPolicy("files", clock: try calendar.compiled())
    policy.retention = rules
    return policy
  }

  @Test("evidence is kept three calendar months from the closing; before it no date is known")
  func retention() throws {
    let policy = try policy([.init("evidence", keep: .evidence, for: .months(3), from: .closing)])
    var ticket = Ticket.fixture()
    let erase = Ticket.Command.erase(.evidence)
    #expect(throws: Rejection.kept(until: nil, by: ["evidence"])) {
      try ticket.decide(erase, by: .system, at: .max, under: policy)
    }
    // 2025-11-30 in Shanghai; three months later the month has no 30th.
    let closed = try Instant("2025-11-30T10:00:00+08:00")
    ticket.apply(.fixture(.closed, at: closed))
    let allowed = try Instant("2026-02-28T10:00:00+08:00")
    #expect(ticket.erasure(of: .evidence, under: policy) == .from(allowed, by: ["evidence"]))
    #expect(throws: Rejection.kept(until: allowed, by: ["evidence"])) {
      try ticket.decide(
        erase, by: .system, at: allowed.adding(milliseconds: -1), under: policy)
    }
    #expect(try ticket.decide(erase, by: .system, at: allowed, under: policy).count == 1)
    ticket.apply(.fixture(.reopened, at: closed))
    #expect(ticket.erasure(of: .evidence, under: policy) == .never(["evidence"]))
    #expect(throws: Rejection.policySilent(.retention, .erase)) {
      try ticket.decide(.erase(.personal), by: .system, at: .max, under: policy)
    }
  }

  @Test("the longest rule counts, a law alone beats it, and an order beats the law")
  func rules() throws {
    var ticket = Ticket.fixture(status: .closed)
    let start = try #require(ticket.closedAt)
    let day = TicketStories.day
    func days(_ count: Int64) -> ServiceDuration { .elapsed(milliseconds: count * day) }
    let plain: [TicketPolicy.RetentionRule] = [
      .init("a", keep: .evidence, for: days(10), from: .closing),
      .init("b", keep: .evidence, for: days(30), from: .closing),
      .init("c", keep: .evidence, for: days(30), from: .closing),
      .init("d", keep: .evidence, for: days(90), from: .closing, when: .isOneOf(.kind, .complaint)),
    ]
    let later = start.adding(milliseconds: 30 * day)
    #expect(
      ticket.erasure(of: .evidence, under: try policy(plain)) == .from(later, by: ["b", "c"]))
    let law = TicketPolicy.RetentionRule(
      "law", keep: .evidence, for: days(20), from: .closing, isLaw: true)
    #expect(
      ticket.erasure(of: .evidence, under: try policy(plain + [law]))
        == .from(start.adding(milliseconds: 20 * day), by: ["law"]))
    let paid = TicketPolicy.RetentionRule(
      "paid", keep: .evidence, for: days(1), from: .closing,
      keepWhile: .equals("preserve", true))
    var kept = try policy(plain + [paid])
    kept.fields = [.init("preserve", .plain, domain: .boolean)]
    #expect(ticket.erasure(of: .evidence, under: kept) == .from(later, by: ["b", "c"]))
    ticket.apply(.fixture(.fieldSet(.init("preserve", true))))
    #expect(ticket.erasure(of: .evidence, under: kept) == .never(["paid"]))
    ticket.apply(.fixture(.holdChanged(.init("court 7", holds: true))))
    #expect(throws: Rejection.held(by: ["court 7"])) {
      try ticket.decide(.erase(.evidence), by: .system, at: .max, under: policy([law]))
    }
    ticket.apply(.fixture(.holdChanged(.init("court 7", holds: false))))
    try ticket.perform(.erase(.evidence), by: .system, at: .max, under: policy([law]))
    #expect(throws: Rejection.alreadyDone("evidence", .erase)) {
      try ticket.decide(.erase(.evidence), by: .system, at: .max, under: policy([law]))
    }
    var noClock = TicketPolicy("none")
    noClock.retention = [.init("m", keep: .evidence, for: .months(1), from: .closing)]
    #expect(Ticket.fixture(status: .closed).erasure(of: .evidence, under: noClock) == .undecided)
  }

  @Test("what a reopened ticket takes in after an erasure can be erased as well")
  func erasureAgain() throws {
    let policy = TicketStories.policy
    func at(_ seconds: Int64) -> Instant { .max.adding(milliseconds: (seconds - 9) * 1_000) }
    var ticket = Ticket.fixture(status: .closed)
    let erase = Ticket.Command.erase(.personal)
    try ticket.perform(erase, by: .system, at: at(0), under: policy)
    #expect(throws: Rejection.alreadyDone("personal", .erase)) {
      try ticket.decide(erase, by: .system, at: at(1), under: policy)
    }
    try ticket.perform(.reopen, by: Self.agent, at: at(1), under: policy)
    // A message may bring the name of a file, which the ticket does not keep and the store does.
    #expect(try ticket.decide(erase, by: .system, at: at(2), under: policy).count == 1)
    try ticket.perform(.setField(.reach("+49 30 1")), by: Self.agent, at: at(2), under: policy)
    try ticket.perform(erase, by: .system, at: at(2), under: policy)
    #expect(ticket.details.field("reach")?.value == nil)
    try ticket.perform(.setField(.reach("+49 30 2")), by: Self.agent, at: at(2), under: policy)
    try ticket.perform(erase, by: .system, at: at(2), under: policy)
    #expect(ticket.details.field("reach")?.value == nil, "within one instant")
    #expect(ticket.details.privacy.erasures.count == 3)
  }

  @Test("a merged ticket is kept from the merge on")
  func mergedRetention() throws {
    let day = TicketStories.day
    let policy = try policy([
      .init("people", keep: .personal, for: .elapsed(milliseconds: 30 * day), from: .closing)
    ])
    var ticket = Ticket.fixture()
    #expect(ticket.erasure(of: .personal, under: policy) == .never(["people"]))
    let merged = Instant.fixtureStart.adding(milliseconds: day)
    try ticket.perform(.merge(into: "T-2"), by: Self.agent, at: merged)
    let allowed = merged.adding(milliseconds: 30 * day)
    #expect(ticket.closedAt == merged)
    #expect(ticket.erasure(of: .personal, under: policy) == .from(allowed, by: ["people"]))
    #expect(
      try ticket.decide(.erase(.personal), by: .system, at: allowed, under: policy).count == 1)
  }

  @Test("a part is kept while a condition holds for certain, such as that a field has no value")
  func keptWhileEmpty() throws {
    var policy = try policy([
      .init(
        "paid", keep: .evidence, for: .elapsed(milliseconds: 0), from: .opening,
        keepWhile: !.isKnown("paid"))
    ])
    policy.fields = [.init("paid", .plain, domain: .boolean)]
    var ticket = Ticket.fixture()
    let opened = try #require(ticket.openedAt)
    #expect(ticket.erasure(of: .evidence, under: policy) == .never(["paid"]))
    ticket.apply(.fixture(.fieldSet(.init("paid", true))))
    #expect(ticket.erasure(of: .evidence, under: policy) == .from(opened, by: ["paid"]))
    policy.retention[0].keepWhile = .equals("paid", false)
    #expect(ticket.erasure(of: .evidence, under: policy) == .from(opened, by: ["paid"]))
  }

  @Test("disclosure needs the customer's consent to that recipient, or an order; both are recorded")
  func disclosure() throws {
    var ticket = Ticket.fixture()
    for disclosure in [Ticket.Disclosure(to: "insurer"), .init(to: "insurer", order: "")] {
      #expect(throws: Rejection.disclosureNotAllowed(recipient: "insurer")) {
        try ticket.decide(.disclose(disclosure), by: Self.agent, at: .max)
      }
    }
    try ticket.perform(
      .changeConsent(.init(to: "insurer", isGiven: true)), by: Self.customer, at: .max)
    try ticket.perform(.disclose(.init(to: "insurer")), by: Self.agent, at: .max)
    #expect(throws: Rejection.disclosureNotAllowed(recipient: "press")) {
      try ticket.decide(.disclose(.init(to: "press")), by: Self.agent, at: .max)
    }
    try ticket.perform(
      .changeConsent(.init(to: "insurer", isGiven: false)), by: Self.customer, at: .max)
    #expect(throws: Rejection.disclosureNotAllowed(recipient: "insurer")) {
      try ticket.decide(.disclose(.init(to: "insurer")), by: Self.agent, at: .max)
    }
    try ticket.perform(.disclose(.init(to: "court", order: "o-7")), by: Self.agent, at: .max)
    #expect(ticket.details.privacy.disclosures.map(\.value.recipient) == ["insurer", "court"])
  }

  @Test("looking into a file is recorded with its purpose, also when it is put away")
  func access() throws {
    var ticket = Ticket.fixture(status: .archived)
    try ticket.perform(.recordAccess("audit"), by: Self.agent, at: .max)
    let access = try #require(ticket.details.privacy.accesses.first)
    #expect(access.at == .max && access.by == Self.agent && access.purpose == "audit")
    #expect(throws: Rejection.reasonRequired(.recordAccess)) {
      try ticket.decide(.recordAccess(""), by: Self.agent, at: .max)
    }
  }

  @Test("after an account is closed one channel stays open for three years")
  func closedAccount() throws {
    var policy = try policy([])
    let closed = try Instant("2024-02-29T12:00:00+08:00")
    #expect(throws: Rejection.policySilent(.afterAccountClosure, .open)) {
      try policy.admits(over: .phone, accountClosedAt: closed, at: closed)
    }
    policy.afterAccountClosure = .init(["emergency"], for: .months(36))
    let end = try Instant("2027-02-28T12:00:00+08:00")
    #expect(try policy.admits(over: "emergency", accountClosedAt: closed, at: closed))
    let last = end.adding(milliseconds: -1)
    #expect(try policy.admits(over: "emergency", accountClosedAt: closed, at: last))
    #expect(try !policy.admits(over: "emergency", accountClosedAt: closed, at: end))
    #expect(try !policy.admits(over: .phone, accountClosedAt: closed, at: closed))
  }

  @Test("an export for everyone names neither recordings nor documents; any other names both")
  func evidenceInExports() throws {
    let events: [Ticket.Event] = [
      .fixture(.contactStarted(.init("k-1", over: .phone, recording: .init("call-17", key: "k")))),
      .fixture(.documentFiled(.init(.evidence, reference: "file-17"))),
    ]
    for audience in Audience.allCases {
      let text = try json(TicketExport("T-1", events: events, for: audience))
      #expect(text.contains("call-17") == (audience != .everyone), "\(audience)")
      #expect(text.contains("file-17") == (audience != .everyone), "\(audience)")
    }
  }

  @Test("progress before 1970 is told to the full hour before, too")
  func progressBefore1970() throws {
    var ticket = Ticket("T-1")
    ticket.apply(.fixture(.opened(.init()), at: try Instant("1969-12-31T22:40:00Z")))
    let progress = try #require(TicketProgress(ticket, zone: .utc))
    #expect(progress.openedAt == (try Instant("1969-12-31T22:00:00Z")))
  }
}
