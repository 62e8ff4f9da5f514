// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Finds claims that would be paid otherwise if two steps next to one another were swapped.
struct OrderChecks {
  let space: AwardSpace
  private(set) var findings: [CompensationFinding] = []
  private let strips: [AwardStrip]
  private let isComplete: Bool

  init(_ space: AwardSpace) {
    self.space = space
    (strips, isComplete) = space.strips(along: nil)
  }

  mutating func run() {
    let draft = space.core.draft
    for (number, rule) in draft.rules.enumerated() {
      check(rule.then, rule.id, number) { swapped, formula in swapped.rules[number].then = formula }
    }
    if let otherwise = draft.otherwise {
      check(otherwise, "otherwise", draft.rules.count) { $0.otherwise = $1 }
    }
    let steps = draft.settlement.steps
    for place in steps.indices.dropLast() {
      guard Settlement.Step.canMatter(steps[place], steps[place + 1], draft.caps) else { continue }
      var swapped = draft
      swapped.settlement.steps.swapAt(place, place + 1)
      compare(with: swapped, nil, place, amounts: draft.amounts) { _ in true }
    }
  }

  private mutating func check(
    _ formula: AwardFormula, _ rule: RuleID, _ number: Int,
    _ replace: (inout CompensationDraft, AwardFormula) -> Void
  ) {
    for place in formula.steps.indices.dropLast()
    where AwardFormula.Step.canMatter(formula.steps[place], formula.steps[place + 1]) {
      var swapped = space.core.draft
      var other = formula
      other.steps.swapAt(place, place + 1)
      replace(&swapped, other)
      let amounts = formula.steps.compactMap(\.fixedAmount) + space.core.draft.amounts
      compare(with: swapped, rule, place, amounts: amounts) { $0.contains(number) }
    }
  }

  /// Looks for a claim that two policies pay otherwise.
  private mutating func compare(
    with draft: CompensationDraft, _ rule: RuleID?, _ step: Int, amounts: [Int64],
    _ concerns: ([Int]) -> Bool
  ) {
    let other: AwardProbe
    do throws(DocumentError) {
      other = AwardProbe(try CompensationPolicyCore(draft))
    } catch {
      // The other order is no policy: nobody can choose it.
      return
    }
    var isThorough = isComplete
    var stepsLeft = space.limits.steps
    // A claim that the rule itself decides says more than one in which another asks for its sum.
    let number = rule.flatMap { rule in space.core.programs.firstIndex { $0.rule == rule } }
    let own = strips.filter { $0.parts.first?.chain.first == number || number == nil }
    let others = strips.filter { $0.parts.first?.chain.first != number && number != nil }
    for strip in own + others where concerns(strip.parts.first?.chain ?? []) {
      var points = AwardPoints(space, strip, amounts)
      let all = points.all(&stepsLeft)
      isThorough = isThorough && points.isThorough
      for point in all {
        if stepsLeft <= 0 { break }
        stepsLeft -= 2
        let place = AwardPlace(part: 0, code: 0, others: point)
        let facts = space.facts(place, strip)
        let date = strip.parts[0].date
        guard let mine = space.probe.reading(facts, on: date),
          let theirs = other.reading(facts, on: date),
          mine.refund != theirs.refund || mine.compensation != theirs.compensation,
          let award = space.probe.awardCase(facts, on: date),
          let swapped = other.awardCase(facts, on: date)
        else { continue }
        findings.append(.orderMatters(rule, step: step, award, swapped: swapped))
        return
      }
    }
    if stepsLeft <= 0 || !isThorough {
      findings.append(.notProved(.orderMatters, about: rule?.rawValue ?? "settlement"))
    }
  }
}

/// Claims of a strip that are worth a look: all of them where they are few; else the ends, numbers of
/// each size, and the values around those at which a sum passes an amount that the policy names.
struct AwardPoints {
  let space: AwardSpace
  let strip: AwardStrip
  let amounts: [Int64]
  /// Whether the points are all there are.
  private(set) var isThorough = true

  private static let most = 4_096

  init(_ space: AwardSpace, _ strip: AwardStrip, _ amounts: [Int64]) {
    self.space = space
    self.strip = strip
    self.amounts = amounts
  }

