// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportDesk
import SupportRules
import SupportStorage
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Dream West: traces, masks, identity, recordings")
struct DXPrivacyTests {
  let now: Instant

  init() throws {
    now = try DX.at("2025-09-03 10:29:59")
  }

  private func after(_ milliseconds: Int64) -> Instant { now.adding(milliseconds: milliseconds) }

  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  // MARK: Masks

  /// A case with all that is personal in it. Nobody says of a field that it is: the desk knows.
  private func personalFile() throws -> DXCase {
    var file = try unverifiedFile()
    try file.tell(.verifyIdentity(by: "orderNumber"), at: now)
    try file.tell(.setField(.text("passenger", "Wang Fang")), at: now)
    try file.tell(.setField(.text("reach", "13800001111")), at: now)
    return file
  }

  private func unverifiedFile() throws -> DXCase {
    var file = try DXCase()
    try file.open(
      .rebooking, over: .phone, subject: "Wang Fang missed her flight",
      [.text("eTicketCode", "784-1234567890"), .orderNumber("O-1")], at: now)
    try file.tell(.startContact(.init("k-1", over: .phone, address: "13800002222")), at: now)
    return file
  }

  private static let secrets = ["Wang Fang", "13800001111", "784-1234567890", "13800002222"]

  private func leaks(_ text: String) -> [String] { Self.secrets.filter { text.contains($0) } }

