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

  /// A sum times a rate, in lowest terms; it always fits.
  init(_ money: Money, times rate: Rate) {
    let product = Int128(money.minorUnits) * Int128(rate.numerator)
    var (left, right) = (product.magnitude, UInt128(rate.denominator.magnitude))
    while right != 0 { (left, right) = (right, left % right) }
    let divisor = max(left, 1)
    numerator = product / Int128(divisor)
    denominator = Int64(UInt128(rate.denominator.magnitude) / divisor)
    currency = money.currency
  }

  /// The sum where it is a whole number of minor units in the bounds of ``Money``; else `nil`.
  public var exactly: Money? {
    guard denominator == 1, let units = Int64(exactly: numerator) else { return nil }
    return Money(minorUnits: units, currency: currency)
  }
}

extension Money {
  /// The sum times a rate, not rounded.
  public static func * (money: Self, rate: Rate) -> ExactMoney {
    ExactMoney(money, times: rate)
  }
}

extension ExactMoney: CustomStringConvertible {
  /// `3.50 CNY`, or with a line where it is no whole number of minor units: `10.00/3 CNY`.
  public var description: String {
    let line = denominator == 1 ? "" : "/\(denominator)"
    return "\(numerator.text(decimals: currency.minorUnitDigits))\(line) \(currency.code)"
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
    self.numerator = numerator
    denominator = try values.decodeIfPresent(Int64.self, forKey: .over) ?? 1
    guard denominator >= 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .over, in: values, debugDescription: "\(denominator) is below 1")
    }
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
