// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A set of codes: ranges in order that neither touch nor overlap.
struct CodeSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<Int64>] = []

  /// Creates the empty set.
  init() {}

  /// Creates the set of a range.
  init(_ range: ClosedRange<Int64>) {
    ranges = [range]
  }

  /// Creates the set of some codes.
  init(_ codes: [Int64]) {
    for code in codes.sorted() { append(code...code) }
  }

  /// Hashes the number of ranges and some of them: sets of thousands stand in thousands of terms.
  func hash(into hasher: inout Hasher) {
    hasher.combine(ranges.count)
    guard let first = ranges.first, let last = ranges.last else { return }
    hasher.combine(first)
    hasher.combine(last)
    hasher.combine(ranges[ranges.count / 2])
  }

  var isEmpty: Bool { ranges.isEmpty }

  /// Adds a range that starts no earlier than the last one.
  private mutating func append(_ range: ClosedRange<Int64>) {
    guard let last = ranges.last else {
      ranges.append(range)
      return
    }
    let touches = range.lowerBound <= last.upperBound || range.lowerBound - 1 == last.upperBound
    if touches {
      let upper = Swift.max(last.upperBound, range.upperBound)
      ranges[ranges.count - 1] = last.lowerBound...upper
    } else {
      ranges.append(range)
    }
  }

  /// - Complexity: O(log *n*) in the number of ranges.
  func contains(_ code: Int64) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < code { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= code
  }

  func union(_ other: Self) -> Self {
    var result = Self()
    result.ranges.reserveCapacity(ranges.count + other.ranges.count)
    var left = 0
    var right = 0
    while left < ranges.count, right < other.ranges.count {
      if ranges[left].lowerBound <= other.ranges[right].lowerBound {
        result.append(ranges[left])
        left += 1
      } else {
        result.append(other.ranges[right])
        right += 1
      }
    }
    for range in ranges[left...] { result.append(range) }
    for range in other.ranges[right...] { result.append(range) }
    return result
  }

  func intersection(_ other: Self) -> Self {
    var result = Self()
    var left = 0
    var right = 0
    while left < ranges.count, right < other.ranges.count {
      let low = Swift.max(ranges[left].lowerBound, other.ranges[right].lowerBound)
      let high = Swift.min(ranges[left].upperBound, other.ranges[right].upperBound)
      if low <= high { result.append(low...high) }
      if ranges[left].upperBound < other.ranges[right].upperBound {
        left += 1
      } else {
        right += 1
      }
    }
    return result
  }

  /// The codes of a range that are not in the set.
  func complement(in all: ClosedRange<Int64>) -> Self {
    var result = Self()
    var start = all.lowerBound
    for range in ranges {
      if range.lowerBound > all.upperBound { break }
      if range.lowerBound > start { result.append(start...(range.lowerBound - 1)) }
      if range.upperBound >= all.upperBound { return result }
      start = Swift.max(start, range.upperBound + 1)
    }
    if start <= all.upperBound { result.append(start...all.upperBound) }
    return result
  }

  /// How far two codes are apart, without overflow.
  static func distance(_ left: Int64, _ right: Int64) -> UInt64 {
    left < right
      ? UInt64(bitPattern: right &- left) : UInt64(bitPattern: left &- right)
  }
}
