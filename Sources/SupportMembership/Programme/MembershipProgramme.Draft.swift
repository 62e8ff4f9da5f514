// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportTime

extension MembershipProgramme {
  /// Everything that makes a programme, not checked yet.
  public struct Draft: Hashable, Sendable {
    /// The name of the programme.
    public var id: String
    /// Its version.
    public var version: PolicyVersion
    /// The clocks by which its dates begin and end.
    public var zone: ZoneRules
    /// The currency in which spending is counted.
    public var currency: Currency
    /// Facts of the host's own that rules may ask about, beside ``MembershipFact``.
    public var facts: [FactField] = []
    /// The tiers from the lowest, which is everybody's, to the highest.
    public var tiers: [Tier] = [Tier("member")]
    /// How tiers last.
    public var tierRules = TierRules.permanent
    /// How points are kept.
    public var points: PointRules
    /// What activities earn: the first rule that matches.
    public var earnings: [Rule<EarnTerms>] = []
    /// What raises earnings: every rule that matches.
    public var campaigns: [Rule<EarnCampaign>] = []
    /// What members are rewarded for: the first rule that matches.
    public var rewards: [Rule<MemberReward>] = []
    /// The sums that may be given away in each year. Where there are any, rewards name no other pool;
    /// without any, somebody else says what each pool holds.
    public var pools: [Pool] = []
    /// The levels of contribution value, from the lowest to the highest.
    public var contributionLevels: [ContributionLevel] = []
    /// Benefits that can be had apart from a tier.
    public var benefits: [Benefit] = []
    /// The day of the month that belongs to the members; `nil`: there is none.
    public var memberDay: MemberDay?
    /// How people are certified; `nil`: they are not.
    public var certification: CertificationRules?
    /// What stays of a closed account.
    public var closing = ClosingRules.nothing

    /// Creates a draft of a programme with one tier, in which nothing can be earned yet.
    ///
    /// - Parameters:
    ///   - id: The name of the programme.
    ///   - version: Its version.
    ///   - zone: The clocks by which its dates begin and end.
    ///   - currency: The currency in which spending is counted.
    ///   - points: How points are kept.
    public init(
      _ id: String, version: PolicyVersion = "1", zone: ZoneRules, currency: Currency,
      points: PointRules
    ) {
      self.id = id
      self.version = version
      self.zone = zone
      self.currency = currency
      self.points = points
    }
  }
}
