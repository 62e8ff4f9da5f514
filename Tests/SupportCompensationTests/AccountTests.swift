// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

@Suite("What a customer's account gives and takes back")
struct AccountTests {
  var desk: AccountDesk

  init() throws {
    desk = try AccountDesk(policy: Desk.policy())
  }

  @Test("a heavy loss gives everything back and a fifth on top")
  mutating func heavyLoss() throws {
    try desk.claim("c1", ["fault": "heavyLoss", "paid": .money(Desk.yuan("6000"))])
    #expect(desk.refund("T-1") == "6000.00 CNY" && desk.onTop("T-1") == "1200.00 CNY")
    #expect(desk.account.payouts.map(\.refund) == [Desk.yuan("6000")])
    #expect(desk.account.payouts.map(\.compensation) == [Desk.yuan("1200")])
  }

  @Test("of several causes of a case the highest counts, and overtime comes on top")
  mutating func stacking() throws {
    try desk.claim("minor", ["fault": "minor", "serviceFee": .money(Desk.yuan("500"))])
    #expect(desk.onTop("T-1") == "50.00 CNY")
    try desk.claim("heavy", ["fault": "heavyLoss", "paid": .money(Desk.yuan("600"))])
    #expect(desk.onTop("T-1") == "120.00 CNY")
    try desk.claim("late", delay: try AccountDesk.hours("2.0003"), [:])
    #expect(desk.onTop("T-1") == "123.00 CNY")
    #expect(desk.account.cause("minor")?.compensation == Desk.yuan("50"))
    #expect(desk.account.cause("heavy")?.compensation == Desk.yuan("70"))
    #expect(desk.account.cause("late")?.compensation == Desk.yuan("3"))
  }

