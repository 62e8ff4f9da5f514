// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A share or a factor, exact: 10 %, one third, 2.5 times.
///
/// It is a fraction in lowest terms, so that equal rates are equal values however they were written:
/// `20%`, `0.2` and `1/5` are all the same.
///
/// ```swift
/// try Rate("20%") == Rate("1/5")      // true
/// ```
public struct Rate: Hashable, Sendable {
  /// Above the line; negative for negative rates, never `Int64.min`.
  public let numerator: Int64
  /// Below the line, at least 1; 1 for whole numbers.
  public let denominator: Int64

  /// Nothing.
  public static let zero = Self(lowest: 0, 1)
  /// The whole.
  public static let one = Self(lowest: 1, 1)

  private init(lowest numerator: Int64, _ denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Creates the rate `numerator / denominator`, reduced.
  ///
  /// - Returns: `nil` where the denominator is zero, or a part of the fraction in lowest terms lies
  ///   outside `-Int64.max ... Int64.max`.
  public init?(_ numerator: Int64, over denominator: Int64) {
    guard denominator != 0 else { return nil }
    let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let isNegative = (numerator < 0) != (denominator < 0)
    guard let top = Int64(exactly: numerator.magnitude / divisor),
      let bottom = Int64(exactly: denominator.magnitude / divisor)
    else { return nil }
    self.init(lowest: isNegative ? -top : top, bottom)
  }

  /// Creates a rate of so many per cent.
  public static func percent(_ percent: Int64) -> Self? { Self(percent, over: 100) }
}

extension Rate: Comparable {
  /// Tells whether the left rate is smaller, exactly.
  public static func < (left: Self, right: Self) -> Bool {
    Int128(left.numerator) * Int128(right.denominator)
      < Int128(right.numerator) * Int128(left.denominator)
  }
}

extension Rate: CustomStringConvertible, Codable {
  /// `20%` or `12.5%` where that is exact to two decimals of a per cent, else the fraction: `1/3`.
  public var description: String {
    let (hundredths, rest) = (Int128(numerator) * 10_000).quotientAndRemainder(
      dividingBy: Int128(denominator))
    guard rest == 0, let percent = ExactDecimal(significand: hundredths, scale: 2) else {
      return "\(numerator)/\(denominator)"
    }
    return "\(percent)%"
  }

  /// Reads `10%`, `12.5%`, `0.2`, `3` or `1/3`.
  ///
  /// - Throws: ``TextError`` naming what is wrong with the text.
  public init(_ text: some StringProtocol) throws(TextError) {
    func wrong(_ reason: String) -> TextError {
      TextError(expected: "rate", text: text, reason: reason)
    }
    let rate: Self?
    if let slash = text.firstIndex(of: "/") {
      guard let top = Int64(text[..<slash]), let bottom = Int64(text[text.index(after: slash)...])
      else { throw wrong("a fraction has a whole number on each side of its line") }
      guard bottom != 0 else { throw wrong("nothing can be divided by 0") }
      rate = Self(top, over: bottom)
    } else {
      let isPercent = text.hasSuffix("%")
      let number: ExactDecimal
      do throws(TextError) {
        number = try ExactDecimal(isPercent ? String(text.dropLast()) : String(text))
      } catch {
        throw wrong(error.reason)
      }
      rate = Self(number, percent: isPercent)
    }
    guard let rate else { throw wrong("it takes numbers beyond 9223372036854775807") }
    self = rate
  }

  /// A decimal has no factors but 2 and 5 below its line.
  init?(_ number: ExactDecimal, percent: Bool) {
    var top = number.significand
    var bottom: Int64 = 1
    let places = top == 0 ? 0 : number.scale + (percent ? 2 : 0)
    for factor in [2, 5] as [Int64] {
      var left = places
      while left > 0, top % Int128(factor) == 0 {
        top /= Int128(factor)
        left -= 1
      }
      for _ in 0..<left {
        let (product, overflow) = bottom.multipliedReportingOverflow(by: factor)
        if overflow { return nil }
        bottom = product
      }
    }
    guard let numerator = Int64(exactly: top), numerator != .min else { return nil }
    self.init(lowest: numerator, bottom)
  }

  /// Decodes its text, such as `"20%"`.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeText { text throws(TextError) in try Self(text) }
  }

  /// Encodes its text, such as `"20%"`.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeText(description)
  }
}
