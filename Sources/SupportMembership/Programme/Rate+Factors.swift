// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Factors that work together, exact.
extension Rate {
  /// The product in lowest terms; `nil` where it takes numbers beyond 64 bits.
  func times(_ other: Rate) -> Rate? {
    Self.reduced(
      Int128(numerator) * Int128(other.numerator),
      Int128(denominator) * Int128(other.denominator))
  }

  /// The sum less one, so that 2 and 1.5 make 2.5, and nothing where both are small; `nil` where it takes numbers beyond 64 bits.
  func joined(with other: Rate) -> Rate? {
    let bottom = Int128(denominator) * Int128(other.denominator)
    let (sum, overflow) = (Int128(numerator) * Int128(other.denominator)).addingReportingOverflow(
      Int128(other.numerator) * Int128(denominator))
    if overflow { return nil }
    let (top, spilled) = sum.subtractingReportingOverflow(bottom)
    return spilled ? nil : Self.reduced(max(top, 0), bottom)
  }

  private static func reduced(_ top: Int128, _ bottom: Int128) -> Rate? {
    var (left, right) = (top.magnitude, bottom.magnitude)
    while right != 0 { (left, right) = (right, left % right) }
    let divisor = Int128(max(left, 1))
    guard let numerator = Int64(exactly: top / divisor),
      let denominator = Int64(exactly: bottom / divisor)
    else { return nil }
    return Rate(numerator, over: denominator)
  }
}
