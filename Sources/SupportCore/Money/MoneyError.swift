// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Why a sum of money cannot be had.
public enum MoneyError: Error, Hashable, Sendable {
  /// The result does not fit; the text tells the operation, as in `1.00 CNY + 92233720368547758.07 CNY`.
  case overflow(String)
  /// Two currencies, or two numbers of decimals of one, do not mix.
  case differentCurrencies(Currency, Currency)
  /// The sum lies between two steps and has to be exact.
  case inexact(ExactMoney, RoundingRule)
  /// The amount lies between two steps and has to be exact.
  case inexactAmount(ExactDecimal, Currency, RoundingRule)
  /// Nothing can be divided by zero; the text tells what was to be.
  case divisionByZero(String)
}

extension MoneyError: CustomStringConvertible {
  /// What is wrong, with the values and bounds.
  public var description: String {
    switch self {
    case .overflow(let operation):
      return
        "\(operation) lies outside what a sum of money can be, "
        + "-9223372036854775808 ... 9223372036854775807 minor units"
    case .differentCurrencies(let one, let other):
      guard one.code != other.code else {
        return
          "\(one) with \(one.minorUnitDigits) and with \(other.minorUnitDigits) decimals do not mix"
      }
      return "\(one) and \(other) do not mix"
    case .inexact(let sum, let rule): return "\(sum) is no whole number of \(Self.unit(rule))"
    case .inexactAmount(let amount, let currency, let rule):
      return "\(amount) \(currency) is no whole number of \(Self.unit(rule))"
    case .divisionByZero(let operation): return "\(operation): nothing can be divided by 0"
    }
  }

  private static func unit(_ rule: RoundingRule) -> String {
    rule.step == 1 ? "minor units" : "steps of \(rule.step) minor units"
  }
}
