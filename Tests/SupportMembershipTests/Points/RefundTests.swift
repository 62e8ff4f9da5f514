// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportTime
import Testing

@Suite("Points: refunds and reversals")
struct RefundTests {
  typealias Rejection = MemberAccount.Rejection

  @Test("points spent before their refund are owed, other lots stay, and earnings pay them off")
  func owed() throws {
    var account = try Club.account()
    try account.buy("a", 100, at: "2025-01-02T00:00+08:00")
    try account.buy("b", 50, at: "2025-01-03T00:00+08:00")
    try account.spend("r", 80, at: "2025-01-04T00:00+08:00")
    let events = try account.act(
      .refundEarning("a", id: "f", .all), at: "2025-01-05T00:00+08:00")
    guard case .earningRefunded(let refund) = events[0].change else {
      Issue.record("it is another one")
      return
    }
    #expect(refund.fromLot == 20)
    #expect(refund.owed == 80)
    var balance = account.balance(at: try Instant("2025-01-05T00:00+08:00"))
    #expect(balance.available == 50)
    #expect(balance.owed == 80)
    try account.buy("c", 30, at: "2025-01-06T00:00+08:00")
    balance = account.balance(at: try Instant("2025-01-06T00:00+08:00"))
    #expect(balance.available == 50)
    #expect(balance.owed == 50)
    try account.act(.reverseRedemption("r", id: "v", points: nil), at: "2025-01-07T00:00+08:00")
    balance = account.balance(at: try Instant("2025-01-07T00:00+08:00"))
    #expect(balance.owed == 0)
    #expect(balance.available == 80)
  }

  @Test("with the other choices they come out of other lots, or are let go")
  func otherChoices() throws {
    for (clawback, available, owed) in [
      (PointRules.Clawback.fromOtherLots, Int64(0), Int64(30)), (.waived, 50, 0),
    ] {
      var account = try Club.account(Club.draft(Club.points(clawback: clawback)))
      try account.buy("a", 100, at: "2025-01-02T00:00+08:00")
      try account.buy("b", 50, at: "2025-01-03T00:00+08:00")
      try account.spend("r", 80, at: "2025-01-04T00:00+08:00")
      try account.act(.refundEarning("a", id: "f", .all), at: "2025-01-05T00:00+08:00")
      let balance = account.balance(at: try Instant("2025-01-05T00:00+08:00"))
      #expect(balance.available == available)
      #expect(balance.owed == owed)
    }
  }

