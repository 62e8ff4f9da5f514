// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MemberAccount {
  /// What counts for tiers, as of an instant: the second ledger beside ``balance(at:)``. Points spent or
  /// expired go on to count; what a refund took back does not.
  ///
  /// - Parameters:
  ///   - period: The period; a rolling one ends at the instant.
  ///   - instant: The instant.
  /// - Returns: Qualifying points, money spent and contribution value of the period.
  public func qualifying(
    in period: QualifyingPeriod, at instant: Instant
  ) -> (points: Int64, spend: Money, contribution: Int64) {
    let now = reached(instant)
    let view = View(anchor: now, through: now)
    var account = self
    account.advance(to: now)
    return (
      account.total(.points, period, view),
      Money(
        minorUnits: account.total(.spend, period, view), currency: account.programme.currency),
      account.total(.contribution, period, view)
    )
  }

  /// How much of a redemption has not come back; `nil` for one that the account does not know.
  public func unreversed(_ redemption: RedemptionID) -> Int64? {
    redemptions[redemption].map { $0.points - $0.reversed }
  }

  /// Whether an earning is known to the account.
  public func hasEarned(_ earning: EarningID) -> Bool { earnings[earning] != nil }
}
