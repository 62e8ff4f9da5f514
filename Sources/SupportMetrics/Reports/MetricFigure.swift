// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What a definition gives for a period and a group: an exact figure with everything that it was made
/// of.
public struct MetricFigure: Hashable, Sendable {
  /// The exact figure; `nil` where there is nothing to count (semantics M2).
  public var value: MetricFraction?
  /// What it is counted in.
  public var unit: MetricUnit
  /// What stands above the line: rows, or the sum of an amount.
  public var numerator: Int128
  /// What stands below the line: rows, or the sum of an amount.
  public var denominator: Int128
  /// The rows that the figure rests on.
  public var counted: Int
  /// The rows that it does not count, by reason.
  public var leftOut: MetricLeftOut
  /// The most frequent values, where it asks for them.
  public var entries: [Entry]
  /// The largest relative error of the value, where it is bounded and not exact; `nil` for exact, and for
  /// the most frequent values, which each tell their own error.
  public var relativeError: Rate?

  /// The standard error of the value, as a share of it, where it is estimated by a ``DistinctSketch``: of
  /// a hundred such figures about 68 are within it, 95 within twice of it; `nil` for exact.
  public var standardError: Double?

  /// What a figure is a sample of, for its interval.
  enum Sample: Hashable, Sendable {
    /// Nothing that has an interval here.
    case none
    /// Rows for which something holds, of all that were counted.
    case proportion
    /// Rows of one kind and of the opposite, of all that were counted.
    case balance(Int, against: Int)
  }

  /// What the figure is a sample of.
  var sample = Sample.none

  /// A value and how often it occurs.
  public struct Entry: Hashable, Sendable {
    /// The value.
    public var name: String
    /// How often it occurs; with bounded counters at least so often.
    public var count: Int
    /// How much more often it may occur; 0 where the count is exact.
    public var error: Int
  }

  init(
    _ unit: MetricUnit, _ numerator: Int128 = 0, over denominator: Int128 = 0, counted: Int = 0,
    leftOut: MetricLeftOut = .init()
  ) {
    self.unit = unit
    self.numerator = numerator
    self.denominator = denominator
    self.counted = counted
    self.leftOut = leftOut
    value = MetricFraction(numerator, over: denominator)
    entries = []
  }

  /// Creates a figure that is known from elsewhere, such as an industry's mean, or without a value where
  /// nothing was counted.
  ///
  /// - Parameters:
  ///   - unit: What it is counted in.
  ///   - value: The figure: a share of one, milliseconds, minor units, units of the last decimal.
  ///   - counted: The rows that it rests on, where that is known.
  public init(_ unit: MetricUnit, _ value: MetricFraction?, counted: Int = 0) {
    self.init(unit, value?.numerator ?? 0, over: value?.denominator ?? 0, counted: counted)
  }
}
