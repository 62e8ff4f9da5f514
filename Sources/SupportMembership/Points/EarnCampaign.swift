// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A campaign: a factor or an extra on what is earned, as long as its rule matches. All campaigns that
/// match count.
public struct EarnCampaign: Hashable, Sendable {
  /// What a campaign raises.
  public enum Ledger: String, Hashable, Sendable, CaseIterable {
    /// Points to redeem.
    case redeemable
    /// Points that qualify for tiers.
    case qualifying
    /// Both.
    case both
  }

  /// What it raises.
  public var ledger: Ledger
  /// The factor, at least 0: twice the points is 2.
  public var factor: Rate
  /// Points added behind all factors, at least 0.
  public var extra: Int64

  /// Creates a campaign.
  public init(_ ledger: Ledger, factor: Rate = .one, extra: Int64 = 0) {
    self.ledger = ledger
    self.factor = factor
    self.extra = extra
  }

  func raises(_ other: Ledger) -> Bool { ledger == .both || ledger == other }
}
