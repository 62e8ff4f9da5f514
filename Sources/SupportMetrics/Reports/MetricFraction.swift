// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// An exact figure: a whole number divided by another, never rounded.
///
/// Rates, means, quantiles and counts are all of this form, so an objective is compared exactly and
/// two runs agree to the last digit.
public struct MetricFraction: Sendable {
  /// What stands above the line.
  public let numerator: Int128
  /// What stands below the line, at least 1.
  public let denominator: Int128

  /// Creates a fraction; `nil` when nothing stands below the line, or less than nothing.
  public init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator > 0 else { return nil }
    self.init(sound: numerator, denominator)
  }

  /// Creates a whole number.
  public init(_ number: Int128) {
    self.init(sound: number, 1)
  }

  /// Creates a fraction from a rate.
  public init(_ rate: Rate) {
    self.init(sound: Int128(rate.numerator), Int128(rate.denominator))
  }

  private init(sound numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The nearest floating-point number, for charts and statistics.
  public var value: Double {
    let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    return Double(whole) + Double(rest) / Double(denominator)
  }

  /// The figure rounded to a number of decimals, halves away from zero: `94.12`.
  ///
  /// - Parameter decimals: 0 ... 9; others count as the nearest bound.
  /// - Returns: Digits with a point before the decimals; no point where there are none.
  public func text(decimals: Int) -> String {
    let decimals = Swift.min(Swift.max(decimals, 0), 9)
    let scale = (0..<decimals).reduce(Int128(1)) { power, _ in power * 10 }
    let (whole, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: denominator.magnitude)
    // The rest is smaller than the denominator; scaling it stays exact through the wide product.
    let (high, low) = rest.multipliedFullWidth(by: scale.magnitude)
    let (part, left) = denominator.magnitude.dividingFullWidth((high, low))
    let isUp = left >= denominator.magnitude - left
    let digits = part + (isUp ? 1 : 0)
    let (carry, shown) = digits.quotientAndRemainder(dividingBy: scale.magnitude)
    let sign = numerator < 0 && (whole + carry != 0 || shown != 0) ? "-" : ""
    guard decimals > 0 else { return sign + String(whole + carry) }
    let tail = String(shown)
    return sign + String(whole + carry) + "."
      + String(repeating: "0", count: decimals - tail.count) + tail
  }

  /// The figure as per cent, as short as it is exact within four decimals: `92%`, `0.3%`.
  var percentText: String {
    guard let hundredfold = times(100) else { return "\(value * 100)%" }
    var text = hundredfold.text(decimals: 4)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text + "%"
  }

  /// This number less another; `nil` where that takes more than 128 bits.
  public func minus(_ other: Self) -> Self? {
    let (own, others) = (reduced, other.reduced)
    let (left, first) = own.numerator.multipliedReportingOverflow(by: others.denominator)
    let (right, second) = others.numerator.multipliedReportingOverflow(by: own.denominator)
    let (below, third) = own.denominator.multipliedReportingOverflow(by: others.denominator)
    let (above, fourth) = left.subtractingReportingOverflow(right)
    return first || second || third || fourth ? nil : Self(sound: above, below)
  }

  /// This number by another; `nil` by nothing, and where that takes more than 128 bits.
  public func divided(by other: Self) -> Self? {
    guard other.numerator != 0, other.numerator > .min else { return nil }
    let (own, others) = (reduced, other.reduced)
    let (above, first) = own.numerator.multipliedReportingOverflow(by: others.denominator)
    let (below, second) = own.denominator.multipliedReportingOverflow(by: others.numerator)
    guard !first, !second, above > .min, below > .min else { return nil }
    return below < 0 ? Self(sound: -above, -below) : Self(sound: above, below)
  }

  /// The same number in lowest terms.
  private var reduced: Self {
    let divisor = Int128(clamping: greatestDivisor)
    return Self(sound: numerator / divisor, denominator / divisor)
  }

  private var greatestDivisor: UInt128 {
    var (divisor, rest) = (denominator.magnitude, numerator.magnitude)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    return divisor
  }

  /// The figure times a number; `nil` beyond 128 bits.
  func times(_ factor: Int128) -> Self? {
    let (product, overflow) = numerator.multipliedReportingOverflow(by: factor)
    return overflow ? nil : Self(sound: product, denominator)
  }
}

extension MetricFraction: Hashable, Comparable {
  /// Tells whether two fractions are the same number: 1/2 is 2/4.
  public static func == (left: Self, right: Self) -> Bool { compare(left, right) == 0 }

  /// Orders by size, exactly.
  public static func < (left: Self, right: Self) -> Bool { compare(left, right) < 0 }

  /// Hashes the fraction in lowest terms.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(reduced.numerator)
    hasher.combine(reduced.denominator)
  }

  /// Below, at or above zero as the left is less than, equal to or greater than the right, by the
  /// terms of the two continued fractions: nothing can overflow.
  private static func compare(_ left: Self, _ right: Self) -> Int {
    var (a, b, c, d) = (left.numerator, left.denominator, right.numerator, right.denominator)
    var sign = 1
    while true {
      let (first, second) = (floored(a, b), floored(c, d))
      if first.quotient != second.quotient {
        return first.quotient < second.quotient ? -sign : sign
      }
      if first.rest == 0 || second.rest == 0 {
        if first.rest == second.rest { return 0 }
        return first.rest == 0 ? -sign : sign
      }
      (a, b, c, d) = (b, first.rest, d, second.rest)
      sign = -sign
    }
  }

  private static func floored(_ a: Int128, _ b: Int128) -> (quotient: Int128, rest: Int128) {
    let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
    return rest < 0 ? (quotient - 1, rest + b) : (quotient, rest)
  }
}

extension MetricFraction: CustomStringConvertible {
  /// `13487/24918`, or the number alone where nothing is divided.
  public var description: String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}
