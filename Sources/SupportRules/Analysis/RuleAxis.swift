// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// One direction in which cases differ, cut into classes of values that no rule tells apart.
struct RuleAxis: Sendable {
  enum Kind: Sendable {
    /// The codes of a field, cut where the classes start.
    case codes(starts: [Int64], last: Int64)
    /// Whether a flag is set: class 1 if it is.
    case bit(Int64)
    /// Whether flags are known: class 0 if they are, class 1 if not.
    case known
  }

  /// The position of the field; the date stands behind the last one.
  let position: Int
  let kind: Kind
  /// The class of a value that is not known, behind all others; `nil` where it always is known.
  let unknownClass: Int?

  var classCount: Int {
    switch kind {
    case .codes(let starts, _): starts.count + (unknownClass == nil ? 0 : 1)
    case .bit, .known: 2
    }
  }

  var isBit: Bool {
    if case .bit = kind { true } else { false }
  }

  /// The first and the last code of a class.
  func codes(of number: Int) -> ClosedRange<Int64> {
    guard case .codes(let starts, let last) = kind, starts.indices.contains(number) else {
      return 0...0
    }
    return starts[number]...(number + 1 < starts.count ? starts[number + 1] - 1 : last)
  }

  /// The classes that a set of codes consists of.
  func classes(of set: CodeSet) -> RuleSpace.Classes {
    guard case .codes(let starts, let last) = kind else { return [] }
    return starts.withUnsafeBufferPointer { starts in
      set.ranges.map { range in
        let first = reachedLimits(range.lowerBound, starts) - 1
        let end =
          range.upperBound >= last ? starts.count : reachedLimits(range.upperBound, starts)
        return Int32(Swift.max(0, first))...Int32(Swift.max(0, first, end - 1))
      }
    }
  }
}
