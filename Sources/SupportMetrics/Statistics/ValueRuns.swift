// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Values in ascending order, those that come more than once kept once with how often they come.
///
/// Equal sets of values are equal runs. There are at most 2⁶¹ values; those beyond are not counted, the
/// greatest first.
struct ValueRuns: Hashable, Sendable {
  /// The different values, ascending.
  private(set) var values: [Int64] = []
  /// How many values there are up to each, that one included; empty where none comes twice.
  private(set) var ends: [Int] = []

  /// The most values that are counted, so that ranks and counts add up without overflow.
  static let most = 1 << 61

  init() {}

  /// Takes values that are in ascending order.
  init(sorted values: [Int64]) {
    guard let first = values.first else { return }
    var distinct = 1
    var last = first
    for value in values where value != last {
      distinct += 1
      last = value
    }
    guard distinct < values.count else {
      self.values = values
      return
    }
    self.values.reserveCapacity(distinct)
    ends.reserveCapacity(distinct)
    last = first
    for (index, value) in values.enumerated() where value != last {
      self.values.append(last)
      ends.append(index)
      last = value
    }
    self.values.append(last)
    ends.append(values.count)
  }

  /// Takes values in strictly ascending order with how often each comes, at least once.
  init(values: [Int64], times: [Int]) {
    self.values = values
    guard times.contains(where: { $0 != 1 }) else { return }
    var sum = 0
    ends = times.map {
      sum = min(.saturatingSum(sum, $0), Self.most)
      return sum
    }
  }

  /// How many values there are.
  var count: Int { ends.last ?? values.count }

  /// How many values stand before a place.
  func count(before place: Int) -> Int {
    if place == 0 { return 0 }
    return ends.isEmpty ? place : ends[place - 1]
  }

  /// How often the value at a place comes.
  func times(at place: Int) -> Int {
    ends.isEmpty ? 1 : ends[place] - count(before: place)
  }

  /// How many values do not exceed one.
  func count(atMost value: Int64) -> Int {
    values.isEmpty ? 0 : count(before: values.partitioningIndex { $0 > value })
  }

  /// The value of a rank, counted from 0 and less than the count.
  ///
  /// - Complexity: O(log d) for the d values that come again.
  func value(at rank: Int) -> Int64 {
    values[place(of: rank)]
  }

  /// The values of a rank and of the next, where both exist.
  func pair(from rank: Int) -> (low: Int64, high: Int64) {
    let place = place(of: rank)
    let isSame = !ends.isEmpty && ends[place] > rank + 1
    return (values[place], values[isSame ? place : place + 1])
  }

  private func place(of rank: Int) -> Int {
    if ends.isEmpty { return rank }
    // No value can stand further below its rank than there are repeated ones.
    let last = min(rank, values.count - 1)
    let first = max(rank - (count - values.count), 0)
    return (first..<last).partitioningIndex { ends[$0] > rank }
  }

  /// All values, each as often as it comes.
  var expanded: [Int64] {
    guard !ends.isEmpty else { return values }
    var result: [Int64] = []
    result.reserveCapacity(count)
    for place in values.indices {
      result.append(contentsOf: repeatElement(values[place], count: times(at: place)))
    }
    return result
  }

  /// These values and others.
  mutating func merge(_ other: Self) {
    if other.values.isEmpty { return }
    if values.isEmpty {
      self = other
      return
    }
    let room = values.count + other.values.count
    var sums = [Int](repeating: 0, count: room)
    let merged = [Int64](unsafeUninitializedCapacity: room) { merged, count in
      sums.withUnsafeMutableBufferPointer { sums in
        count = Self.merge(self, other, into: merged, sums)
      }
    }
    sums.removeLast(room - merged.count)
    values = merged
    ends = sums.last == merged.count ? [] : sums
  }

  /// Merges into room for all values of both.
  ///
  /// - Returns: How many different values there are.
  private static func merge(
    _ first: Self, _ second: Self, into merged: UnsafeMutableBufferPointer<Int64>,
    _ sums: UnsafeMutableBufferPointer<Int>
  ) -> Int {
    var (left, right, place, sum) = (0, 0, 0, 0)
    first.values.withUnsafeBufferPointer { ours in
      second.values.withUnsafeBufferPointer { theirs in
        while left < ours.count || right < theirs.count {
          let takesLeft = right == theirs.count || left < ours.count && ours[left] <= theirs[right]
          let takesRight = left == ours.count || right < theirs.count && theirs[right] <= ours[left]
          merged[place] = takesLeft ? ours[left] : theirs[right]
          if takesLeft {
            sum = min(sum + first.times(at: left), most)
            left += 1
          }
          if takesRight {
            sum = min(sum + second.times(at: right), most)
            right += 1
          }
          sums[place] = sum
          place += 1
        }
      }
    }
    return place
  }
}
