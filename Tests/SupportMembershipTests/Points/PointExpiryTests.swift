// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportTime
import Testing

@Suite("Points: when they end")
struct PointExpiryTests {
  static let newYork: ZoneRules? = try? ZoneRules(identifier: "America/New_York")

  @Test(
    "the last date is included, and the points end with the midnight behind it",
    arguments: [
      (PointExpiry.after(.months(1)), "2025-01-31", "2025-03-01"),
      (.after(.months(1)), "2024-01-31", "2024-03-01"),
      (.after(.months(12)), "2024-02-29", "2025-03-01"),
      (.after(.months(48)), "2024-02-29", "2028-03-01"),
      (.after(.days(1)), "2024-02-28", "2024-03-01"),
      (.endOfMonth(after: 12), "2025-02-28", "2026-03-01"),
      (.endOfMonth(after: 12), "2024-02-29", "2025-03-01"),
      (.endOfMonth(after: 1), "2025-01-31", "2025-03-01"),
      (.endOfMonth(after: 0), "2025-02-01", "2025-03-01"),
      (.yearly(month: 12, day: 31, atLeast: 0), "2025-12-31", "2026-01-01"),
      (.yearly(month: 12, day: 31, atLeast: 1), "2025-11-30", "2026-01-01"),
      (.yearly(month: 12, day: 31, atLeast: 1), "2025-12-01", "2027-01-01"),
      (.yearly(month: 2, day: 29, atLeast: 0), "2025-01-01", "2025-03-01"),
      (.yearly(month: 2, day: 29, atLeast: 0), "2027-12-01", "2028-03-01"),
      (.on(.max), "2025-01-01", "9999-12-31T23:59:59.999"),
    ])
  func ends(expiry: PointExpiry, earned: String, end: String) throws {
    let start = try Instant("\(earned)T12:00+00:00")
    let expected = end.count > 10 ? "\(end)Z" : "\(end)T00:00:00Z"
    #expect(expiry.end(earned: start, in: .utc)?.description == expected)
  }

  @Test("the month ends by the programme's clocks, not by those of the machine")
  func zone() throws {
    let earned = try Instant("2025-01-31T17:00Z")
    let rule = PointExpiry.endOfMonth(after: 0)
    #expect(rule.end(earned: earned, in: .utc)?.description == "2025-02-01T00:00:00Z")
    #expect(rule.end(earned: earned, in: Club.shanghai)?.description == "2025-02-28T16:00:00Z")
    let newYork = try #require(Self.newYork)
    #expect(rule.end(earned: earned, in: newYork)?.description == "2025-02-01T05:00:00Z")
    // The clocks go forward in between.
    let march = PointExpiry.endOfMonth(after: 2)
    #expect(march.end(earned: earned, in: newYork)?.description == "2025-04-01T04:00:00Z")
  }