  @Test("a cause that another one covers is recorded, and pays when that one is reversed")
  mutating func covered() throws {
    try desk.claim("heavy", ["fault": "heavyLoss", "paid": .money(Desk.yuan("600"))])
    try desk.claim("minor", ["fault": "minor", "serviceFee": .money(Desk.yuan("500"))])
    #expect(desk.account.cause("minor")?.award?.coveredBy == "heavy")
    #expect(desk.account.cause("minor")?.compensation == Desk.yuan("0"))
    let events = try desk.perform(.reverse("heavy"))
    #expect(desk.onTop("T-1") == "50.00 CNY" && desk.refund("T-1") == "0.00 CNY")
    #expect(
      events.contains {
        $0.change == .adjusted("minor", refund: Desk.yuan("0"), compensation: Desk.yuan("50"))
      })
    // The payout of 600 + 120 was not sent: it is cancelled, and 50 are placed instead.
    #expect(desk.account.payouts.map(\.state) == [.cancelled, .due])
    #expect(desk.account.payouts.last?.compensation == Desk.yuan("50"))
  }

  @Test("what was sent before a reversal is told as overpaid, and taken from the next payout")
  mutating func overpaid() throws {
    try desk.claim("heavy", ["fault": "heavyLoss", "paid": .money(Desk.yuan("600"))])
    try desk.perform(.movePayout(desk.account.payouts[0].key, to: .sent))
    try desk.perform(.reverse("heavy"))
    #expect(desk.account.standing(of: "T-1")?.overpaid == Desk.yuan("720"))
    try desk.claim("minor", ["fault": "minor", "serviceFee": .money(Desk.yuan("2000"))])
    // 200 on top are due, and 120 of the 720 were on top: 80 more.
    #expect(desk.account.payouts.last?.compensation == Desk.yuan("80"))
    #expect(desk.account.standing(of: "T-1")?.overpaid == Desk.yuan("600"))
  }

  @Test("the same cause pays once, and one that was reversed only when the reversal was wrong")
  mutating func once() throws {
    let facts: KeyValuePairs<String, FactValue> = [
      "fault": "minor", "serviceFee": .money(Desk.yuan("500")),
    ]
    try desk.claim("c1", facts)
    #expect(throws: CompensationAccount.Rejection.award(.alreadyAwarded("c1"))) {
      try desk.claim("c1", facts)
    }
    try desk.perform(.reverse("c1"))
    #expect(throws: CompensationAccount.Rejection.reversed("c1")) { try desk.claim("c1", facts) }
    #expect(throws: CompensationAccount.Rejection.reversed("c1")) {
      try desk.perform(.reverse("c1"))
    }
    try desk.perform(.reinstate(Desk.claim(desk.policy, "c1", facts)))
    #expect(desk.onTop("T-1") == "50.00 CNY")
  }

  @Test("a delay that goes on shows an interim sum, and pays once when it ends")
  mutating func delay() throws {
    let start = try Instant("2025-05-18T00:00:00Z")
    let open = try Cause.Delay(from: start)
    try desk.claim(
      "late", at: "2025-05-18T00:00:00Z", now: "2025-05-18T03:30:00Z", delay: open, [:])
    #expect(desk.account.cause("late")?.state == .goingOn)
    #expect(desk.account.cause("late")?.award?.compensation == Desk.yuan("4"))
    #expect(desk.account.payouts.isEmpty && desk.onTop("T-1") == "0.00 CNY")
    #expect(throws: CompensationAccount.Rejection.stillGoingOn("late")) {
      try desk.claim(
        "late", at: "2025-05-18T00:00:00Z", now: "2025-05-18T04:30:00Z", delay: open, [:])
    }
    let ended = try open.ended(at: try Instant("2025-05-18T06:00:00Z"))
    try desk.claim(
      "late", at: "2025-05-18T00:00:00Z", now: "2025-05-18T08:00:00Z", delay: ended, [:])
    #expect(desk.onTop("T-1") == "6.00 CNY" && desk.account.payouts.count == 1)
    #expect(throws: CompensationAccount.Rejection.award(.alreadyAwarded("late"))) {
      try desk.claim(
        "late", at: "2025-05-18T00:00:00Z", now: "2025-05-18T09:00:00Z", delay: ended, [:])
    }
  }

  @Test("one case never pays more than its cap, and the rest is shown")
  mutating func caseCap() throws {
    try desk.claim("c1", ["fault": "heavyLoss", "paid": .money(Desk.yuan("30000.05"))])
    let award = try #require(desk.account.cause("c1")?.award)
    #expect(award.compensation == Desk.yuan("5000") && award.withheld == Desk.yuan("1000.01"))
    #expect(award.limitedBy == ["case"] && award.refund == Desk.yuan("30000.05"))
    try desk.claim("late", delay: try AccountDesk.hours("5"), [:])
    #expect(desk.onTop("T-1") == "5000.00 CNY")
  }

  @Test(
    "a year's cap is that of the cause's year in the policy's zone, and a reversal gives it back")
  mutating func yearCap() throws {
    for number in 0..<20 {
      try desk.claim(
        IdempotencyKey("c\(number)"), of: TicketID("T-\(number)"), at: "2025-03-01T00:00:00Z",
        ["fault": "heavyLoss", "paid": .money(Desk.yuan("25000"))])
    }
    #expect(try desk.headroom("2025-05-18T00:00:00Z") == "0.00 CNY")
    let paid = FactValue.money(Desk.yuan("100"))
    try desk.claim("x", of: "T-x", ["fault": "heavyLoss", "paid": paid])
    #expect(desk.account.cause("x")?.award?.withheld == Desk.yuan("20"))
    // 2025 ends in Shanghai eight hours before it does in UTC.
    try desk.claim(
      "y", of: "T-y", at: "2025-12-31T15:59:59.999Z", ["fault": "heavyLoss", "paid": paid])
    try desk.claim(
      "z", of: "T-z", at: "2025-12-31T16:00:00Z", ["fault": "heavyLoss", "paid": paid])
    #expect(desk.onTop("T-y") == "0.00 CNY" && desk.onTop("T-z") == "20.00 CNY")
    try desk.perform(.reverse("c7"))
    #expect(try desk.headroom("2025-05-18T00:00:00Z") == "5000.00 CNY")
    #expect(try desk.headroom("2026-05-18T00:00:00Z") == "99980.00 CNY")
  }

  @Test("special arbitration pays past every cap, once a decision, and counts toward none")
  mutating func arbitration() throws {
    try desk.claim("c1", ["fault": "heavyLoss", "paid": .money(Desk.yuan("30000"))])
    let before = try desk.headroom("2025-05-18T00:00:00Z")
    try desk.perform(.arbitrate("c1", compensation: Desk.yuan("1000"), decision: "D-1"))
    #expect(desk.onTop("T-1") == "6000.00 CNY")
    #expect(try desk.headroom("2025-05-18T00:00:00Z") == before)
    #expect(throws: CompensationAccount.Rejection.alreadyDecided("D-1")) {
      try desk.perform(.arbitrate("c1", compensation: Desk.yuan("1000"), decision: "D-1"))
    }
    try desk.claim("m", of: "T-2", ["fault": "minor", "serviceFee": .money(Desk.yuan("10"))])
    #expect(throws: CompensationAccount.Rejection.notArbitrable("m")) {
      try desk.perform(.arbitrate("m", compensation: Desk.yuan("1"), decision: "D-2"))
    }
    try desk.perform(.reverse("c1"))
    #expect(desk.onTop("T-1") == "0.00 CNY")
  }

  @Test(
    "double what is otherwise due, beside everything back, is twice the award of the rules behind")
  mutating func otherwise() throws {
    try desk.claim(
      "c1",
      [
        "fault": "belowStandard", "paid": .money(Desk.yuan("300")),
        "serviceFee": .money(Desk.yuan("80")),
      ])
    #expect(desk.refund("T-1") == "300.00 CNY" && desk.onTop("T-1") == "16.00 CNY")
  }

  @Test("the four outcomes are told apart")
  mutating func outcomes() throws {
    let policy = desk.policy
    func outcome(_ facts: KeyValuePairs<String, FactValue>) throws -> AwardOutcome {
      try policy.award(for: Desk.claim(policy, "c", facts), in: desk.account)
    }
    #expect(try outcome(["fault": "none"]) == .notEligible(.noRuleMatches))
    #expect(try outcome([:]) == .notAssessable("belowStandard", missing: ["fault"]))
    #expect(try outcome(["fault": "heavyLoss"]) == .amountUnknown("heavyLoss", missing: ["paid"]))
    #expect(
      try outcome(["fault": "minor", "serviceFee": .money(Desk.yuan("0"))])
        == .notEligible(.nothingDue("minor")))
    #expect(
      try outcome(["fault": "belowStandard", "paid": .money(Desk.yuan("1"))])
        == .amountUnknown("belowStandard", missing: ["serviceFee"]))
    try desk.claim("c", ["fault": "none"])
    #expect(desk.account.cause("c")?.state == .notEligible)
    try desk.claim("c", ["fault": "minor", "serviceFee": .money(Desk.yuan("10"))])
    #expect(desk.onTop("T-1") == "1.00 CNY")
  }

  @Test("a step whose fact is not known is not told as a sum")
  func unknownStep() throws {
    let policy = try Desk.policy()
    let claim = try Desk.claim(policy, "c", ["fault": "heavyLoss"])
    let why = try policy.explanation(of: claim, in: CompensationAccount(of: "mei", in: .cny))
    #expect(
      why.text() == """
        something is due for c by heavyLoss; how much depends on paid
          rule heavyLoss of desk matched: fault = heavyLoss
        """)
  }

  @Test("a clock that runs backwards, sums below zero and other currencies are refused by name")
  mutating func refusals() throws {
    try desk.claim("c1", now: "2025-05-18T10:00:00Z", ["fault": "none"])
    #expect(
      throws: CompensationAccount.Rejection.beforeLastEvent(
        try Instant("2025-05-18T09:59:59Z"), last: try Instant("2025-05-18T10:00:00Z"))
    ) {
      try desk.claim("c2", now: "2025-05-18T09:59:59Z", ["fault": "none"])
    }
    let negative = FactValue.money(Desk.yuan("-1"))
    #expect(
      throws: CompensationAccount.Rejection.award(.negative(fact: "paid", negative, "heavyLoss"))
    ) {
      try desk.claim("c3", ["fault": "heavyLoss", "paid": negative])
    }
    let policy = desk.policy
    #expect(throws: AwardError.otherCurrency(account: .eur, policy: .cny)) {
      try policy.award(
        for: Desk.claim(policy, "c", ["fault": "none"]),
        in: CompensationAccount(of: "mei", in: .eur))
    }
    let huge = FactValue.money(Money(minorUnits: .max, currency: .cny))
    try desk.claim("c4", of: "T-4", ["fault": "heavyLoss", "paid": huge])
    #expect(desk.onTop("T-4") == "5000.00 CNY")
    let past = try Instant("2025-05-17T00:00:00Z")
    let start = try Instant("2025-05-18T00:00:00Z")
    #expect(throws: AwardError.endsBeforeItBegins(from: start, until: past)) {
      try Cause.Delay(from: start, until: past)
    }
  }

  @Test("every event is the same after it was written and read as JSON")
  mutating func codable() throws {
    try desk.claim("c1", ["fault": "heavyLoss", "paid": .money(Desk.yuan("30000"))])
    try desk.claim("c2", ["fault": "none"])
    try desk.claim("c3", ["fault": "heavyLoss"])
    try desk.claim("c4", delay: try AccountDesk.hours("5"), [:])
    try desk.perform(.arbitrate("c1", compensation: Desk.yuan("1000"), decision: "D-1"))
    try desk.perform(.movePayout(desk.account.payouts[0].key, to: .sent))
    try desk.perform(.reverse("c1"), because: "merged away")
    let json = try JSONEncoder().encode(desk.events)
    let back = try JSONDecoder().decode([CompensationAccount.Event].self, from: json)
    #expect(back == desk.events)
    var again = CompensationAccount(of: "mei", in: .cny)
    for event in back { again.apply(event) }
    #expect(again == desk.account)
  }
}
