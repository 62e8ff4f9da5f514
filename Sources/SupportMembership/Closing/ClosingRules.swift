// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What stays of an account that is closed, and for how long; everything else goes with the closing.
public struct ClosingRules: Hashable, Sendable {
  /// A part of an account that can outlive it.
  public enum Part: String, Hashable, Sendable, Codable, CaseIterable {
    /// The emergency channel.
    case emergencyChannel
    /// Points to redeem.
    case points
    /// The tier.
    case tier
    /// Benefits, those that were bought too.
    case benefits
    /// The contribution value.
    case contribution
    /// Certificates.
    case certificates
    /// The record of what happened.
    case record
  }

  /// A part that stays.
  public struct Kept: Hashable, Sendable {
    /// What stays.
    public var part: Part
    /// For how long; `nil`: without an end.
    public var span: MembershipSpan?

    /// Creates a rule.
    public init(_ part: Part, for span: MembershipSpan?) {
      self.part = part
      self.span = span
    }
  }

  /// What stays, each part once.
  public var kept: [Kept]

  /// Creates the rules.
  public init(kept: [Kept]) {
    self.kept = kept
  }

  /// Nothing stays.
  public static let nothing = Self(kept: [])
}
