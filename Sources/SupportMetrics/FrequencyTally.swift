// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// How often each name occurs: exact counts, the most frequent first.
public struct FrequencyTally: Hashable, Sendable {
  /// A name and how often it occurs.
  public struct Entry: Hashable, Sendable {
    /// The name.
    public var name: String
    /// How often it occurs.
    public var count: Int
  }

  private var counts: [String: Int] = [:]

  /// The number of all occurrences.
  public private(set) var total = 0

  /// Creates an empty tally.
  public init() {}

  /// Counts occurrences of a name; a count below 1 counts nothing.
  public mutating func count(_ name: String, times: Int = 1) {
    guard times > 0 else { return }
    counts[name, default: 0].add(saturating: times)
    total.add(saturating: times)
  }

  /// Adds the counts of another tally; any order gives the same tally.
  public mutating func merge(_ other: Self) {
    for (name, count) in other.counts { counts[name, default: 0].add(saturating: count) }
    total.add(saturating: other.total)
  }

  /// How often a name occurs.
  public func count(of name: String) -> Int {
    counts[name] ?? 0
  }

  /// The number of different names.
  public var distinct: Int { counts.count }

  /// The most frequent names, equally frequent ones by name.
  ///
  /// - Complexity: O(n log n) for n names.
  public func top(_ limit: Int = .max) -> [Entry] {
    let sorted = counts.map { Entry(name: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    return Array(sorted.prefix(max(limit, 0)))
  }

  /// The share of all occurrences that the most frequent names make up together.
  public func share(ofTop limit: Int) -> MetricRate {
    MetricRate(top(limit).reduce(0) { .saturatingSum($0, $1.count) }, of: total)
  }
}
