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

/// What of a case is hidden, erased, kept longer and told to whom it is about.
extension CM2CaseFileTests {
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
}
