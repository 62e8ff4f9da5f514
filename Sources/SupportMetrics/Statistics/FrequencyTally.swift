// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// How often each name occurs: exact counts, the most frequent first.
///
/// Memory grows with the number of different names (``memory``). Where it must stay bounded, use
/// ``FrequentItems``.
public struct FrequencyTally: Hashable, Sendable {
  /// A name and how often it occurs.
  public struct Entry: Hashable, Sendable {
    /// The name.
    public var name: String
    /// How often it occurs.
    public var count: Int
  }

  private(set) var counts: [String: Int] = [:]

  /// The number of all occurrences.
  public private(set) var total = 0

  /// Creates an empty tally.
  public init() {}

  init(counts: [String: Int]) {
    self.counts = counts
    total = counts.values.reduce(0) { .saturatingSum($0, $1) }
  }

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

  /// The bytes that the counts and their names take, about: 32 for each and those of long names.
  ///
  /// - Complexity: O(n) for n names.
  public var memory: Int {
    counts.keys.reduce(0) { $0 + 32 + $1.bytesOutside }
  }

  /// The most frequent names, equally frequent ones by name.
  ///
  /// - Complexity: O(n + k log k) for the first k of n names, where few are equally frequent.
  public func top(_ limit: Int = .max) -> [Entry] {
    let limit = max(limit, 0)
    let least = limit < counts.count / 2 ? leastCount(ofTop: limit) : 0
    let sorted = counts.compactMap { name, count in
      count >= least ? Entry(name: name, count: count) : nil
    }
    .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    return Array(sorted.prefix(limit))
  }

  /// The count of the last of the most frequent names, found without sorting them.
  private func leastCount(ofTop limit: Int) -> Int {
    guard limit > 0 else { return .max }
    let values = counts.values.map { Int64($0) }
    let rank = values.count - limit
    let found = OrderStatistics.values(at: [rank], loose: values, runs: ValueRuns())
    return Int(found[0])
  }

  /// The share of all occurrences that the most frequent names make up together.
  public func share(ofTop limit: Int) -> MetricRate {
    MetricRate(top(limit).reduce(0) { .saturatingSum($0, $1.count) }, of: total)
  }
}
