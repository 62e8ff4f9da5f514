// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

/// The code of the first page of the membership room.
@Suite("Documentation: memberships")
struct MembershipOverviewTests {
  static let text = """
    { "format": 0, "id": "club", "version": "1", "zone": "Asia/Shanghai", "currency": "CNY",
      "membership": {
        "tiers": [
          { "id": "standard" },
          { "id": "silver", "requirement": { "points": 1000, "in": "calendar year" },
            "earning": "120%", "response": "15 min", "benefits": [
              { "id": "upgrade",
                "allowance": { "count": 1, "per": "calendar month", "carryOver": "never" } } ] } ],
        "tierRules": { "validity": { "endOf": "calendar year", "further": 1 },
                       "grace": "2 months", "downgrade": "oneDown" },
        "points": { "expiry": { "endOfMonth": 12 }, "order": "oldestFirst", "rounding": "down",
                    "stacking": "multiply", "clawback": "owed", "expiredReturn": "lost" },
        "earnings": [
          { "id": "purchase", "when": { "activity": "purchase" },
            "then": { "points": { "perSpend": 1, "each": "1.00" },
                      "qualifying": { "perSpend": 1, "each": "1.00" } } } ],
        "rewards": [
          { "id": "rated-well", "when": { "cause": "rating", "stars": { "atLeast": 4 } },
            "then": { "coupon": "5.00" } } ] } }
    """

  @Test("an account answers for any instant")
  func overview() throws {
    let text = Self.text

    let book = try MembershipBook(text)
    var account = MemberAccount("m-1", under: book.programme)
    let start = try Instant("2025-03-01T10:00+08:00")
    try account.perform(.enrol, by: .system, at: start)

    let trip = Money(minorUnits: 1_200_00, currency: .cny)
    try account.perform(
      .earn(.init("order-1", "purchase", spend: trip)), by: .automation("shop"), at: start)
    try account.perform(
      .redeem("voucher-1", points: 300, for: "voucher"), by: .customer("c-7"), at: start)

    let lastMinute = try Instant("2026-03-31T23:59+08:00")
    let midnight = try Instant("2026-04-01T00:00+08:00")
    let points = [start, lastMinute, midnight].map { instant in
      account.balance(at: instant).available
    }  // 900, 900, 0

    #expect(points == [900, 900, 0])

    let now = account.standing(at: start)  // silver, earned, until 2027-01-01
    let inGrace = account.standing(at: try Instant("2027-02-28T12:00+08:00"))  // silver, in grace
    let later = account.standing(at: try Instant("2027-03-01T00:00+08:00"))  // standard

    #expect(now?.tier == "silver")
    #expect(now?.until == (try Instant("2027-01-01T00:00+08:00")))
    #expect(inGrace?.hold == .grace)
    #expect(later?.tier == "standard")

    try account.perform(
      .useBenefit(.init("upgrade", id: "u-1")), by: .agent("li"), at: start)
    let upgrade = account.entitlement("upgrade", at: start)  // 0 left, until April

    #expect(upgrade?.left == 0)

    let rating = RewardCause(.rating, "rating-9")
    let events = try account.perform(
      .reward(.init(rating, facts: [.init("stars", .integer(5))])), by: .system, at: start)
    let intents = events.flatMap { $0.intents(of: account.id) }  // one coupon of 5.00 CNY

    #expect(intents.map(\.action) == [.issueRewardCoupon])

    let why = account.explanation(of: .tier, at: start)

    #expect(
      why.text() == """
        the tier is silver since 2025-03-01 10:00 +08:00: it was earned, until 2027-01-01 00:00 +08:00
          standard from 2025-03-01 10:00 +08:00 on: the membership began
          silver from 2025-03-01 10:00 +08:00 on: its requirement was met
          missing to keep silver
            1000 qualifying points from 2026-01-01 00:00 +08:00 on, before 2027-01-01 00:00 +08:00
        """)
    #expect(
      why.text(in: .simplifiedChinese).hasPrefix("等级为 silver（自 2025-03-01 10:00 +08:00）：已达标"))
  }

  @Test("a pool is decided under the version that was read")
  func pool() throws {
    let now = try Instant("2025-03-01T10:00+08:00")
    let sum = Money(minorUnits: 500_000_00, currency: .cny)
    let prize = Money(minorUnits: 100_000_00, currency: .cny)

    var pool = RewardPool("proposals", zone: try ZoneRules(identifier: "Asia/Shanghai"))
    try pool.perform(.setAmount(sum), by: .agent("lead"), at: now)
    let version = pool.version
    let events = try pool.decide(
      .award("proposal-12", prize), by: .agent("jury"), at: now, expecting: version)
    // Append them to StreamID(.rewardPool, of: pool.id), where it is still at that version.
    for event in events { pool.apply(event) }
    let left = pool.left(in: 2025)  // 400000.00 CNY

    #expect(left?.description == "400000.00 CNY")
  }
}
