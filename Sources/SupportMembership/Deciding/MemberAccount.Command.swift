// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MemberAccount {
  /// What may be wanted of an account.
  public enum Command: Hashable, Sendable {
    /// Begin the membership.
    case enrol
    /// Earn by an activity, as the rules say.
    case earn(EarningRequest)
    /// Let the points of an earning be spent that waited for it.
    case confirmEarning(EarningID)
    /// Take back what was earned, because what it was earned with was given back.
    case refundEarning(EarningID, id: MembershipEntryID, RefundShare)
    /// Spend points.
    case redeem(RedemptionID, points: Int64, for: String)
    /// Give points of a redemption back; `nil`: all that has not come back yet.
    case reverseRedemption(RedemptionID, id: MembershipEntryID, points: Int64?)
    /// Give points, where positive, or take them. Points given end as said, or as the programme says.
    case adjust(MembershipEntryID, points: Int64, expiry: PointExpiry?)
    /// Give expired points back, as far as the programme lets them.
    case reinstatePoints(MembershipEntryID)
    /// Give a tier.
    case grantTier(TierGrant)
    /// Take back what was given of a tier.
    case endTierGrant(TierID)
    /// Use a benefit.
    case useBenefit(BenefitUse)
    /// Call the use of a benefit off.
    case returnBenefitUse(MembershipEntryID)
    /// Give a benefit apart from the tier.
    case grantBenefit(BenefitGrant)
    /// Reward something, as the rules say.
    case reward(RewardRequest)
    /// Certify somebody by scores.
    case certify(CertificationScores)
    /// End the membership.
    case close
  }

  /// Something that may earn.
  public struct EarningRequest: Hashable, Sendable {
    /// The name of the earning: the same one earns once.
    public var id: EarningID
    /// What was done.
    public var activity: String
    /// What was spent; `nil`: nothing.
    public var spend: Money?
    /// What else rules may ask about.
    public var facts: [MembershipFact]

    /// Creates a request.
    public init(
      _ id: EarningID, _ activity: String, spend: Money? = nil, facts: [MembershipFact] = []
    ) {
      self.id = id
      self.activity = activity
      self.spend = spend
      self.facts = facts
    }
  }

  /// How much of an earning is taken back.
  public enum RefundShare: Hashable, Sendable {
    /// All that is left of it.
    case all
    /// The share of what was earned that this part of the spent money is. What the member keeps is the
    /// share of the rest, rounded as the programme says; refunds in parts take what one refund would
    /// take.
    case spend(Money)
    /// So many redeemable points, of an earning without spending.
    case points(Int64)
  }

  /// Something that may be rewarded.
  public struct RewardRequest: Hashable, Sendable {
    /// What it is for: the same cause is rewarded once.
    public var cause: RewardCause
    /// What rules may ask about, such as `stars` and `grade`.
    public var facts: [MembershipFact]

    /// Creates a request.
    public init(_ cause: RewardCause, facts: [MembershipFact] = []) {
      self.cause = cause
      self.facts = facts
    }
  }
}
