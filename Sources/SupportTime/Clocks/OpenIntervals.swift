// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A sorted list of intervals that do not touch, with the open time before each.
///
/// A sentinel far in the future ends the list, so that searches need no bounds.
struct OpenIntervals: Sendable {
  private(set) var opens: [Int64] = []
  private(set) var closes: [Int64] = []
  /// `before[i]` is the open time before interval `i`; the sentinel holds the total.
  private(set) var before: [Int64] = []

  /// Later than every instant, and far from overflow.
  static let sentinel = Int64.max / 4

  /// The first interval of some that ends after an instant; `last` where none before it does.
  @inline(__always)
  func index(from first: Int, to last: Int, endingAfter instant: Int64) -> Int {
    var low = first
    var high = last
    while high - low > 4 {
      let middle = (low + high) >> 1
      if closes[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    while low < last, closes[low] <= instant { low += 1 }
    return low
  }

  /// Appends the union of intervals, clipped, and a sentinel; returns the total open time.
  mutating func append(
    unionOf intervals: [OpenInterval], from lower: Int64, to upper: Int64
  ) -> Int64 {
    var total: Int64 = 0
    var current: OpenInterval?
    func close(_ interval: OpenInterval) {
      opens.append(interval.start)
      closes.append(interval.end)
      before.append(total)
      total += interval.end - interval.start
    }
    for interval in intervals.sorted(by: { $0.start < $1.start }) {
      let start = max(interval.start, lower)
      let end = min(interval.end, upper)
      guard start < end else { continue }
      if let open = current, start <= open.end {
        current = OpenInterval(start: open.start, end: max(open.end, end))
      } else {
        if let open = current { close(open) }
        current = OpenInterval(start: start, end: end)
      }
    }
    if let open = current { close(open) }
    opens.append(Self.sentinel)
    closes.append(Self.sentinel)
    before.append(total)
    return total
  }
}
