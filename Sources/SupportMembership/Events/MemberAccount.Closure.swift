// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MemberAccount {
  /// The end of a membership.
  public struct Closure: Hashable, Sendable, Codable {
    /// A part that stays.
    public struct Kept: Hashable, Sendable, Codable {
      /// What stays.
      public var part: ClosingRules.Part
      /// The first instant at which it is gone too; `nil`: it has no end.
      public var until: Instant?

      /// Creates a part.
      public init(_ part: ClosingRules.Part, until: Instant?) {
        self.part = part
        self.until = until
      }
    }

    /// What stays; everything else is gone.
    public var kept: [Kept]
    /// Points that were there and went.
    public var forfeited: Int64

    /// Creates a closure.
    public init(kept: [Kept], forfeited: Int64) {
      self.kept = kept
      self.forfeited = forfeited
    }
  }
}
