// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportDesk
import SupportMembership
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime
import Testing

@Suite("Creation & Magic: the file of a case")
struct CM2CaseFileTests {
  let now: Instant

  init() throws {
    now = try CM2.at("2025-06-03 10:29:59")
  }

  /// A complaint with all that is personal in it.
  func personalFile() throws -> CM2Case {
    var file = try CM2Case()
    try file.open(
      .complaint, subject: "Wang Fang's order never came",
      [
        .init("contactNumber", .text("13800001111")), .init("address", .text("Nanjing Road 9")),
      ], at: now)
    try file.tell(.startContact(.init("k-1", over: .phone, address: "13800002222")), at: now)
    try file.tell(
      .addMessage(
        .init(
          .customer,
          attachments: [.init("wang-fang.png", mediaType: "image/png", bytes: 2_000)])),
      by: .customer("c-7"), at: now)
    try file.tell(
      .reachStage(.init(.registered, of: .complaint)), at: try CM2.at("2025-06-03 11:05"),
      because: "caller sounds like a reseller")
    return file
  }

  static let secrets = [
    "Wang Fang", "13800001111", "Nanjing Road", "13800002222", "wang-fang",
  ]

  func leaks(_ text: String) -> [String] { Self.secrets.filter { text.contains($0) } }

  func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  // MARK: Progress and record

  @Test("CM-46 the progress of a case can be asked for at any time, and is told to the hour")
  func progress() throws {
    let file = try personalFile()
    let zone = try CM2.book().zone
    let progress = try #require(TicketProgress(file.ticket, zone: zone))
    #expect(progress.status == .new)
    #expect(progress.openedAt == (try CM2.at("2025-06-03 10:00")))
    #expect(progress.lastEventAt == (try CM2.at("2025-06-03 11:00")))
    #expect(progress.stages.map(\.at) == [try CM2.at("2025-06-03 11:00")])
    // In the middle of the night, years later, in both languages.
    let later = try CM2.at("2027-01-01 03:07")
    let desk = try CM2.desk.get()
    let told = try #require(desk.explain(.progress, of: file.matter, at: later, for: .customer))
    #expect(told.text(for: .customer).contains("2025-06-03 11:00"))
    #expect(!told.text(for: .customer).contains("11:05"))
    #expect(told.text(in: .simplifiedChinese, for: .customer).contains("2025-06-03 11:00"))
  }

  @Test("CM-46 nothing can be told of a case that was not opened")
  func noProgress() throws {
    let file = try CM2Case()
    #expect(TicketProgress(file.ticket, zone: try CM2.book().zone) == nil)
  }

