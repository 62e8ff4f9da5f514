// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A decimal number, exact: up to 38 digits, of which up to 38 after the decimal point.
///
/// Use it for every number that comes from text; it never passes through floating point. Equal
/// numbers are equal values however they were written: `1.0`, `1.00` and `10e-1` are all `1`, and
/// there is no negative zero.
///
/// ```swift
/// let price = try ExactDecimal("5000.00")
/// price.exactInteger(decimals: 2)            // 500000, the price in cents
/// ```
public struct ExactDecimal: Hashable, Sendable {
  /// The digits without the decimal point, negative for negative numbers; at most 38 digits.
  public let significand: Int128

  /// The number of digits after the decimal point, 0 ... 38; the last of them is never zero.
  public let scale: Int

  /// The number of digits that a number may have, before and after the decimal point together.
  public static let maximumDigits = 38

  /// Zero.
  public static let zero = Self(0)

  /// Creates a whole number.
  public init(_ value: Int64) {
    significand = Int128(value)
    scale = 0
  }

  /// Creates the number `significand / 10^scale`, or nil when the shortest way to write it takes
  /// more than 38 digits or the scale is negative.
  public init?(significand: Int128, scale: Int) {
    guard scale >= 0 else { return nil }
    var digits = significand
    var decimals = digits == 0 ? 0 : scale
    while decimals > 0, digits % 10 == 0 {
      digits /= 10
      decimals -= 1
    }
    guard decimals <= Self.maximumDigits, digits.magnitude < Self.beyond else { return nil }
    self.significand = digits
    self.scale = decimals
  }

  /// Ten to the power of 38.
  private static let beyond: UInt128 = 100_000_000_000_000_000_000_000_000_000_000_000_000

  /// Ten to a power of 0 ... 38; powers out of range become the nearest bound.
  static func powerOfTen(_ power: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<min(max(power, 0), maximumDigits) { result *= 10 }
    return result
  }
}

extension ExactDecimal: Comparable {
  /// Tells whether the left number is smaller.
  public static func < (left: Self, right: Self) -> Bool {
    if left.scale == right.scale { return left.significand < right.significand }
    let leftUnit = powerOfTen(left.scale)
    let rightUnit = powerOfTen(right.scale)
    let leftWhole = left.significand / leftUnit
    let rightWhole = right.significand / rightUnit
    guard leftWhole == rightWhole else { return leftWhole < rightWhole }
    // What is left over is below one, so it has at most 38 digits at the larger scale too.
    let scale = max(left.scale, right.scale)
    return left.significand % leftUnit * powerOfTen(scale - left.scale)
      < right.significand % rightUnit * powerOfTen(scale - right.scale)
  }
}

// MARK: - Use

extension ExactDecimal {
  /// The sum, exact; nil when it, or a summand written with the other's decimals, takes more than
  /// 38 digits.
  public func sum(with other: Self) -> Self? {
    let scale = max(scale, other.scale)
    func units(_ number: Self) -> Int128? {
      let factor = Self.powerOfTen(scale - number.scale)
      let (units, overflow) = number.significand.multipliedReportingOverflow(by: factor)
      return overflow ? nil : units
    }
    guard let left = units(self), let right = units(other) else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : Self(significand: sum, scale: scale)
  }

  /// The product, exact; nil when it takes more than 38 digits.
  public func product(with other: Self) -> Self? {
    let (digits, overflow) = significand.multipliedReportingOverflow(by: other.significand)
    return overflow ? nil : Self(significand: digits, scale: scale + other.scale)
  }

  /// Returns this number in units of its nth decimal, such as 500000 for `5000.00` and 2 decimals.
  ///
  /// - Parameter decimals: How many decimals a unit has; 0 for whole numbers.
  /// - Returns: The count of units, or nil when it is not whole or beyond `Int64`.
  public func exactInteger(decimals: Int = 0) -> Int64? {
    guard significand != 0 else { return 0 }
    guard decimals >= scale else { return nil }
    let (shift, overflow) = decimals.subtractingReportingOverflow(scale)
    guard !overflow, shift <= Self.maximumDigits else { return nil }
    let (units, spilled) = significand.multipliedReportingOverflow(by: Self.powerOfTen(shift))
    return spilled ? nil : Int64(exactly: units)
  }
}

// MARK: - Text

extension ExactDecimal: CustomStringConvertible {
  /// Creates a number from text in the grammar of JSON numbers, such as `5000.00`, `-0.5` or `1e3`.
  ///
  /// - Throws: ``TextError`` when it is not such a number or takes more than 38 digits.
  /// - Complexity: O(*n*) in the length of the text, whatever the exponent.
  public init(_ text: some StringProtocol) throws(TextError) {
    switch ExactDecimalScanner.scan(Array(text.utf8)[...]) {
    case .number(let number, _): self = number
    case .refused(let reason): throw TextError(expected: "number", text: text, reason: reason)
    }
  }

  /// The shortest way to write the number without an exponent: `5000`, `-0.5`.
  public var description: String { significand.text(decimals: scale) }
}

extension ExactDecimal: Codable {
  /// Decodes text such as `5000.00`.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeText(Self.init(_:))
  }

  /// Encodes text such as `5000`.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeText(description)
  }
}
