// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Money {
  /// Reads an amount in a currency, exactly: `1250`, `12.5`, `-0.05`.
  ///
  /// The text is a number in the grammar of JSON: a point before the decimals, nothing between groups
  /// of digits. What a locale writes otherwise is not guessed.
  ///
  /// - Throws: ``TextError`` where it is no such number, has more decimals than the currency, or does
  ///   not fit.
  public init(_ text: some StringProtocol, _ currency: Currency) throws(TextError) {
    try self.init(text, currency, RoundingRule(.exact))
  }

  /// Reads an amount in a currency and rounds it.
  ///
  /// - Throws: ``TextError`` where it is no number, does not fit, or has to be exact and is not.
  public init(_ text: some StringProtocol, _ currency: Currency, _ rule: RoundingRule)
    throws(TextError)
  {
    func wrong(_ reason: String) -> TextError {
      TextError(expected: "sum of \(currency)", text: text, reason: reason)
    }
    let number: ExactDecimal
    do throws(TextError) {
      number = try ExactDecimal(text)
    } catch {
      throw wrong(error.reason)
    }
    do throws(MoneyError) {
      self = try Self(number, currency, rule)
    } catch {
      switch error {
      case .inexactAmount where rule.step == 1:
        let digits = currency.minorUnitDigits
        throw wrong(
          digits == 0 ? "\(currency) has no decimals" : "it has more than \(digits) decimals")
      case .inexactAmount: throw wrong(error.description)
      default:
        let least = Money(minorUnits: .min, currency: currency).amountText
        let most = Money(minorUnits: .max, currency: currency).amountText
        throw wrong("it is outside \(least) ... \(most)")
      }
    }
  }

  /// A sum of so much, rounded.
  ///
  /// - Throws: ``MoneyError`` where it does not fit, or has to be exact and is not.
  public init(_ amount: ExactDecimal, _ currency: Currency, _ rule: RoundingRule)
    throws(MoneyError)
  {
    let (digits, scale) = (currency.minorUnitDigits, amount.scale)
    let step = Int128(rule.step)
    let steps: Int128?
    if scale > digits {
      steps = rule.direction.quotient(
        of: amount.significand, by: ExactDecimal.powerOfTen(scale - digits), times: step)
    } else {
      let factor = ExactDecimal.powerOfTen(digits - scale)
      let (units, isTooLarge) = amount.significand.multipliedReportingOverflow(by: factor)
      if isTooLarge { throw .overflow("\(amount) \(currency)") }
      steps = rule.direction.quotient(of: units, by: step)
    }
    guard let steps else { throw .inexactAmount(amount, currency, rule) }
    let (units, overflow) = steps.multipliedReportingOverflow(by: step)
    guard !overflow, let minorUnits = Int64(exactly: units) else {
      throw .overflow("\(amount) \(currency)")
    }
    self.init(minorUnits: minorUnits, currency: currency)
  }

  /// Reads a sum with its currency, as ``description`` writes it: `12.50 CNY`.
  ///
  /// - Parameters:
  ///   - text: The amount, exact, one space, and the code.
  ///   - table: The currencies there are, and their digits.
  /// - Throws: ``TextError`` where a part is wrong, or the amount has more decimals than the table
  ///   gives the currency.
  public init(_ text: some StringProtocol, in table: CurrencyTable = .iso4217) throws(TextError) {
    let parts = String(text).split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw TextError(
        expected: "sum of money", text: text, reason: "it is an amount, a space and a currency code"
      )
    }
    let currency: Currency
    do throws(CurrencyError) {
      currency = try table.currency(parts[1])
    } catch {
      throw TextError(expected: "sum of money", text: text, reason: error.description)
    }
    try self.init(parts[0], currency)
  }
}
