// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportTestKit
import SupportTime
import Testing

@Suite("Tiers: what is missing to keep one")
struct TierKeepTests {
  static func account(
    further: Int, grace: MembershipSpan? = nil, chance: MembershipSpan? = nil,
    renewal: TierRequirement? = nil
  ) throws -> MemberAccount {
    var draft = Club.draft()
    draft.tierRules = TierRules(
      validity: .endOf(.calendarYear, further: further), grace: grace, secondChance: chance,
      downgrade: .oneDown)
    draft.tiers = [
      .init("standard"),
      .init("gold", requirement: .points(100, in: .calendarYear), renewal: renewal),
    ]
    var account = try Club.account(draft)
    try account.buy("a", 120, at: "2025-03-01T00:00+08:00")
    return account
  }

  func toKeep(_ account: MemberAccount, _ time: String) throws -> TierGap? {
    account.standing(at: try Instant(time))?.toKeep
  }

  @Test("with a further year, the year that is judged counts, and not the one of the upgrade")
  func further() throws {
    // Gold of 2025 lasts to the end of 2026, and what is earned in 2026 renews it.
    var account = try Self.account(further: 1)
    let (begin, end) = (
      try Instant("2026-01-01T00:00+08:00"), try Instant("2027-01-01T00:00+08:00")
    )
    #expect(
      try toKeep(account, "2025-03-01T00:00+08:00") == .points(100, from: begin, by: end))
    try account.buy("b", 30, at: "2025-12-31T23:59:59+08:00")
    #expect(
      try toKeep(account, "2025-12-31T23:59:59+08:00") == .points(100, from: begin, by: end))
    #expect(try toKeep(account, "2026-01-01T00:00+08:00") == .points(100, by: end))
    try account.buy("c", 99, at: "2026-05-01T00:00+08:00")
    #expect(try toKeep(account, "2026-05-01T00:00+08:00") == .points(1, by: end))
    try account.buy("d", 1, at: "2026-12-31T23:59:59.999+08:00")
    #expect(try toKeep(account, "2026-12-31T23:59:59.999+08:00") == nil)
    #expect(try account.tier("2027-12-31T23:59+08:00") == "gold")
  }

  @Test("in grace what is earned adds to the year that has ended, by the end of the grace")
  func grace() throws {
    var account = try Self.account(further: 1, grace: .months(2))
    try account.buy("b", 60, at: "2026-05-01T00:00+08:00")
    let end = try Instant("2027-03-01T00:00+08:00")
    #expect(try toKeep(account, "2027-01-01T00:00+08:00") == .points(40, by: end))
    try account.buy("c", 39, at: "2027-02-01T00:00+08:00")
    #expect(try toKeep(account, "2027-02-28T00:00+08:00") == .points(1, by: end))
    let told = account.explanation(of: .tier, at: try Instant("2027-02-28T00:00+08:00")).text()
    #expect(
      told.contains(
        "missing to keep gold\n    1 qualifying points before 2027-03-01 00:00 +08:00"))
    try account.buy("d", 1, at: "2027-02-28T23:59+08:00")
    #expect(account.standing(at: try Instant("2027-02-28T23:59+08:00"))?.hold == .earned)
  }

  @Test("in a second chance only what is earned in it counts, by its end")
  func chance() throws {
    var account = try Self.account(further: 1, chance: .months(3))
    try account.buy("b", 60, at: "2026-05-01T00:00+08:00")
    let end = try Instant("2027-04-01T00:00+08:00")
    #expect(try toKeep(account, "2027-01-01T00:00+08:00") == .points(100, by: end))
    try account.buy("c", 1, at: "2027-03-01T00:00+08:00")
    #expect(try toKeep(account, "2027-03-01T00:00+08:00") == .points(99, by: end))
  }

  @Test(
    "where a tier has to be reached in each period anew, nothing earned before the end keeps it")
  func anew() throws {
    let end = try Instant("2026-01-01T00:00+08:00")
    let now = "2025-06-01T00:00+08:00"
    let cases: [(MembershipSpan?, MembershipSpan?, TierGap)] = [
      // In the grace what renews gold counts, then in a second chance; else gold is reached again.
      (.months(2), .months(5), .points(60, from: end, by: try Instant("2026-03-01T00:00+08:00"))),
      (nil, .months(5), .points(60, from: end, by: try Instant("2026-06-01T00:00+08:00"))),
      (nil, nil, .points(100, from: end, by: try Instant("2027-01-01T00:00+08:00"))),
    ]
    for (grace, chance, expected) in cases {
      let account = try Self.account(
        further: 0, grace: grace, chance: chance, renewal: .points(60, in: .calendarYear))
      #expect(try toKeep(account, now) == expected)
    }
    let told = try Self.account(further: 0).explanation(of: .tier, at: Instant(now)).text()
    #expect(
      told.contains(
        "100 qualifying points from 2026-01-01 00:00 +08:00 on, before 2027-01-01 00:00 +08:00"))
  }

  @Test("of several ways only those are named that lead there before the end")
  func ways() throws {
    let account = try Self.account(
      further: 0,
      renewal: .any([
        .points(60, in: .calendarYear), .spend(Club.yuan(500_00), in: .rolling(.months(12))),
      ]))
    // 120 yuan were spent on 1 March, which still count at the end of the year.
    #expect(
      try toKeep(account, "2025-06-01T00:00+08:00")
        == .spend(Club.yuan(380_00), by: try Instant("2026-01-01T00:00+08:00")))
  }

  @Test("nothing is missing for a tier that stays of a closed account, and it stands still")
  func closed() throws {
    var draft = try Self.account(further: 1).programme.draft
    draft.closing = ClosingRules(kept: [.init(.tier, for: .months(36))])
    var account = try Club.account(draft)
    try account.buy("a", 120, at: "2025-03-01T00:00+08:00")
    try account.act(.close, at: "2025-04-01T00:00+08:00")
    let standing = try #require(account.standing(at: Instant("2028-03-31T23:59+08:00")))
    #expect(standing.tier == "gold")
    #expect(standing.until == (try Instant("2028-04-01T00:00+08:00")))
    #expect(standing.toKeep == nil)
    #expect(standing.next == nil)
    #expect(account.standing(at: try Instant("2028-04-01T00:00+08:00")) == nil)
  }

  @Test(
    "whoever earns exactly what is missing keeps the tier, and whoever earns one less does not",
    arguments: TierLawTests.seeds)
  func exact(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var draft = Club.draft()
    let period: QualifyingPeriod =
      [.calendarYear, .calendar(months: 3, from: 1), .membershipYear].randomElement(using: &random)
      ?? .calendarYear
    draft.tierRules = TierRules(
      validity: random.oneIn(4)
        ? .span(.months(Int.random(in: 1...14, using: &random)))
        : .endOf(period, further: Int.random(in: 0...2, using: &random)),
      grace: random.oneIn(2) ? .months(Int.random(in: 1...5, using: &random)) : nil,
      secondChance: random.oneIn(2) ? .months(Int.random(in: 1...5, using: &random)) : nil,
      downgrade: random.oneIn(2) ? .oneDown : .toQualified)
    let isLess = random.oneIn(2)
    draft.tiers = [Int64(0), 100, 300].enumerated().map { place, points in
      place == 0
        ? .init("t0")
        : .init(
          TierID("t\(place)"), requirement: .points(points, in: period),
          renewal: isLess ? .points(points - 40, in: period) : nil)
    }
    var account = try Club.account(draft, at: "2025-02-10T00:00+08:00")
    var now = try Instant("2025-02-10T00:00+08:00")
    for step in 0..<40 {
      now = now.adding(milliseconds: Int64.random(in: 1...60 * 86_400_000, using: &random))
      try account.perform(
        .earn(
          .init(
            EarningID("e\(step)"), "purchase",
            spend: Club.yuan(Int64.random(in: 0...150, using: &random) * 100))),
        by: .system, at: now)
      let asked = now.adding(milliseconds: Int64.random(in: 0...200 * 86_400_000, using: &random))
      try check(account, asked, &random, "seed \(seed), step \(step), \(asked)")
    }
  }

  private func check(
    _ account: MemberAccount, _ now: Instant, _ random: inout SplitMix64, _ place: String
  ) throws {
    let standing = try #require(account.standing(at: now))
    guard standing.rank > 0 else { return }
    let until = try #require(standing.until)
    guard case .points(let points, let from, let by)? = standing.toKeep else {
      // Nothing is missing: nobody has to do anything.
      #expect(standing.toKeep == nil && standing.hold == .earned, "\(place)")
      #expect(isKept(account, standing, at: until), "\(place)")
      return
    }
    let (first, last) = (max(from ?? now, now), try #require(by).adding(milliseconds: -1))
    try #require(first <= last, "\(place)")
    let at = Instant(
      millisecondsSince1970: Int64.random(
        in: first.millisecondsSince1970...last.millisecondsSince1970, using: &random))
    for less in [Int64(0), 1] {
      var other = account
      try other.perform(
        .earn(.init("x", "purchase", spend: Club.yuan((points - less) * 100))), by: .system, at: at)
      // In grace and second chance, and where the tier ends first, the earning itself decides.
      let end = standing.hold == .earned && at < until ? until : at
      #expect(isKept(other, standing, at: end) == (less == 0), "\(place), \(less) less at \(at)")
    }
  }

  /// Whether the tier, or a higher one, is held by what was earned, and no mere respite.
  private func isKept(
    _ account: MemberAccount, _ before: MembershipStanding, at instant: Instant
  ) -> Bool {
    account.standing(at: instant).map { $0.rank >= before.rank && $0.hold == .earned } ?? false
  }
}
