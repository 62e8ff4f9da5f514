// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// An outcome that can be added up and compared: whole numbers, exact decimals and money.
///
/// Tables with the hit policies ``HitPolicy/collectSum``, ``HitPolicy/collectMin`` and
/// ``HitPolicy/collectMax`` need outcomes of such a type. The names leave those that the types have, or
/// may come to have, to themselves.
public protocol RuleQuantity: Hashable, Sendable {
  /// Returns the sum.
  ///
  /// - Throws: ``RuleConflict/Reason/overflow`` or ``RuleConflict/Reason/differentKinds``.
  func ruleSum(with other: Self) throws(RuleConflict.Reason) -> Self

  /// Tells whether this is less than another.
  ///
  /// - Throws: ``RuleConflict/Reason/differentKinds`` when the two cannot be compared.
  func isLessByRule(than other: Self) throws(RuleConflict.Reason) -> Bool
}

extension Int64: RuleQuantity {
  /// Returns the sum.
  ///
  /// - Throws: ``RuleConflict/Reason/overflow`` beyond 64 bits.
  public func ruleSum(with other: Int64) throws(RuleConflict.Reason) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    if overflow { throw .overflow }
    return sum
  }

  /// Tells whether this is less than another.
  public func isLessByRule(than other: Int64) throws(RuleConflict.Reason) -> Bool { self < other }
}

extension Int: RuleQuantity {
  /// Returns the sum.
  ///
  /// - Throws: ``RuleConflict/Reason/overflow`` beyond 64 bits.
  public func ruleSum(with other: Int) throws(RuleConflict.Reason) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    if overflow { throw .overflow }
    return sum
  }

  /// Tells whether this is less than another.
  public func isLessByRule(than other: Int) throws(RuleConflict.Reason) -> Bool { self < other }
}

extension ExactDecimal: RuleQuantity {
  /// Returns the sum.
  ///
  /// - Throws: ``RuleConflict/Reason/overflow`` beyond 38 digits.
  public func ruleSum(with other: ExactDecimal) throws(RuleConflict.Reason) -> ExactDecimal {
    guard let sum = sum(with: other) else { throw .overflow }
    return sum
  }

  /// Tells whether this is less than another.
  public func isLessByRule(than other: ExactDecimal) throws(RuleConflict.Reason) -> Bool {
    self < other
  }
}

extension Money: RuleQuantity {
  /// Returns the sum.
  ///
  /// - Throws: ``RuleConflict/Reason/differentKinds`` for another currency,
  ///   ``RuleConflict/Reason/overflow`` beyond 64 bits of minor units.
  public func ruleSum(with other: Money) throws(RuleConflict.Reason) -> Money {
    guard currency == other.currency else { throw .differentKinds }
    return Money(minorUnits: try minorUnits.ruleSum(with: other.minorUnits), currency: currency)
  }

  /// Tells whether this is less than another.
  ///
  /// - Throws: ``RuleConflict/Reason/differentKinds`` for another currency.
  public func isLessByRule(than other: Money) throws(RuleConflict.Reason) -> Bool {
    guard currency == other.currency else { throw .differentKinds }
    return minorUnits < other.minorUnits
  }
}

extension FactValue: RuleQuantity {
  /// Returns the sum of two numbers, sums of money or durations.
  ///
  /// - Throws: ``RuleConflict/Reason/differentKinds`` for all others and for mixed kinds,
  ///   ``RuleConflict/Reason/overflow`` where the sum does not fit.
  public func ruleSum(with other: FactValue) throws(RuleConflict.Reason) -> FactValue {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): .integer(try left.ruleSum(with: right))
    case (.decimal(let left), .decimal(let right)): .decimal(try left.ruleSum(with: right))
    case (.money(let left), .money(let right)): .money(try left.ruleSum(with: right))
    case (.duration(let left), .duration(let right)):
      .duration(milliseconds: try left.ruleSum(with: right))
    default: throw .differentKinds
    }
  }

  /// Tells whether this is less than another value of its kind.
  ///
  /// - Throws: ``RuleConflict/Reason/differentKinds`` where there is no order.
  public func isLessByRule(than other: FactValue) throws(RuleConflict.Reason) -> Bool {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): left < right
    case (.decimal(let left), .decimal(let right)): left < right
    case (.money(let left), .money(let right)): try left.isLessByRule(than: right)
    case (.duration(let left), .duration(let right)): left < right
    case (.instant(let left), .instant(let right)): left < right
    case (.date(let left), .date(let right)): left < right
    default: throw .differentKinds
    }
  }
}
