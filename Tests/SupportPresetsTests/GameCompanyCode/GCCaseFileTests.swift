// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportDesk
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import Testing

@Suite("Game company code: confidence, neutrality, records, answers")
struct GCCaseFileTests {
  let now: Instant

  init() throws {
    now = try PresetDesk.at("2025-06-03 10:00")
  }

  func opened(
    _ kind: Ticket.Kind = .inquiry, over channel: Ticket.Channel = .chat, category: String? = nil,
    _ fields: [Ticket.CustomField] = [], id: TicketID = "T-1", at instant: Instant? = nil
  ) throws -> PresetCase {
    var file = try PresetCase(PresetDesk.gameCompanyCode, id)
    try file.open(kind, over: channel, category: category, fields, at: instant ?? now)
    return file
  }

  // MARK: Confidence

  @Test("GC-05 without the player's consent or a legal order nothing is disclosed")
  func confidential() throws {
    var file = try opened()
    let disclose = Ticket.Command.disclose(.init(to: "press"))
    #expect(
      file.refusal(of: disclose, at: now, because: "they asked")
        == .disclosureNotAllowed(recipient: "press"))
    // Consent to one is none to another.
    try file.tell(
      .changeConsent(.init(to: "insurer", isGiven: true)), by: .customer("c-7"), at: now)
    #expect(
      file.refusal(of: disclose, at: now, because: "they asked")
        == .disclosureNotAllowed(recipient: "press"))
    #expect(
      file.refusal(
        of: .disclose(.init(to: "insurer")), by: .customer("c-7"), at: now, because: "mine")
        == .notAllowed(.customer("c-7"), .disclose))
  }

  @Test("GC-05 with the player's consent it is, and both are recorded")
  func consent() throws {
    var file = try opened()
    let consent = Ticket.Consent(to: "insurer", isGiven: true)
    let disclosure = Ticket.Disclosure(to: "insurer")
    try file.tell(.changeConsent(consent), by: .customer("c-7"), at: now)
    try file.tell(.disclose(disclosure), at: now, because: "the claim of the player")
    #expect(
      file.ticketEvents.map(\.change).suffix(2) == [
        .consentChanged(consent), .disclosed(disclosure),
      ])
    #expect(file.ticket.details.privacy.consents == ["insurer"])
    #expect(file.ticket.details.privacy.disclosures.map(\.value) == [disclosure])
    #expect(file.ticketEvents.last?.by == .agent("li"))
    // Taken back, it holds no longer.
    try file.tell(
      .changeConsent(.init(to: "insurer", isGiven: false)), by: .customer("c-7"), at: now)
    #expect(
      file.refusal(of: .disclose(disclosure), at: now, because: "again")
        == .disclosureNotAllowed(recipient: "insurer"))
  }

  @Test("GC-05 a legal order does as well, and stands in the record; so does the reason")
  func order() throws {
    var file = try opened()
    let disclosure = Ticket.Disclosure(to: "court", order: "order 12/2025")
    #expect(file.refusal(of: .disclose(disclosure), at: now) == .reasonRequired(.disclose))
    try file.tell(.disclose(disclosure), at: now, because: "order 12/2025")
    #expect(file.ticket.details.privacy.disclosures.map(\.value.order) == ["order 12/2025"])
    #expect(file.ticketEvents.last?.reason == "order 12/2025")
  }

  @Test("GC-05 what is told to everybody does not name the player")
  func masked() throws {
    let file = try opened([.init("player", "DragonSlayer")])
    #expect(file.ticket.details.field("player")?.isPersonal == true)
    func told(_ audience: Audience) throws -> String {
      let export = TicketExport("T-1", events: file.ticketEvents, for: audience)
      return String(decoding: try JSONEncoder().encode(export), as: UTF8.self)
    }
    #expect(try !told(.everyone).contains("DragonSlayer"))
    #expect(try told(.customer).contains("DragonSlayer"))
  }

  func opened(_ fields: [Ticket.CustomField]) throws -> PresetCase {
    try opened(.inquiry, fields)
  }

  // MARK: Neutrality

  @Test(
    "GC-06 a dispute between players is out of scope from the start and closed as that",
    arguments: [.inquiry, .complaint] as [Ticket.Kind])
  func betweenPlayers(kind: Ticket.Kind) throws {
    var file = try opened(kind, [.init("between", "players")])
    #expect(file.ticket.details.outcome == .outOfScope)
    try file.tell(.close, at: now)
    #expect(file.ticket.status == .closed)
    #expect(file.ticket.details.outcome == .outOfScope)
    // What nobody called so is between the player and the company.
    let other = try opened(kind)
    #expect(other.ticket.details.outcome == nil)
    #expect(other.ticket.details.field("between")?.value == "playerAndCompany")
  }

  private func claims(between parties: String, causedBy: String) throws -> DeskDecision {
    var file = try opened(
      .complaint, [.init("between", .text(parties)), .init("causedBy", .text(causedBy))])
    return try file.handle(
      .claim(Cause(key: "claim-1", .fault, of: "T-1", at: now), facts: []), by: .agent("li"),
      at: now)
  }

  @Test("GC-06 and never compensated; a fault of the company may be")
  func neverCompensated() throws {
    for cause in ["company", "player", "other"] {
      let decision = try claims(between: "players", causedBy: cause)
      guard case .refused(_, .noRuleMatches)? = decision.claims.first else {
        Issue.record("not refused: \(decision.claims)")
        return
      }
      #expect(decision.intents.filter { $0.action == .pay || $0.action == .grant }.isEmpty)
    }
    let refused = try claims(between: "players", causedBy: "company")
    #expect(refused.explanation.text(in: .english).contains("between"))
    guard
      case .undecided(_, "GC-06", _)? = try claims(
        between: "playerAndCompany", causedBy: "company"
      ).claims.first
    else {
      Issue.record("a fault of the company is for people to judge")
      return
    }
  }

  @Test("GC-06 a dispute between players that waits too long brings nothing either")
  func lateBetweenPlayers() throws {
    var file = try opened(.complaint, [.init("between", "players")])
    let late = file.tick(at: now + 100 * PresetDesk.hour)
    #expect(late.claims.isEmpty)
    #expect(late.intents.filter { $0.action == .pay }.isEmpty)
  }

  // MARK: Secrets

  @Test("GC-07 an answer that is marked as a secret of the game is refused, by the rule")
  func secrets() throws {
    let file = try opened()
    for kind in [Ticket.Message.Kind.reply, .holdingReply] {
      let secret = Ticket.Message(kind, holdingReason: "wait", marks: ["gameSecret"])
      #expect(
        file.refusal(of: .addMessage(secret), at: now)
          == .forbiddenAnswer(mark: "gameSecret", "GC-07"))
    }
    #expect(
      file.refusal(
        of: .addMessage(.init(.automatic, marks: ["gameSecret"])), by: .automation("bot"), at: now)
        == .forbiddenAnswer(mark: "gameSecret", "GC-07"))
    #expect(file.refusal(of: .addMessage(.init(.reply, marks: ["spoiler"])), at: now) == nil)
    #expect(file.refusal(of: .addMessage(.init(.reply)), at: now) == nil)
    // The desk may speak of it within itself.
    #expect(
      file.refusal(of: .addMessage(.init(.note, marks: ["gameSecret"])), at: now) == nil)
  }

  // MARK: Before a case is closed

  @Test("GC-08 a call has a written record before its case is closed; a mail needs none")
  func callRecord() throws {
    var file = try opened("opinion", over: .phone)
    try file.contact("k-1", over: .phone, record: nil, at: now)
    #expect(file.missing(for: .close, at: now) == ["record of the contact (GC-08)"])
    try file.tell(.recordContact(.init("k-1", record: "thinks the boss too strong")), at: now)
    // Of each call.
    try file.contact("k-2", over: .phone, record: nil, at: now)
    #expect(file.missing(for: .close, at: now) == ["record of the contact (GC-08)"])
    try file.tell(.recordContact(.init("k-2", record: "called again")), at: now)
    #expect(file.missing(for: .close, at: now).isEmpty)
    var mail = try opened("opinion", over: .email)
    try mail.contact("k-1", over: .email, record: nil, at: now)
    #expect(mail.missing(for: .close, at: now).isEmpty)
  }

  @Test("GC-08 a case that came by phone is not closed without the record of a call")
  func calledWithoutContact() throws {
    var file = try opened("opinion", over: .phone)
    let missing = ["record of the contact (GC-08)"]
    #expect(file.missing(for: .close, at: now) == missing)
    // What was written later says nothing about the call.
    try file.contact("k-1", over: .email, at: now)
    #expect(file.missing(for: .close, at: now) == missing)
    try file.contact("k-2", over: .phone, at: now)
    #expect(file.missing(for: .close, at: now).isEmpty)
  }

  @Test("GC-12 no question is closed without an answer; a holding reply or a program is none")
  func answered() throws {
    var file = try opened()
    let missing = ["answer (GC-12)"]
    #expect(file.missing(for: .close, at: now) == missing)
    try file.tell(.addMessage(.init(.automatic)), by: .automation("bot"), at: now)
    try file.tell(.addMessage(.init(.holdingReply, holdingReason: "we look")), at: now)
    try file.tell(.addMessage(.init(.note)), at: now)
    try file.tell(.solve, at: now)
    #expect(file.missing(for: .close, at: now) == missing)
    try file.tell(.addMessage(.init(.reply)), at: now)
    #expect(file.missing(for: .close, at: now).isEmpty)
  }

  @Test("GC-12 but for what is out of scope or a secret; what cannot be done needs its answer")
  func answerExceptions() throws {
    for (outcome, closes) in [
      (Ticket.Outcome.outOfScope, true), (.withheld, true), (.unfulfillable, false),
      (.handedOver, false), (.withdrawn, false),
    ] {
      var file = try opened()
      try file.tell(.conclude(outcome), at: now)
      #expect(file.missing(for: .close, at: now).isEmpty == closes, "\(outcome)")
    }
  }

  @Test("GC-14 what the company caused is not closed without a recorded apology")
  func apology() throws {
    var file = try opened(.complaint)
    #expect(file.missing(for: .close, at: now).isEmpty)
    try file.tell(.setField(.init("causedBy", "company")), at: now)
    #expect(file.missing(for: .close, at: now) == ["document apology (GC-14)"])
    var players = file
    try players.tell(.setField(.init("causedBy", "player")), at: now)
    #expect(players.missing(for: .close, at: now).isEmpty)
    try file.tell(.fileDocument(.init(.apology, reference: "letter-1")), at: now)
    #expect(file.missing(for: .close, at: now).isEmpty)
    #expect(file.ticket.details.documents.map(\.value.kind) == [.apology])
  }
}
