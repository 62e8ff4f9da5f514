// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MemberAccount {
  /// What was taken back of an earning, because what it was earned with was given back.
  public struct Refund: Hashable, Sendable, Codable {
    /// The name of the refund.
    public var id: MembershipEntryID
    /// The earning.
    public var earning: EarningID
    /// What of the spent money was given back; `nil` where none was spent.
    public var spend: Money?
    /// Redeemable points taken back in all: the sum of the four parts that follow.
    public var points: Int64
    /// Out of what was left of the earning's own lot.
    public var fromLot: Int64
    /// Out of other lots.
    public var fromOthers: [LotSpan]
    /// Owed from now on.
    public var owed: Int64
    /// Let go.
    public var waived: Int64
    /// Qualifying points taken back.
    public var qualifying: Int64
    /// Contribution value taken back.
    public var contribution: Int64

    /// Creates a refund.
    public init(
      id: MembershipEntryID, earning: EarningID, spend: Money? = nil, points: Int64,
      fromLot: Int64, fromOthers: [LotSpan] = [], owed: Int64 = 0, waived: Int64 = 0,
      qualifying: Int64 = 0, contribution: Int64 = 0
    ) {
      self.id = id
      self.earning = earning
      self.spend = spend
      self.points = points
      self.fromLot = fromLot
      self.fromOthers = fromOthers
      self.owed = owed
      self.waived = waived
      self.qualifying = qualifying
      self.contribution = contribution
    }
  }
}
