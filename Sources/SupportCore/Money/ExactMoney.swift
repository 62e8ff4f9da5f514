// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A sum of money between two steps, before it is rounded: an exact fraction of minor units.
///
/// A third of 10.00 CNY is no number of cents; it stays `10.00/3 CNY` until a rule says how it is
/// rounded, and an explanation shows both.
public struct ExactMoney: Hashable, Sendable {
  /// Minor units above the line.
  public let numerator: Int128
  /// Below the line, at least 1.
  public let denominator: Int64
  /// The currency.
  public let currency: Currency

  /// The sum as it is.
  public init(_ money: Money) {
    self.init(lowest: Int128(money.minorUnits), 1, money.currency)
  }

  /// A sum times a rate, in lowest terms; it always fits.
  init(_ money: Money, times rate: Rate) {
    // The rate is in lowest terms: only the sum can share a divisor with what is below its line.
    let divisor = greatestCommonDivisor(
      money.minorUnits.magnitude, rate.denominator.magnitude)
    let units = divisor == 1 ? Int128(money.minorUnits) : Int128(money.minorUnits) / Int128(divisor)
    self.init(
      lowest: units * Int128(rate.numerator), rate.denominator / Int64(divisor), money.currency)
  }

  init(lowest numerator: Int128, _ denominator: Int64, _ currency: Currency) {
    self.numerator = numerator
    self.denominator = denominator
    self.currency = currency
  }

  /// A fraction of minor units in lowest terms; `nil` where that does not fit. The divisor is positive.
  init?(_ numerator: Int128, over denominator: Int128, _ currency: Currency) {
    let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    guard let below = Int64(exactly: denominator / Int128(divisor)) else { return nil }
    let above = numerator / Int128(divisor)
    if above == .min { return nil }
    self.init(lowest: above, below, currency)
  }

  /// The sum where it is a whole number of minor units in the bounds of ``Money``; else `nil`.
  public var exactly: Money? {
    guard denominator == 1, let units = Int64(exactly: numerator) else { return nil }
    return Money(minorUnits: units, currency: currency)
  }

  /// The sum rounded to a multiple of the rule's step.
  ///
  /// - Throws: ``MoneyError`` where it has to be exact and is not, or the result does not fit.
  public func rounded(_ rule: RoundingRule) throws(MoneyError) -> Money {
    if rule.step == 1, let whole = exactly { return whole }
    guard let multiple = rule.multiple(of: numerator, over: denominator) else {
      throw .inexact(self, rule)
    }
    guard let units = Int64(exactly: multiple) else {
      throw .overflow("\(self), rounded,")
    }
    return Money(minorUnits: units, currency: currency)
  }
}

extension ExactMoney {
  /// The sum of two sums, exact.
  ///
  /// - Throws: ``MoneyError`` where the currencies differ or the result does not fit.
  public static func + (left: Self, right: Self) throws(MoneyError) -> Self {
    if right.numerator == 0, left.currency == right.currency { return left }
    return try left.combined(with: right, "+") { $0.addingReportingOverflow($1) }
  }

  /// The difference of two sums, exact.
  ///
  /// - Throws: ``MoneyError`` where the currencies differ or the result does not fit.
  public static func - (left: Self, right: Self) throws(MoneyError) -> Self {
    try left.combined(with: right, "-") { $0.subtractingReportingOverflow($1) }
  }

  /// The sum times a rate, exact.
  ///
  /// - Throws: ``MoneyError`` where the result does not fit.
  public static func * (left: Self, rate: Rate) throws(MoneyError) -> Self {
    if left.denominator == 1, let units = Int64(exactly: left.numerator) {
      return Self(Money(minorUnits: units, currency: left.currency), times: rate)
    }
    // Both fractions are in lowest terms: what is above one line shares divisors only with what is
    // below the other.
    let one = greatestCommonDivisor(left.numerator.magnitude, UInt128(rate.denominator.magnitude))
    let other = greatestCommonDivisor(rate.numerator.magnitude, left.denominator.magnitude)
    let (above, isTooLarge) = (left.numerator / Int128(one)).multipliedReportingOverflow(
      by: Int128(rate.numerator) / Int128(other))
    let (below, isTooFine) = (left.denominator / Int64(other)).multipliedReportingOverflow(
      by: rate.denominator / Int64(one))
    if isTooLarge || isTooFine || above == .min { throw .overflow("\(left) × \(rate)") }
    return Self(lowest: above, below, left.currency)
  }

