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
  private func personalFile() throws -> CM2Case {
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

  private static let secrets = [
    "Wang Fang", "13800001111", "Nanjing Road", "13800002222", "wang-fang",
  ]

  private func leaks(_ text: String) -> [String] { Self.secrets.filter { text.contains($0) } }

  private func json(_ value: some Encodable) throws -> String {
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

  private func send(_ sizes: Int64...) -> Ticket.Command {
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

  // MARK: Biometric data

  @Test(
    "CM-51 a field marked biometric is refused at the door and later",
    arguments: ["faceScan", "fingerprint", "voiceprint"])
  func biometric(name: String) throws {
    let field = Ticket.CustomField(name, .text("0f3a99"))
    var file = try CM2Case()
    let opening = Ticket.Opening(
      channel: .phone, customer: "c-7", classification: .init(kind: .inquiry), fields: [field])
    #expect(
      file.refusal(of: .open(opening), by: .customer("c-7"), at: now) == .biometricField(name))
    try file.open(.inquiry, at: now)
    for principal in [Principal.agent("li"), .automation("kiosk"), .system, .customer("c-7")] {
      #expect(
        file.refusal(of: .setField(field), by: principal, at: now) == .biometricField(name))
    }
    #expect(!(try json(file.events)).contains("0f3a99"))
    #expect(file.ticket.details.field(name) == nil)
  }

  @Test("CM-51 a fact that comes with a claim is no way round it")
  func biometricWithClaim() throws {
    var file = try CM2Case()
    try file.open(.complaint, at: now)
    let claim = DeskCommand.claim(
      Cause(key: "c", .fault, of: "T-1", at: now), facts: [.init("faceScan", .text("0f3a99"))])
    guard
      case .fact(name: "faceScan", reason: _)? = file.refusal(of: claim, by: .agent("li"), at: now)
    else {
      Issue.record("taken in")
      return
    }
  }

  // MARK: Masking and erasing

  @Test("CM-53 personal data is masked in explanations, records and log lines")
  func masked() throws {
    let file = try personalFile()
    let desk = try CM2.desk.get()
    for audience in [Audience.desk, .arbitrator, .everyone] {
      let record = try json(TicketExport("T-1", events: file.ticketEvents, for: audience))
      #expect(leaks(record).isEmpty, "\(audience)")
      for question in [DeskQuestion.progress, .promises] {
        let told = try #require(desk.explain(question, of: file.matter, at: now, for: audience))
        #expect(leaks(told.text(for: audience)).isEmpty, "\(audience)")
        #expect(leaks(told.text(in: .simplifiedChinese, for: audience)).isEmpty, "\(audience)")
        #expect(leaks(try json(told)).isEmpty, "\(audience)")
      }
    }
    // What a log line shows of a decision, of its intents and of refusals.
    var again = file
    let decision = try again.tell(
      .reportDissatisfaction, by: .customer("c-7"), at: try CM2.at("2025-06-03 12:00"))
    #expect(leaks("\(decision.explanation)").isEmpty)
    #expect(leaks(try json(decision.intents)).isEmpty)
    let refused = file.refusal(
      of: .setField(.init("faceScan", .text("Wang Fang"))), at: try CM2.at("2025-06-03 12:00"))
    #expect(leaks("\(String(describing: refused))").isEmpty)
  }

  @Test("CM-53 what is said in a dispute is masked as well, sums and verdicts stay")
  func maskedDispute() throws {
    var file = try personalFile()
    let (customer, later) = (Principal.customer("c-7"), try CM2.at("2025-06-03 12:00"))
    let opening = Dispute.Opening(
      customer: "c-7", claims: try CM2.yuan("1000.00"), ticket: "T-1",
      saying: [.init("consignee", .text("Wang Fang"))])
    let steps: [(Dispute.Command, Principal)] = [
      (.open(opening), customer), (.fileEvidence(.init("voucher", reference: "s/1")), customer),
      (.fileEvidence(.init("timedRecord", reference: "s/2")), customer),
      (.fileEvidence(.init("evidence", reference: "s/3")), customer),
      (.closeEvidence, .agent("li")),
      (.check(history: [.init("consignee", .text("Nanjing Road office"))]), .agent("li")),
      (
        .rule(
          .partly(try CM2.yuan("250.00")), as: "serviceReview",
          .init("Wang Fang was away", confidential: "second claim this month")), .agent("wu")
      ),
    ]
    for (command, principal) in steps {
      try file.handle(.dispute("D-1", command), by: principal, at: later)
    }
    let desk = try CM2.desk.get()
    for audience in [Audience.desk, .arbitrator, .everyone] {
      let told = try #require(
        desk.explain(.dispute("D-1"), of: file.matter, at: later, for: audience))
      #expect(leaks(told.text(for: audience)).isEmpty, "\(audience)")
      #expect(leaks(try json(told)).isEmpty, "\(audience)")
      #expect(told.text(for: audience).contains("250.00"), "\(audience)")
    }
    let own = try #require(
      desk.explain(.dispute("D-1"), of: file.matter, at: later, for: .customer))
    #expect(own.text(for: .customer).contains("Wang Fang was away"))
    #expect(!own.text(for: .customer).contains("second claim"))
  }

  @Test("CM-53 the customer sees what is theirs")
  func customerSees() throws {
    let file = try personalFile()
    let record = try json(TicketExport("T-1", events: file.ticketEvents, for: .customer))
    #expect(leaks(record) == Self.secrets)
  }

  @Test("CM-53 personal data is erased on request from three months after closing on, not before")
  func erasure() throws {
    var file = try CM2Case()
    try file.open(.inquiry, [.init("contactNumber", .text("13800001111"))], at: now)
    let customer = Principal.customer("c-7")
    let erase = Ticket.Command.erase(.personal)
    #expect(file.refusal(of: erase, by: customer, at: now) == .kept(until: nil, by: ["CM-53"]))
    let closed = try CM2.at("2025-11-30 09:15")
    try file.tell(.solve, at: closed)
    try file.tell(.close, at: closed)
    // November 30 and three calendar months: the last day of February.
    let free = try CM2.at("2026-02-28 09:15")
    #expect(
      file.refusal(of: erase, by: customer, at: free.adding(milliseconds: -1))
        == .kept(until: free, by: ["CM-53"]))
    try file.tell(erase, by: customer, at: free)
    #expect(file.ticket.details.privacy.isErased(.personal))
    #expect(file.ticket.details.field("contactNumber")?.value == nil)
  }

  @Test("CM-53 counts, instants and money stay right after erasure")
  func figuresStay() throws {
    var file = try personalFile()
    let late = try CM2.at("2025-06-05 10:29:59")
    try file.tell(.addMessage(.init(.reply)), at: late)
    try file.tell(.escalate(.init(.asked, to: "care")), at: late)
    let standing = try #require(file.matter.account?.standing(of: "T-1"))
    let erased = file.ticketEvents.map { $0.redacted(.personal) }
    #expect(leaks(try json(erased)).isEmpty)
    var ticket = Ticket("T-1")
    for event in erased { ticket.apply(event) }
    #expect(ticket.eventCount == file.ticket.eventCount)
    #expect(ticket.ignoredEventCount == 0)
    #expect(ticket.replyCount == file.ticket.replyCount)
    #expect(ticket.customerMessageCount == file.ticket.customerMessageCount)
    #expect(ticket.lastEventAt == file.ticket.lastEventAt)
    #expect(ticket.details.stages == file.ticket.details.stages)
    // The promise that was missed and what was paid for it: escalated within 2 h, 46 h too late.
    #expect(standing.compensation == (try CM2.yuan("46.00")))
    let desk = try CM2.desk.get()
    var again = desk.opened("T-1", customer: "c-7")
    for event in file.events {
      if case .ticket(let event) = event {
        again.apply(.ticket(event.redacted(.personal)))
      } else {
        again.apply(event)
      }
    }
    #expect(again.account?.standing(of: "T-1") == standing)
    #expect(
      again.timeline?.statuses(at: late) == file.matter.timeline?.statuses(at: late))
  }

  // MARK: Keeping longer

  private func closedComplaint(_ keeps: Bool?) throws -> CM2Case {
    var file = try CM2Case()
    try file.open(
      .inquiry, keeps.map { [.init("evidencePreservation", .boolean($0))] } ?? [], at: now)
    try file.tell(.fileDocument(.init(.evidence, reference: "store/1")), at: now)
    try file.tell(.solve, at: now)
    try file.tell(.close, at: now)
    return file
  }

  @Test("CM-63 while evidence preservation is subscribed to, evidence is kept beyond three months")
  func keptWhileSubscribed() throws {
    let file = try closedComplaint(true)
    let later = try CM2.at("2027-06-03 10:30")
    #expect(
      file.refusal(of: .erase(.evidence), by: .customer("c-7"), at: later)
        == .kept(until: nil, by: ["CM-63"]))
  }

  @Test("CM-63 without it, evidence may be erased after the three months of CM-27")
  func notSubscribed() throws {
    let free = try CM2.at("2025-09-03 10:29:59")
    for keeps in [false, nil] {
      let file = try closedComplaint(keeps)
      let before = free.adding(milliseconds: -1)
      #expect(
        file.refusal(of: .erase(.evidence), by: .customer("c-7"), at: before)
          == .kept(until: free, by: ["CM-27"]))
      #expect(file.refusal(of: .erase(.evidence), by: .customer("c-7"), at: free) == nil)
    }
  }

  @Test("CM-63 99 yuan buy a year of preservation, twice as much a second year")
  func subscription() throws {
    var file = try CM2Case(member: "m-7")
    try file.handle(.membership(.enrol), by: .system, at: now)
    #expect(file.matter.member?.entitlement("evidencePreservation", at: now) == nil)
    func pay(_ id: EarningID, _ sum: String) throws -> DeskCommand {
      .membership(.earn(.init(id, "evidencePreservation", spend: try CM2.yuan(sum))))
    }
    try file.handle(try pay("p-1", "99.00"), by: .system, at: now)
    func until() -> Instant? {
      file.matter.member?.entitlement("evidencePreservation", at: now)?.until
    }
    #expect(until() == (try CM2.at("2026-06-03 10:29:59")))
    try file.handle(try pay("p-2", "99.00"), by: .system, at: now)
    #expect(until() == (try CM2.at("2027-06-03 10:29:59")))
    // Less than the price buys nothing.
    let before = until()
    _ = try? file.handle(try pay("p-3", "98.99"), by: .system, at: now)
    #expect(until() == before)
    let over = try CM2.at("2027-06-03 10:29:59")
    #expect(file.matter.member?.entitlement("evidencePreservation", at: over) == nil)
  }

  // MARK: Asking for one's data

  @Test(
    "CM-64 a customer who asks for what is held gets every event of the case, personal parts shown")
  func completeRecord() throws {
    let file = try personalFile()
    let export = TicketExport("T-1", events: file.ticketEvents, for: .customer)
    #expect(export.events.count == file.ticketEvents.count)
    for (shown, held) in zip(export.events, file.ticketEvents) {
      #expect(shown.change == held.change)
      #expect(shown.occurredAt == held.occurredAt)
      #expect(shown.by == held.by)
    }
    #expect(leaks(try json(export)) == Self.secrets)
  }

  @Test("CM-64 money, membership and disputes that are held are told as well")
  func completeAccounts() throws {
    var file = try CM2Case(member: "m-7")
    try file.handle(.membership(.enrol), by: .system, at: now)
    try file.handle(
      .membership(.earn(.init("e-1", "suggestion"))), by: .system, at: now)
    try file.open(.inquiry, at: now)
    let claimed = try CM2.yuan("10.00")
    try file.handle(
      .dispute("D-1", .open(.init(customer: "c-7", claims: claimed, ticket: "T-1"))),
      by: .customer("c-7"), at: now)
    // The reply is two hours and a quarter late: three started hours.
    let late = now.adding(milliseconds: 2 * CM2.hour + 30 * CM2.minute)
    try file.tell(.addMessage(.init(.reply)), at: late)
    let desk = try CM2.desk.get()
    let cause = try #require(file.matter.account?.causes.first)
    for question in [DeskQuestion.award(cause.cause.key), .dispute("D-1"), .progress] {
      #expect(desk.explain(question, of: file.matter, at: late, for: .customer) != nil)
    }
    let award = desk.explain(
      .award(cause.cause.key), of: file.matter, at: late, for: .customer)
    #expect(award?.text(for: .customer).contains("3.00") == true)
    // All streams together hold all that was decided and what was told of it, and can be read again.
    let text = try json(file.events)
    #expect(try JSONDecoder().decode([DeskEvent].self, from: Data(text.utf8)) == file.events)
    #expect(
      Set(file.events.map { String($0.type.prefix { $0 != "." }) })
        == ["ticket", "membership", "dispute", "compensation", "clock"])
  }

  @Test("CM-64 one call gives all that is held: every event, and what follows from them")
  func completeFile() throws {
    var matter = try CM2Case(member: "m-7")
    try matter.handle(.membership(.enrol), by: .system, at: now)
    try matter.handle(.membership(.earn(.init("e-1", "suggestion"))), by: .system, at: now)
    try matter.open(
      .inquiry, [.init("contactNumber", .text("13800001111"))], at: now)
    let claimed = try CM2.yuan("10.00")
    try matter.handle(
      .dispute("D-1", .open(.init(customer: "c-7", claims: claimed, ticket: "T-1"))),
      by: .customer("c-7"), at: now)
    try matter.tell(
      .startContact(.init("k-1", over: .phone, address: "13800002222")), at: now)
    try matter.tell(
      .changeConsent(.init(to: "insurer", isGiven: true)), by: .customer("c-7"), at: now)
    // The reply is two hours and a quarter late: three started hours, 3 yuan.
    let late = now.adding(milliseconds: 2 * CM2.hour + 30 * CM2.minute)
    try matter.tell(.addMessage(.init(.reply, id: "r-1")), at: late, because: "asked twice")
    let complaint = try personalFile()
    let desk = try CM2.desk.get()

    var records = CustomerRecords(of: "c-7", member: "m-7")
    records.add(matter.events, of: "T-1")
    records.add(complaint.events, of: "T-2")
    let file = try desk.information(heldIn: records, at: late)

    // Nothing is missing: every event of every stream, at its instant, by whom it was.
    let told = file.matters.map { Set($0.record.events.map(\.change)) }
    let recorded = [matter, complaint].map { Set($0.ticketEvents.map(\.change)) }
    #expect(told == recorded)
    #expect(
      file.matters.map(\.record.events.count) == [
        matter.ticketEvents.count, complaint.ticketEvents.count,
      ])
    let others = matter.events.filter { !$0.type.hasPrefix("ticket") && $0.type != "clock.told" }
    let compensation = try #require(file.compensation)
    let membership = try #require(file.membership)
    #expect(
      compensation.events.count + membership.events.count + file.disputes[0].events.count
        == others.count)

    // What follows from them.
    let first = file.matters[0]
    #expect(first.fields.first { $0.name == "contactNumber" }?.value == "13800001111")
    #expect(first.contacts.map(\.address) == ["13800002222"])
    #expect(first.messages.map(\.id) == ["r-1"])
    #expect(first.consents == ["insurer"])
    #expect(first.retention.map(\.part) == [.personal, .evidence])
    #expect(first.retention.allSatisfy { $0.erasableFrom == nil && $0.orders.isEmpty })
    #expect(try compensation.awards.map(\.compensation) == [CM2.yuan("3.00")])
    #expect(compensation.awards.map(\.ticket) == ["T-1"] && compensation.payouts.count == 1)
    #expect(membership.member == "m-7" && membership.enrolledAt == now)
    #expect(membership.points?.contribution ?? 0 > 0 || membership.points?.available ?? 0 > 0)
    #expect(file.disputes.map(\.id) == ["D-1"])

    // As data it holds all that is personal, and none of the desk's reasons.
    let text = try json(file)
    #expect(leaks(text) == Self.secrets)
    #expect(!text.contains("reseller") && !text.contains("asked twice"))
    #expect(try JSONDecoder().decode(CustomerFile.self, from: Data(text.utf8)) == file)
  }

  @Test("CM-64 once the case is closed it tells until when each part is kept")
  func keptUntil() throws {
    var matter = try CM2Case()
    try matter.open(.inquiry, at: now)
    let desk = try CM2.desk.get()
    func retention() throws -> [CustomerFile.Retention] {
      var records = CustomerRecords(of: "c-7")
      records.add(matter.events, of: "T-1")
      return try desk.information(heldIn: records, at: now).matters[0].retention
    }
    #expect(try retention().first { $0.part == .evidence }?.erasableFrom == nil)
    try matter.tell(.startContact(.init("k-1", over: .phone)), at: now)
    try matter.tell(.recordContact(.init("k-1", record: "r")), at: now)
    try matter.tell(.addMessage(.init(.reply)), at: now)
    try matter.tell(.solve, at: now)
    try matter.tell(.close, at: now)
    let policy = try #require(try CM2.book().tickets?.policy(at: now))
    for kept in try retention() {
      guard case .from(let instant, let rules) = matter.ticket.erasure(of: kept.part, under: policy)
      else { continue }
      #expect(kept.erasableFrom == instant && kept.rules == rules)
    }
    #expect(try retention().first { $0.part == .evidence }?.erasableFrom != nil)
    try matter.tell(.changeHold(.init("court-1", holds: true)), at: now)
    #expect(try retention().allSatisfy { $0.orders == ["court-1"] && $0.erasableFrom == nil })
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
