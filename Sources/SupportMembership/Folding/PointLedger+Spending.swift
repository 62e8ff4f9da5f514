// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// How points are taken from lots.
extension PointLedger {
  /// The lots, in the order of spending, that hold these points; fewer where they do not suffice. Where
  /// the spending itself moves the end of lots that end with activity, they stand by their new end.
  ///
  /// - Complexity: O(lots that are touched or cannot be spent yet).
  func plan(
    _ points: Int64, at: Int64, activeEnd: Int64? = nil
  ) -> (spans: [LotSpan], found: Int64) {
    var spans: [LotSpan] = []
    var rest = points
    lots.withUnsafeBufferPointer { lots in
      var (first, last, sum) = (-1, -1, Int64(0))
      var (place, active) = (head, activeHead)
      let activeEnd = activeEnd ?? inactiveAt
      while rest > 0 {
        let number: Int
        if isByExpiry {
          guard let soonest = soonest(&place, &active, activeEnd) else { break }
          number = soonest
        } else {
          guard place < lots.count else { break }
          number = place
          place += 1
        }
        let left = spendable(lots[number], at)
        guard left > 0 else { continue }
        let taken = min(left, rest)
        // Between two lots of a span nothing else can be spent, whatever stands there.
        if first >= 0, number > last, !isByExpiry || number == last + 1 {
          sum += taken
        } else {
          if first >= 0 { spans.append(LotSpan(first: first, last: last, points: sum)) }
          (first, sum) = (number, taken)
        }
        last = number
        rest -= taken
      }
      if first >= 0 { spans.append(LotSpan(first: first, last: last, points: sum)) }
    }
    return (spans, points - rest)
  }

  /// Takes points from lots as spans say; what is not there is not taken.
  ///
  /// - Parameters:
  ///   - spans: Where from.
  ///   - at: The instant at which the lots can be spent.
  ///   - isNoted: Whether it can be reversed.
  ///   - most: The most that is taken.
  /// - Returns: What was taken.
  @discardableResult
  mutating func take(
    _ spans: [LotSpan], at: Int64, isNoted: Bool, atMost most: Int64 = .max
  ) -> Int64 {
    var taken: Int64 = 0
    for span in spans {
      let (start, end) = (max(span.first, 0), min(span.last, lots.count - 1))
      guard start <= end else { continue }
      taken += take(min(span.points, most - taken), start, end, at, isNoted)
    }
    advanceHead(at)
    return taken
  }

  private mutating func take(
    _ points: Int64, _ start: Int, _ end: Int, _ at: Int64, _ isNoted: Bool
  ) -> Int64 {
    var rest = points
    let inactiveAt = inactiveAt
    lots.withUnsafeMutableBufferPointer { lots in
      var number = start
      while rest > 0, number <= end {
        let lot = lots[number]
        let expiry = lot.endsWithInactivity ? min(lot.expiresAt, inactiveAt) : lot.expiresAt
        if lot.left > 0, lot.availableFrom <= at, expiry > at {
          let part = min(lot.left, rest)
          lots[number].left = lot.left - part
          if isNoted {
            takings.append(Taking(lot: Int32(truncatingIfNeeded: number), points: part))
          }
          rest -= part
        }
        number += 1
      }
    }
    return max(points, 0) - max(rest, 0)
  }

  /// Takes away expired points, which then stand elsewhere.
  mutating func clearExpired(_ spans: [LotSpan], at: Int64) {
    for span in spans {
      var rest = span.points
      var number = max(span.first, 0)
      let end = min(span.last, lots.count - 1)
      while rest > 0, number <= end {
        let lot = lots[number]
        if lot.left > 0, expiry(lot) <= at {
          let part = min(lot.left, rest)
          lots[number].left -= part
          rest -= part
        }
        number += 1
      }
    }
  }
}
