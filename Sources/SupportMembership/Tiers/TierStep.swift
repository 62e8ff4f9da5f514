// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A change of a member's tier, or its renewal.
public struct TierStep: Hashable, Sendable {
  /// Why a tier changed.
  public enum Cause: String, Hashable, Sendable, Codable, CaseIterable {
    /// The membership began.
    case enrolled
    /// The requirement of a higher tier was met.
    case reached
    /// The tier was kept at its end.
    case renewed
    /// The tier ended, and is kept for a time of grace.
    case grace
    /// The tier was not renewed, and is kept once more.
    case secondChance
    /// The tier was not renewed.
    case notRenewed
    /// The tier lasts for life from now on.
    case lifetime
    /// The tier was given.
    case granted
    /// What had been given ended.
    case grantEnded
    /// What was asked for while a tier was given was done.
    case challengeMet
    /// Another edition of the programme came into force.
    case newEdition
  }

  /// When.
  public var at: Instant
  /// The tier from then on.
  public var tier: TierID
  /// The place of the tier, from 0 for the lowest.
  public var rank: Int
  /// Why.
  public var cause: Cause
}
