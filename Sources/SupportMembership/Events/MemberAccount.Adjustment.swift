// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MemberAccount {
  /// Points given or taken by hand, or as an award from elsewhere.
  public struct Adjustment: Hashable, Sendable, Codable {
    /// The name of the adjustment.
    public var id: MembershipEntryID
    /// Points: given where positive, taken where negative.
    public var points: Int64
    /// Of points given, those that paid off what was owed.
    public var paidOwed: Int64
    /// When points given end.
    public var expiry: LotExpiry
    /// Of points taken, out of which lots.
    public var spans: [LotSpan]

    /// Creates an adjustment.
    public init(
      id: MembershipEntryID, points: Int64, paidOwed: Int64 = 0, expiry: LotExpiry = .never,
      spans: [LotSpan] = []
    ) {
      self.id = id
      self.points = points
      self.paidOwed = paidOwed
      self.expiry = expiry
      self.spans = spans
    }
  }

  /// Expired points that were given back.
  public struct Reinstatement: Hashable, Sendable, Codable {
    /// The name of the reinstatement.
    public var id: MembershipEntryID
    /// Points in all.
    public var points: Int64
    /// Of these, those that paid off what was owed.
    public var paidOwed: Int64
    /// In which lots they had expired.
    public var spans: [LotSpan]
    /// When they end now.
    public var expiresAt: Instant

    /// Creates a reinstatement.
    public init(
      id: MembershipEntryID, points: Int64, paidOwed: Int64 = 0, spans: [LotSpan],
      expiresAt: Instant
    ) {
      self.id = id
      self.points = points
      self.paidOwed = paidOwed
      self.spans = spans
      self.expiresAt = expiresAt
    }
  }
}