  @Test("CM-46 the handling record is exported as data, every event with its instant")
  func exportsRecord() throws {
    let file = try personalFile()
    let export = TicketExport("T-1", events: file.ticketEvents, for: .customer)
    #expect(export.events.map(\.occurredAt) == file.ticketEvents.map(\.occurredAt))
    #expect(export.events.map(\.by) == file.ticketEvents.map(\.by))
    let text = try json(export)
    let again = try JSONDecoder().decode(TicketExport.self, from: Data(text.utf8))
    #expect(again == export)
    // A reason is the desk's own affair.
    #expect(!text.contains("reseller"))
    #expect(
      try json(TicketExport("T-1", events: file.ticketEvents, for: .auditor)).contains("reseller"))
  }

  // MARK: Conversations and attachments

  @Test("CM-49 the last 20 conversations of a customer are kept, over all cases")
  func lastConversations() throws {
    let policy = try #require(try CM2.book().tickets?.policy(at: now))
    var history = try #require(ConversationHistory(under: policy))
    for number in 0..<21 {
      let id = TicketID("T-\(number / 7)")
      let at = now.adding(milliseconds: Int64(number) * CM2.hour)
      var file = try CM2Case(id)
      try file.open(.inquiry, at: at)
      try file.tell(
        .startContact(
          .init(ContactID("k-\(number)"), over: number.isMultiple(of: 2) ? .chat : .phone)),
        at: at)
      for event in file.ticketEvents { history.note(event, of: id) }
    }
    // The latest first; the first one has gone.
    #expect(history.conversations.map(\.contact.rawValue) == (1...20).reversed().map { "k-\($0)" })
    #expect(history.conversations.first?.ticket == "T-2")
    #expect(history.conversations.last?.ticket == "T-0")
  }

  func send(_ sizes: Int64...) -> Ticket.Command {
    .addMessage(
      .init(
        .customer,
        attachments: sizes.map { .init("file", mediaType: "application/zip", bytes: $0) }))
  }

  @Test("CM-50 an attachment of 20 MB is taken, a byte more is refused with the bound")
  func attachmentSize() throws {
    var file = try CM2Case()
    try file.open(.inquiry, at: now)
    let customer = Principal.customer("c-7")
    #expect(file.refusal(of: send(20_000_000), by: customer, at: now) == nil)
    #expect(file.refusal(of: send(0), by: customer, at: now) == nil)
    guard
      case .attachmentsRefused(let refusals)? = file.refusal(
        of: send(1, 20_000_001, 20_000_000, 20_971_520), by: customer, at: now)
    else {
      Issue.record("taken in")
      return
    }
    #expect(refusals.map(\.position) == [1, 3])
    #expect(
      refusals.map(\.reason) == [
        .size(bytes: 20_000_001, most: 20_000_000), .size(bytes: 20_971_520, most: 20_000_000),
      ])
    let count = file.events.count
    try file.tell(send(20_000_000), by: customer, at: now)
    #expect(file.events.count > count)
  }

  @Test("CM-50 the bound holds for agents and programs as well")
  func attachmentsOfTheDesk() throws {
    var file = try CM2Case()
    try file.open(.inquiry, at: now)
    let large = Ticket.Attachment("film", mediaType: "video/mp4", bytes: 20_000_001)
    for (kind, principal) in [
      (.reply, .agent("li")), (.automatic, .automation("bot")), (.note, .agent("li")),
    ] as [(Ticket.Message.Kind, Principal)] {
      let refusal = file.refusal(
        of: .addMessage(.init(kind, attachments: [large])), by: principal, at: now)
      guard case .attachmentsRefused? = refusal else {
        Issue.record("\(kind) was taken in")
        continue
      }
    }
  }

  // MARK: Moving

  @Test(
    "CM-67 a case that moves to another department and channel keeps clock, history and one owner")
  func movesWithItsClock() throws {
    var file = try CM2Case()
    try file.open(
      .inquiry, over: .chat, [.init("complexity", .text("complex"))], at: now)
    try file.tell(.assign(.init(group: "front", agent: "li")), at: now)
    try file.tell(.startContact(.init("k-1", over: .chat)), at: now)
    let before = file
    let clock = try #require(before.status(of: .resolution, at: now))
    let moved = now.adding(milliseconds: 3 * CM2.minute)
    try file.tell(
      .transfer(to: .init(group: "technical", agent: "wu"), contact: "k-1"), at: moved)
    try file.tell(.startContact(.init("k-2", over: .phone)), by: .agent("wu"), at: moved)
    let after = try #require(file.status(of: .resolution, at: moved))
    #expect(after.startedAt == clock.startedAt)
    #expect(after.dueAt == clock.dueAt)
    #expect(after.cycle == clock.cycle)
    #expect(
      file.status(of: .firstReply, at: moved)?.dueAt
        == before.status(of: .firstReply, at: now)?.dueAt)
    #expect(Array(file.ticketEvents.prefix(before.ticketEvents.count)) == before.ticketEvents)
    #expect(file.ticket.assignment == .init(group: "technical", agent: "wu"))
    #expect(file.ticket.details.transfers.map(\.value.from) == [.init(group: "front", agent: "li")])
    #expect(file.ticket.details.contacts.map(\.contact.channel) == [.chat, .phone])
    // The promise is kept by whoever has the case now.
    let reply = now.adding(milliseconds: 5 * CM2.minute)
    try file.tell(.addMessage(.init(.reply)), by: .agent("wu"), at: reply)
    #expect(file.matter.timeline?.verdict(of: .firstReply, at: reply) == .met)
  }

  @Test("CM-67 a customer cannot hand the case on, and handing it to whoever has it is refused")
  func transfersAreTheDesks() throws {
    var file = try CM2Case()
    try file.open(.inquiry, at: now)
    try file.tell(.assign(.init(group: "front", agent: "li")), at: now)
    let transfer = Ticket.Command.transfer(to: .init(group: "technical"), contact: nil)
    #expect(
      file.refusal(of: transfer, by: .customer("c-7"), at: now)
        == .notAllowed(.customer("c-7"), .transfer))
    #expect(
      file.refusal(
        of: .transfer(to: .init(group: "front", agent: "li"), contact: nil), at: now)
        == .nothingToChange(.transfer))
  }
}
