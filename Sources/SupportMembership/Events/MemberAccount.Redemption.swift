// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MemberAccount {
  /// Points that were spent.
  public struct Redemption: Hashable, Sendable, Codable {
    /// The name of the redemption.
    public var id: RedemptionID
    /// What they were spent on.
    public var purpose: String
    /// How many.
    public var points: Int64
    /// Out of which lots, in the order of spending.
    public var spans: [LotSpan]
    /// Until when points stay that end with the member's activity; `nil`: spending changes nothing.
    public var activeUntil: Instant?

    /// Creates a redemption.
    public init(
      id: RedemptionID, purpose: String, points: Int64, spans: [LotSpan],
      activeUntil: Instant? = nil
    ) {
      self.id = id
      self.purpose = purpose
      self.points = points
      self.spans = spans
      self.activeUntil = activeUntil
    }
  }

  /// Points of a redemption that came back: what was taken last comes back first, each to its lot.
  public struct Reversal: Hashable, Sendable, Codable {
    /// The name of the reversal.
    public var id: MembershipEntryID
    /// The redemption.
    public var redemption: RedemptionID
    /// Points in all: the sum of the four parts that follow.
    public var points: Int64
    /// Back to the lots they were taken from.
    public var toLots: Int64
    /// In a lot of their own, since theirs has expired.
    public var reinstated: Int64
    /// Gone with their lot.
    public var lost: Int64
    /// Used to pay off what was owed.
    public var paidOwed: Int64
    /// When the reinstated points end; `nil` where there are none.
    public var expiresAt: Instant?

    /// Creates a reversal.
    public init(
      id: MembershipEntryID, redemption: RedemptionID, points: Int64, toLots: Int64,
      reinstated: Int64 = 0, lost: Int64 = 0, paidOwed: Int64 = 0, expiresAt: Instant? = nil
    ) {
      self.id = id
      self.redemption = redemption
      self.points = points
      self.toLots = toLots
      self.reinstated = reinstated
      self.lost = lost
      self.paidOwed = paidOwed
      self.expiresAt = expiresAt
    }
  }
}
