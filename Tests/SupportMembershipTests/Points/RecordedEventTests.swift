// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportRules
import SupportTime
import Testing

@Suite("Events that were recorded twice, or apart")
struct RecordedEventTests {
  static let year = QualifyingPeriod.calendarYear

  @Test("the same refund twice in a stream is one, and the second is ignored")
  func refundTwice() throws {
    var account = try Club.account()
    try account.buy("a", 100, at: "2025-01-02T00:00+08:00")
    let refund = try account.act(
      .refundEarning("a", id: "f", .spend(Club.yuan(30_00))), at: "2025-01-03T00:00+08:00")
    let now = try Instant("2025-01-03T00:00+08:00")
    let before = account
    account.apply(contentsOf: refund)
    #expect(account.ignoredEventCount == 1)
    #expect(account.lots == before.lots)
    #expect(account.qualifying(in: Self.year, at: now).points == 70)
  }

  @Test("two refunds decided apart take no more together than the earning brought")
  func refundsApart() throws {
    var draft = Club.draft()
    draft.earnings[0].then.contribution = .fixed(8)
    var account = try Club.account(draft)
    try account.buy("other", 50, at: "2025-01-02T00:00+08:00")
    try account.buy("a", 100, at: "2025-01-02T00:00+08:00")
    let now = try Instant("2025-01-03T00:00+08:00")
    try account.spend("r", 120, at: "2025-01-03T00:00+08:00")
    // Each host saw the whole earning: 30 points left in its lot, 70 spent.
    let one = try account.decide(.refundEarning("a", id: "f1", .all), by: .system, at: now)
    let two = try account.decide(.refundEarning("a", id: "f2", .all), by: .system, at: now)
    account.apply(contentsOf: one + two)
    let qualifying = account.qualifying(in: Self.year, at: now)
    #expect(qualifying.points == 50)
    #expect(qualifying.spend == Club.yuan(50_00))
    #expect(qualifying.contribution == 8)
    #expect(account.balance(at: now).owed == 70)
    #expect(account.balance(at: now).available == 0)
    #expect(throws: MemberAccount.Rejection.nothingLeft("earning a")) {
      try account.perform(.refundEarning("a", id: "f3", .all), by: .system, at: now)
    }
  }

  @Test("two refunds decided apart take no more out of other lots than the earning brought")
  func refundsOfOthers() throws {
    var account = try Club.account(Club.draft(Club.points(clawback: .fromOtherLots)))
    try account.buy("a", 100, at: "2025-01-02T00:00+08:00")
    try account.buy("other", 500, at: "2025-01-02T00:00+08:00")
    try account.spend("r", 100, at: "2025-01-03T00:00+08:00")
    let now = try Instant("2025-01-03T00:00+08:00")
    let events = try ["f1", "f2"].flatMap { id in
      try account.decide(.refundEarning("a", id: .init(id), .all), by: .system, at: now)
    }
    account.apply(contentsOf: events)
    #expect(account.balance(at: now).available == 400)
    #expect(account.balance(at: now).owed == 0)
  }

  @Test("a redemption that names more than there is takes what there is, and is no ignored event")
  func redemptionBeyond() throws {
    var account = try Club.account()
    try account.buy("a", 30, at: "2025-01-02T00:00+08:00")
    let now = try Instant("2025-01-03T00:00+08:00")
    account.apply(
      .init(
        .redeemed(
          .init(id: "r", purpose: "x", points: 50, spans: [.init(first: 0, last: 0, points: 50)])),
        by: .system, at: now))
    #expect(account.ignoredEventCount == 0)
    #expect(account.balance(at: now).available == 0)
    #expect(account.unreversed("r") == 30)
  }

  @Test("an ignored event changes the counts and no answer")
  func ignored() throws {
    var draft = Club.draft()
    draft.tiers = [.init("standard"), .init("gold", requirement: .points(100, in: .calendarYear))]
    var account = try Club.account(draft)
    try account.buy("a", 30, at: "2025-01-02T00:00+08:00")
    let grant = TierGrant("gold", .manual, until: try Instant("2025-06-01T00:00+08:00"))
    try account.act(.grantTier(grant), at: "2025-01-03T00:00+08:00")
    #expect(throws: MemberAccount.Rejection.alreadyDone("grant of gold")) {
      try account.act(.grantTier(grant), at: "2025-01-04T00:00+08:00")
    }
    let now = try Instant("2025-01-05T00:00+08:00")
    let ignored: [MemberAccount.Change] = [
      .enrolled(.init(programme: "club", version: "1")), .tierGranted(grant),
      .tierGranted(.init("ruby", .manual)), .tierGrantEnded("ruby"), .earningConfirmed("a"),
      .earningConfirmed("none"),
      .redemptionReversed(.init(id: "v", redemption: "none", points: 1, toLots: 1)),
      .earningRefunded(.init(id: "f", earning: "none", points: 1, fromLot: 1)),
      .benefitUseReturned("none"),
    ]
    for (number, change) in ignored.enumerated() {
      let before = account
      account.apply(.init(change, by: .system, at: now))
      #expect(account.ignoredEventCount == number + 1, "\(change)")
      #expect(account.eventCount == before.eventCount + 1)
      #expect(account.lastEventAt == now)
      #expect(account.lots == before.lots)
      #expect(account.standing(at: .max) == before.standing(at: .max))
      #expect(account.tierSteps(through: .max) == before.tierSteps(through: .max))
    }
    #expect(account.intents(after: .min, through: .max).map(\.key).count == 2)
  }
}
