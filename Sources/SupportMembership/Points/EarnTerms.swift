// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What an activity earns: the outcome of a rule for earning.
///
/// ```swift
/// EarnTerms(points: .perSpend(1, each: yuan), qualifying: .perSpend(1, each: yuan))
/// EarnTerms(contribution: .fixed(50))          // for an adopted suggestion
/// ```
public struct EarnTerms: Hashable, Sendable {
  /// How much of a ledger is earned.
  public enum Yield: Hashable, Sendable {
    /// That much, whatever was spent.
    case fixed(Int64)
    /// That much for each of these sums spent; shares of it are rounded as the programme says.
    case perSpend(Int64, each: Money)
  }

  /// Since when points can be spent.
  public enum Pending: Hashable, Sendable {
    /// At once.
    case none
    /// After so long.
    case span(MembershipSpan)
    /// When somebody confirms the earning, as after the time for returns.
    case untilConfirmed
  }

  /// A benefit that spending prolongs: for each full sum spent, so long.
  public struct Service: Hashable, Sendable {
    /// The benefit.
    public var benefit: BenefitID
    /// How long each full sum gives.
    public var months: Int
    /// The sum.
    public var each: Money

    /// Creates the terms.
    public init(_ benefit: BenefitID, months: Int, each: Money) {
      self.benefit = benefit
      self.months = months
      self.each = each
    }
  }

  /// Redeemable points; `nil`: none.
  public var points: Yield?
  /// Points that qualify for tiers; `nil`: none.
  public var qualifying: Yield?
  /// Contribution value; `nil`: none.
  public var contribution: Yield?
  /// Since when the redeemable points can be spent.
  public var pending: Pending
  /// How long the redeemable points last; `nil`: as the programme says.
  public var expiry: PointExpiry?
  /// What spending prolongs; `nil`: nothing.
  public var service: Service?

  /// Creates terms.
  public init(
    points: Yield? = nil, qualifying: Yield? = nil, contribution: Yield? = nil,
    pending: Pending = .none, expiry: PointExpiry? = nil, service: Service? = nil
  ) {
    self.points = points
    self.qualifying = qualifying
    self.contribution = contribution
    self.pending = pending
    self.expiry = expiry
    self.service = service
  }

  var yields: [Yield] { [points, qualifying, contribution].compactMap(\.self) }
}