  @Test("points are there to the last millisecond and gone at the end")
  func lastMillisecond() throws {
    var account = try Club.account(Club.draft(Club.points(expiry: .endOfMonth(after: 1))))
    try account.buy("a", 70, at: "2025-01-31T12:00+08:00")
    #expect(try account.available("2025-02-28T23:59:59.999+08:00") == 70)
    let gone = account.balance(at: try Instant("2025-03-01T00:00+08:00"))
    #expect(gone.available == 0)
    #expect(gone.expired == 70)
    #expect(throws: MemberAccount.Rejection.notEnoughPoints(available: 0, wanted: 70)) {
      try account.spend("r", 70, at: "2025-03-01T00:00+08:00")
    }
    try account.spend("r", 70, at: "2025-02-28T23:59:59.999+08:00")
    #expect(try account.available("2025-02-28T23:59:59.999+08:00") == 0)
  }

  @Test("inactivity ends all points together; each earning keeps them, spending where it counts")
  func inactivity() throws {
    for counts in [true, false] {
      var rules = Club.points(expiry: .inactivity)
      rules.inactivity = .init(after: .months(3), countsSpending: counts)
      var account = try Club.account(Club.draft(rules))
      try account.buy("a", 100, at: "2025-01-10T12:00+08:00")
      try account.spend("r", 10, at: "2025-03-10T12:00+08:00")
      let end = counts ? "2025-06-11T00:00+08:00" : "2025-04-11T00:00+08:00"
      let balance = account.balance(at: try Instant("2025-03-10T12:00+08:00"))
      #expect(balance.nextExpiry?.at == (try Instant(end)))
      #expect(balance.nextExpiry?.points == 90)
      #expect(try account.available(end) == 0)
      // What is earned later does not bring back what was gone.
      try account.buy("b", 5, at: "2025-07-01T12:00+08:00")
      #expect(try account.available("2025-07-01T12:00+08:00") == 5)
      #expect(account.balance(at: try Instant("2025-07-01T12:00+08:00")).expired == 90)
    }
  }

  @Test("the lot that was earned first is spent first, or the one that ends first")
  func order() throws {
    for order in PointRules.Order.allCases {
      var account = try Club.account(Club.draft(Club.points(order: order)))
      try account.act(.adjust("a", points: 10, expiry: .never), at: "2025-01-02T00:00+08:00")
      try account.act(
        .adjust("b", points: 10, expiry: .after(.days(9))), at: "2025-01-02T00:00+08:00")
      try account.act(
        .adjust("c", points: 10, expiry: .after(.days(5))), at: "2025-01-02T00:00+08:00")
      let events = try account.spend("r", 25, at: "2025-01-03T00:00+08:00")
      let left = account.lots.map(\.left)
      guard case .redeemed(let redemption) = events[0].change else {
        Issue.record("it is another one")
        return
      }
      if order == .oldestFirst {
        #expect(left == [0, 0, 5])
        #expect(redemption.spans == [LotSpan(first: 0, last: 2, points: 25)])
      } else {
        #expect(left == [5, 0, 0])
        #expect(redemption.spans.map(\.first) == [2, 1, 0])
        #expect(redemption.spans.map(\.points) == [10, 10, 5])
      }
    }
  }

  @Test("a lot that ends with activity is spent where its end stands as of now")
  func orderWithActivity() throws {
    var rules = Club.points(expiry: .inactivity, order: .soonestToExpire)
    rules.inactivity = .init(after: .months(3), countsSpending: false)
    var account = try Club.account(Club.draft(rules))
    // The gift ends with 10 May 2025; the other points with 10 April, if nothing happens.
    try account.act(
      .adjust("g", points: 10, expiry: .on(CivilDate("2025-05-10"))), at: "2025-01-10T00:00+08:00")
    try account.act(.adjust("n", points: 10, expiry: .never), at: "2025-01-10T00:00+08:00")
    try account.buy("a", 20, at: "2025-01-10T00:00+08:00")
    try account.spend("r1", 5, at: "2025-01-11T00:00+08:00")
    #expect(account.lots.map(\.left) == [10, 10, 15])
    // A visit moves their end to 10 June, behind that of the gift.
    try account.buy("b", 20, at: "2025-03-10T00:00+08:00")
    try account.spend("r2", 15, at: "2025-03-11T00:00+08:00")
    #expect(account.lots.map(\.left) == [0, 10, 10, 20])
    // What never ends is spent last.
    try account.spend("r3", 32, at: "2025-03-12T00:00+08:00")
    #expect(account.lots.map(\.left) == [0, 8, 0, 0])
    try account.act(.reverseRedemption("r3", id: "v", points: nil), at: "2025-03-13T00:00+08:00")
    try account.spend("r4", 30, at: "2025-03-14T00:00+08:00")
    #expect(account.lots.map(\.left) == [0, 10, 0, 0])
  }

  @Test("where spending is an activity, lots stand by the end that it gives them")
  func orderBySpending() throws {
    for counts in [true, false] {
      var rules = Club.points(expiry: .inactivity, order: .soonestToExpire)
      rules.inactivity = .init(after: .days(30), countsSpending: counts)
      var account = try Club.account(Club.draft(rules))
      try account.buy("a", 10, at: "2025-01-01T00:00+08:00")
      // It ends with 9 February. The other points end with 31 January, and, if spending on 20 January
      // is an activity, with 19 February.
      try account.act(
        .adjust("g", points: 10, expiry: .on(CivilDate("2025-02-09"))),
        at: "2025-01-02T00:00+08:00")
      try account.spend("r", 4, at: "2025-01-20T00:00+08:00")
      #expect(account.lots.map(\.left) == (counts ? [10, 6] : [6, 10]))
    }
  }

  @Test("of lots that end together the one that was received first is spent first")
  func endTogether() throws {
    var rules = Club.points(expiry: .inactivity, order: .soonestToExpire)
    rules.inactivity = .init(after: .days(9), countsSpending: false)
    for isGiftFirst in [true, false] {
      var account = try Club.account(Club.draft(rules))
      let gift = MemberAccount.Command.adjust("g", points: 10, expiry: .after(.days(9)))
      if isGiftFirst { try account.act(gift, at: "2025-01-10T00:00+08:00") }
      try account.buy("a", 10, at: "2025-01-10T00:00+08:00")
      if !isGiftFirst { try account.act(gift, at: "2025-01-10T00:00+08:00") }
      try account.spend("r", 12, at: "2025-01-11T00:00+08:00")
      #expect(account.lots.map(\.left) == [0, 8])
    }
  }

  @Test("pending points come by the clock, or when they are confirmed")
  func pending() throws {
    var account = try Club.account()
    try account.buy("a", 30, at: "2025-01-02T10:00+08:00", as: "preorder")
    try account.buy("b", 40, at: "2025-01-02T10:00+08:00", as: "order")
    let before = account.balance(at: try Instant("2025-01-16T09:59:59.999+08:00"))
    #expect(before.available == 0)
    #expect(before.pending == 70)
    #expect(before.nextRelease == (try Instant("2025-01-16T10:00+08:00")))
    #expect(try account.available("2025-01-16T10:00+08:00") == 30)
    try account.act(.confirmEarning("b"), at: "2025-01-20T00:00+08:00")
    #expect(try account.available("2025-01-20T00:00+08:00") == 70)
    #expect(throws: MemberAccount.Rejection.nothingToConfirm("b")) {
      try account.act(.confirmEarning("b"), at: "2025-01-20T00:00+08:00")
    }
    #expect(throws: MemberAccount.Rejection.nothingToConfirm("a")) {
      try account.act(.confirmEarning("a"), at: "2025-01-20T00:00+08:00")
    }
  }

  @Test("expired points come back within their window, once, for a new time")
  func reinstated() throws {
    var rules = Club.points(expiry: .after(.days(10)))
    rules.reinstatement = .init(window: .days(30), validity: .days(7))
    var account = try Club.account(Club.draft(rules))
    try account.buy("a", 40, at: "2025-01-02T10:00+08:00")
    try account.buy("b", 60, at: "2025-02-20T10:00+08:00")
    // Lot a ended on 13 January, 63 days ago; lot b on 3 March.
    let events = try account.act(.reinstatePoints("i"), at: "2025-03-17T08:00+08:00")
    guard case .pointsReinstated(let back) = events[0].change else {
      Issue.record("it is another one")
      return
    }
    #expect(back.points == 60)
    #expect(back.expiresAt == (try Instant("2025-03-25T00:00+08:00")))
    let balance = account.balance(at: try Instant("2025-03-17T08:00+08:00"))
    #expect(balance.available == 60)
    #expect(balance.expired == 40)
    #expect(throws: MemberAccount.Rejection.nothingLeft("what expired")) {
      try account.act(.reinstatePoints("j"), at: "2025-03-17T09:00+08:00")
    }
    #expect(try account.available("2025-03-25T00:00+08:00") == 0)
  }

  @Test("an activity exactly at the end comes too late for what ends then")
  func activityAtTheEnd() throws {
    var rules = Club.points(expiry: .inactivity)
    rules.inactivity = .init(after: .days(10), countsSpending: true)
    for (time, points) in [
      ("2025-01-12T23:59:59.999+08:00", Int64(105)), ("2025-01-13T00:00+08:00", 5),
    ] {
      var account = try Club.account(Club.draft(rules))
      try account.buy("a", 100, at: "2025-01-02T10:00+08:00")
      try account.buy("b", 5, at: time)
      #expect(try account.available(time) == points)
    }
  }
}