  @Test("DX-45 what is personal is masked for all but the customer and the auditor")
  func masked() throws {
    let file = try personalFile()
    for audience in Audience.allCases {
      let export = try json(TicketExport("T-1", events: file.ticketEvents, for: audience))
      let told = try #require(
        file.desk.explain(.progress, of: file.matter, at: now, for: audience))
      if audience == .customer || audience == .auditor {
        #expect(leaks(export) == Self.secrets, "\(audience)")
      } else {
        #expect(leaks(export).isEmpty, "\(audience)")
        #expect(leaks(told.text(for: audience)).isEmpty, "\(audience)")
        #expect(leaks(told.text(in: .simplifiedChinese, for: audience)).isEmpty, "\(audience)")
      }
      // What is not personal stays.
      #expect(export.contains("O-1"))
    }
  }

  @Test("DX-45 nor does it stand in an error, a description, or what a decision says why")
  func maskedElsewhere() throws {
    let file = try personalFile()
    let decision = try file.desk.handle(
      .ticket(.addMessage(.init(.reply))), of: file.matter, by: .agent("li"), at: now)
    #expect(leaks(decision.explanation.text(for: .desk)).isEmpty)
    #expect(leaks("\(decision.intents)").isEmpty)
    let refused = try unverifiedFile().refusal(
      of: .setField(.text("passenger", "Wang Fang")), at: now)
    #expect(refused.map { leaks("\($0)") } == [])
  }

  @Test("DX-45 it can be erased once the case is closed, and is gone then")
  func erased() throws {
    var file = try personalFile()
    #expect(file.refusal(of: .erase(.personal), at: now) == .kept(until: nil, by: ["DX-45"]))
    try file.tell(.endContact("k-1", receipt: "7XK2"), at: now)
    try file.tell(.solve, at: after(1))
    try file.tell(.close, at: after(2))
    try file.tell(.erase(.personal), at: after(3))
    #expect(file.ticket.details.field("passenger")?.value == nil)
    #expect(file.ticket.details.field("eTicketCode")?.value == nil)
    #expect(file.ticket.opening?.subject == nil)
    #expect(file.ticket.details.contact("k-1")?.contact.address == nil)
    // What is not personal stays, and so does the trail.
    #expect(file.ticket.details.field("orderNumber")?.value == .text("O-1"))
    #expect(file.ticket.details.privacy.isErased(.personal))
  }

  // MARK: Reasons of transfers

  @Test("DX-36 a transfer needs a reason")
  func reasonNeeded() throws {
    var file = try DXCase()
    try file.open(.inquiry, at: now)
    try file.tell(.assign(.init(agent: "li")), at: now)
    #expect(
      file.refusal(of: .transfer(to: .init(agent: "wu"), contact: nil), at: now)
        == .reasonRequired(.transfer))
  }

  @Test("DX-36 the reason of a transfer never is in anything that a customer is shown")
  func reasonIsPrivate() throws {
    var file = try DXCase()
    try file.open(.inquiry, at: now)
    try file.tell(.assign(.init(agent: "li")), at: now)
    let reason = "he shouts and lies"
    let decision = try file.tell(
      .transfer(to: .init(agent: "wu"), contact: nil), at: now, because: reason)
    for audience in [.customer, .everyone] as [Audience] {
      #expect(
        try !json(TicketExport("T-1", events: file.ticketEvents, for: audience)).contains(reason))
      for question in [.progress, .promises] as [DeskQuestion] {
        let told = file.desk.explain(question, of: file.matter, at: now, for: audience)
        #expect(told?.text(for: audience).contains(reason) != true)
        #expect(try !json(told).contains(reason))
      }
      #expect(!decision.explanation.shown(to: audience).text(for: audience).contains(reason))
    }
    // What goes out to the customer is made of intents.
    #expect(try !json(decision.intents).contains(reason))
    // The desk and the auditor know it.
    for audience in [.desk, .auditor] as [Audience] {
      #expect(
        try json(TicketExport("T-1", events: file.ticketEvents, for: audience)).contains(reason))
    }
  }

  // MARK: Receipts

  @Test("DX-39 the verification code is the customer's: nobody else's copy of the file shows it")
  func codeIsMasked() throws {
    var file = try DXCase()
    try file.open(.inquiry, over: .phone, at: now)
    try file.tell(.startContact(.init("k-1", over: .phone)), at: now)
    try file.tell(.endContact("k-1", receipt: "7XK2"), at: now)
    #expect(
      try json(TicketExport("T-1", events: file.ticketEvents, for: .customer)).contains("7XK2"))
    for audience in [.desk, .arbitrator, .everyone] as [Audience] {
      #expect(
        try !json(TicketExport("T-1", events: file.ticketEvents, for: audience)).contains("7XK2"))
    }
  }

  // MARK: Recordings

  private func recorded(over channel: Ticket.Channel, _ recording: Ticket.Recording?) throws
    -> [ContactID]
  {
    var file = try DXCase()
    try file.open(.inquiry, over: channel, at: now)
    try file.tell(.startContact(.init("k-1", over: channel, recording: recording)), at: now)
    return try file.policy.contactsWithoutRecording(of: file.ticket)
  }

  @Test("DX-46 a call without a reference to its recording is reported, one with it is not")
  func recordingNeeded() throws {
    for channel in [.phone, .video] as [Ticket.Channel] {
      #expect(try recorded(over: channel, nil) == ["k-1"])
      #expect(try recorded(over: channel, .init("r-1", key: "key-1")).isEmpty)
    }
  }

  @Test("DX-46 the reference stays with the contact to which it belongs")
  func recordingReference() throws {
    var file = try DXCase()
    try file.open(.inquiry, over: .phone, at: now)
    for (contact, reference) in [("k-1", "r-1"), ("k-2", "r-2")] as [(ContactID, String)] {
      try file.tell(
        .startContact(
          .init(contact, over: .phone, recording: .init(reference, key: "key-1"))), at: now)
    }
    try file.tell(.startContact(.init("k-3", over: .phone)), at: now)
    #expect(
      file.ticket.details.contacts.map(\.contact.recording?.reference) == ["r-1", "r-2", nil])
    #expect(try file.policy.contactsWithoutRecording(of: file.ticket) == ["k-3"])
  }

  @Test("DX-34 a recording in the clear is refused; it is referenced with the key that opens it")
  func encrypted() throws {
    var file = try DXCase()
    try file.open(.inquiry, over: .phone, at: now)
    for none in [nil, ""] as [String?] {
      #expect(
        file.refusal(
          of: .startContact(.init("k-1", over: .phone, recording: .init("r-1", key: none))),
          at: now) == .recordingInTheClear("k-1"))
    }
    try file.tell(
      .startContact(.init("k-1", over: .phone, recording: .init("r-1", key: "key-1"))), at: now)
    #expect(file.ticket.details.contact("k-1")?.contact.recording == .init("r-1", key: "key-1"))
  }

  // MARK: The trail

  /// A host brings a digest of its own; this one is the test kit's.
  private let chain = RecordChain(TestSHA256())

  /// The records of a case as a store keeps them, each bound to the one before.
  private func trail() async throws -> [StoredEvent] {
    let file = try handled()
    let store = InMemoryEventStore(chain: chain)
    let events = try file.events.enumerated().map { number, event in
      NewEvent(
        EventBody(type: .init(rawValue: event.type), payload: Array(try json(event).utf8)),
        id: EventID(of: "k", ordinal: number), occurredAt: event.occurredAt,
        principal: event.principal)
    }
    _ = try await store.append(
      AppendRequest(
        [StreamAppend(file.matter.stream, expecting: .none, events: events)],
        recordedAt: after(DX.hour)))
    return try await store.readAll(after: .start, limit: 100)
  }

  private func handled() throws -> DXCase {
    var file = try personalFile()
    try file.tell(.assign(.init(agent: "li")), at: now)
    try file.tell(.endContact("k-1", receipt: "7XK2"), at: after(1))
    try file.tell(.solve, at: after(2))
    return file
  }

  @Test("DX-34 every step of a case is in its trail, and the trail shows that it is whole")
  func wholeTrail() async throws {
    let file = try handled()
    let trail = try await trail()
    #expect(trail.count == file.events.count)
    #expect(trail.map(\.record.occurredAt) == file.events.map(\.occurredAt))
    #expect(trail.map(\.record.principal) == file.events.map(\.principal))
    #expect(chain.findings(in: trail).isEmpty)
    // What is stored tells the case again.
    let again = try trail.map {
      try JSONDecoder().decode(DeskEvent.self, from: Data($0.record.event.payload))
    }
    #expect(again == file.events)
  }

  @Test("DX-34 a record that was changed, taken out, moved or cut off is found")
  func tamperedTrail() async throws {
    let trail = try await trail()
    // The digest of the last record is kept elsewhere.
    let anchor = try #require(trail.last.flatMap { ChainAnchor($0) })
    func found(_ events: [StoredEvent]) -> [ChainFinding.Kind] {
      chain.findings(in: events, against: [anchor]).map(\.kind)
    }
    #expect(found(trail).isEmpty)
    var changed = trail
    changed[2].record.event.payload[10] ^= 1
    #expect(found(changed).contains(.edited))
    var shorter = trail
    shorter.remove(at: 1)
    #expect(found(shorter).contains(.removed))
    var swapped = trail
    swapped.swapAt(1, 2)
    #expect(found(swapped).contains(.moved))
    #expect(found(Array(trail.dropLast())).contains(.truncated))
  }

  @Test("DX-34 the auditor's export holds every event with its instant and who did it")
  func auditorExport() throws {
    let file = try handled()
    let export = TicketExport("T-1", events: file.ticketEvents, for: .auditor)
    #expect(export.events == file.ticketEvents)
  }

  @Test("DX-34 evidence is kept for 36 months after the case was closed")
  func evidenceIsKept() throws {
    var file = try handled()
    try file.tell(.close, at: after(3))
    let end = try DX.at("2028-09-03 10:29:59").adding(milliseconds: 3)
    #expect(
      file.refusal(of: .erase(.evidence), at: end.adding(milliseconds: -1))
        == .kept(until: end, by: ["DX-34"]))
    #expect(file.refusal(of: .erase(.evidence), at: end) == nil)
  }

  // MARK: Closed accounts

  @Test(
    "DX-35 who closed an account reaches the emergency channel for three years, and no other",
    arguments: [
      ("2025-09-03 10:00", "2028-09-03 10:00"), ("2028-02-29 10:00", "2031-02-28 10:00"),
    ])
  func closedAccount(closed: String, end: String) throws {
    let policy = try DXCase().policy
    let (closed, end) = (try DX.at(closed), try DX.at(end))
    func admits(_ channel: Ticket.Channel, _ instant: Instant) throws -> Bool {
      try policy.admits(over: channel, accountClosedAt: closed, at: instant)
    }
    #expect(try admits(.emergency, closed))
    #expect(try admits(.emergency, end.adding(milliseconds: -1)))
    #expect(try !admits(.emergency, end))
    for other in [.phone, .chat, .web, .email] as [Ticket.Channel] {
      #expect(try !admits(other, closed))
    }
  }

  // MARK: Identity

  @Test(
    "DX-47 identity is verified by e-ticket code or order number, and by nothing else",
    arguments: ["eTicketCode", "orderNumber"])
  func identity(method: String) throws {
    var file = try unverifiedFile()
    for other in ["voice", "face", "birthday", ""] {
      #expect(
        file.refusal(of: .verifyIdentity(by: other), at: now)
          == .unknownName("method \(other)", .verifyIdentity))
    }
    let change = Ticket.Command.setField(.text("reach", "13900003333"))
    #expect(file.refusal(of: change, at: now) == .identityNotVerified(.setField))
    let other = try DXCase("T-2")
    let opening = Ticket.Opening(
      channel: .phone, classification: .init(kind: .inquiry),
      fields: [.text("reach", "13900003333")])
    #expect(
      other.refusal(of: .open(opening), by: .customer("c-7"), at: now)
        == .identityNotVerified(.open))
    #expect(
      file.refusal(of: .disclose(.init(to: "insurer", order: "court-1")), at: now)
        == .identityNotVerified(.disclose))
    #expect(file.refusal(of: .erase(.personal), at: now) == .identityNotVerified(.erase))
    try file.tell(.verifyIdentity(by: method), at: now)
    #expect(file.ticket.details.identityVerifiedBy == [method])
    #expect(file.refusal(of: change, at: now) == nil)
    #expect(file.refusal(of: .disclose(.init(to: "insurer", order: "court-1")), at: now) == nil)
  }

  @Test("DX-47 the progress can be asked for at any instant, by whoever it concerns")
  func progress() throws {
    var file = try personalFile()
    func told(_ wall: String) throws -> String? {
      file.desk.explain(.progress, of: file.matter, at: try DX.at(wall), for: .customer)?
        .text(for: .customer)
    }
    for wall in ["2025-09-03 10:29:59", "2025-10-01 03:07", "2027-01-01 00:00"] {
      #expect(try told(wall)?.contains("T-1") == true)
    }
    try file.tell(.solve, at: after(DX.hour))
    let solved = try told("2025-09-03 12:00")
    #expect(solved?.contains("solved") == true)
    #expect(
      file.desk.explain(.progress, of: file.matter, at: after(DX.day), for: .customer)?
        .text(in: .simplifiedChinese, for: .customer) != nil)
    // Of what was never opened there is nothing to tell.
    let empty = try DXCase("T-2")
    #expect(empty.desk.explain(.progress, of: empty.matter, at: now, for: .customer) == nil)
  }
}
