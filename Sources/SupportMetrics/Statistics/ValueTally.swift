// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Exact figures about whole numbers, such as amounts of time in milliseconds: count, sum, mean,
/// deviation, quantiles and shares.
///
/// It keeps every value, equal ones once with how often they come: memory grows with the number of
/// different values (``memory``). Tallies merge in any order to the same tally, exactly; nothing is
/// rounded before the last division. Where memory must stay bounded, use ``QuantileSketch``.
///
/// ```swift
/// var tally = ValueTally()
/// for ticket in tickets { tally.add(ticket.used) }
/// try tally.quantile(Rate("90%"))
/// ```
public struct ValueTally: Sendable {
  /// How a quantile between two values is found.
  public enum QuantileMethod: Hashable, Sendable {
    /// Linear between the two nearest values: type 7 of Hyndman and Fan, "Sample Quantiles in
    /// Statistical Packages" (1996); the default of R, NumPy and spreadsheets.
    case linear
    /// The smallest value that at least that share of the values does not exceed.
    case nearestRank
  }

  /// The values that are in order.
  private(set) var runs = ValueRuns()
  /// The values that are not.
  private(set) var loose: [Int64]

  /// Creates a tally of values.
  public init(_ values: [Int64] = []) {
    loose = values
  }

  init(runs: ValueRuns) {
    self.runs = runs
    loose = []
  }

  // MARK: Counting

  /// Adds a value.
  ///
  /// - Complexity: O(1) on average.
  public mutating func add(_ value: Int64) {
    loose.append(value)
    if loose.count > Self.mostLoose, loose.count / 3 > runs.values.count { sort() }
  }

  /// Adds a value some times; a number below 1 adds nothing. Use it for values that were counted
  /// already.
  ///
  /// A tally counts up to 2⁶¹ values; it stays at that number.
  ///
  /// - Complexity: O(d) for d different values, O(1) for a few times.
  public mutating func add(_ value: Int64, times: Int) {
    if times <= 8 {
      for _ in 0..<max(times, 0) { add(value) }
    } else {
      runs.merge(ValueRuns(values: [value], times: [times]))
    }
  }

  /// Adds the values of another tally; any order gives the same tally.
  ///
  /// - Complexity: O(d) for d values that were put in order in either.
  public mutating func merge(_ other: Self) {
    runs.merge(other.runs)
    loose.append(contentsOf: other.loose)
  }

  /// Puts the values in order now, so that the figures that need it are quick afterwards.
  ///
  /// - Complexity: O(n) for n values that are not in order.
  public mutating func sort() {
    guard !loose.isEmpty else { return }
    var values: [Int64] = []
    swap(&values, &loose)
    values.sortByDigits()
    runs.merge(ValueRuns(sorted: values))
  }

  /// How many values may wait out of order before it pays to look which of them are equal.
  private static let mostLoose = 1 << 16

  /// The same tally with all values in order.
  var inOrder: Self {
    guard !loose.isEmpty else { return self }
    var copy = self
    copy.sort()
    return copy
  }

  // MARK: Sums

  /// The number of values.
  public var count: Int { min(runs.count + loose.count, ValueRuns.most) }

  /// Whether there are none.
  public var isEmpty: Bool { loose.isEmpty && runs.values.isEmpty }

  /// The sum, exact.
  ///
  /// - Complexity: O(n)
  public var sum: Int128 {
    var sum: Int128 = 0
    for place in runs.values.indices {
      sum += Int128(runs.values[place]) * Int128(runs.times(at: place))
    }
    for value in loose { sum += Int128(value) }
    return sum
  }

  /// The mean, exact: the sum above the number of values; `nil` without values.
  public var exactMean: MetricFraction? { MetricFraction(sum, over: Int128(count)) }

  /// The mean: the exact sum, divided last; `nil` without values.
  public var mean: Double? { isEmpty ? nil : Double(sum) / Double(count) }

  /// The least value; `nil` without values.
  public var minimum: Int64? {
    [runs.values.first, loose.min()].compactMap(\.self).min()
  }

  /// The greatest value; `nil` without values.
  public var maximum: Int64? {
    [runs.values.last, loose.max()].compactMap(\.self).max()
  }

  /// The sample standard deviation, with n − 1 below the line; `nil` for fewer than two values.
  ///
  /// The two sums that it follows from are whole numbers and exact; only the last division and its
  /// root are rounded.
  ///
  /// - Complexity: O(n)
  public var standardDeviation: Double? {
    guard let minimum else { return nil }
    var moments = ExactMoments(least: minimum)
    for place in runs.values.indices {
      moments.add(runs.values[place], times: runs.times(at: place))
    }
    moments.add(loose)
    return moments.sampleDeviation
  }

  // MARK: Size

  /// The number of different values.
  ///
  /// - Complexity: O(n) unless the values are in order.
  public var distinct: Int { inOrder.runs.values.count }

  /// The bytes that the values take now; the room that is kept for more is not counted.
  public var memory: Int {
    8 * (loose.count + runs.values.count + runs.ends.count)
  }

  /// The values in ascending order, each as often as it was added.
  ///
  /// - Complexity: O(n)
  public var sortedValues: [Int64] { inOrder.runs.expanded }
}

extension ValueTally: Hashable {
  /// Tells whether two tallies hold the same values, in whatever order they came.
  public static func == (left: Self, right: Self) -> Bool {
    left.count == right.count && left.inOrder.runs == right.inOrder.runs
  }

  /// Hashes what does not depend on the order of the values.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(sum)
    hasher.combine(minimum)
    hasher.combine(maximum)
  }
}
