// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Exact figures about amounts of time: count, sum, mean and quantiles.
///
/// It keeps every value: eight bytes each. Tallies merge in any order to the same figures.
///
/// ```swift
/// var tally = DurationTally()
/// for ticket in tickets { tally.add(milliseconds: ticket.used) }
/// tally.quantile(0.9)
/// ```
public struct DurationTally: Hashable, Sendable {
  /// How a quantile between two values is found.
  public enum QuantileMethod: Hashable, Sendable {
    /// Linear between the two nearest values: type 7 of Hyndman and Fan, "Sample Quantiles in
    /// Statistical Packages" (1996); the default of R, NumPy and spreadsheets.
    case linear
    /// The smallest value that at least that share of the values does not exceed.
    case nearestRank
  }

  private var values: [Int64]
  private var isSorted = true

  /// Creates a tally of values in milliseconds.
  public init(milliseconds values: [Int64] = []) {
    self.values = values
    isSorted = values.count < 2
  }

  /// Adds a value in milliseconds.
  public mutating func add(milliseconds value: Int64) {
    if isSorted, let last = values.last, value < last { isSorted = false }
    values.append(value)
  }

  /// Adds the values of another tally.
  public mutating func merge(_ other: Self) {
    values.append(contentsOf: other.values)
    isSorted = false
  }

  /// Puts the values in order now, so that the figures that need it are quick afterwards.
  ///
  /// - Complexity: O(n log n), O(1) when they are in order.
  public mutating func sort() {
    guard !isSorted else { return }
    values.sort()
    isSorted = true
  }

  /// The values in ascending order.
  public var sortedMilliseconds: [Int64] {
    isSorted ? values : values.sorted()
  }

  /// The number of values.
  public var count: Int { values.count }

  /// The sum in milliseconds, exact.
  public var sum: Int128 {
    values.reduce(0) { $0 + Int128($1) }
  }

  /// The mean in milliseconds: the exact sum, divided last; `nil` without values.
  public var mean: Double? {
    values.isEmpty ? nil : Double(sum) / Double(values.count)
  }

  /// The value in milliseconds below which that share of the values lies.
  ///
  /// - Parameters:
  ///   - share: 0 ... 1; shares outside count as the nearest bound.
  ///   - method: How a quantile between two values is found.
  /// - Returns: `nil` without values or when the share is not a number.
  public func quantile(_ share: Double, method: QuantileMethod = .linear) -> Double? {
    guard !values.isEmpty, !share.isNaN else { return nil }
    let share = Swift.min(Swift.max(share, 0), 1)
    let sorted = sortedMilliseconds
    switch method {
    case .linear:
      let position = Double(sorted.count - 1) * share
      let below = Int(position)
      let above = Swift.min(below + 1, sorted.count - 1)
      let step = Double(sorted[above]) - Double(sorted[below])
      return Double(sorted[below]) + (position - Double(below)) * step
    case .nearestRank:
      // 0.07 of 100 values is the seventh, though the product is a hair above 7.
      let place = Double(sorted.count) * share
      let whole = place.rounded()
      let rank = Int((place - whole).magnitude < 1e-9 * place ? whole : place.rounded(.up))
      return Double(sorted[Swift.max(rank, 1) - 1])
    }
  }
}

extension DurationTally {
  /// Tells whether two tallies hold the same values, in whatever order they came.
  public static func == (left: Self, right: Self) -> Bool {
    left.count == right.count && left.sortedMilliseconds == right.sortedMilliseconds
  }

  /// Hashes the values in ascending order.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(sortedMilliseconds)
  }
}
