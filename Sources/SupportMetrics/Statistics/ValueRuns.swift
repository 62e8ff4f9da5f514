// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Values in ascending order, those that come more than once kept once with how often they come.
///
/// Equal sets of values are equal runs. There are at most 2⁶² values; those beyond are not counted, the
/// greatest first.
struct ValueRuns: Hashable, Sendable {
  /// The different values, ascending.
  private(set) var values: [Int64] = []
  /// How many values there are up to each, that one included; empty where none comes twice.
  private(set) var ends: [Int] = []

  /// The most values that are counted, so that ranks and counts add up without overflow.
  static let most = 1 << 62

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
  func value(at rank: Int) -> Int64 {
    values[ends.isEmpty ? rank : ends.partitioningIndex { $0 > rank }]
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
    var merged: [Int64] = []
    var sums: [Int] = []
    merged.reserveCapacity(values.count + other.values.count)
    sums.reserveCapacity(values.count + other.values.count)
    var (left, right, sum) = (0, 0, 0)
    while left < values.count || right < other.values.count {
      let takesLeft =
        right == other.values.count || left < values.count && values[left] <= other.values[right]
      let takesRight =
        left == values.count || right < other.values.count && other.values[right] <= values[left]
      merged.append(takesLeft ? values[left] : other.values[right])
      if takesLeft {
        sum = min(sum + times(at: left), Self.most)
        left += 1
      }
      if takesRight {
        sum = min(sum + other.times(at: right), Self.most)
        right += 1
      }
      sums.append(sum)
    }
    values = merged
    ends = sum == merged.count ? [] : sums
  }
}
