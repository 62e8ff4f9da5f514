// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportMembership
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@testable import SupportDesk

@Suite("What a desk says in both languages")
struct DeskWordsTests {
  private let desk: Desk
  private let start: Instant

  init() throws {
    desk = Desk(try PolicyBook(DeskTests.text))
    start = try Instant("2025-06-02T09:00:00+08:00")
  }

  private static let catalogue =
    Explanation.Code.allDesk + Explanation.Code.allTickets + Explanation.Code.allAwards
    + Explanation.Code.allDisputes + Explanation.Code.allMembership + Explanation.Code.allCore

  private func opened() throws -> SupportCase {
    try desk.handle(
      .complain("c-7"), of: desk.opened("T-1", customer: "c-7"), by: .customer("c-7"), at: start
    ).result
  }

  private func refusal(
    _ command: DeskCommand, of matter: SupportCase, by principal: Principal = .agent("li")
  ) throws -> DeskRejection {
    try #require(throws: DeskRejection.self) {
      try desk.handle(command, of: matter, by: principal, at: start)
    }
  }

  @Test("every refusal of a desk is told in two languages, by codes that rooms export")
  func refusals() {
    let all: [DeskRejection] = [
      .ticket(.notOpened(.solve)), .compensation(.nothingCarried), .membership(.notEnrolled),
      .dispute(.goesOn), .noSection("disputes"), .accountNotLoaded("membership"),
      .accountNotLoaded("compensation account"), .missedNotJudged("ines"),
      .anotherTicket("T-9"), .anotherCustomer("ines", caseOf: "ada"), .notOpened,
      .compensation(.award(.alreadyAwarded("miss-1"))),
    ]
    #expect(WordsCheck.problems(in: all.map(\.explanation), of: Self.catalogue) == [])
    for refusal in all {
      let told = refusal.explanation.text()
      #expect(!told.contains("ines") && !told.contains("ada"))
    }
    let fact = DeskRejection.fact(name: "paid", reason: "it is no number").explanation
    #expect(fact.text() == "paid: it is no number")
    #expect(fact.text(in: .simplifiedChinese) == "paid：it is no number")
    let other = DeskRejection.accountNotLoaded("wallet").explanation
    #expect(other.text() == "the case comes without its wallet")
  }

  @Test("a refused command says why in both languages, by the clocks of the book")
  func decided() throws {
    let matter = try opened()
    let again = try refusal(.complain("c-7"), of: matter).explanation(in: desk.book.zone)
    #expect(again.text() == "the ticket was opened at 2025-06-02 09:00 +08:00")
    #expect(again.text(in: .simplifiedChinese) == "工单已于 2025-06-02 09:00 +08:00 受理")
    let early = try refusal(.ticket(.solve), of: desk.opened("T-2"))
    #expect(early.explanation.text() == "solve the ticket: the ticket was not opened yet")
    #expect(early.explanation.text(in: .simplifiedChinese) == "解决工单：工单尚未受理")
    let none = try refusal(.membership(.enrol), of: matter)
    #expect(none.explanation.text() == "the case comes without its membership")
    #expect(none.explanation.text(in: .simplifiedChinese) == "案件缺少会员账户")
    let silent = try refusal(.dispute("d-1", .appeal), of: matter)
    #expect(silent.explanation.text(in: .simplifiedChinese) == "手册没有 disputes 部分")
    let money = try refusal(.compensation(.reverse("late-9")), of: matter)
    #expect(money.explanation.text() == "no cause late-9 was claimed")
    #expect(money.explanation.text(in: .simplifiedChinese) == "没有就 late-9 提出过申请")
    let owner = try refusal(.complain("c-9"), of: desk.opened("T-3", customer: "c-3"))
    #expect(
      owner.explanation.text(for: .desk) == "the opening is of c-9, the case of c-3")
    #expect(owner.explanation.text(for: .customer) == "the opening is of •••, the case of •••")
  }

  @Test("every code of a desk is there in both languages")
  func codes() {
    #expect(WordsCheck.problems(in: Explanation.Code.allDesk) == [])
    #expect(WordsCheck.problems(in: Explanation.Code.allBacktests) == [])
  }

  @Test("every type of event has words")
  func events() {
    let known = Set(DeskEvent.words.rows.map(\.name))
    for type in Ticket.EventType.allCases { #expect(known.contains("ticket.\(type.rawValue)")) }
    for type in MemberAccount.EventType.allCases {
      #expect(known.contains("membership.\(type.rawValue)"))
    }
    let clocks: [SLAAdjustment.Kind] = [
      .waived(nil, from: start, until: start), .extended(.resolution, milliseconds: 1),
      .excluded(from: start, until: start), .acknowledged(.resolution),
    ]
    let told = clocks.map { kind in
      DeskEvent.clock(SLAAdjustment(kind, by: .system, at: start, because: "x"))
    }
    for event in told + [.told(through: start, keys: [])] {
      guard case .phrase(let code, _) = event.phrase else {
        Issue.record("\(event)")
        return
      }
      #expect(known.contains(String(code.id.dropFirst("desk.event.".count))), "\(code.id)")
    }
  }

  @Test("a decision tells its events in the reader's language, and their types to programs")
  func explained() throws {
    let answer = try desk.handle(
      .complain("c-7"), of: desk.opened("T-1", customer: "c-7"), by: .customer("c-7"), at: start)
    let told = answer.explanation
    #expect(told.text(for: .customer).contains("\n  the ticket was opened at 2025-06-02 09:00"))
    let chinese = told.text(in: .simplifiedChinese, for: .auditor)
    #expect(chinese.contains("\n  2025-06-02 09:00 +08:00：工单受理"))
    #expect(chinese.contains("2025-06-02 09:00 +08:00：填写字段"))
    #expect(!chinese.contains("ticket.opened"))
    #expect(told.steps.first?.operand("type") == .text("ticket.opened"))
    let paid = desk.tick(answer.result, at: start + .seconds(49 * 3_600)).explanation
    #expect(paid.text(for: .auditor).contains("a delay that costs something goes on at"))
    #expect(
      paid.text(in: .simplifiedChinese, for: .auditor).contains("：到期事项已通知"))
  }

  @Test("where a ticket stands is told to the hour, as an hour")
  func progress() throws {
    let told = try #require(
      desk.explain(.progress, of: opened(), at: start + .seconds(60), for: .customer))
    #expect(
      told.text().hasPrefix(
        "T-1 is new; opened in the hour from 2025-06-02 09:00 +08:00, last changed in the hour"))
    #expect(
      told.text(in: .simplifiedChinese)
        == "T-1 状态为新建；受理于 2025-06-02 09:00 +08:00 起的一小时内，"
        + "最近更新于 2025-06-02 09:00 +08:00 起的一小时内")
  }

  @Test("sums of those without a tier are told as that")
  func tiers() throws {
    let (less, more) = (
      try BacktestReportTests.book("1", hours: 24, yuan: "1.00"),
      try BacktestReportTests.book("2", hours: 24, yuan: "2.00")
    )
    let history = CaseHistory(
      "T-1",
      events: [
        .fixture(.opened(.init(customer: "c-1")), at: start),
        .fixture(.solved, at: start + .seconds(48 * 3_600)),
      ])
    let report = Backtest(
      [history], from: less, to: more, through: start + .seconds(100 * 3_600)
    ).runInOneLane()
    #expect(report.byTier.map(\.name) == [""])
    #expect(report.explanation.text().contains("\n    no tier: 1.00 CNY before, 2.00 CNY after"))
    #expect(
      report.explanation.text(in: .simplifiedChinese).contains("\n    无等级：原1.00 CNY"))
  }
}
