// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A sum of money: whole minor units of one currency, never a float.
///
/// Sums of one currency add up; what does not fit 64 bits is a ``MoneyError``, and so are two currencies.
/// Times a rate a sum becomes ``ExactMoney``, which a ``RoundingRule`` turns into money again:
///
/// ```swift
/// let fee = try Money("99.90", .cny)
/// let share = fee * (try Rate("1/7"))                          // 99.90/7 CNY, exactly
/// try share.rounded(RoundingRule(.halfEven, step: 50))         // 14.50 CNY
/// try fee.split(into: 4, remainder: .first).parts              // 24.98, 24.98, 24.97, 24.97
/// ```
public struct Money: Hashable, Sendable {
  /// The sum in the currency's smallest unit: 1250 is 12.50 in CNY and 1250 in JPY.
  public var minorUnits: Int64
  /// The currency.
  public var currency: Currency

  /// Creates a sum from its minor units.
  public init(minorUnits: Int64, currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }
}

extension Money: CustomStringConvertible {
  /// `1200.00 CNY`.
  public var description: String { "\(amountText) \(currency.code)" }

  /// The amount as decimal text, with all decimals of the currency: `1200.00`.
  public var amountText: String { minorUnits.text(decimals: currency.minorUnitDigits) }
}

extension Money: Codable {
  private enum CodingKeys: String, CodingKey {
    case currency, minorUnits, minorUnitDigits
  }

  /// Decodes `{"currency": "CNY", "minorUnits": 120000, "minorUnitDigits": 2}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let code = try container.decode(String.self, forKey: .currency)
    let digits = try container.decode(Int.self, forKey: .minorUnitDigits)
    do {
      currency = try Currency(code: code, minorUnitDigits: digits)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .currency, in: container, debugDescription: error.description)
    }
    minorUnits = try container.decode(Int64.self, forKey: .minorUnits)
  }

  /// Encodes `{"currency": "CNY", "minorUnits": 120000, "minorUnitDigits": 2}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(currency.code, forKey: .currency)
    try container.encode(minorUnits, forKey: .minorUnits)
    try container.encode(currency.minorUnitDigits, forKey: .minorUnitDigits)
  }
}
