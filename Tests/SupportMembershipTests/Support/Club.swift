// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportRules
import SupportTime

/// A programme for tests: one point for each yuan, ten for a visit, 100 value for a suggestion.
enum Club {
  static let shanghai = ZoneRules.fixed(secondsFromUTC: 28_800)

  static func yuan(_ units: Int64) -> Money { Money(minorUnits: units, currency: .cny) }

  static func points(
    expiry: PointExpiry = .never, order: PointRules.Order = .oldestFirst,
    clawback: PointRules.Clawback = .owed, expiredReturn: PointRules.ExpiredReturn = .lost,
    inactivity: PointRules.Inactivity? = nil
  ) -> PointRules {
    PointRules(
      expiry: expiry, order: order, rounding: RoundingRule(.down), stacking: .multiply,
      clawback: clawback, expiredReturn: expiredReturn, inactivity: inactivity)
  }

  static func draft(
    _ points: PointRules = points(), zone: ZoneRules = shanghai
  ) -> MembershipProgramme.Draft {
    var draft = MembershipProgramme.Draft("club", zone: zone, currency: .cny, points: points)
    draft.facts = [FactField("amount", .integer(0...Int64.max - 1), isOptional: true)]
    let perYuan = EarnTerms.Yield.perSpend(1, each: yuan(100))
    draft.earnings = [
      Rule(
        "purchase", when: .isOneOf("activity", [.text("purchase")]),
        then: EarnTerms(points: perYuan, qualifying: perYuan)),
      Rule(
        "order", when: .isOneOf("activity", [.text("order")]),
        then: EarnTerms(points: perYuan, qualifying: perYuan, pending: .untilConfirmed)),
      Rule(
        "preorder", when: .isOneOf("activity", [.text("preorder")]),
        then: EarnTerms(points: perYuan, qualifying: perYuan, pending: .span(.days(14)))),
      Rule(
        "visit", when: .isOneOf("activity", [.text("visit")]), then: EarnTerms(points: .fixed(10))),
      Rule(
        "suggestion", when: .isOneOf("activity", [.text("suggestion")]),
        then: EarnTerms(contribution: .fixed(100))),
    ]
    return draft
  }

  static func account(
    _ draft: MembershipProgramme.Draft = draft(), at start: String = "2025-01-01T00:00+08:00"
  ) throws -> MemberAccount {
    var account = MemberAccount("m-1", under: try MembershipProgramme(draft))
    try account.perform(.enrol, by: .system, at: Instant(start))
    return account
  }
}

extension MemberAccount {
  /// Earns points with a purchase of as many yuan.
  @discardableResult
  mutating func buy(
    _ id: EarningID, _ points: Int64, at time: String, as activity: String = "purchase"
  ) throws -> [Event] {
    try perform(
      .earn(.init(id, activity, spend: Club.yuan(points * 100))), by: .automation("shop"),
      at: Instant(time))
  }

  @discardableResult
  mutating func spend(_ id: RedemptionID, _ points: Int64, at time: String) throws -> [Event] {
    try perform(
      .redeem(id, points: points, for: "voucher"), by: .customer("c"), at: Instant(time))
  }

  @discardableResult
  mutating func act(_ command: Command, at time: String) throws -> [Event] {
    try perform(command, by: .agent("li"), at: Instant(time))
  }

  func available(_ time: String) throws -> Int64 { balance(at: try Instant(time)).available }

  func tier(_ time: String) throws -> TierID? { standing(at: try Instant(time))?.tier }
}
