// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// An outcome that can be added up and compared: whole numbers, exact decimals and money.
///
/// Tables with the hit policies ``HitPolicy/collectSum``, ``HitPolicy/collectMin`` and
/// ``HitPolicy/collectMax`` need outcomes of such a type.
public protocol RuleQuantity: Hashable, Sendable {
  /// Returns the sum.
  ///
  /// - Throws: ``RuleConflict/Reason/overflow`` or ``RuleConflict/Reason/differentKinds``.
  func adding(_ other: Self) throws(RuleConflict.Reason) -> Self

  /// Tells whether this is less than another.
  ///
  /// - Throws: ``RuleConflict/Reason/differentKinds`` when the two cannot be compared.
  func isLess(than other: Self) throws(RuleConflict.Reason) -> Bool
}

extension Int64: RuleQuantity {
  /// Returns the sum.
  ///
  /// - Throws: ``RuleConflict/Reason/overflow`` beyond 64 bits.
  public func adding(_ other: Int64) throws(RuleConflict.Reason) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    if overflow { throw .overflow }
    return sum
  }

  /// Tells whether this is less than another.
  public func isLess(than other: Int64) throws(RuleConflict.Reason) -> Bool { self < other }
}

extension Int: RuleQuantity {
  /// Returns the sum.
  ///
  /// - Throws: ``RuleConflict/Reason/overflow`` beyond 64 bits.
  public func adding(_ other: Int) throws(RuleConflict.Reason) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    if overflow { throw .overflow }
    return sum
  }

  /// Tells whether this is less than another.
  public func isLess(than other: Int) throws(RuleConflict.Reason) -> Bool { self < other }
}

extension ExactDecimal: RuleQuantity {
  /// Returns the sum.
  ///
  /// - Throws: ``RuleConflict/Reason/overflow`` beyond 38 digits.
  public func adding(_ other: ExactDecimal) throws(RuleConflict.Reason) -> ExactDecimal {
    guard let sum = sum(with: other) else { throw .overflow }
    return sum
  }

  /// Tells whether this is less than another.
  public func isLess(than other: ExactDecimal) throws(RuleConflict.Reason) -> Bool { self < other }
}

extension Money: RuleQuantity {
  /// Returns the sum.
  ///
  /// - Throws: ``RuleConflict/Reason/differentKinds`` for another currency,
  ///   ``RuleConflict/Reason/overflow`` beyond 64 bits of minor units.
  public func adding(_ other: Money) throws(RuleConflict.Reason) -> Money {
    guard currency == other.currency else { throw .differentKinds }
    return Money(minorUnits: try minorUnits.adding(other.minorUnits), currency: currency)
  }

  /// Tells whether this is less than another.
  ///
  /// - Throws: ``RuleConflict/Reason/differentKinds`` for another currency.
  public func isLess(than other: Money) throws(RuleConflict.Reason) -> Bool {
    guard currency == other.currency else { throw .differentKinds }
    return minorUnits < other.minorUnits
  }
}

extension FactValue: RuleQuantity {
  /// Returns the sum of two numbers, sums of money or durations.
  ///
  /// - Throws: ``RuleConflict/Reason/differentKinds`` for all others and for mixed kinds,
  ///   ``RuleConflict/Reason/overflow`` where the sum does not fit.
  public func adding(_ other: FactValue) throws(RuleConflict.Reason) -> FactValue {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): .integer(try left.adding(right))
    case (.decimal(let left), .decimal(let right)): .decimal(try left.adding(right))
    case (.money(let left), .money(let right)): .money(try left.adding(right))
    case (.duration(let left), .duration(let right)):
      .duration(milliseconds: try left.adding(right))
    default: throw .differentKinds
    }
  }

  /// Tells whether this is less than another value of its kind.
  ///
  /// - Throws: ``RuleConflict/Reason/differentKinds`` where there is no order.
  public func isLess(than other: FactValue) throws(RuleConflict.Reason) -> Bool {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): left < right
    case (.decimal(let left), .decimal(let right)): left < right
    case (.money(let left), .money(let right)): try left.isLess(than: right)
    case (.duration(let left), .duration(let right)): left < right
    case (.instant(let left), .instant(let right)): left < right
    case (.date(let left), .date(let right)): left < right
    default: throw .differentKinds
    }
  }
}
