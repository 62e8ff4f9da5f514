// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Rate {
  /// The rate of a decimal number: 1.5 times.
  ///
  /// - Returns: `nil` where it takes numbers beyond those of 64 bits.
  public init?(_ number: ExactDecimal) {
    self.init(number, percent: false)
  }

  /// One divided by the rate; `nil` for zero.
  public var reciprocal: Self? { Self(denominator, over: numerator) }

  /// The sum of two rates, exact; `nil` where it takes numbers beyond those of 64 bits.
  public func sum(with other: Self) -> Self? {
    let divisor = greatestCommonDivisor(denominator.magnitude, other.denominator.magnitude)
    let (left, right) = (other.denominator / Int64(divisor), denominator / Int64(divisor))
    // Each product is below 2 to the power of 126.
    return Self(
      wide: Int128(numerator) * Int128(left) + Int128(other.numerator) * Int128(right),
      over: Int128(denominator) * Int128(left))
  }

  /// The product of two rates, exact; `nil` where it takes numbers beyond those of 64 bits.
  public func product(with other: Self) -> Self? {
    Self(
      wide: Int128(numerator) * Int128(other.numerator),
      over: Int128(denominator) * Int128(other.denominator))
  }

  private init?(wide numerator: Int128, over denominator: Int128) {
    let divisor = Int128(greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    guard let top = Int64(exactly: numerator / divisor),
      let bottom = Int64(exactly: denominator / divisor)
    else { return nil }
    self.init(top, over: bottom)
  }
}
