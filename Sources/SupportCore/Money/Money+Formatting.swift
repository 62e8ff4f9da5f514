// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import Foundation

extension Money {
  /// The sum as people of a locale write it, with the currency's symbol and all its decimals:
  /// `¥1,234.50`, `1.234,50 €`.
  ///
  /// What the system's locale data say can change with its version: show this, and store
  /// ``description``. Every sum of 64 bits keeps all its digits.
  ///
  /// - Parameter locale: The reader's locale, which the host chooses.
  /// - Returns: Text to be shown, not to be read back.
  public func formatted(locale: Locale) -> String {
    let amount = Decimal(
      sign: minorUnits < 0 ? .minus : .plus, exponent: -currency.minorUnitDigits,
      significand: Decimal(minorUnits.magnitude))
    return Decimal.FormatStyle.Currency(code: currency.code, locale: locale)
      .precision(.fractionLength(currency.minorUnitDigits)).format(amount)
  }
}
