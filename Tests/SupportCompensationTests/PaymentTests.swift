// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

@Suite("Who agrees to a sum, and how it is paid")
struct PaymentTests {
  static func desk(_ options: CompensationOptions) throws -> AccountDesk {
    AccountDesk(policy: try Desk.policy(options: options))
  }

  static let approvals = CompensationOptions(approvals: [
    ApprovalLevel("lead", above: Desk.yuan("100"), orBy: ["board"]),
    ApprovalLevel("board", above: Desk.yuan("1000"), people: 2),
  ])

  @Test("a small sum is paid at once, a greater one when enough different people agree")
  func approval() throws {
    var desk = try Self.desk(Self.approvals)
    try desk.claim("small", of: "T-0", ["fault": "minor", "serviceFee": .money(Desk.yuan("1000"))])
    #expect(desk.account.payouts.count == 1)
    try desk.claim(
      "c1", by: .agent("wang"), ["fault": "heavyLoss", "paid": .money(Desk.yuan("6000"))])
    let approval = try #require(desk.account.standing(of: "T-1")?.approval)
    #expect(approval.level == "board" && approval.total == Desk.yuan("7200"))
    #expect(desk.account.payouts.count == 1)
    #expect(throws: CompensationAccount.Rejection.wrongLevel("lead", needed: "board")) {
      try desk.perform(.approve("T-1", as: "lead"), by: .agent("li"))
    }
    #expect(throws: CompensationAccount.Rejection.notAnAgent(.system)) {
      try desk.perform(.approve("T-1", as: "board"))
    }
    #expect(throws: CompensationAccount.Rejection.anotherPersonNeeded(.agent("wang"))) {
      try desk.perform(.approve("T-1", as: "board"), by: .agent("wang"))
    }
    try desk.perform(.approve("T-1", as: "board"), by: .agent("li"))
    #expect(desk.account.payouts.count == 1)
    #expect(throws: CompensationAccount.Rejection.anotherPersonNeeded(.agent("li"))) {
      try desk.perform(.approve("T-1", as: "board"), by: .agent("li"))
    }
    try desk.perform(.approve("T-1", as: "board"), by: .agent("zhao"))
    #expect(desk.account.payouts.last?.compensation == Desk.yuan("1200"))
    #expect(throws: CompensationAccount.Rejection.nothingToApprove("T-1")) {
      try desk.perform(.approve("T-1", as: "board"), by: .agent("sun"))
    }
  }

  @Test("a sum that changes is asked about anew")
  func again() throws {
    var desk = try Self.desk(Self.approvals)
    try desk.claim("c1", ["fault": "heavyLoss", "paid": .money(Desk.yuan("500"))])
    #expect(desk.account.standing(of: "T-1")?.approval?.level == "lead")
    try desk.perform(.approve("T-1", as: "board"), by: .agent("li"))
    #expect(desk.account.payouts.count == 1)
    try desk.claim("late", delay: try AccountDesk.hours("2"), [:])
    let approval = try #require(desk.account.standing(of: "T-1")?.approval)
    #expect(approval.by.isEmpty && approval.total == Desk.yuan("602"))
    #expect(desk.account.payouts.count == 1)
    // What nobody agrees to is taken back; what was paid stays.
    try desk.perform(.refuseApproval("T-1"), by: .agent("li"))
    #expect(desk.onTop("T-1") == "100.00 CNY" && desk.account.cause("late")?.state == .reversed)
  }

  @Test("small sums wait until they reach the least payout together")
  func carried() throws {
    var desk = try Self.desk(
      CompensationOptions(payment: PaymentTerms(carriedBelow: Desk.yuan("10"))))
    for (key, fee) in [("a", "30"), ("b", "40")] as [(IdempotencyKey, String)] {
      try desk.claim(
        key, of: TicketID("T-\(key)"), ["fault": "minor", "serviceFee": .money(Desk.yuan(fee))])
    }
    #expect(desk.account.payouts.isEmpty)
    try desk.claim("c", of: "T-c", ["fault": "minor", "serviceFee": .money(Desk.yuan("30"))])
    #expect(desk.account.payouts.map(\.compensation) == [Desk.yuan("10")])
    #expect(desk.account.payouts[0].parts.map(\.ticket).sorted() == ["T-a", "T-b", "T-c"])
    // One of the three is reversed before anything was sent: the others wait again.
    try desk.perform(.reverse("b"))
    #expect(desk.account.payouts.map(\.state) == [.cancelled])
    try desk.perform(.payCarried)
    #expect(desk.account.payouts.last?.compensation == Desk.yuan("6"))
    #expect(throws: CompensationAccount.Rejection.nothingCarried) {
      try desk.perform(.payCarried)
    }
  }

  @Test("a payout goes its way, and only that")
  func moves() throws {
    var desk = try Self.desk(CompensationOptions())
    try desk.claim("a", ["fault": "minor", "serviceFee": .money(Desk.yuan("30"))])
    let key = desk.account.payouts[0].key
    #expect(throws: CompensationAccount.Rejection.wrongMove(key, from: .due, to: .settled)) {
      try desk.perform(.movePayout(key, to: .settled))
    }
    for state in [.sent, .returned, .sent, .failed, .sent, .settled] as [Payout.State] {
      try desk.perform(.movePayout(key, to: state))
      #expect(desk.account.payout(key)?.state == state)
    }
    #expect(throws: CompensationAccount.Rejection.wrongMove(key, from: .settled, to: .cancelled)) {
      try desk.perform(.movePayout(key, to: .cancelled))
    }
    #expect(throws: CompensationAccount.Rejection.unknownPayout("other")) {
      try desk.perform(.movePayout("other", to: .sent))
    }
  }

  @Test("a payout that is sent late costs what the policy says, once, and toward no cap")
  func penalty() throws {
    let penalty = AwardFormula([
      .times(
        .perUnit(try Rate("0.05%"), AccrualUnits(.started, .elapsed(milliseconds: 86_400_000)))),
      .round(RoundingRule(.up)),
    ])
    var desk = try Self.desk(
      CompensationOptions(payment: PaymentTerms(within: .hours(72), penalty: penalty)))
    try desk.claim("a", ["fault": "heavyLoss", "paid": .money(Desk.yuan("1000"))])
    let payout = desk.account.payouts[0]
    let due = try #require(payout.dueBy)
    #expect(desk.now.milliseconds(to: due) == 72 * 3_600_000)
    #expect(desk.account.nextDeadline == due)
    try desk.perform(.movePayout(payout.key, to: .sent), at: due.adding(milliseconds: 86_400_001))
    #expect(desk.account.nextDeadline == nil)
    try desk.perform(.movePayout(payout.key, to: .settled))
    // 1,200 × 0.05 % × 2 started days = 1.20
    #expect(desk.account.standing(of: "T-1")?.penalties == Desk.yuan("1.20"))
    #expect(
      desk.account.payouts.count == 2 && desk.account.payouts[1].compensation == Desk.yuan("1.20"))
    #expect(try desk.headroom("2025-05-18T00:00:00Z") == "99800.00 CNY")
    let second = desk.account.payouts[1]
    try desk.perform(.movePayout(second.key, to: .sent), at: due.adding(milliseconds: 900_000_000))
    try desk.perform(.movePayout(second.key, to: .settled))
    #expect(desk.account.payouts.count == 2)
  }

  @Test("exactly at the promised instant is in time")
  func inTime() throws {
    let penalty = AwardFormula([.base(.money(Desk.yuan("5"))), .round(RoundingRule(.up))])
    var desk = try Self.desk(
      CompensationOptions(payment: PaymentTerms(within: .hours(72), penalty: penalty)))
    try desk.claim("a", ["fault": "heavyLoss", "paid": .money(Desk.yuan("1000"))])
    let payout = desk.account.payouts[0]
    try desk.perform(.movePayout(payout.key, to: .sent), at: try #require(payout.dueBy))
    try desk.perform(.movePayout(payout.key, to: .settled))
    #expect(desk.account.payouts.count == 1)
  }

  @Test("many claims within a while ask for a person, and are paid all the same")
  func serialClaims() throws {
    var desk = try Self.desk(
      CompensationOptions(serialClaims: [
        SerialClaimRule("often", claims: 3, withinMilliseconds: 86_400_000)
      ]))
    for number in 1...4 {
      try desk.claim(
        IdempotencyKey("c\(number)"), of: TicketID("T-\(number)"),
        ["fault": "minor", "serviceFee": .money(Desk.yuan("30"))])
    }
    #expect(desk.account.flags.map(\.claims) == [3, 4])
    #expect(desk.account.payouts.count == 4)
    let flagged = desk.events.filter { if case .flagged = $0.change { true } else { false } }
    #expect(
      flagged[0].intents(causedBy: "E-7", of: desk.account).map(\.action) == [.review])
  }
}