  mutating func all(_ stepsLeft: inout Int) -> [[Int64]] {
    let ranges = strip.box.ranges
    var count = 1
    for range in ranges {
      let (size, isLarge) = count.multipliedReportingOverflow(
        by: range.width < UInt64(Self.most) ? Int(range.width) + 1 : Self.most + 1)
      count = isLarge ? Self.most + 1 : Swift.min(size, Self.most + 1)
    }
    if count <= Self.most {
      return ranges.reduce([[]]) { points, range in
        points.flatMap { point in range.map { point + [$0] } }
      }
    }
    isThorough = false
    var points: [[Int64]] = [ranges.map(\.lowerBound)]
    let bases = [
      ranges.map(\.lowerBound),
      ranges.map { Swift.min($0.upperBound, Swift.max($0.lowerBound, 1)) },
      ranges.map { Swift.min($0.upperBound, Swift.max($0.lowerBound, 10_000)) },
      ranges.map(\.upperBound),
    ]
    for base in bases {
      for (axis, range) in ranges.enumerated() {
        for code in codes(axis, range, base, &stepsLeft) {
          var point = base
          point[axis] = code
          points.append(point)
        }
      }
    }
    return points
  }

  private func codes(
    _ axis: Int, _ range: ClosedRange<Int64>, _ base: [Int64], _ stepsLeft: inout Int
  ) -> [Int64] {
    var codes: Set<Int64> = [range.lowerBound, range.upperBound]
    var power: Int64 = 1
    while power < .max / 4 {
      for code in [power, power + 1, power * 3] where range.contains(code) { codes.insert(code) }
      power *= 2
    }
    for amount in amounts {
      guard let edge = crossing(axis, range, base, Int128(amount), &stepsLeft) else { continue }
      for code in (edge - 6)...(edge + 6) where range.contains(code) { codes.insert(code) }
    }
    return codes.sorted()
  }

  /// The value from which a sum that grows with it reaches an amount.
  private func crossing(
    _ axis: Int, _ range: ClosedRange<Int64>, _ base: [Int64], _ amount: Int128,
    _ stepsLeft: inout Int
  ) -> Int64? {
    guard (0...(.max / 4)).contains(range.lowerBound), stepsLeft > 0 else { return nil }
    var (low, high) = (range.lowerBound, Swift.min(range.upperBound, .max / 4))
    while low < high {
      let middle = low + (high - low) / 2
      var point = base
      point[axis] = middle
      stepsLeft -= 1
      let total = space.reading(AwardPlace(part: 0, code: 0, others: point), strip)?.total
      if let total, total < amount { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension CompensationDraft {
  /// The sums that caps and least payouts name.
  var amounts: [Int64] {
    caps.map(\.amount.minorUnits)
      + settlement.steps.compactMap { step in
        if case .minimum(let least) = step { least.minorUnits } else { nil }
      }
  }
}

extension AwardFormula.Step {
  fileprivate var fixedAmount: Int64? {
    switch self {
    case .atLeast(.money(let money)), .atMost(.money(let money)): money.minorUnits
    default: nil
    }
  }

  private var isLimit: Bool {
    switch self {
    case .atLeast, .atMost: true
    default: false
    }
  }

  /// Whether a limit or a rounding stands beside a step with which it does not always change places.
  fileprivate static func canMatter(_ one: Self, _ other: Self) -> Bool {
    switch (one, other) {
    case (.round(let left), .round(let right)): left != right
    case (.round(let rule), let limit) where limit.isLimit,
      (let limit, .round(let rule)) where limit.isLimit:
      // A limit that rounding leaves as it is may stand on either side.
      limit.fixedAmount.map { $0 % rule.step != 0 } ?? true
    case (.round, .times), (.times, .round): true
    case (.times, let limit) where limit.isLimit, (let limit, .times) where limit.isLimit: true
    case (.atLeast, .atMost), (.atMost, .atLeast): true
    default: false
    }
  }
}

extension Settlement.Step {
  /// Whether two steps do not always change places.
  fileprivate static func canMatter(_ one: Self, _ other: Self, _ caps: [AwardCap]) -> Bool {
    func amount(_ step: Self) -> Int64? {
      switch step {
      case .cap(let id): caps.first { $0.id == id }?.amount.minorUnits
      case .minimum, .stack, .round: nil
      }
    }
    switch (one, other) {
    case (.stack, _), (_, .stack), (.cap, .cap), (.minimum, .minimum): return false
    case (.round(let left), .round(let right)): return left != right
    case (.round(let rule), let step), (let step, .round(let rule)):
      return amount(step).map { $0 % rule.step != 0 } ?? true
    case (.minimum, .cap), (.cap, .minimum): return true
    }
  }
}
