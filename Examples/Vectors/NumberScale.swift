// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// How the numbers of an input become facts: as decimals with one decimal more than are written, so
/// that there always is a number between two, or, where these do not fit 64 bits, or only some
/// numbers are allowed, as places on the line of all numbers that are written.
struct NumberScale {
  let domain: FactField.Domain
  /// The allowed places as numbers that stand for them, in order; `nil` for decimals.
  private let places: [ExactDecimal]?
  private let written: Set<ExactDecimal>

  init(
    _ written: [ExactDecimal], _ given: [ExactDecimal], _ allowed: TableCell
  ) throws(Vector.Refusal) {
    self.written = Set(written)
    let decimals = Swift.min(18, ((written + given).map(\.scale).max() ?? 0) + 1)
    let unit = ExactDecimal(significand: 1, scale: decimals) ?? ExactDecimal(1)
    if let bounds = Self.bounds(allowed, unit),
      (written + given).allSatisfy({ $0.exactInteger(decimals: decimals) != nil }),
      bounds.map({ $0.lowerBound.exactInteger(decimals: decimals) != nil }) ?? true
    {
      domain = .decimal(decimals: decimals, in: bounds)
      places = nil
      return
    }
    let places = Self.line(written).filter(allowed.accepts)
    guard !places.isEmpty else { throw Vector.Refusal("invalid_table", "no number is allowed") }
    domain = .integer(0...Int64(places.count - 1))
    self.places = places
  }

  /// The bounds of one range; `.some(nil)` where any number is allowed, `nil` where it is no range.
  private static func bounds(
    _ allowed: TableCell, _ unit: ExactDecimal
  ) -> ClosedRange<ExactDecimal>?? {
    if allowed.isAnything { return .some(nil) }
    guard allowed.tests.count == 1, !allowed.isNegated,
      case .range(let lower, let upper) = allowed.tests[0], let lower, let upper
    else { return nil }
    let less = ExactDecimal(significand: -unit.significand, scale: unit.scale) ?? unit
    let low = lower.isIncluded ? lower.number : lower.number.sum(with: unit)
    let high = upper.isIncluded ? upper.number : upper.number.sum(with: less)
    guard let low, let high, low <= high else { return nil }
    return .some(low...high)
  }

  /// Each written number, one number between two neighbours, and one beyond each end.
  private static func line(_ written: [ExactDecimal]) -> [ExactDecimal] {
    let sorted = Set(written).sorted()
    guard let first = sorted.first, let last = sorted.last else { return [.zero] }
    let one = ExactDecimal(1)
    let minusOne = ExactDecimal(-1)
    var line = [first.sum(with: minusOne) ?? first]
    for (number, next) in zip(sorted, sorted.dropFirst()) {
      line += [number, number.halfway(to: next) ?? number]
    }
    line += [last, last.sum(with: one) ?? last]
    return line
  }

  // MARK: Facts

  func fact(_ number: ExactDecimal) -> FactValue? {
    guard let places else { return .decimal(number) }
    if let place = places.firstIndex(of: number) { return .integer(Int64(place)) }
    // A number that is not written has the same two neighbours as the place that stands for it.
    let next = places.firstIndex { number < $0 } ?? places.count
    let isNext = next < places.count && !written.contains(places[next])
    return .integer(Int64(isNext ? next : Swift.max(0, next - 1)))
  }

  func number(_ fact: FactValue) -> ExactDecimal {
    switch fact {
    case .decimal(let number): return number
    case .integer(let place):
      guard let places, places.indices.contains(Int(place)) else { return ExactDecimal(place) }
      return places[Int(place)]
    default: return .zero
    }
  }

  // MARK: Conditions

  func condition(
    _ name: String, _ lower: TableCell.End?, _ upper: TableCell.End?
  ) -> Condition {
    func isIn(_ number: ExactDecimal) -> Bool {
      let isAbove = lower.map { $0.number < number || ($0.isIncluded && $0.number == number) }
      let isBelow = upper.map { number < $0.number || ($0.isIncluded && $0.number == number) }
      return (isAbove ?? true) && (isBelow ?? true)
    }
    if let places {
      let accepted = places.indices.filter { isIn(places[$0]) }.map { FactValue.integer(Int64($0)) }
      return accepted.isEmpty ? nothing(name) : .isOneOf(name, accepted)
    }
    return decimalCondition(name, lower, upper)
  }

  /// A range cut to the domain, which takes no bound beyond its own.
  private func decimalCondition(
    _ name: String, _ lower: TableCell.End?, _ upper: TableCell.End?
  ) -> Condition {
    guard case .decimal(_, let bounds) = domain else { return nothing(name) }
    var low = lower
    var high = upper
    if let bounds {
      if let end = low, end.number < bounds.lowerBound { low = nil }
      if let end = high, end.number > bounds.upperBound { high = nil }
      if let end = low, end.number > bounds.upperBound { return nothing(name) }
      if let end = high, end.number < bounds.lowerBound { return nothing(name) }
      if let end = low, !end.isIncluded, end.number == bounds.upperBound { return nothing(name) }
      if let end = high, !end.isIncluded, end.number == bounds.lowerBound { return nothing(name) }
    }
    if let low, let high {
      if low.number > high.number { return nothing(name) }
      if low.number == high.number, !(low.isIncluded && high.isIncluded) { return nothing(name) }
    }
    func end(_ end: TableCell.End?) -> FactRange.End {
      guard let end else { return .unbounded }
      return end.isIncluded
        ? .including(.decimal(end.number)) : .excluding(.decimal(end.number))
    }
    if low == nil, high == nil { return .not(nothing(name)) }
    return .isWithin(name, FactRange(lower: end(low), upper: end(high)))
  }

  /// Asks for what no number is: never true, and not known where the number is not.
  private func nothing(_ name: String) -> Condition {
    let lowest: FactValue =
      switch domain {
      case .decimal(_, let bounds?): .decimal(bounds.lowerBound)
      case .integer: .integer(0)
      default: .decimal(.zero)
      }
    let any = Condition.equals(name, lowest)
    return .all([any, .not(any)])
  }
}

extension ExactDecimal {
  /// The number halfway between two; nil where that takes too many digits.
  fileprivate func halfway(to other: Self) -> Self? {
    guard let sum = sum(with: other) else { return nil }
    let (significand, overflow) = sum.significand.multipliedReportingOverflow(by: 5)
    return overflow ? nil : Self(significand: significand, scale: sum.scale + 1)
  }
}
