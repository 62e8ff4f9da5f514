// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MemberAccount {
  /// What was earned, as it was decided.
  public struct Earning: Hashable, Sendable, Codable {
    /// The name of the earning.
    public var id: EarningID
    /// What was done.
    public var activity: String
    /// What was spent; `nil`: nothing.
    public var spend: Money?
    /// Redeemable points: one lot, where there are any.
    public var points: Int64
    /// Points of the lot that paid off what was owed at once.
    public var paidOwed: Int64
    /// Points that qualify for tiers.
    public var qualifying: Int64
    /// Contribution value.
    public var contribution: Int64
    /// The first instant at which the points can be spent; `nil`: when the earning is confirmed.
    public var availableFrom: Instant?
    /// When the points end.
    public var expiry: LotExpiry
    /// Until when points stay that end with the member's activity; `nil`: there are none.
    public var activeUntil: Instant?
    /// What spending prolonged.
    public var service: BenefitGrant?
    /// The rule that said what the activity earns.
    public var rule: RuleID
    /// The campaigns that raised it.
    public var campaigns: [RuleID]

    /// Creates an earning.
    public init(
      id: EarningID, activity: String, spend: Money? = nil, points: Int64 = 0, paidOwed: Int64 = 0,
      qualifying: Int64 = 0, contribution: Int64 = 0, availableFrom: Instant?, expiry: LotExpiry,
      activeUntil: Instant? = nil, service: BenefitGrant? = nil, rule: RuleID,
      campaigns: [RuleID] = []
    ) {
      self.id = id
      self.activity = activity
      self.spend = spend
      self.points = points
      self.paidOwed = paidOwed
      self.qualifying = qualifying
      self.contribution = contribution
      self.availableFrom = availableFrom
      self.expiry = expiry
      self.activeUntil = activeUntil
      self.service = service
      self.rule = rule
      self.campaigns = campaigns
    }
  }
}
