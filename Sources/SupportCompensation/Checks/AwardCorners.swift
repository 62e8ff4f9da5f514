// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Finds out what is paid at most and at least in a box by looking at its corners only, where it is
/// known which way each fact moves the sum.
struct AwardCorners {
  let space: AwardSpace
  let strip: AwardStrip

  /// One end of a comparison: a part and a code of the fact in it.
  struct Side: Hashable {
    var part: Int
    var code: Int64
  }

  /// How the sum at a side follows each fact of the box.
  func slopes(_ side: Side, _ ranges: [ClosedRange<Int64>]) -> [SlopeRange] {
    let box = space.box(strip, ranges, strip.along == nil ? nil : side.code...side.code)
    return strip.box.positions.map { space.slope(of: $0, strip, side.part, box) }
  }

  /// The corner at which a sum of these slopes is least, or greatest; `nil` where that is not known.
  static func corner(
    _ slopes: [SlopeRange], _ ranges: [ClosedRange<Int64>], isLeast: Bool
  ) -> [Int64]? {
    var codes: [Int64] = []
    for (slope, range) in zip(slopes, ranges) {
      if range.isSingle || slope.isNone {
        codes.append(range.lowerBound)
      } else if slope.isNeverLess {
        codes.append(isLeast ? range.lowerBound : range.upperBound)
      } else if slope.isNeverMore {
        codes.append(isLeast ? range.upperBound : range.lowerBound)
      } else {
        return nil
      }
    }
    return codes
  }

  func total(_ side: Side, _ others: [Int64]) -> Int128? {
    space.reading(place(side, others), strip)?.total
  }

  func place(_ side: Side, _ others: [Int64]) -> AwardPlace {
    AwardPlace(part: side.part, code: side.code, others: others)
  }

  /// How much more the upper side is paid.
  func difference(_ lower: Side, _ upper: Side, _ others: [Int64]) -> Int128? {
    guard let one = total(lower, others), let other = total(upper, others) else { return nil }
    return other - one
  }

  /// The two halves of a box on its widest side, or where a scale starts; `nil` for a point.
  func halves(
    _ ranges: [ClosedRange<Int64>], _ chains: [[Int]], where isOpen: (Int) -> Bool
  ) -> ([ClosedRange<Int64>], [ClosedRange<Int64>])? {
    var widest: Int?
    for (place, range) in ranges.enumerated() where !range.isSingle && isOpen(place) {
      if let found = widest, ranges[found].width >= range.width { continue }
      widest = place
    }
    guard let widest else { return nil }
    let range = ranges[widest]
    let starts = space.starts(of: strip.box.positions[widest], chains.flatMap { $0 })
    let middle =
      starts.first { $0 > range.lowerBound && $0 <= range.upperBound } ?? range.upperHalfStart
    var (left, right) = (ranges, ranges)
    left[widest] = range.lowerBound...(middle - 1)
    right[widest] = middle...range.upperBound
    return (left, right)
  }
}

extension ClosedRange<Int64> {
  /// Whether it holds one value only.
  var isSingle: Bool { lowerBound == upperBound }

  /// How many values there are besides the first.
  var width: UInt64 { upperBound.magnitudeAbove(lowerBound) }

  /// The start of the upper half of a range; where it is wide and starts at
  /// zero or near it, by the number of digits.
  var upperHalfStart: Int64 {
    if isSingle { return lowerBound }
    if lowerBound >= 0, width > 1_024, lowerBound < upperBound / 4 {
      let middle = lowerBound + (upperBound - lowerBound) / 64
      return Swift.max(middle, lowerBound + 1)
    }
    return lowerBound + 1 + Int64((width - 1) / 2)
  }
}

extension Int64 {
  /// The distance from a number that is not greater.
  fileprivate func magnitudeAbove(_ other: Int64) -> UInt64 {
    UInt64(bitPattern: self &- other)
  }
}
