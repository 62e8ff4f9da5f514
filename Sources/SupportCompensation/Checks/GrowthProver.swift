// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Proves that a fact moves what is paid one way only, or finds two claims that refute it.
///
/// Within a part the slopes prove it; where one part follows another, corners do. What neither proves
/// is cut in halves until it is proved, refuted, or the steps are spent.
struct GrowthProver {
  let space: AwardSpace
  /// 1 where a greater value must never be paid less, −1 where never more.
  let sign: Int128
  private(set) var stepsLeft: Int
  /// Whether the sum of some claim that was looked at cannot be told.
  private var hasDoubt = false

  init(_ space: AwardSpace, isRising: Bool) {
    self.space = space
    sign = isRising ? 1 : -1
    stepsLeft = space.limits.steps
  }

  private enum Task {
    /// From one code to a greater one, for all of a box.
    case across(AwardCorners.Side, AwardCorners.Side, [ClosedRange<Int64>])
    /// All codes of a stretch within a part.
    case inside(Int, ClosedRange<Int64>, [ClosedRange<Int64>])
  }

  private enum Answer {
    case holds
    case fails(AwardPair)
    case split([Task])
  }

  mutating func proof(along position: Int) -> RuleProof<AwardPair> {
    let (strips, isComplete) = space.strips(along: position)
    var pending: [(strip: Int, task: Task)] = []
    for (number, strip) in strips.enumerated() {
      for (place, part) in strip.parts.enumerated() {
        pending.append((number, .inside(place, part.codes, strip.box.ranges)))
        guard place + 1 < strip.parts.count else { continue }
        let next = strip.parts[place + 1]
        pending.append(
          (
            number,
            .across(
              .init(part: place, code: part.codes.upperBound),
              .init(part: place + 1, code: next.codes.lowerBound), strip.box.ranges)
          ))
      }
    }
    // Breadth first: one hard question does not keep the others from being answered.
    var next = 0
    while next < pending.count {
      if stepsLeft <= 0 { return .notProved }
      let (number, task) = pending[next]
      next += 1
      switch answer(task, AwardCorners(space: space, strip: strips[number])) {
      case .holds: break
      case .fails(let pair): return .fails(pair)
      case .split(let tasks): pending += tasks.map { (number, $0) }
      }
    }
    return isComplete && !hasDoubt ? .holds : .notProved
  }

  private mutating func answer(_ task: Task, _ corners: AwardCorners) -> Answer {
    switch task {
    case .inside(let part, let codes, let ranges): inside(part, codes, ranges, corners)
    case .across(let lower, let upper, let ranges): across(lower, upper, ranges, corners)
    }
  }

  private mutating func inside(
    _ part: Int, _ codes: ClosedRange<Int64>, _ ranges: [ClosedRange<Int64>],
    _ corners: AwardCorners
  ) -> Answer {
    let strip = corners.strip
    guard !codes.isSingle, let along = strip.along else { return .holds }
    stepsLeft -= 1
    let slope = space.slope(of: along, strip, part, space.box(strip, ranges, codes))
    if sign > 0 ? slope.isNeverLess : slope.isNeverMore { return .holds }
    let (first, last) = (
      AwardCorners.Side(part: part, code: codes.lowerBound),
      AwardCorners.Side(part: part, code: codes.upperBound)
    )
    if let pair = refutation(first, last, probes(ranges), corners) { return .fails(pair) }
    // Where the fact itself is narrow, what else differs is halved first.
    let widest = ranges.map(\.width).max() ?? 0
    if widest > codes.width,
      let (left, right) = corners.halves(ranges, [strip.parts[part].chain], where: { _ in true })
    {
      return .split([.inside(part, codes, left), .inside(part, codes, right)])
    }
    let middle = codes.upperHalfStart
    return .split([
      .across(.init(part: part, code: middle - 1), .init(part: part, code: middle), ranges),
      .inside(part, codes.lowerBound...(middle - 1), ranges),
      .inside(part, middle...codes.upperBound, ranges),
    ])
  }

