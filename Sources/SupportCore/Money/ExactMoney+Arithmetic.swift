// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension ExactMoney {
  /// So much money, exactly: 12.345 CNY is 1234.5 fen.
  ///
  /// - Throws: ``MoneyError`` where it does not fit, which takes more than 18 decimals beyond those of
  ///   the currency, or more than 38 digits of minor units.
  public init(_ amount: ExactDecimal, _ currency: Currency) throws(MoneyError) {
    let (digits, scale) = (currency.minorUnitDigits, amount.scale)
    let (units, isTooLarge) = amount.significand.multipliedReportingOverflow(
      by: ExactDecimal.powerOfTen(digits - scale))
    guard !isTooLarge,
      let sum = Self(units, over: ExactDecimal.powerOfTen(scale - digits), currency)
    else { throw .overflow("\(amount) \(currency)") }
    self = sum
  }

  /// The sum divided by a rate, exact.
  ///
  /// - Throws: ``MoneyError`` where the rate is 0 or the result does not fit.
  public static func / (left: Self, rate: Rate) throws(MoneyError) -> Self {
    guard let reciprocal = rate.reciprocal else { throw .divisionByZero("\(left)") }
    return try left * reciprocal
  }

  /// The sum with the other sign.
  public static prefix func - (sum: Self) -> Self {
    // The numerator is never the lowest number of 128 bits.
    Self(lowest: -sum.numerator, sum.denominator, sum.currency)
  }

  /// The sum without its sign.
  public var magnitude: Self { numerator < 0 ? -self : self }

  /// Whether the sum is nothing.
  public var isZero: Bool { numerator == 0 }

  /// Whether the sum is below nothing.
  public var isNegative: Bool { numerator < 0 }

  /// The same sum in minor units of another size: 12.34 with two decimals as 12.340 with three, and
  /// exactly back, so that ``rounded(_:)`` can take it to fewer decimals.
  ///
  /// - Parameter currency: The same code with another number of decimals.
  /// - Returns: The sum in minor units of that currency.
  /// - Throws: ``MoneyError`` where the codes differ or the result does not fit.
  public func counted(in currency: Currency) throws(MoneyError) -> Self {
    guard currency.code == self.currency.code else {
      throw .differentCurrencies(self.currency, currency)
    }
    let digits = currency.minorUnitDigits - self.currency.minorUnitDigits
    let (units, isTooLarge) = numerator.multipliedReportingOverflow(
      by: ExactDecimal.powerOfTen(digits))
    let (parts, isTooFine) = Int128(denominator).multipliedReportingOverflow(
      by: ExactDecimal.powerOfTen(-digits))
    guard !isTooLarge, !isTooFine, let sum = Self(units, over: parts, currency) else {
      throw .overflow("\(self) with \(currency.minorUnitDigits) decimals")
    }
    return sum
  }
}

extension Money {
  /// The sum times a whole number.
  ///
  /// - Throws: ``MoneyError`` where the result does not fit.
  public static func * (money: Self, count: Int64) throws(MoneyError) -> Self {
    let (units, overflow) = money.minorUnits.multipliedReportingOverflow(by: count)
    if overflow { throw .overflow("\(money) × \(count)") }
    return Self(minorUnits: units, currency: money.currency)
  }

  /// The sum divided by a rate, not rounded.
  ///
  /// - Throws: ``MoneyError`` where the rate is 0.
  public static func / (money: Self, rate: Rate) throws(MoneyError) -> ExactMoney {
    guard let reciprocal = rate.reciprocal else { throw .divisionByZero("\(money)") }
    return money * reciprocal
  }

  /// The quotient cut off toward zero to whole minor units, and what is left: the quotient times the
  /// divisor plus the remainder is the sum again, and the remainder has the sum's sign.
  ///
  /// - Throws: ``MoneyError`` where the divisor is 0, or the quotient does not fit.
  public func quotientAndRemainder(dividingBy divisor: Int64) throws(MoneyError)
    -> (quotient: Self, remainder: Self)
  {
    if divisor == 0 { throw .divisionByZero("\(self)") }
    let (quotient, overflow) = minorUnits.dividedReportingOverflow(by: divisor)
    if overflow { throw .overflow("\(self) / \(divisor)") }
    return (
      Self(minorUnits: quotient, currency: currency),
      Self(minorUnits: minorUnits % divisor, currency: currency)
    )
  }

  /// The sum without its sign.
  ///
  /// - Throws: ``MoneyError`` for the lowest sum of 64 bits, whose magnitude does not fit.
  public func magnitude() throws(MoneyError) -> Self {
    try minorUnits < 0 ? -self : self
  }

  /// Whether the sum is below nothing.
  public var isNegative: Bool { minorUnits < 0 }

  /// The sum of many; whether it fits does not depend on their order.
  ///
  /// - Parameters:
  ///   - sums: Sums in one currency.
  ///   - currency: Their currency, and that of the result, also where there are none.
  /// - Returns: The total; nothing where there are no sums.
  /// - Throws: ``MoneyError`` where a sum has another currency or the result does not fit.
  /// - Complexity: O(sums).
  public static func sum(_ sums: some Sequence<Self>, in currency: Currency) throws(MoneyError)
    -> Self
  {
    var total: Int128 = 0
    for sum in sums {
      if sum.currency != currency { throw .differentCurrencies(currency, sum.currency) }
      total += Int128(sum.minorUnits)
    }
    guard let units = Int64(exactly: total) else { throw .overflow("the sum in \(currency)") }
    return Self(minorUnits: units, currency: currency)
  }

  /// The smaller of two sums.
  ///
  /// - Throws: ``MoneyError`` where the currencies differ.
  public func min(_ other: Self) throws(MoneyError) -> Self {
    try other.isLess(than: self) ? other : self
  }

  /// The greater of two sums.
  ///
  /// - Throws: ``MoneyError`` where the currencies differ.
  public func max(_ other: Self) throws(MoneyError) -> Self {
    try isLess(than: other) ? other : self
  }
}

extension Int64 {
  /// The number divided by another, rounded.
  ///
  /// - Returns: A multiple of the rule's step.
  /// - Throws: ``MoneyError`` where the divisor is 0, the result has to be exact and is not, or it does
  ///   not fit.
  public func divided(by divisor: Int64, _ rule: RoundingRule) throws(MoneyError) -> Int64 {
    if divisor == 0 { throw .divisionByZero("\(self)") }
    let numerator = divisor < 0 ? -Int128(self) : Int128(self)
    let width = Int128(divisor.magnitude) * Int128(rule.step)
    guard let steps = rule.direction.quotient(of: numerator, by: width) else {
      // The lowest number has no opposite in 64 bits; nothing but it needs the second form.
      guard let sum = ExactMoney(numerator, over: Int128(divisor.magnitude), .points) else {
        throw .inexactAmount(ExactDecimal(self), .points, rule)
      }
      throw .inexact(sum, rule)
    }
    let (units, _) = steps.multipliedReportingOverflow(by: Int128(rule.step))
    guard let result = Int64(exactly: units) else { throw .overflow("\(self) / \(divisor)") }
    return result
  }
}
