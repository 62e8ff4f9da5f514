// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The most frequent names of any number of names, in bounded memory, with the error of each count.
///
/// Use it where ``FrequencyTally`` would grow too large. It keeps a fixed number of counters, after
/// Misra and Gries, "Finding repeated elements" (1982); merging is that of Agarwal and others,
/// "Mergeable Summaries" (2012). When there is one name too many, the least count is taken off every
/// counter, and counters at zero go. So each count is too low by what was taken off in all,
/// ``error``, or by less, and never too high; and ``error`` is at most total/(capacity + 1), in
/// whatever order names are counted and parts merged. Every name that comes more often than that has a
/// counter.
///
/// As long as there never were more names than counters, everything is exact, and merging in any order
/// gives the same tally. Beyond it the counters may depend on the order of counting and merging: what
/// holds in any order are the bounds.
///
/// ```swift
/// var names = try FrequentItems(capacity: 1_000)
/// for call in calls { names.count(call.topic) }
/// names.top(10).map { "\($0.name): \($0.lower) to \($0.upper)" }
/// ```
public struct FrequentItems: Hashable, Sendable {
  /// A name and how often it occurs, at least and at most.
  public struct Entry: Hashable, Sendable {
    /// The name.
    public var name: String
    /// It occurs at least so often.
    public var lower: Int
    /// It occurs at most so often.
    public var upper: Int
  }

  /// The sizes that there are.
  public static let capacities = 1...1_000_000

  /// The number of counters.
  public let capacity: Int
  /// The number of all occurrences.
  public private(set) var total = 0
  /// How much too low a count may be at most; 0 while everything is exact.
  public private(set) var error = 0
  private(set) var counters: [String: Int] = [:]

  /// Creates an empty tally.
  ///
  /// - Parameter capacity: The number of counters, 1 ... 1,000,000; with c of them, each count is off by
  ///   at most one (c + 1)th of all occurrences.
  /// - Throws: ``TallyError/sizeOutOfRange(_:bounds:)``
  public init(capacity: Int) throws(TallyError) {
    guard Self.capacities.contains(capacity) else {
      throw .sizeOutOfRange(capacity, bounds: Self.capacities)
    }
    self.capacity = capacity
  }

  /// Takes what was read.
  init(capacity: Int, total: Int, error: Int, counters: [String: Int]) {
    self.capacity = capacity
    self.total = total
    self.error = error
    self.counters = counters
  }

  // MARK: Counting

  /// Counts occurrences of a name; a count below 1 counts nothing.
  ///
  /// - Complexity: O(1) on average where each occurrence is counted once, else O(c) for c counters.
  public mutating func count(_ name: String, times: Int = 1) {
    guard times > 0 else { return }
    counters[name, default: 0].add(saturating: times)
    total.add(saturating: times)
    takeOff()
  }

  /// Adds what another tally counted; the bounds of the sum hold.
  ///
  /// - Throws: ``TallyError/differentSizes(_:_:)`` where the other has another number of counters;
  ///   nothing is added then.
  /// - Complexity: O(c log c) for c counters.
  public mutating func merge(_ other: Self) throws(TallyError) {
    guard capacity == other.capacity else { throw .differentSizes(capacity, other.capacity) }
    for (name, count) in other.counters { counters[name, default: 0].add(saturating: count) }
    total.add(saturating: other.total)
    error.add(saturating: other.error)
    takeOff()
  }

  /// Takes the count of the first counter too many off all of them.
  private mutating func takeOff() {
    guard counters.count > capacity else { return }
    let excess: Int
    if counters.count == capacity + 1 {
      excess = counters.values.min() ?? 0
    } else {
      excess = counters.values.sorted(by: >)[capacity]
    }
    counters = counters.compactMapValues { $0 > excess ? $0 - excess : nil }
    error.add(saturating: excess)
  }

  // MARK: Figures

  /// How often a name occurs, at least and at most.
  public func count(of name: String) -> ClosedRange<Int> {
    let lower = counters[name] ?? 0
    return lower...Int.saturatingSum(lower, error)
  }

  /// The names with the highest counts, equal ones by name.
  ///
  /// - Complexity: O(c log c) for c counters.
  public func top(_ limit: Int = .max) -> [Entry] {
    let sorted = counters.map { name, lower in
      Entry(name: name, lower: lower, upper: .saturatingSum(lower, error))
    }
    .sorted { ($1.lower, $0.name) < ($0.lower, $1.name) }
    return Array(sorted.prefix(max(limit, 0)))
  }

  /// Those of the top names of which it is certain that no more than so many names less one occur more
  /// often.
  public func certainTop(_ limit: Int) -> [Entry] {
    let all = top()
    let limit = max(limit, 0)
    let next = limit < all.count ? all[limit].upper : error
    return all.prefix(limit).filter { $0.lower >= next }
  }

  /// All names that may make up a share of all occurrences or more: none that does is missing, and
  /// those that do for certain are those whose lower count reaches it.
  ///
  /// - Returns: `nil` where the share is not above ``error`` of the total, so that names without a
  ///   counter might reach it.
  public func names(atLeast share: Rate) -> [Entry]? {
    let bound = Int128(share.numerator) * Int128(total)
    let bottom = Int128(share.denominator)
    guard Int128(error) * bottom < bound else { return nil }
    return top().filter { Int128($0.upper) * bottom >= bound }
  }

  /// The share of all occurrences that the most frequent names make up together, at least and at most.
  public func share(ofTop limit: Int) -> (lower: MetricRate, upper: MetricRate) {
    let lower = top(limit).reduce(0) { .saturatingSum($0, $1.lower) }
    let (missing, overflow) = max(limit, 0).multipliedReportingOverflow(by: error)
    let upper = overflow ? total : min(.saturatingSum(lower, missing), total)
    return (MetricRate(lower, of: total), MetricRate(upper, of: total))
  }

  /// The bytes that the counters and their names take, about: 32 for each and those of long names.
  public var memory: Int {
    counters.keys.reduce(0) { $0 + 32 + $1.bytesOutside }
  }
}
