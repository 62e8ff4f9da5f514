// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Money {
  /// The sum of two sums.
  ///
  /// - Throws: ``MoneyError`` where the currencies differ or the result does not fit.
  public static func + (left: Self, right: Self) throws(MoneyError) -> Self {
    try left.checkCurrency(right)
    let (units, overflow) = left.minorUnits.addingReportingOverflow(right.minorUnits)
    if overflow { throw .overflow("\(left) + \(right)") }
    return Self(minorUnits: units, currency: left.currency)
  }

  /// The difference of two sums.
  ///
  /// - Throws: ``MoneyError`` where the currencies differ or the result does not fit.
  public static func - (left: Self, right: Self) throws(MoneyError) -> Self {
    try left.checkCurrency(right)
    let (units, overflow) = left.minorUnits.subtractingReportingOverflow(right.minorUnits)
    if overflow { throw .overflow("\(left) - \(right)") }
    return Self(minorUnits: units, currency: left.currency)
  }

  /// The sum with the other sign.
  ///
  /// - Throws: ``MoneyError`` for the lowest sum of 64 bits, whose opposite does not fit.
  public static prefix func - (sum: Self) throws(MoneyError) -> Self {
    try Self(minorUnits: 0, currency: sum.currency) - sum
  }

  /// Adds a sum.
  ///
  /// - Throws: ``MoneyError`` where the currencies differ or the result does not fit; nothing is
  ///   changed then.
  public static func += (left: inout Self, right: Self) throws(MoneyError) {
    left = try left + right
  }

  /// Subtracts a sum.
  ///
  /// - Throws: ``MoneyError`` where the currencies differ or the result does not fit; nothing is
  ///   changed then.
  public static func -= (left: inout Self, right: Self) throws(MoneyError) {
    left = try left - right
  }

  /// Whether the sum is smaller than another.
  ///
  /// - Throws: ``MoneyError`` where the currencies differ: no order holds between them.
  public func isLess(than other: Self) throws(MoneyError) -> Bool {
    try checkCurrency(other)
    return minorUnits < other.minorUnits
  }

  /// Nothing in a currency.
  public static func zero(_ currency: Currency) -> Self {
    Self(minorUnits: 0, currency: currency)
  }

  /// Whether the sum is nothing.
  public var isZero: Bool { minorUnits == 0 }

  /// The sum rounded to a multiple of the rule's step.
  ///
  /// - Throws: ``MoneyError`` where it has to be exact and is not, or the result does not fit.
  public func rounded(_ rule: RoundingRule) throws(MoneyError) -> Self {
    if rule.step == 1 { return self }
    return try ExactMoney(self).rounded(rule)
  }

  func checkCurrency(_ other: Self) throws(MoneyError) {
    if currency != other.currency { throw .differentCurrencies(currency, other.currency) }
  }
}

extension Int64 {
  /// The number times a rate, rounded: points times a factor, units times a share.
  ///
  /// - Returns: A multiple of the rule's step.
  /// - Throws: ``MoneyError`` where it has to be exact and is not, or the result does not fit.
  public func scaled(by rate: Rate, _ rule: RoundingRule) throws(MoneyError) -> Int64 {
    let sum = Money(minorUnits: self, currency: .points) * rate
    return try sum.rounded(rule).minorUnits
  }
}