  @Test("refunds in parts take what one refund would take, whatever is rounded")
  func parts() throws {
    var account = try Club.account()
    try account.perform(
      .earn(.init("a", "purchase", spend: Club.yuan(10_99))), by: .system,
      at: Instant("2025-01-02T00:00+08:00"))
    #expect(try account.available("2025-01-02T00:00+08:00") == 10)
    var taken: [Int64] = []
    for (name, units) in [("f1", 33), ("f2", 400), ("f3", 1), ("f4", 665)] as [(String, Int64)] {
      let events = try account.act(
        .refundEarning("a", id: .init(name), .spend(Club.yuan(units))),
        at: "2025-01-03T00:00+08:00")
      guard case .earningRefunded(let refund) = events[0].change else {
        Issue.record("it is another one")
        return
      }
      taken.append(refund.points)
    }
    // What is kept is rounded down: 9, 6, 6 and 0 of 10.
    #expect(taken == [1, 3, 0, 6])
    #expect(throws: Rejection.nothingLeft("earning a")) {
      try account.act(
        .refundEarning("a", id: "f5", .spend(Club.yuan(1))), at: "2025-01-03T00:00+08:00")
    }
    #expect(account.qualifying(in: .lifetime, at: .max).points == 0)
    #expect(account.qualifying(in: .lifetime, at: .max).spend == Club.yuan(0))
  }

  @Test("a refund that names what the earning does not have is refused")
  func refusedRefunds() throws {
    var account = try Club.account()
    try account.act(.earn(.init("v", "visit")), at: "2025-01-02T00:00+08:00")
    try account.buy("a", 10, at: "2025-01-02T00:00+08:00")
    func refuse(_ earning: EarningID, _ share: MemberAccount.RefundShare) -> Rejection? {
      do throws(Rejection) {
        _ = try account.decide(
          .refundEarning(earning, id: "f", share), by: .system,
          at: account.lastEventAt ?? .epoch)
        return nil
      } catch {
        return error
      }
    }
    #expect(refuse("x", .all) == .unknownName("earning x"))
    #expect(refuse("v", .spend(Club.yuan(1))) == .wrongRefund("v"))
    #expect(refuse("a", .points(5)) == .wrongRefund("a"))
    #expect(refuse("v", .points(11)) == .outOfRange("points", value: 11, bounds: 1...10))
    #expect(
      refuse("a", .spend(Club.yuan(1001))) == .outOfRange("spend", value: 1001, bounds: 1...1000))
    #expect(
      refuse("a", .spend(.init(minorUnits: 5, currency: .usd)))
        == .wrongCurrency(.init(minorUnits: 5, currency: .usd), expected: .cny))
    #expect(refuse("v", .points(4)) == nil)
  }

  @Test("what was taken last comes back first, each point to its own lot")
  func reversal() throws {
    var account = try Club.account()
    for (name, points) in [("a", 10), ("b", 20), ("c", 30)] as [(String, Int64)] {
      try account.buy(EarningID(name), points, at: "2025-01-02T00:00+08:00")
    }
    try account.spend("r", 45, at: "2025-01-03T00:00+08:00")
    #expect(account.lots.map(\.left) == [0, 0, 15])
    try account.act(.reverseRedemption("r", id: "v1", points: 20), at: "2025-01-04T00:00+08:00")
    #expect(account.lots.map(\.left) == [0, 5, 30])
    #expect(account.unreversed("r") == 25)
    try account.act(.reverseRedemption("r", id: "v2", points: nil), at: "2025-01-04T00:00+08:00")
    #expect(account.lots.map(\.left) == [10, 20, 30])
    #expect(throws: Rejection.nothingLeft("redemption r")) {
      try account.act(.reverseRedemption("r", id: "v3", points: nil), at: "2025-01-04T00:00+08:00")
    }
    #expect(throws: Rejection.alreadyDone("entry v2")) {
      try account.act(.reverseRedemption("r", id: "v2", points: 1), at: "2025-01-04T00:00+08:00")
    }
  }

  @Test("points that come back to an expired lot are lost, or last for a new short time")
  func expired() throws {
    for window in [nil, 20, 5] as [Int?] {
      let back: PointRules.ExpiredReturn =
        window.map { .reinstated(for: .days(7), window: .days($0)) } ?? .lost
      var account = try Club.account(
        Club.draft(Club.points(expiry: .after(.days(10)), expiredReturn: back)))
      try account.buy("a", 40, at: "2025-01-02T10:00+08:00")
      try account.spend("r", 40, at: "2025-01-03T10:00+08:00")
      try account.buy("b", 7, at: "2025-01-20T10:00+08:00")
      // The lot ended at the midnight of 13 January; ten days later the redemption is called off.
      let events = try account.act(
        .reverseRedemption("r", id: "v", points: nil), at: "2025-01-23T10:00+08:00")
      guard case .redemptionReversed(let reversal) = events[0].change else {
        Issue.record("it is another one")
        return
      }
      let comesBack = window == 20
      #expect(reversal.toLots == 0)
      #expect(reversal.reinstated == (comesBack ? 40 : 0))
      #expect(reversal.lost == (comesBack ? 0 : 40))
      #expect(
        reversal.expiresAt == (comesBack ? try Instant("2025-01-31T00:00+08:00") : nil))
      #expect(try account.available("2025-01-30T23:59+08:00") == (comesBack ? 47 : 7))
    }
  }

  @Test("the window of an expired lot includes its last instant")
  func window() throws {
    for (time, back) in [
      ("2025-01-18T00:00+08:00", true), ("2025-01-18T00:00:00.001+08:00", false),
    ] {
      var account = try Club.account(
        Club.draft(
          Club.points(
            expiry: .after(.days(10)),
            expiredReturn: .reinstated(for: .days(7), window: .days(5)))))
      try account.buy("a", 40, at: "2025-01-02T10:00+08:00")
      try account.spend("r", 40, at: "2025-01-03T10:00+08:00")
      // The lot ended with the midnight of 13 January.
      try account.act(.reverseRedemption("r", id: "v", points: nil), at: time)
      #expect(try account.available(time) == (back ? 40 : 0))
    }
  }

  @Test("a cent given back is a cent that no longer earns")
  func oneCent() throws {
    var account = try Club.account()
    try account.buy("a", 10, at: "2025-01-02T10:00+08:00")
    try account.act(
      .refundEarning("a", id: "f", .spend(Club.yuan(1))), at: "2025-01-03T10:00+08:00")
    #expect(try account.available("2025-01-03T10:00+08:00") == 9)
    #expect(account.qualifying(in: .lifetime, at: .max).points == 9)
  }
}
