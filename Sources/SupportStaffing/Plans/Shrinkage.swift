// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The share of paid time in which people are not at the desk: breaks, training, illness.
///
/// Heads are counted exactly: 23 agents at the desk under 30 % take 33 on the roster, since
/// 23 / 0.7 = 32.86, and no rounding of binary numbers turns 30 / 0.75 into 41.
public struct Shrinkage: Hashable, Sendable {
  /// The share, from 0 to below 1.
  public let share: Rate

  /// Nobody is ever away.
  public static let none = Self(checked: .zero)

  /// Creates a shrinkage.
  ///
  /// - Throws: ``StaffingError`` for a share below 0, or of 1 and more.
  public init(_ share: Rate) throws(StaffingError) {
    guard share >= .zero, share < .one else {
      throw StaffingError(.init("shrinkage", share, bound: "a share from 0 to below 1"))
    }
    self.init(checked: share)
  }

  private init(checked share: Rate) {
    self.share = share
  }

  /// The heads on the roster that so many agents at the desk take, rounded up; saturates.
  ///
  /// A number below 0 counts as 0.
  public func rostered(_ agents: Int) -> Int {
    guard agents > 0 else { return 0 }
    let (top, bottom) = (Int128(share.denominator), Int128(share.denominator - share.numerator))
    return Int(clamping: (Int128(agents) * top + bottom - 1) / bottom)
  }

  /// The agents at the desk that so many heads on the roster give, rounded down.
  ///
  /// A number below 0 counts as 0.
  public func atDesk(_ heads: Int) -> Int {
    guard heads > 0 else { return 0 }
    let present = Int128(share.denominator - share.numerator)
    return Int(clamping: Int128(heads) * present / Int128(share.denominator))
  }
}
