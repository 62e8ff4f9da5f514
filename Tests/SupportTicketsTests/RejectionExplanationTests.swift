// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Refusals of tickets in words")
struct RejectionExplanationTests {
  private static let at = Instant.fixtureStart

  private static let parts: [TicketPolicy.Part] = [
    .customer, .channel, .kind, .category, .subject, .field("order"), .document("apology"),
    .answer, .record(channels: []), .address(channels: []), .receipt, .expectedTime,
    .confirmation(.nextStep), .stage(.init(.registered, of: .complaint)), .outcome,
    .anyOf([.customer, .field("reach")]),
  ]

  private static let limits = TicketPolicy.AttachmentLimits(
    mostBytes: 10, mediaTypes: ["image/*"], mostPerMessage: 2)

  private static let refusals = limits.refusals(of: [
    .init("a", mediaType: "image/png", bytes: 11),
    .init("b", mediaType: "text/plain", bytes: 1),
    .init("c", mediaType: "image/png", bytes: 1),
  ])

  private static let all: [Ticket.Rejection] =
    Ticket.Command.Kind.allCases.map { .notOpened($0) }
    + Ticket.Status.allCases.map { .illegalTransition(from: $0, .pause) }
    + TicketPolicy.Section.allCases.map { .policySilent($0, .reportAbuse) }
    + Ticket.Message.Kind.allCases.flatMap { kind in
      [.customer("ines"), .agent("zhou"), .automation("bot"), .system].map {
        .wrongSender($0, kind)
      }
    }
    + [
      .alreadyOpened(at: at), .closed(since: at, .assign), .archived(.solve),
      .mergedInto("T-2", .solve), .nothingToChange(.resume), .noWaitReason(.pause),
      .notAllowed(.agent("zhou"), .erase), .blocked(until: at),
      .missing(parts.map { .init($0, by: "r-1") }), .reasonRequired(.transfer),
      .unknownName("k-9", .rate), .alreadyDone("f-1", .completeFollowUp),
      .outOfRange("stars", value: 6, bounds: 1...5), .notOneOf("channel", allowed: ["phone"]),
      .outsideDomain("order", "is too long"), .attachmentsRefused(refusals),
      .forbiddenAnswer(mark: "rude", "r-3"), .biometricField("face"),
      .stageOutOfOrder(expected: .assessed, given: .answered),
      .stageOutOfOrder(expected: nil, given: .answered), .itself(.merge), .ownedBy("wu"),
      .identityNotVerified(.setField), .disclosureNotAllowed(recipient: "court"),
      .kept(until: at, by: ["r-1", "r-2"]), .kept(until: nil, by: ["r-1"]), .held(by: ["h-1"]),
      .recordingInTheClear("k-1"), .timeRunsBackwards(last: at, given: .min),
    ]

  @Test("every refusal is told in two languages, by codes that the room exports")
  func words() {
    let codes = Explanation.Code.allTickets
    #expect(WordsCheck.problems(in: codes) == [])
    #expect(
      WordsCheck.problems(in: Self.all.map(\.explanation), of: codes + Explanation.Code.allCore)
        == [])
    let known = codes.map(\.id).filter { $0.hasPrefix("ticket.rejection.") }
    #expect(Set(Self.all.map(\.explanation.code.id)) == Set(known))
    #expect(Self.refusals.count == 3)
  }

  @Test("a refused command says why in both languages, by the clocks of the desk")
  func decided() throws {
    let shanghai = try ZoneRules(identifier: "Asia/Shanghai")
    let closed = Ticket.fixture(status: .closed)
    let refusal = try #require(throws: Ticket.Rejection.self) {
      try closed.decide(.solve, by: .agent("zhou"), at: .max)
    }
    guard case .closed(let since, _) = refusal else {
      Issue.record("\(refusal)")
      return
    }
    let told = refusal.explanation(in: shanghai)
    let time = told.operand("since")
    #expect(time == .instant(since, utcOffset: 28_800))
    #expect(told.text().hasPrefix("solve the ticket: the ticket was closed at 2025-06-"))
    #expect(told.text().hasSuffix(" +08:00"))
    #expect(told.text(in: .simplifiedChinese).hasPrefix("解决工单：工单已于 2025-06-"))
    #expect(refusal.explanation == refusal.explanation(in: .utc))
    let pending = Ticket.fixture(status: .open)
    let sender = try #require(throws: Ticket.Rejection.self) {
      try pending.decide(.addMessage(.init(.reply)), by: .customer("ines"), at: .max)
    }
    #expect(
      sender.explanation.text(for: .customer) == "a reply does not come from the customer ines")
    #expect(
      sender.explanation.text(in: .simplifiedChinese, for: .desk) == "答复不能来自客户 •••")
  }

  @Test("names of people, recipients and orders are not for everybody")
  func audiences() {
    for refusal in Self.all {
      let told = refusal.explanation.text()
      for name in ["ines", "zhou", "wu", "court", "h-1"] {
        #expect(!told.contains(name), "\(told)")
      }
    }
    let owned = Ticket.Rejection.ownedBy("wu").explanation
    #expect(owned.text(for: .desk) == "wu is responsible: hand the ticket on")
    #expect(owned.text(in: .simplifiedChinese, for: .customer) == "工单由 ••• 负责，请使用转派")
    let forbidden = Ticket.Rejection.notAllowed(.agent("zhou"), .erase).explanation
    #expect(forbidden.text(for: .desk) == "erase data: the agent zhou may not")
  }

  @Test("what is missing is told part by part")
  func missing() {
    let told = Ticket.Rejection.missing([
      .init(.document("apology"), by: "r-1"), .init(.anyOf([.customer, .subject]), by: "r-2"),
    ]).explanation
    #expect(
      told.text() == "missing: document apology (r-1), one of these: customer, subject (r-2)")
    #expect(
      told.text(in: .simplifiedChinese) == "缺少：文件 apology（r-1）、以下之一：客户、主题（r-2）")
    let refused = Ticket.Rejection.attachmentsRefused(Self.refusals).explanation
    #expect(
      refused.text() == "attachments refused: attachment 1 has 11 bytes, at most 10, "
        + "attachment 2 is of the type text/plain, which is not allowed, "
        + "attachment 3 is too many, at most 2")
  }
}
