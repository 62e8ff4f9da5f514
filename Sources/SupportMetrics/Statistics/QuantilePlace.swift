// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Where a quantile lies among values in ascending order: between two ranks, and at which fraction.
struct QuantilePlace {
  /// The rank below or at it, counted from 0.
  let below: Int
  /// The rank above or at it.
  let above: Int
  /// The way from one to the other, in parts of the denominator.
  private let parts: Int128
  private let denominator: Int128

  /// Finds the place of a share, of which those outside 0 ... 1 count as the nearest bound, among at
  /// least one value.
  init(_ share: Rate, of count: Int, method: ValueTally.QuantileMethod) {
    let share = min(max(share, .zero), .one)
    let (top, bottom) = (Int128(share.numerator), Int128(share.denominator))
    switch method {
    case .linear:
      // Both factors are below 2⁶³.
      let (whole, rest) = (Int128(count - 1) * top).quotientAndRemainder(dividingBy: bottom)
      below = Int(clamping: whole)
      above = rest == 0 ? below : below + 1
      parts = rest
      denominator = bottom
    case .nearestRank:
      let rank = Int(clamping: (Int128(count) * top + bottom - 1) / bottom)
      below = max(rank, 1) - 1
      above = below
      parts = 0
      denominator = 1
    }
  }

  /// The value at the place, from the values of the two ranks.
  func between(_ low: Int64, _ high: Int64) -> MetricFraction {
    guard parts > 0 else { return MetricFraction(Int128(low)) }
    // The two parts make up the denominator, so the sum stays below 2¹²⁶.
    let above = Int128(low) * (denominator - parts) + Int128(high) * parts
    return MetricFraction(above, over: denominator) ?? MetricFraction(Int128(low))
  }
}