  private mutating func across(
    _ lower: AwardCorners.Side, _ upper: AwardCorners.Side, _ ranges: [ClosedRange<Int64>],
    _ corners: AwardCorners
  ) -> Answer {
    let (one, other) = (corners.slopes(lower, ranges), corners.slopes(upper, ranges))
    stepsLeft -= 1 + ranges.count
    let gain = zip(one, other).map { sign > 0 ? $1 - $0 : $0 - $1 }
    var corner: [Int64]?
    if let least = AwardCorners.corner(gain, ranges, isLeast: true) {
      corner = least
      if let change = difference(lower, upper, least, corners) {
        if change < 0 { return fails(lower, upper, least, corners) }
        return .holds
      }
    }
    let highest = AwardCorners.corner(one, ranges, isLeast: sign < 0)
    let lowest = AwardCorners.corner(other, ranges, isLeast: sign > 0)
    if let highest, let lowest {
      stepsLeft -= 2
      if let most = corners.total(lower, highest), let least = corners.total(upper, lowest),
        most * sign <= least * sign
      {
        return .holds
      }
    }
    let tried = [corner, highest, lowest].compactMap { $0 } + probes(ranges)
    if let pair = refutation(lower, upper, tried, corners) { return .fails(pair) }
    let chains = [corners.strip.parts[lower.part].chain, corners.strip.parts[upper.part].chain]
    guard
      let (left, right) = corners.halves(
        ranges, chains, where: { !one[$0].isNone || !other[$0].isNone })
    else {
      if difference(lower, upper, ranges.map(\.lowerBound), corners) == nil { hasDoubt = true }
      return .holds
    }
    return .split([.across(lower, upper, left), .across(lower, upper, right)])
  }

  // MARK: Refuting

  /// Some points of a box that are worth a look.
  private func probes(_ ranges: [ClosedRange<Int64>]) -> [[Int64]] {
    let lowest = ranges.map(\.lowerBound)
    if ranges.allSatisfy(\.isSingle) { return [lowest] }
    return [lowest, ranges.map(\.upperBound), ranges.map(\.upperHalfStart)]
  }

  private mutating func refutation(
    _ lower: AwardCorners.Side, _ upper: AwardCorners.Side, _ points: [[Int64]],
    _ corners: AwardCorners
  ) -> AwardPair? {
    for point in points {
      if let change = difference(lower, upper, point, corners), change < 0 {
        return pair(lower, upper, point, corners)
      }
    }
    return nil
  }

  private mutating func difference(
    _ lower: AwardCorners.Side, _ upper: AwardCorners.Side, _ others: [Int64],
    _ corners: AwardCorners
  ) -> Int128? {
    stepsLeft -= 2
    return corners.difference(lower, upper, others).map { $0 * sign }
  }

  private func fails(
    _ lower: AwardCorners.Side, _ upper: AwardCorners.Side, _ others: [Int64],
    _ corners: AwardCorners
  ) -> Answer {
    pair(lower, upper, others, corners).map { .fails($0) } ?? .holds
  }

  /// The same refutation with other facts as small as it goes by the number of digits.
  private func shrunk(
    _ lower: AwardCorners.Side, _ upper: AwardCorners.Side, _ others: [Int64],
    _ corners: AwardCorners
  ) -> [Int64] {
    var result = others
    for (axis, range) in corners.strip.box.ranges.enumerated() {
      var codes = [range.lowerBound]
      var power: Int64 = 1
      while power < result[axis] / 10 {
        if power > range.lowerBound { codes.append(power) }
        power *= 10
      }
      for code in codes where code < result[axis] {
        var point = result
        point[axis] = code
        if let change = corners.difference(lower, upper, point), change * sign < 0 {
          result = point
          break
        }
      }
    }
    return result
  }

  private func pair(
    _ lower: AwardCorners.Side, _ upper: AwardCorners.Side, _ others: [Int64],
    _ corners: AwardCorners
  ) -> AwardPair? {
    let others = shrunk(lower, upper, others, corners)
    guard let one = space.awardCase(corners.place(lower, others), corners.strip),
      let other = space.awardCase(corners.place(upper, others), corners.strip)
    else { return nil }
    return AwardPair(lower: one, upper: other)
  }
}
