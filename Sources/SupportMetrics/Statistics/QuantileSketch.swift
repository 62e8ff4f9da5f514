// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Quantiles of any number of whole numbers within a relative error, in bounded memory.
///
/// Use it where ``ValueTally`` would grow too large. It counts values by buckets whose width grows with
/// the value, after Masson, Rim and Lee, "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with
/// Relative-Error Guarantees" (2019), over all of `Int64`; zero is exact, negative values are held like
/// positive ones. Buckets follow from whole numbers, so that the same values give the same sketch on
/// every machine, in whatever order they are added or merged.
///
/// The count, the sum, the mean, the least and the greatest value are exact. A quantile is the value
/// of the nearest rank, off by at most ``relativeError`` of it: with 1 % a wait of 200 s is told as
/// between 198 s and 202 s.
///
/// The counts of the buckets from the lowest to the highest in use are kept, eight bytes each. With 1 %
/// there are 50 buckets for each doubling: at most 1,950 (16 kB) for milliseconds up to 17 years, 3,151
/// (25 kB) for all positive numbers, 6,302 (50 kB) for all.
///
/// ```swift
/// var sketch = QuantileSketch()
/// for wait in waits { sketch.add(wait) }
/// try sketch.quantile(Rate("99%"))?.value
/// ```
public struct QuantileSketch: Hashable, Sendable {
  let scale: SketchScale
  /// The bucket of the first count.
  private(set) var lowest = 0
  /// The counts from the lowest to the highest bucket in use; the first and the last are not zero.
  private(set) var counts: [Int] = []

  /// The number of values.
  public private(set) var count = 0
  /// The sum of the values, exact.
  public private(set) var sum: Int128 = 0
  /// The ends of the values, the wrong way round without any.
  private var least = Int64.max
  private var greatest = Int64.min

  /// Creates an empty sketch with a relative error of at most 1 %.
  public init() {
    scale = SketchScale(parts: 50)
  }

  /// Creates an empty sketch.
  ///
  /// - Parameter error: The relative error that a quantile may have, 1/10,000 ... 1/2.
  /// - Throws: ``TallyError/errorOutOfRange(_:)``
  public init(relativeError error: Rate) throws(TallyError) {
    scale = try SketchScale(error: error)
  }

  /// Takes what was read; the first and last count are not zero.
  init(
    scale: SketchScale, lowest: Int, counts: [Int], sum: Int128, minimum: Int64?, maximum: Int64?
  ) {
    self.scale = scale
    self.lowest = lowest
    self.counts = counts
    self.sum = sum
    least = minimum ?? .max
    greatest = maximum ?? .min
    count = counts.reduce(0) { .saturatingSum($0, $1) }
  }

  /// The greatest relative error of a quantile: 1/(2s + 1) for the s buckets of a doubling, at most
  /// what was asked for.
  public var relativeError: Rate { scale.error }

  // MARK: Counting

  /// Adds a value.
  ///
  /// - Complexity: O(1) but for values beyond those before, which make room.
  public mutating func add(_ value: Int64) {
    note(value, times: 1)
    sum.add(saturating: Int128(value))
  }

  /// Adds a value some times; a number below 1 adds nothing. Counts stay at 2⁶³ − 1.
  public mutating func add(_ value: Int64, times: Int) {
    guard times > 0 else { return }
    note(value, times: times)
    sum.add(saturating: Int128(value) * Int128(times))
  }

  private mutating func note(_ value: Int64, times: Int) {
    let bucket = scale.bucket(of: value)
    if !counts.indices.contains(bucket &- lowest) { makeRoom(for: bucket...bucket) }
    counts[bucket &- lowest].add(saturating: times)
    count.add(saturating: times)
    if value < least { least = value }
    if value > greatest { greatest = value }
  }

  /// Adds the values of another sketch; any order gives the same sketch.
  ///
  /// - Throws: ``TallyError/differentErrors(_:_:)`` where the other has another relative error;
  ///   nothing is added then.
  /// - Complexity: O(b) for b buckets.
  public mutating func merge(_ other: Self) throws(TallyError) {
    guard scale == other.scale else {
      throw .differentErrors(relativeError, other.relativeError)
    }
    guard !other.counts.isEmpty else { return }
    makeRoom(for: other.lowest...(other.lowest + other.counts.count - 1))
    for (place, times) in other.counts.enumerated() {
      counts[other.lowest - lowest + place].add(saturating: times)
    }
    count.add(saturating: other.count)
    sum.add(saturating: other.sum)
    least = min(least, other.least)
    greatest = max(greatest, other.greatest)
  }

  /// Widens the buckets in use to some more, of which the outer ones are about to be counted.
  private mutating func makeRoom(for buckets: ClosedRange<Int>) {
    if counts.isEmpty { lowest = buckets.lowerBound }
    let before = lowest - buckets.lowerBound
    if before > 0 {
      counts.insert(contentsOf: repeatElement(0, count: before), at: 0)
      lowest = buckets.lowerBound
    }
    let after = buckets.upperBound - lowest + 1 - counts.count
    if after > 0 { counts.append(contentsOf: repeatElement(0, count: after)) }
  }

  // MARK: Figures

  /// Whether there are no values.
  public var isEmpty: Bool { counts.isEmpty }

  /// The least value, exact; `nil` without values.
  public var minimum: Int64? { isEmpty ? nil : least }

  /// The greatest value, exact; `nil` without values.
  public var maximum: Int64? { isEmpty ? nil : greatest }

  /// The mean, exact: the sum above the number of values; `nil` without values.
  public var exactMean: MetricFraction? { MetricFraction(sum, over: Int128(count)) }

  /// The value of the nearest rank, off by at most ``relativeError`` of it.
  ///
  /// The first and the last value are exact.
  ///
  /// - Parameter share: 0 ... 1; shares outside count as the nearest bound.
  /// - Returns: `nil` without values.
  /// - Complexity: O(b) for b buckets.
  public func quantile(_ share: Rate) -> MetricFraction? {
    guard let minimum, let maximum else { return nil }
    let rank = QuantilePlace(share, of: count, method: .nearestRank).below
    // The ends are known exactly, and no value lies beyond them.
    let (least, greatest) = (MetricFraction(Int128(minimum)), MetricFraction(Int128(maximum)))
    if rank == 0 { return least }
    if rank == count - 1 { return greatest }
    var sum = 0
    let place = counts.firstIndex { times in
      sum.add(saturating: times)
      return sum > rank
    }
    let found = scale.value(of: lowest + (place ?? counts.count - 1))
    return min(max(found, least), greatest)
  }

  /// How many values do not exceed a bound: at least and at most.
  ///
  /// - Complexity: O(b) for b buckets.
  public func count(atMost bound: Int64) -> ClosedRange<Int> {
    guard let minimum, let maximum, bound >= minimum else { return 0...0 }
    if bound >= maximum { return count...count }
    let place = scale.bucket(of: bound) - lowest
    let below = counts.prefix(place).reduce(0) { .saturatingSum($0, $1) }
    let through = Int.saturatingSum(below, counts[place])
    if bound == 0 { return through...through }
    let sizes = scale.sizes(of: place + lowest)
    let isLast = bound.magnitude == (bound < 0 ? sizes.low : sizes.high)
    return (isLast ? through : below)...through
  }

  /// The number of buckets that are kept, those between that count nothing included.
  public var buckets: Int { counts.count }

  /// The bytes that the buckets take; the room that is kept for more is not counted.
  public var memory: Int { 8 * counts.count }
}