  /// Whether the sum is smaller than another.
  ///
  /// - Throws: ``MoneyError`` where the currencies differ: no order holds between them.
  public func isLess(than other: Self) throws(MoneyError) -> Bool {
    if currency != other.currency { throw .differentCurrencies(currency, other.currency) }
    if denominator == other.denominator { return numerator < other.numerator }
    let (left, right) = (parts, other.parts)
    if left.whole != right.whole { return left.whole < right.whole }
    return left.rest * Int128(other.denominator) < right.rest * Int128(denominator)
  }

  /// The whole minor units below, and the rest above the line.
  private var parts: (whole: Int128, rest: Int128) {
    let (whole, rest) = numerator.quotientAndRemainder(dividingBy: Int128(denominator))
    return rest < 0 ? (whole - 1, rest + Int128(denominator)) : (whole, rest)
  }

  private func combined(
    with other: Self, _ sign: String, _ combine: (Int128, Int128) -> (Int128, Bool)
  ) throws(MoneyError) -> Self {
    if currency != other.currency { throw .differentCurrencies(currency, other.currency) }
    if denominator == 1, other.denominator == 1 {
      let (units, overflow) = combine(numerator, other.numerator)
      if !overflow, units != .min { return Self(lowest: units, 1, currency) }
    }
    let divisor = greatestCommonDivisor(denominator.magnitude, other.denominator.magnitude)
    let (left, right) = (other.denominator / Int64(divisor), denominator / Int64(divisor))
    let (one, isLarge) = numerator.multipliedReportingOverflow(by: Int128(left))
    let (two, isLargeToo) = other.numerator.multipliedReportingOverflow(by: Int128(right))
    let (units, overflow) = combine(one, two)
    guard !isLarge, !isLargeToo, !overflow,
      let sum = Self(units, over: Int128(denominator) * Int128(left), currency)
    else { throw .overflow("\(self) \(sign) \(other)") }
    return sum
  }
}

extension Money {
  /// The sum times a rate, not rounded.
  public static func * (money: Self, rate: Rate) -> ExactMoney {
    ExactMoney(money, times: rate)
  }
}

extension ExactMoney: CustomStringConvertible {
  /// `3.50 CNY`; a part of a minor unit as a decimal where it ends, `18.525 CNY`, else with a line:
  /// `10.00/3 CNY`.
  public var description: String {
    if let (digits, count) = decimals {
      return "\(digits.text(decimals: currency.minorUnitDigits + count)) \(currency.code)"
    }
    return
      "\(numerator.text(decimals: currency.minorUnitDigits))/\(denominator) \(currency.code)"
  }

  /// The digits of the sum, and how many of them stand behind the minor unit; `nil` for a fraction that
  /// never ends, or takes more than 128 bits.
  private var decimals: (digits: Int128, count: Int)? {
    var (rest, twos, fives) = (denominator, 0, 0)
    while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
    while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
    let count = max(twos, fives)
    guard rest == 1, count <= ExactDecimal.maximumDigits else { return nil }
    // The power of ten is a multiple of the denominator.
    let factor = ExactDecimal.powerOfTen(count) / Int128(denominator)
    let (digits, overflow) = numerator.multipliedReportingOverflow(by: factor)
    return overflow ? nil : (digits, count)
  }
}

extension ExactMoney: Codable {
  private enum CodingKeys: String, CodingKey {
    case currency, minorUnits, minorUnitDigits, over
  }

  /// Decodes `{"currency": "CNY", "minorUnitDigits": 2, "minorUnits": "1000", "over": 3}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let code = try values.decode(String.self, forKey: .currency)
    let digits = try values.decode(Int.self, forKey: .minorUnitDigits)
    let currency: Currency
    do {
      currency = try Currency(code: code, minorUnitDigits: digits)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .currency, in: values, debugDescription: error.description)
    }
    let text = try values.decode(String.self, forKey: .minorUnits)
    guard let numerator = Int128(text), numerator != .min else {
      throw DecodingError.dataCorruptedError(
        forKey: .minorUnits, in: values, debugDescription: "\(text.quoted) is no whole number")
    }
    let denominator = try values.decodeIfPresent(Int64.self, forKey: .over) ?? 1
    guard denominator >= 1, let sum = Self(numerator, over: Int128(denominator), currency) else {
      throw DecodingError.dataCorruptedError(
        forKey: .over, in: values, debugDescription: "\(denominator) is below 1")
    }
    self = sum
  }

  /// Encodes `{"currency": "CNY", "minorUnitDigits": 2, "minorUnits": "1000", "over": 3}`; the units
  /// are text, since they can go beyond what JSON numbers hold everywhere.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(currency.code, forKey: .currency)
    try values.encode(currency.minorUnitDigits, forKey: .minorUnitDigits)
    try values.encode(String(numerator), forKey: .minorUnits)
    if denominator != 1 { try values.encode(denominator, forKey: .over) }
  }
}
