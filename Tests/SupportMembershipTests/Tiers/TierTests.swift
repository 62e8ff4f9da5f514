// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportTime
import Testing

@Suite("Tiers: reached, kept and lost")
struct TierTests {
  /// Standard, silver from 100 points, gold from 300 points in a calendar year.
  static func draft(_ rules: TierRules) -> MembershipProgramme.Draft {
    var draft = Club.draft()
    draft.tierRules = rules
    draft.tiers = [
      .init("standard"), .init("silver", requirement: .points(100, in: .calendarYear)),
      .init("gold", requirement: .points(300, in: .calendarYear)),
    ]
    return draft
  }

  static func yearly(
    grace: MembershipSpan? = nil, secondChance: MembershipSpan? = nil,
    downgrade: TierRules.Downgrade = .oneDown
  ) -> TierRules {
    TierRules(
      validity: .endOf(.calendarYear, further: 1), grace: grace, secondChance: secondChance,
      downgrade: downgrade)
  }

  @Test("a tier is reached at the earning that meets its requirement, and lasts through next year")
  func reached() throws {
    var account = try Club.account(Self.draft(Self.yearly()))
    try account.buy("a", 99, at: "2025-03-01T10:00+08:00")
    #expect(try account.tier("2025-03-02T00:00+08:00") == "standard")
    try account.buy("b", 1, at: "2025-04-01T10:00+08:00")
    let standing = try #require(account.standing(at: Instant("2025-04-01T10:00+08:00")))
    #expect(standing.tier == "silver")
    #expect(standing.hold == .earned)
    #expect(standing.since == (try Instant("2025-04-01T10:00+08:00")))
    #expect(standing.until == (try Instant("2027-01-01T00:00+08:00")))
    #expect(standing.next?.tier == "gold")
    #expect(standing.next?.gap == .points(200, by: try Instant("2026-01-01T00:00+08:00")))
    #expect(try account.tier("2026-12-31T23:59:59.999+08:00") == "silver")
    #expect(try account.tier("2027-01-01T00:00+08:00") == "standard")
  }

  @Test("what is earned exactly at the end of a year counts for the next one")
  func exactlyAtTheEnd() throws {
    var account = try Club.account(Self.draft(Self.yearly()))
    try account.buy("a", 100, at: "2025-06-01T00:00+08:00")
    try account.buy("b", 100, at: "2027-01-01T00:00+08:00")
    let steps = account.tierSteps(through: try Instant("2027-01-01T00:00+08:00"))
    #expect(steps.map(\.cause) == [.enrolled, .reached, .notRenewed, .reached])
    var other = try Club.account(Self.draft(Self.yearly()))
    try other.buy("a", 100, at: "2025-06-01T00:00+08:00")
    try other.buy("b", 100, at: "2026-12-31T23:59:59.999+08:00")
    #expect(try other.tier("2027-12-31T12:00+08:00") == "silver")
    #expect(try other.tier("2028-01-01T00:00+08:00") == "standard")
  }

