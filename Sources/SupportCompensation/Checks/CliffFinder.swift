// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Finds the step of one fact, by its smallest unit, at which what is paid changes most.
struct CliffFinder {
  /// The largest step that was found.
  struct Cliff {
    var pair: AwardPair
    var size: Int128
    /// Whether there is proved to be none larger.
    var isLargest: Bool
  }

  /// The width up to which every step of a part is looked at.
  private static let narrow: UInt64 = 64

  let space: AwardSpace
  private var stepsLeft: Int
  private var best: (size: Int128, strip: Int, lower: AwardPlace, upper: AwardPlace)?

  init(_ space: AwardSpace) {
    self.space = space
    stepsLeft = space.limits.steps
  }

  /// A step from one code to the next, for all of a box, with the most that it can be.
  private struct Task {
    var strip: Int
    var lower: AwardCorners.Side
    var upper: AwardCorners.Side
    var ranges: [ClosedRange<Int64>]
    /// `nil` where there is no bound.
    var bound: Int128?
  }

  /// What was found along a fact.
  enum Answer {
    /// No step is larger than those that are not told.
    case none
    case cliff(Cliff)
    case notProved
  }

  /// The largest step along a fact, if it is larger than some size.
  mutating func cliff(along position: Int, above least: Int128) -> Answer {
    let (strips, isComplete) = space.strips(along: position)
    var pending: [Task] = []
    for (number, strip) in strips.enumerated() {
      for (lower, upper) in steps(of: strip, position) {
        look(at: lower, upper, strip.box.ranges, number, strips, &pending)
      }
    }
    // The task with the highest bound first; of equal ones the earliest.
    var isCut = false
    while !pending.isEmpty {
      var top = 0
      for (place, task) in pending.enumerated().dropFirst()
      where isAbove(task.bound, pending[top].bound) { top = place }
      let task = pending.remove(at: top)
      if let bound = task.bound, bound <= best?.size ?? 0 { break }
      if stepsLeft <= 0 {
        isCut = true
        break
      }
      let strip = strips[task.strip]
      let corners = AwardCorners(space: space, strip: strip)
      let chains = [strip.parts[task.lower.part].chain, strip.parts[task.upper.part].chain]
      guard let (left, right) = corners.halves(task.ranges, chains, where: { _ in true }) else {
        if corners.difference(task.lower, task.upper, task.ranges.map(\.lowerBound)) == nil {
          isCut = true
        }
        continue
      }
      for half in [left, right] {
        look(at: task.lower, task.upper, half, task.strip, strips, &pending)
      }
    }
    let size = Swift.max(best?.size ?? 0, least)
    let isLargest = isComplete && !isCut && isInsideSmaller(strips, position, than: size)
    guard let best, best.size > least,
      let lower = space.awardCase(best.lower, strips[best.strip]),
      let upper = space.awardCase(best.upper, strips[best.strip])
    else { return isLargest ? .none : .notProved }
    return .cliff(
      Cliff(
        pair: AwardPair(lower: lower, upper: upper), size: best.size, isLargest: isLargest))
  }

  /// Whether no step within a part is larger than this.
  private mutating func isInsideSmaller(
    _ strips: [AwardStrip], _ position: Int, than size: Int128
  ) -> Bool {
    for strip in strips {
      for (number, part) in strip.parts.enumerated()
      where part.codes.width > Self.narrow {
        stepsLeft -= 1
        let slope = space.slope(
          of: position, strip, number, space.box(strip, strip.box.ranges, part.codes))
        guard let reach = slope.reach else { return false }
        let (most, isLarge) = size.multipliedReportingOverflow(by: Int128(reach.denominator))
        if !isLarge, Int128(reach.numerator) > most { return false }
      }
    }
    return true
  }

  private func isAbove(_ left: Int128?, _ right: Int128?) -> Bool {
    guard let right else { return false }
    return left.map { $0 > right } ?? true
  }

  // MARK: Steps

