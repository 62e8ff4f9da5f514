// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension MembershipProgramme {
  /// A tier: what it takes, and what it brings. The tiers of a programme stand from the lowest to the
  /// highest; the first is everybody's.
  public struct Tier: Hashable, Sendable {
    /// The name of the tier.
    public var id: TierID
    /// What it takes to reach it; `nil` for the lowest tier, and for one that is only given by hand.
    public var requirement: TierRequirement?
    /// What it takes to keep it when its time ends; `nil`: the same as to reach it.
    public var renewal: TierRequirement?
    /// What makes it last for life once it is met; `nil`: nothing does.
    public var lifetime: TierRequirement?
    /// The factor on redeemable points earned in the tier; it does not speed up the way to a tier.
    public var earning: Rate
    /// How early members are connected: the greater, the earlier.
    public var priority: Int
    /// Within what time a member is answered; `nil`: the tier promises nothing of its own.
    public var response: ServiceDuration?
    /// The service agreement that holds for members instead of the public one.
    public var agreement: String?
    /// What members of the tier have.
    public var benefits: [Benefit]

    /// Creates a tier.
    public init(
      _ id: TierID, requirement: TierRequirement? = nil, renewal: TierRequirement? = nil,
      lifetime: TierRequirement? = nil, earning: Rate = .one, priority: Int = 0,
      response: ServiceDuration? = nil, agreement: String? = nil, benefits: [Benefit] = []
    ) {
      self.id = id
      self.requirement = requirement
      self.renewal = renewal
      self.lifetime = lifetime
      self.earning = earning
      self.priority = priority
      self.response = response
      self.agreement = agreement
      self.benefits = benefits
    }

    /// The benefit of that name.
    public func benefit(_ id: BenefitID) -> Benefit? { benefits.first { $0.id == id } }

    /// What it takes to keep the tier.
    var keeping: TierRequirement? { renewal ?? requirement }
  }
}