  @Test("looking late or never in between gives the same tier as looking every day")
  func lateLooks() throws {
    var account = try Club.account(
      Self.draft(Self.yearly(grace: .months(1), secondChance: .months(3))))
    try account.buy("a", 300, at: "2025-06-01T00:00+08:00")
    let end = try Instant("2031-01-01T00:00+08:00")
    let late = account.tierSteps(through: end)
    var found: [TierStep] = []
    var now = try Instant("2025-06-01T00:00+08:00")
    while now < end {
      for step in account.tierSteps(through: now) where !found.contains(step) {
        found.append(step)
      }
      now = now.adding(milliseconds: 86_400_000)
    }
    #expect(found == Array(late.prefix(found.count)))
    #expect(
      late.map(\.cause) == [
        .enrolled, .reached, .grace, .secondChance, .notRenewed, .grace, .secondChance,
        .notRenewed,
      ])
    #expect(late.last?.tier == "standard")
  }

  @Test("a tier that was not renewed goes one down, for a whole validity")
  func oneDown() throws {
    var account = try Club.account(Self.draft(Self.yearly()))
    try account.buy("a", 300, at: "2025-06-01T00:00+08:00")
    #expect(try account.tier("2026-12-31T00:00+08:00") == "gold")
    let standing = try #require(account.standing(at: Instant("2027-01-01T00:00+08:00")))
    #expect(standing.tier == "silver")
    #expect(standing.until == (try Instant("2029-01-01T00:00+08:00")))
    #expect(try account.tier("2029-01-01T00:00+08:00") == "standard")
  }

  @Test("with the other choice it goes to the highest tier whose requirement was met")
  func toQualified() throws {
    var account = try Club.account(Self.draft(Self.yearly(downgrade: .toQualified)))
    try account.buy("a", 300, at: "2025-06-01T00:00+08:00")
    #expect(try account.tier("2027-01-01T00:00+08:00") == "standard")
    try account.buy("b", 150, at: "2028-06-01T00:00+08:00")
    #expect(try account.tier("2028-06-02T00:00+08:00") == "silver")
    var other = try Club.account(Self.draft(Self.yearly(downgrade: .toQualified)))
    try other.buy("a", 300, at: "2025-06-01T00:00+08:00")
    try other.buy("b", 150, at: "2026-06-01T00:00+08:00")
    #expect(try other.tier("2027-01-01T00:00+08:00") == "silver")
  }

  @Test("without a further period a tier has to be reached anew in each; grace gives time for it")
  func noFurtherPeriod() throws {
    var draft = Self.draft(
      TierRules(
        validity: .endOf(.calendarYear, further: 0), grace: nil, secondChance: nil,
        downgrade: .oneDown))
    var account = try Club.account(draft)
    try account.buy("a", 100, at: "2025-06-01T00:00+08:00")
    #expect(try account.tier("2025-12-31T23:59:59.999+08:00") == "silver")
    #expect(try account.tier("2026-01-01T00:00+08:00") == "standard")
    draft.tierRules.grace = .months(2)
    account = try Club.account(draft)
    try account.buy("a", 100, at: "2025-06-01T00:00+08:00")
    try account.buy("b", 100, at: "2026-02-28T23:59+08:00")
    #expect(account.standing(at: try Instant("2026-12-31T00:00+08:00"))?.hold == .earned)
    #expect(
      account.tierSteps(through: try Instant("2027-03-01T00:00+08:00")).map(\.cause)
        == [.enrolled, .reached, .grace, .renewed, .grace, .notRenewed])
  }

  @Test("in the time of grace earnings still count for the year that has ended")
  func grace() throws {
    var account = try Club.account(Self.draft(Self.yearly(grace: .months(2))))
    try account.buy("a", 100, at: "2025-06-01T00:00+08:00")
    try account.buy("b", 60, at: "2026-06-01T00:00+08:00")
    let inGrace = try #require(account.standing(at: Instant("2027-01-15T00:00+08:00")))
    #expect(inGrace.tier == "silver")
    #expect(inGrace.hold == .grace)
    #expect(inGrace.until == (try Instant("2027-03-01T00:00+08:00")))
    #expect(try account.tier("2027-03-01T00:00+08:00") == "standard")
    try account.buy("c", 40, at: "2027-02-28T23:59+08:00")
    let renewed = try #require(account.standing(at: Instant("2027-02-28T23:59+08:00")))
    #expect(renewed.hold == .earned)
    #expect(renewed.until == (try Instant("2028-01-01T00:00+08:00")))
  }

  @Test("a second chance counts by itself, and comes again only after a renewal on time")
  func secondChance() throws {
    var account = try Club.account(Self.draft(Self.yearly(secondChance: .months(3))))
    try account.buy("a", 100, at: "2025-06-01T00:00+08:00")
    try account.buy("b", 99, at: "2026-12-31T00:00+08:00")
    #expect(
      account.standing(at: try Instant("2027-01-01T00:00+08:00"))?.hold == .secondChance)
    try account.buy("c", 99, at: "2027-02-01T00:00+08:00")
    #expect(
      account.standing(at: try Instant("2027-02-01T00:00+08:00"))?.hold == .secondChance)
    try account.buy("d", 1, at: "2027-03-31T23:59+08:00")
    let standing = try #require(account.standing(at: Instant("2027-03-31T23:59+08:00")))
    #expect(standing.hold == .earned)
    #expect(standing.until == (try Instant("2029-01-01T00:00+08:00")))
    #expect(try account.tier("2029-01-01T00:00+08:00") == "standard")
  }

  @Test("keeping a tier can take less than reaching it")
  func renewalThreshold() throws {
    var draft = Self.draft(Self.yearly())
    draft.tiers[2].renewal = .points(200, in: .calendarYear)
    var account = try Club.account(draft)
    try account.buy("a", 300, at: "2025-06-01T00:00+08:00")
    try account.buy("b", 200, at: "2026-06-01T00:00+08:00")
    #expect(try account.tier("2027-06-01T00:00+08:00") == "gold")
    #expect(
      account.standing(at: try Instant("2027-06-01T00:00+08:00"))?.toKeep
        == .points(200, by: try Instant("2028-01-01T00:00+08:00")))
  }

  @Test("a refund takes qualifying points from the year in which they were earned")
  func refunded() throws {
    var account = try Club.account(Self.draft(Self.yearly()))
    try account.buy("a", 100, at: "2025-06-01T00:00+08:00")
    try account.buy("b", 100, at: "2026-06-01T00:00+08:00")
    try account.act(
      .refundEarning("b", id: "f", .spend(Club.yuan(1_00))), at: "2026-07-01T00:00+08:00")
    #expect(try account.tier("2026-07-01T00:00+08:00") == "silver")
    #expect(try account.tier("2027-01-01T00:00+08:00") == "standard")
  }

  @Test("a tier that is reached for life stays")
  func lifetime() throws {
    var draft = Self.draft(Self.yearly())
    draft.tiers[2].lifetime = .points(1_000, in: .lifetime)
    var account = try Club.account(draft)
    for year in 2025...2028 {
      try account.buy(EarningID("e\(year)"), 250, at: "\(year)-06-01T00:00+08:00")
    }
    let standing = try #require(account.standing(at: Instant("2040-01-01T00:00+08:00")))
    #expect(standing.tier == "gold")
    #expect(standing.hold == .lifetime)
    #expect(standing.until == nil)
  }
}
