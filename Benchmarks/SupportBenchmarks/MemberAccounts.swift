// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportRules
import SupportTime

/// Accounts with a thousand lots, as many as somebody has who buys every other day for five years.
struct MemberAccounts {
  let oldestFirst: MemberAccount
  let soonestToExpire: MemberAccount
  /// A day behind the last event.
  let now: Instant
  /// The events of one account.
  let events: [MemberAccount.Event]
  let programme: MembershipProgramme

  init() throws {
    programme = try Self.programme(.oldestFirst)
    var account = MemberAccount("m", under: programme)
    var other = MemberAccount("m", under: try Self.programme(.soonestToExpire))
    var at = try Instant("2025-01-01T08:00Z")
    var events = try account.perform(.enrol, by: .system, at: at)
    try other.perform(.enrol, by: .system, at: at)
    for index in 0..<1_000 {
      at = at.adding(milliseconds: 172_800_000)
      let spend = Money(minorUnits: Int64(5_000 + index * 7_919 % 20_000), currency: .cny)
      let command = MemberAccount.Command.earn(
        .init(EarningID("order-\(index)"), "purchase", spend: spend))
      events += try account.perform(command, by: .automation("shop"), at: at)
      try other.perform(command, by: .automation("shop"), at: at)
    }
    (oldestFirst, soonestToExpire, self.events) = (account, other, events)
    now = at.adding(milliseconds: 86_400_000)
  }

  private static func programme(_ order: PointRules.Order) throws -> MembershipProgramme {
    var draft = MembershipProgramme.Draft(
      "club", zone: .fixed(secondsFromUTC: 28_800), currency: .cny,
      points: PointRules(
        expiry: .endOfMonth(after: 120), order: order, rounding: RoundingRule(.down),
        stacking: .multiply, clawback: .owed, expiredReturn: .lost))
    draft.tiers = [
      .init("standard"), .init("silver", requirement: .points(5_000, in: .calendarYear)),
      .init("gold", requirement: .points(20_000, in: .calendarYear)),
    ]
    draft.tierRules = TierRules(
      validity: .endOf(.calendarYear, further: 1), grace: .months(2), secondChance: nil,
      downgrade: .oneDown)
    let perYuan = EarnTerms.Yield.perSpend(1, each: Money(minorUnits: 100, currency: .cny))
    draft.earnings = [
      Rule(
        "purchase", when: .isOneOf("activity", [.text("purchase")]),
        then: EarnTerms(points: perYuan, qualifying: perYuan))
    ]
    return try MembershipProgramme(draft)
  }
}
