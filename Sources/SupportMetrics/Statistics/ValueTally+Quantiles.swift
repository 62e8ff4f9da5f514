// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension ValueTally {
  /// The value below which that share of the values lies, exact: two ranks and one division that is
  /// not carried out.
  ///
  /// - Parameters:
  ///   - share: 0 ... 1; shares outside count as the nearest bound.
  ///   - method: How a quantile between two values is found.
  /// - Returns: `nil` without values.
  /// - Complexity: O(n) for n values that are not in order, else O(log n).
  public func quantile(_ share: Rate, method: QuantileMethod = .linear) -> MetricFraction? {
    guard !isEmpty else { return nil }
    let place = QuantilePlace(share, of: count, method: method)
    let pair = pair(at: place.below, place.above)
    return place.between(pair.low, pair.high)
  }

  /// The values below which some shares of the values lie, exact; quicker than one by one.
  ///
  /// - Parameters:
  ///   - shares: Each 0 ... 1, in any order; shares outside count as the nearest bound.
  ///   - method: How a quantile between two values is found.
  /// - Returns: One figure for each share, in their order; `nil` without values.
  /// - Complexity: O(n) for n values that are not in order, else O(log n) for each share.
  public func quantiles(
    _ shares: [Rate], method: QuantileMethod = .linear
  ) -> [MetricFraction]? {
    guard !isEmpty else { return nil }
    let count = count
    let places = shares.map { QuantilePlace($0, of: count, method: method) }
    let values = values(at: places.flatMap { [$0.below, $0.above] })
    return places.indices.map { index in
      places[index].between(values[2 * index], values[2 * index + 1])
    }
  }

  /// The smallest value that at least that share of the values does not exceed; the rank is found in
  /// whole numbers.
  ///
  /// - Parameter share: 0 ... 1; shares outside count as the nearest bound.
  /// - Returns: `nil` without values.
  public func nearestRank(_ share: Rate) -> Int64? {
    guard !isEmpty else { return nil }
    let rank = QuantilePlace(share, of: count, method: .nearestRank).below
    return pair(at: rank, rank).low
  }

  /// The value below which that share of the values lies.
  ///
  /// - Parameters:
  ///   - share: 0 ... 1; shares outside count as the nearest bound. A share such as 0.07 is taken for
  ///     the decimal that it is meant for. Give a `Rate` where it must be exact.
  ///   - method: How a quantile between two values is found.
  /// - Returns: `nil` without values or when the share is not a number.
  /// - Complexity: O(n) for n values that are not in order, else O(log n).
  public func quantile(_ share: Double, method: QuantileMethod = .linear) -> Double? {
    guard !isEmpty, !share.isNaN else { return nil }
    let share = min(max(share, 0), 1)
    let last = count - 1
    switch method {
    case .linear:
      let position = Double(last) * share
      let below = min(Int(exactly: position.rounded(.down)) ?? last, last)
      let pair = pair(at: below, min(below + 1, last))
      let step = Double(pair.high) - Double(pair.low)
      return Double(pair.low) + (position - Double(below)) * step
    case .nearestRank:
      // 0.07 of 100 values is the seventh, though the product is a hair above 7.
      let place = Double(count) * share
      let whole = place.rounded()
      let exact = (place - whole).magnitude < 1e-9 * place ? whole : place.rounded(.up)
      let rank = min(max(Int(exactly: exact) ?? count, 1) - 1, last)
      return Double(pair(at: rank, rank).low)
    }
  }

  /// The values of a rank and of the same or the next one, counted from 0, that exist.
  private func pair(at low: Int, _ high: Int) -> (low: Int64, high: Int64) {
    if loose.isEmpty {
      if low < high { return runs.pair(from: low) }
      let value = runs.value(at: low)
      return (value, value)
    }
    let values = values(at: [low, high])
    return (values[0], values[1])
  }

  /// The values of ranks that are counted from 0 and exist, in the order of the ranks.
  private func values(at ranks: [Int]) -> [Int64] {
    if loose.isEmpty { return ranks.map(runs.value(at:)) }
    let sorted = Set(ranks).sorted()
    if sorted.count > OrderStatistics.mostRanks || loose.count > UInt32.max {
      return ranks.map(inOrder.runs.value(at:))
    }
    let values = OrderStatistics.values(at: sorted, loose: loose, runs: runs)
    return ranks.map { rank in values[sorted.partitioningIndex { $0 >= rank }] }
  }

  // MARK: Shares

  /// How many values do not exceed a bound.
  ///
  /// - Complexity: O(n) for n values that are not in order, else O(log n).
  public func count(atMost bound: Int64) -> Int {
    .saturatingSum(runs.count(atMost: bound), loose.count { $0 <= bound })
  }

  /// The values that do not exceed a bound, of all values: "within T" means at most T (semantics M1).
  public func share(atMost bound: Int64) -> MetricRate {
    MetricRate(count(atMost: bound), of: count)
  }

  /// A part of a histogram.
  public struct Bin: Hashable, Sendable {
    /// The greatest value that belongs to it; `nil` for the values above all bounds.
    public var upTo: Int64?
    /// How many values exceed the bound before and do not exceed this one.
    public var count: Int
  }

  /// How many values lie between bounds, each bound belonging to what is below it.
  ///
  /// - Parameter bounds: In any order; equal ones count once.
  /// - Returns: A bin for each bound, ascending, and one for what is above them.
  /// - Complexity: O(n log b) for n values that are not in order and b bounds.
  public func histogram(upTo bounds: [Int64]) -> [Bin] {
    let bounds = Set(bounds).sorted()
    var counts = [Int](repeating: 0, count: bounds.count + 1)
    for value in loose { counts[bounds.partitioningIndex { $0 >= value }] += 1 }
    var before = 0
    for (index, bound) in bounds.enumerated() {
      let through = runs.count(atMost: bound)
      counts[index].add(saturating: through - before)
      before = through
    }
    counts[bounds.count].add(saturating: runs.count - before)
    return counts.indices.map { index in
      Bin(upTo: index < bounds.count ? bounds[index] : nil, count: counts[index])
    }
  }
}
