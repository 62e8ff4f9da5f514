// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A tally of amounts of time in whole milliseconds.
///
/// ```swift
/// var tally = DurationTally()
/// for ticket in tickets { tally.add(milliseconds: ticket.used) }
/// tally.quantile(0.9)
/// ```
public typealias DurationTally = ValueTally

extension ValueTally {
  /// Creates a tally of values in milliseconds.
  public init(milliseconds values: [Int64]) {
    self.init(values)
  }

  /// Adds a value in milliseconds.
  public mutating func add(milliseconds value: Int64) {
    add(value)
  }

  /// The values in ascending order, in milliseconds.
  ///
  /// - Complexity: O(n)
  public var sortedMilliseconds: [Int64] { sortedValues }
}
