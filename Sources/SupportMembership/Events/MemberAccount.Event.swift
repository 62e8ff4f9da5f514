// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MemberAccount {
  /// Something that happened to an account: when, by whom, what, and why where somebody said so.
  ///
  /// Its JSON is a contract of its own: `{"at": …, "by": …, "type": "redeemed", …}`.
  public struct Event: Hashable, Sendable {
    /// When it happened.
    public var occurredAt: Instant
    /// Who did it.
    public var by: Principal
    /// What happened.
    public var change: Change
    /// Why, in words for the desk alone.
    public var reason: String?

    /// Creates an event.
    public init(
      _ change: Change, by: Principal, at occurredAt: Instant, because reason: String? = nil
    ) {
      self.occurredAt = occurredAt
      self.by = by
      self.change = change
      self.reason = reason
    }
  }

  /// What happened to an account.
  public enum Change: Hashable, Sendable {
    /// The membership began.
    case enrolled(Enrolment)
    /// Something was earned.
    case earned(Earning)
    /// The points of an earning can be spent from now on.
    case earningConfirmed(EarningID)
    /// Something was taken back of an earning.
    case earningRefunded(Refund)
    /// Points were spent.
    case redeemed(Redemption)
    /// Points of a redemption came back.
    case redemptionReversed(Reversal)
    /// Points were given or taken.
    case adjusted(Adjustment)
    /// Expired points were given back.
    case pointsReinstated(Reinstatement)
    /// A tier was given.
    case tierGranted(TierGrant)
    /// What had been given of a tier was taken back.
    case tierGrantEnded(TierID)
    /// A benefit was used.
    case benefitUsed(BenefitUse)
    /// The use of a benefit was called off.
    case benefitUseReturned(MembershipEntryID)
    /// A benefit was given apart from the tier, or prolonged.
    case benefitGranted(BenefitGrant)
    /// A reward was given.
    case rewarded(RewardGrant)
    /// Somebody was certified, or was not.
    case certified(CertificationResult)
    /// The membership ended.
    case closed(Closure)
  }
}