  /// The steps that are worth a look: from part to part, and where a unit begins to count.
  private func steps(
    of strip: AwardStrip, _ position: Int
  ) -> [(AwardCorners.Side, AwardCorners.Side)] {
    var result: [(AwardCorners.Side, AwardCorners.Side)] = []
    for (number, part) in strip.parts.enumerated() {
      let first = part.codes.lowerBound
      var starts = edges(part, position)
      if part.codes.width <= Self.narrow { starts += part.codes.dropFirst() }
      if first < part.codes.upperBound { starts += [first + 1, part.codes.upperBound] }
      for start in Set(starts).sorted() where start > first && start <= part.codes.upperBound {
        result.append((.init(part: number, code: start - 1), .init(part: number, code: start)))
      }
      guard number > 0, strip.parts[number - 1].codes.upperBound == first - 1 else { continue }
      result.append((.init(part: number - 1, code: first - 1), .init(part: number, code: first)))
    }
    return result
  }

  /// The first and last codes at which a unit begins to count.
  private func edges(_ part: AwardStrip.Part, _ position: Int) -> [Int64] {
    var edges: [Int64] = []
    func add(_ units: FormulaProgram.Units) {
      guard space.core.position(of: units) == position, case .amount(let size) = units.measure,
        units.counting != .exact
      else { return }
      var wait: Int64 = 0
      if case .elapsed(let milliseconds) = units.waiting { wait = milliseconds }
      wait = .saturatingSum(wait, units.counting == .started ? 1 : 0)
      // The n-th unit begins, or is over, at the wait and n times its size.
      let low = Swift.max(part.codes.lowerBound, wait)
      let room = part.codes.upperBound.subtractingReportingOverflow(wait)
      guard low <= part.codes.upperBound, !room.overflow else { return }
      let first = (low - wait) / size
      let last = Swift.min(room.partialValue / size, units.atMost ?? .max)
      for number in [first, first &+ 1, first &+ 2, last - 1, last]
      where number >= first && number <= last {
        edges.append(wait + number * size)
      }
    }
    for number in part.chain {
      for units in space.core.programs[number].units { add(units) }
    }
    return edges
  }

  /// Looks at the corners of a step, and keeps it where it may hold a larger one.
  private mutating func look(
    at lower: AwardCorners.Side, _ upper: AwardCorners.Side, _ ranges: [ClosedRange<Int64>],
    _ number: Int, _ strips: [AwardStrip], _ pending: inout [Task]
  ) {
    let corners = AwardCorners(space: space, strip: strips[number])
    stepsLeft -= 1 + ranges.count
    let (one, other) = (corners.slopes(lower, ranges), corners.slopes(upper, ranges))
    let gain = zip(one, other).map { $1 - $0 }
    let least = AwardCorners.corner(gain, ranges, isLeast: true)
    let most = AwardCorners.corner(gain, ranges, isLeast: false)
    for point in [least, most, ranges.map(\.lowerBound), ranges.map(\.upperHalfStart)] {
      guard let point else { continue }
      stepsLeft -= 2
      guard let change = corners.difference(lower, upper, point) else { continue }
      if change.magnitude > (best?.size ?? 0).magnitude {
        best = (
          Int128(change.magnitude), number, corners.place(lower, point), corners.place(upper, point)
        )
      }
    }
    if let least, let most, corners.difference(lower, upper, least) != nil,
      corners.difference(lower, upper, most) != nil
    {
      return
    }
    let bound = bound(corners, lower, upper, one, other, ranges)
    if let bound, bound <= best?.size ?? 0 { return }
    pending.append(
      Task(strip: number, lower: lower, upper: upper, ranges: ranges, bound: bound))
  }

  /// The most that a step can be in a box, from what each side is paid at most and at least.
  private mutating func bound(
    _ corners: AwardCorners, _ lower: AwardCorners.Side, _ upper: AwardCorners.Side,
    _ one: [SlopeRange], _ other: [SlopeRange], _ ranges: [ClosedRange<Int64>]
  ) -> Int128? {
    var ends: [Int128] = []
    for (side, slopes) in [(lower, one), (upper, other)] {
      for isLeast in [true, false] {
        stepsLeft -= 1
        guard let corner = AwardCorners.corner(slopes, ranges, isLeast: isLeast),
          let total = corners.total(side, corner)
        else { return nil }
        ends.append(total)
      }
    }
    return Swift.max(ends[3] - ends[0], ends[1] - ends[2])
  }
}
