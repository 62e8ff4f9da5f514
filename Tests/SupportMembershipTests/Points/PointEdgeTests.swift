// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportRules
import SupportTime
import Testing

@Suite("Points: edges and refusals")
struct PointEdgeTests {
  typealias Rejection = MemberAccount.Rejection

  @Test("exactly the balance can be spent, one more cannot, and nothing is not a redemption")
  func exactly() throws {
    var account = try Club.account()
    try account.buy("a", 30, at: "2025-01-02T00:00+08:00")
    try account.buy("b", 12, at: "2025-01-02T00:00+08:00")
    #expect(throws: Rejection.notEnoughPoints(available: 42, wanted: 43)) {
      try account.spend("r", 43, at: "2025-01-03T00:00+08:00")
    }
    for points in [0, -5, Int64.min] {
      #expect(throws: Rejection.outOfRange("points", value: points, bounds: 1...Int64.max)) {
        try account.spend("r", points, at: "2025-01-03T00:00+08:00")
      }
    }
    try account.spend("r", 42, at: "2025-01-03T00:00+08:00")
    #expect(try account.available("2025-01-03T00:00+08:00") == 0)
    #expect(throws: Rejection.alreadyDone("redemption r")) {
      try account.spend("r", 1, at: "2025-01-03T00:00+08:00")
    }
  }

  @Test("the same earning earns once, also where its event comes twice")
  func twice() throws {
    var account = try Club.account()
    let events = try account.buy("a", 30, at: "2025-01-02T00:00+08:00")
    #expect(throws: Rejection.alreadyDone("earning a")) {
      try account.buy("a", 30, at: "2025-01-03T00:00+08:00")
    }
    account.apply(contentsOf: events)
    #expect(try account.available("2025-01-03T00:00+08:00") == 30)
    #expect(account.ignoredEventCount == 1)
    #expect(account.eventCount == 3)
  }

  @Test("a clock that runs backwards is refused, and an event whose time goes back is folded")
  func backwards() throws {
    var account = try Club.account(Club.draft(Club.points(expiry: .after(.days(1)))))
    try account.buy("a", 30, at: "2025-01-10T00:00+08:00")
    #expect(
      throws: Rejection.timeRunsBackwards(
        last: try Instant("2025-01-10T00:00+08:00"), given: try Instant("2025-01-09T00:00+08:00"))
    ) {
      try account.spend("r", 1, at: "2025-01-09T00:00+08:00")
    }
    var late = MemberAccount.Event(
      .redeemed(
        .init(
          id: "r", purpose: "x", points: 10, spans: [LotSpan(first: 0, last: 0, points: 10)])),
      by: .system, at: try Instant("2024-06-01T00:00+08:00"))
    account.apply(late)
    #expect(account.lastEventAt == (try Instant("2025-01-10T00:00+08:00")))
    #expect(try account.available("2024-01-01T00:00+08:00") == 20)
    late.occurredAt = .max
    account.apply(late)
    #expect(account.ignoredEventCount == 1)
  }

  @Test("points near the largest number are refused with the bound, and nothing traps")
  func overflow() throws {
    var account = try Club.account()
    try account.act(.adjust("a", points: .max - 5, expiry: .never), at: "2025-01-02T00:00+08:00")
    #expect(throws: Rejection.outOfRange("points", value: 6, bounds: 0...5)) {
      try account.act(.adjust("b", points: 6, expiry: .never), at: "2025-01-02T00:00+08:00")
    }
    #expect(throws: Rejection.outOfRange("points", value: 10, bounds: 0...5)) {
      try account.act(.earn(.init("v", "visit")), at: "2025-01-02T00:00+08:00")
    }
    try account.act(.adjust("c", points: 5, expiry: .never), at: "2025-01-02T00:00+08:00")
    #expect(try account.available("2025-01-02T00:00+08:00") == .max)
    try account.spend("r", .max, at: "2025-01-03T00:00+08:00")
    #expect(try account.available("2025-01-03T00:00+08:00") == 0)
    try account.act(.reverseRedemption("r", id: "v", points: nil), at: "2025-01-03T00:00+08:00")
    #expect(try account.available("2025-01-03T00:00+08:00") == .max)
    #expect(
      throws: Rejection.outOfRange("points", value: .min, bounds: -Int64.max...Int64.max)
    ) {
      try account.act(.adjust("d", points: .min, expiry: nil), at: "2025-01-03T00:00+08:00")
    }
  }

  @Test("a product that does not fit is refused and names what was computed")
  func product() throws {
    var draft = Club.draft()
    draft.tiers = [.init("standard", earning: try Rate("9000000000000000000"))]
    var account = try Club.account(draft)
    do {
      try account.buy("a", 1_000_000, at: "2025-01-02T00:00+08:00")
      Issue.record("nothing was refused")
    } catch let error as Rejection {
      guard case .arithmetic("points of a", .overflow) = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test(
    "events that make no sense leave a sound account",
    arguments: [
      MemberAccount.Change.redeemed(
        .init(
          id: "x", purpose: "", points: .max,
          spans: [LotSpan(first: .min, last: .max, points: .max)])),
      .redeemed(
        .init(id: "x", purpose: "", points: -1, spans: [LotSpan(first: 5, last: -5, points: -9)])),
      .redemptionReversed(
        .init(
          id: "x", redemption: "r", points: .max, toLots: .max, reinstated: .max, lost: .min,
          paidOwed: .max)),
      .redemptionReversed(.init(id: "x", redemption: "none", points: 5, toLots: 5)),
      .earningRefunded(
        .init(
          id: "x", earning: "a", points: .max, fromLot: .max,
          fromOthers: [LotSpan(first: 0, last: .max, points: .max)], owed: .max,
          qualifying: .min, contribution: .min)),
      .adjusted(.init(id: "x", points: .max, paidOwed: .max)),
      .adjusted(
        .init(id: "x", points: .min, spans: [LotSpan(first: 0, last: 0, points: .min)])),
      .pointsReinstated(
        .init(
          id: "x", points: .max, paidOwed: .min,
          spans: [LotSpan(first: -1, last: .max, points: .max)], expiresAt: .min)),
      .earned(
        .init(
          id: "x", activity: "", spend: Club.yuan(.min), points: .min, paidOwed: .max,
          qualifying: .min, contribution: .min, availableFrom: .max, expiry: .at(.min), rule: "")),
      .tierGranted(.init("nothing", .manual)),
      .benefitUsed(.init("b", id: "x", count: .min)),
      .benefitUseReturned("none"), .earningConfirmed("none"), .tierGrantEnded("none"),
    ])
  func nonsense(change: MemberAccount.Change) throws {
    var account = try Club.account()
    try account.buy("a", 30, at: "2025-01-02T00:00+08:00")
    try account.spend("r", 10, at: "2025-01-02T00:00+08:00")
    for _ in 0..<2 {
      account.apply(.init(change, by: .system, at: .max))
      let balance = account.balance(at: .max)
      #expect(balance.available >= 0 && balance.pending >= 0 && balance.owed >= 0)
      let left = account.lots.reduce(Int64(0)) { $0 + $1.left }
      #expect(balance.available + balance.pending + balance.expired == left)
      _ = account.standing(at: .max)
      _ = account.entitlements(at: .max)
      _ = account.explanation(of: .balance, at: .max).text()
    }
  }

  @Test("a command before the beginning, twice at the beginning, or behind the end is refused")
  func beginningAndEnd() throws {
    let programme = try MembershipProgramme(Club.draft())
    var account = MemberAccount("m", under: programme)
    #expect(throws: Rejection.notEnrolled) {
      try account.buy("a", 1, at: "2025-01-01T00:00+08:00")
    }
    #expect(account.standing(at: .max) == nil)
    #expect(account.balance(at: .max).available == 0)
    try account.act(.enrol, at: "2025-01-01T00:00+08:00")
    #expect(throws: Rejection.alreadyEnrolled(at: try Instant("2025-01-01T00:00+08:00"))) {
      try account.act(.enrol, at: "2025-01-02T00:00+08:00")
    }
    try account.act(.close, at: "2025-01-03T00:00+08:00")
    #expect(throws: Rejection.closed(since: try Instant("2025-01-03T00:00+08:00"))) {
      try account.buy("a", 1, at: "2025-01-04T00:00+08:00")
    }
  }

  @Test("what is earned tells the rule, and an activity without a rule is refused")
  func rules() throws {
    var account = try Club.account()
    #expect(throws: Rejection.noRule("the activity sleeping")) {
      try account.act(.earn(.init("a", "sleeping")), at: "2025-01-02T00:00+08:00")
    }
    #expect(throws: Rejection.wrongCurrency(.init(minorUnits: 5, currency: .eur), expected: .cny)) {
      try account.act(
        .earn(.init("a", "purchase", spend: .init(minorUnits: 5, currency: .eur))),
        at: "2025-01-02T00:00+08:00")
    }
    #expect(throws: Rejection.outOfRange("spend", value: -1, bounds: 0...Int64.max)) {
      try account.act(
        .earn(.init("a", "purchase", spend: Club.yuan(-1))), at: "2025-01-02T00:00+08:00")
    }
    #expect(throws: Rejection.self) {
      try account.act(
        .earn(.init("a", "purchase", facts: [.init("colour", .text("red"))])),
        at: "2025-01-02T00:00+08:00")
    }
  }
}
