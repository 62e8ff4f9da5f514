// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How a sum that is no whole number of steps becomes one: a direction, and the step.
///
/// Nothing in this library rounds without one, and none is taken by default.
///
/// ```swift
/// let third = Money(minorUnits: 1_000, currency: .cny) * (try Rate("1/3"))
/// try third.rounded(RoundingRule(.halfEven))             // 3.33 CNY
/// try third.rounded(RoundingRule(.up, step: 50))         // 3.50 CNY: to half a yuan
/// ```
public struct RoundingRule: Hashable, Sendable {
  /// Which of the two steps around a sum is taken.
  public enum Direction: String, Hashable, Sendable, Codable, CaseIterable {
    /// The one nearer to zero.
    case towardZero
    /// The one further from zero.
    case awayFromZero
    /// The greater one, also below zero: the ceiling.
    case up
    /// The smaller one, also below zero: the floor.
    case down
    /// The nearer one; of two equally near the one that is an even number of steps.
    case halfEven
    /// The nearer one; of two equally near the one that is an odd number of steps.
    case halfOdd
    /// The nearer one; of two equally near the one further from zero.
    case halfAwayFromZero
    /// The nearer one; of two equally near the one nearer to zero.
    case halfTowardZero
    /// The nearer one; of two equally near the greater.
    case halfUp
    /// The nearer one; of two equally near the smaller.
    case halfDown
    /// None: a sum between two steps is an error.
    case exact
  }

  /// Which of the two steps around a sum is taken.
  public var direction: Direction
  /// The step in minor units, at least 1: 50 rounds CNY to half a yuan.
  public let step: Int64

  /// Creates a rule that rounds to whole minor units.
  public init(_ direction: Direction) {
    self.direction = direction
    step = 1
  }

  /// Creates a rule that rounds to multiples of a step.
  ///
  /// - Parameters:
  ///   - direction: Which of the two steps around a sum is taken.
  ///   - step: The step in minor units; less than 1 is taken as 1.
  public init(_ direction: Direction, step: Int64) {
    self.direction = direction
    self.step = max(step, 1)
  }

  /// A quotient rounded to a multiple of the step; `nil` where it lies between two and the direction
  /// is ``Direction/exact``. The divisor is positive; beyond 128 bits it saturates.
  func multiple(of numerator: Int128, over divisor: Int64) -> Int128? {
    if step == 1, divisor == 1 { return numerator }
    if let small = Int64(exactly: numerator) {
      let (width, overflow) = divisor.multipliedReportingOverflow(by: step)
      if !overflow {
        let quotient = small.flooredQuotient(by: width)
        let rest = small &- quotient &* width
        guard
          let more = direction.isRoundedUp(
            quotient & 1 != 0, small < 0, UInt64(rest), UInt64(width))
        else { return nil }
        return Int128(quotient) * Int128(step) + (more ? Int128(step) : 0)
      }
    }
    guard let steps = direction.quotient(of: numerator, by: Int128(divisor) * Int128(step))
    else { return nil }
    let (product, overflow) = steps.multipliedReportingOverflow(by: Int128(step))
    return overflow ? (steps < 0 ? .min : .max) : product
  }
}

extension RoundingRule.Direction {
  /// The quotient as a whole number; `nil` where it is none and the direction is
  /// ``RoundingRule/Direction/exact``. The divisor is positive.
  func quotient(of numerator: Int128, by width: Int128) -> Int128? {
    var (quotient, rest) = numerator.quotientAndRemainder(dividingBy: width)
    if rest < 0 {
      quotient -= 1
      rest += width
    }
    guard
      let more = isRoundedUp(quotient & 1 != 0, numerator < 0, UInt128(rest), UInt128(width))
    else { return nil }
    return more ? quotient + 1 : quotient
  }

  /// The quotient by a product of two that may go beyond 128 bits; the dividend has at most 38 digits,
  /// both factors are positive.
  func quotient(of numerator: Int128, by factor: Int128, times other: Int128) -> Int128? {
    let (width, overflow) = factor.multipliedReportingOverflow(by: other)
    guard overflow else { return quotient(of: numerator, by: width) }
    // The quotient is below 1, and one half would have been written with so few decimals that the
    // product fits: only whether it is above matters.
    let (high, low) = factor.magnitude.multipliedFullWidth(by: other.magnitude)
    let size = numerator.magnitude
    let isAbove = high == 0 && size > low - size
    return quotient(of: numerator.signum() * (isAbove ? 2 : 1), by: 3)
  }

  /// Whether the step above is taken, from the rest above the one below; `nil` for an inexact sum that
  /// has to be exact.
  @inline(__always)
  fileprivate func isRoundedUp<Unsigned: FixedWidthInteger & UnsignedInteger>(
    _ isOdd: Bool, _ isNegative: Bool, _ rest: Unsigned, _ width: Unsigned
  ) -> Bool? {
    if rest == 0 { return false }
    let (isAbove, isHalf) = (rest > width - rest, rest == width - rest)
    switch self {
    case .exact: return nil
    case .down: return false
    case .up: return true
    case .towardZero: return isNegative
    case .awayFromZero: return !isNegative
    case .halfEven: return isHalf ? isOdd : isAbove
    case .halfOdd: return isHalf ? !isOdd : isAbove
    case .halfAwayFromZero: return isHalf ? !isNegative : isAbove
    case .halfTowardZero: return isHalf ? isNegative : isAbove
    case .halfUp: return isHalf || isAbove
    case .halfDown: return isAbove
    }
  }
}
