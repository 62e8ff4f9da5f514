// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What a metric has to reach: "≥ 92 %", "≤ 90 s", "< 0.3 %".
///
/// A bound is compared exactly, without rounding: 91.999 % does not reach 92 %.
public struct MetricObjective: Hashable, Sendable {
  /// On which side of the bound the figure has to lie.
  public enum Direction: String, Hashable, Sendable, Codable, CaseIterable {
    /// At the bound or above: ≥.
    case atLeast
    /// At the bound or below: ≤.
    case atMost
    /// Above the bound: >.
    case above
    /// Below the bound: <.
    case below
  }

  /// On which side of the bound the figure has to lie.
  public var direction: Direction
  /// The bound, in the unit of the metric.
  public var bound: MetricQuantity

  /// Creates an objective.
  public init(_ direction: Direction, _ bound: MetricQuantity) {
    self.direction = direction
    self.bound = bound
  }

  /// At the bound or above.
  public static func atLeast(_ bound: MetricQuantity) -> Self { Self(.atLeast, bound) }
  /// At the bound or below.
  public static func atMost(_ bound: MetricQuantity) -> Self { Self(.atMost, bound) }
}

/// A bound that people write, in the unit of a metric.
public enum MetricQuantity: Hashable, Sendable {
  /// A share of one: `95%`.
  case share(Rate)
  /// An amount of time.
  case duration(milliseconds: Int64)
  /// A number: a count, a mean of stars.
  case number(ExactDecimal)
  /// A sum of money.
  case money(Money)
}

extension MetricQuantity: CustomStringConvertible {
  /// `95%`, `90 s`, `4.8`, `EUR 12.00`.
  public var description: String {
    switch self {
    case .share(let rate): MetricFraction(rate).percentText
    case .duration(let milliseconds): ElapsedText.text(milliseconds: milliseconds)
    case .number(let number): number.description
    case .money(let money): money.description
    }
  }
}

extension MetricObjective: CustomStringConvertible {
  /// `≥ 92%`.
  public var description: String { "\(direction.sign) \(bound)" }
}

extension MetricObjective.Direction {
  /// ≥, ≤, >, <.
  var sign: String {
    switch self {
    case .atLeast: "≥"
    case .atMost: "≤"
    case .above: ">"
    case .below: "<"
    }
  }
}
