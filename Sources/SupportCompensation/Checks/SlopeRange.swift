// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// How much a sum changes, in minor units, when the code of one fact grows by one: at least and at
/// most, exact; `nil` without a bound.
struct SlopeRange: Hashable {
  var low: Rate?
  var high: Rate?

  /// It does not change.
  static let none = Self(low: .zero, high: .zero)
  /// Nothing is known.
  static let open = Self(low: nil, high: nil)
  /// It never gets less.
  static let rising = Self(low: .zero, high: nil)
  /// It grows by one.
  static let one = Self(low: .one, high: .one)

  var isNone: Bool { self == .none }
  var isNeverLess: Bool { low.map { $0 >= .zero } ?? false }
  var isNeverMore: Bool { high.map { $0 <= .zero } ?? false }

  /// The greatest change either way; `nil` where there is no bound.
  var reach: Rate? {
    guard let low, let high, let down = low.negated else { return nil }
    return Swift.max(down, high)
  }

  /// That of a sum that is now the one, now the other, without a jump.
  func joined(_ other: Self) -> Self {
    var result = Self.open
    if let low, let other = other.low { result.low = Swift.min(low, other) }
    if let high, let other = other.high { result.high = Swift.max(high, other) }
    return result
  }

  static func + (left: Self, right: Self) -> Self {
    Self(low: sum(left.low, right.low), high: sum(left.high, right.high))
  }

  static func - (left: Self, right: Self) -> Self { left + right.negated }

  var negated: Self {
    Self(low: high.flatMap(\.negated), high: low.flatMap(\.negated))
  }

  /// That of the sum times a factor that does not change and lies in a span.
  func times(_ span: ValueSpan) -> Self {
    if isNone { return .none }
    guard let low, let high else {
      return Self(
        low: isNeverLess ? .zero : nil, high: isNeverMore ? .zero : nil)
    }
    return Self(
      low: low >= .zero ? low.product(with: span.low) : Self.product(low, span.high),
      high: high > .zero ? Self.product(high, span.high) : high.product(with: span.low)
    ).withSigns(of: self)
  }

  /// That of the sum rounded; a whole sum stays what it is where whole sums are wanted.
  func rounded(_ rule: RoundingRule, isWhole: Bool) -> Self {
    if isNone || rule.direction == .exact || (isWhole && rule.step == 1) { return self }
    let result = Self(
      low: low.flatMap { Self.ceiling($0.magnitude, rule) }.flatMap(\.negated),
      high: high.flatMap { Self.ceiling($0.magnitude, rule) })
    return result.withSigns(of: self)
  }

  /// Where the sum jumps to nothing below a least sum.
  func dropped(below least: Rate) -> Self {
    if isNone { return self }
    return Self(
      low: Self.sum(low, least.negated), high: Self.sum(high, least)
    ).withSigns(of: self)
  }

  /// A sum that never gets less, or more, keeps doing so through whatever does not turn it round.
  private func withSigns(of other: Self) -> Self {
    var result = self
    if other.isNeverLess { result.low = Swift.max(low ?? .zero, .zero) }
    if other.isNeverMore { result.high = Swift.min(high ?? .zero, .zero) }
    return result
  }

  /// The most that a rounded sum changes where the sum changes by so much.
  private static func ceiling(_ change: Rate, _ rule: RoundingRule) -> Rate? {
    guard let step = Rate(rule.step, over: 1), let parts = step.reciprocal?.product(with: change)
    else { return nil }
    let (whole, rest) = parts.numerator.quotientAndRemainder(dividingBy: parts.denominator)
    let (steps, isLarge) = whole.addingReportingOverflow(rest > 0 ? 1 : 0)
    let (all, overflow) = steps.addingReportingOverflow(rule.direction.isTranslated ? 0 : 1)
    guard !isLarge, !overflow else { return nil }
    return Rate(all, over: 1)?.product(with: step)
  }

  private static func sum(_ left: Rate?, _ right: Rate?) -> Rate? {
    guard let left, let right else { return nil }
    return left.sum(with: right)
  }

  private static func product(_ left: Rate, _ right: Rate?) -> Rate? {
    right.flatMap { left.product(with: $0) }
  }
}

/// The values that a sum or a number that is not below zero can take; without an end where the higher
/// one is `nil`.
struct ValueSpan: Hashable {
  var low: Rate
  var high: Rate?

  /// Anything.
  static let open = Self(low: .zero, high: nil)
  static let zero = Self(low: .zero, high: .zero)

  static func fixed(_ rate: Rate) -> Self { Self(low: rate, high: rate) }

  func times(_ other: Self) -> Self {
    Self(
      low: low.product(with: other.low) ?? .zero,
      high: high.flatMap { high in other.high.flatMap { high.product(with: $0) } })
  }

  func plus(_ other: Self) -> Self {
    Self(
      low: low.sum(with: other.low) ?? .zero,
      high: high.flatMap { high in other.high.flatMap { high.sum(with: $0) } })
  }

  func joined(_ other: Self) -> Self {
    Self(
      low: Swift.min(low, other.low),
      high: high.flatMap { high in other.high.map { Swift.max(high, $0) } })
  }
}

extension Rate {
  var negated: Self? { Self(-numerator, over: denominator) }
  var magnitude: Self { numerator < 0 ? negated ?? self : self }
}

extension RoundingRule.Direction {
  /// Whether a sum that is a step greater is rounded to a step more.
  fileprivate var isTranslated: Bool { self != .halfEven && self != .halfOdd }
}
