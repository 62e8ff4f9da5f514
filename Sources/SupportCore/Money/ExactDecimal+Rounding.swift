// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension ExactDecimal {
  /// The number rounded to so many decimals.
  ///
  /// - Parameters:
  ///   - direction: Which of the two numbers around it is taken.
  ///   - decimals: How many decimals are kept, 0 or more; less is taken as 0.
  /// - Returns: `nil` where it has to be exact and is not, or the result takes more than 38 digits.
  public func rounded(_ direction: RoundingRule.Direction, decimals: Int = 0) -> Self? {
    let decimals = Swift.max(decimals, 0)
    guard scale > decimals else { return self }
    let units = direction.quotient(of: significand, by: Self.powerOfTen(scale - decimals))
    return units.flatMap { Self(significand: $0, scale: decimals) }
  }
}
