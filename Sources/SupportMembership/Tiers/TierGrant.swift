// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A tier that somebody gave to a member, beside what the member earns.
public struct TierGrant: Hashable, Sendable, Codable {
  /// Why it was given.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// By hand.
    case manual
    /// To make up for something.
    case award
    /// Because the member has a like tier elsewhere.
    case statusMatch
  }

  /// What the member has to do while the grant lasts to keep the tier as if it had been reached: all
  /// that is named, counted from the grant.
  public struct Challenge: Hashable, Sendable, Codable {
    /// Qualifying points to earn.
    public var points: Int64?
    /// Money to spend.
    public var spend: Money?

    /// Creates a challenge.
    public init(points: Int64? = nil, spend: Money? = nil) {
      self.points = points
      self.spend = spend
    }
  }

  /// The tier.
  public var tier: TierID
  /// Why it was given.
  public var kind: Kind
  /// The first instant at which it is over; `nil`: it lasts until it is taken back.
  public var until: Instant?
  /// What keeps the tier beyond that; `nil`: nothing does.
  public var challenge: Challenge?

  /// Creates a grant.
  public init(
    _ tier: TierID, _ kind: Kind, until: Instant? = nil, challenge: Challenge? = nil
  ) {
    self.tier = tier
    self.kind = kind
    self.until = until
    self.challenge = challenge
  }
}
