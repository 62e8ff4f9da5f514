// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Finds rules that a cap makes dead, and from which value of which fact a cap bites.
struct CapChecks {
  let space: AwardSpace
  private var stepsLeft: Int
  private(set) var dead: [CompensationFinding] = []
  private(set) var bites: [CompensationFinding] = []
  private let strips: [AwardStrip]
  private let isComplete: Bool

  init(_ space: AwardSpace) {
    self.space = space
    stepsLeft = space.limits.steps
    (strips, isComplete) = space.strips(along: nil)
  }

  private var core: CompensationPolicyCore { space.core }

  mutating func run() {
    for (position, step) in core.settlement.enumerated() {
      guard case .cap(let cap) = step else { continue }
      var hidden: [(rule: RuleID, award: AwardCase)] = []
      for (number, program) in core.programs.enumerated()
      where cap.counts.contains(program.formula.form.kind) {
        if let award = check(cap.cap, number) { hidden.append((program.rule, award)) }
      }
      dead += hidden.map { .alwaysCapped($0.rule, cap: cap.cap.id, $0.award) }
      guard cap.cap.covers == .compensationOnly else { continue }
      var pairs: [(RuleID, RuleID)] = []
      for (place, one) in hidden.enumerated() {
        for other in hidden.dropFirst(place + 1)
        where one.award.compensation == other.award.compensation {
          pairs.append((one.rule, other.rule))
        }
      }
      pairs += alike(under: cap.cap, position)
      dead += pairs.map { .sameUnderCap($0.0, $0.1, cap: cap.cap.id) }
    }
  }

  // MARK: Formulas

  /// Rules whose formulas differ only in limits that the cap never lets decide.
  private func alike(under cap: AwardCap, _ position: Int) -> [(RuleID, RuleID)] {
    // Only a cap that looks at the bare sum hides what a limit does.
    for step in core.draft.settlement.steps.prefix(position) {
      switch step {
      case .stack(let stacking):
        if case .sumUpTo = stacking.mode { return [] }
      case .cap: continue
      case .minimum, .round: return []
      }
    }
    var pairs: [(RuleID, RuleID)] = []
    for (place, one) in core.programs.enumerated() where cap.counts.contains(one.formula.form.kind)
    {
      for other in core.programs.dropFirst(place + 1) where one.formula != other.formula {
        if one.formula.without(limitsAbove: cap.amount)
          == other.formula.without(limitsAbove: cap.amount)
        {
          pairs.append((one.rule, other.rule))
        }
      }
    }
    return pairs
  }

  /// Looks at one rule; the claim with the lowest sum where that is cut by the cap everywhere.
  private mutating func check(_ cap: AwardCap, _ number: Int) -> AwardCase? {
    var lowest: AwardCase?
    var isAlways = isComplete
    var firsts: [Int: (code: Int64, last: Int64, award: AwardCase)] = [:]
    var hasDoubt = !isComplete
    for strip in strips where strip.parts.first?.chain.first == number {
      if stepsLeft <= 0 {
        hasDoubt = true
        break
      }
      let reach = Reach(self, strip, cap)
      guard let slopes = reach.slopes,
        let least = AwardCorners.corner(slopes, strip.box.ranges, isLeast: true),
        let most = AwardCorners.corner(slopes, strip.box.ranges, isLeast: false)
      else {
        hasDoubt = true
        isAlways = false
        continue
      }
      stepsLeft -= 2
      if reach.bites(least) == true {
        let award = space.awardCase(reach.place(least), strip)
        if let award, lowest.map({ award.total.minorUnits < $0.total.minorUnits }) ?? true {
          lowest = award
        }
        continue
      }
      isAlways = false
      if reach.bites(most) == false { continue }
      for (axis, position) in strip.box.positions.enumerated() where !slopes[axis].isNone {
        let found = [most, least].lazy.compactMap { reach.threshold(axis, slopes[axis], $0) }.first
        stepsLeft -= 130
        guard let found, let award = space.awardCase(reach.place(found.point), strip) else {
          continue
        }
        let code = found.point[axis]
        if let first = firsts[position],
          slopes[axis].isNeverLess ? first.code <= code : first.code >= code
        {
          continue
        }
        firsts[position] = (code, found.last, award)
      }
    }
    let rule = core.programs[number].rule
    for position in firsts.keys.sorted() {
      guard let first = firsts[position] else { continue }
      let field = core.schema.fields[position]
      bites.append(
        .capBites(
          rule, cap: cap.id, fact: field.name, field.domain.value(of: first.last), first.award))
    }
    if hasDoubt { bites.append(.notProved(.capBites, about: rule.rawValue)) }
    return isAlways ? lowest : nil
  }

  /// What a cap does to the claims of a strip.
  private struct Reach {
    let space: AwardSpace
    let strip: AwardStrip
    let cap: AwardCap

    init(_ checks: CapChecks, _ strip: AwardStrip, _ cap: AwardCap) {
      space = checks.space
      self.strip = strip
      self.cap = cap
    }

    /// How what the cap looks at follows each fact; `nil` where that takes more than one slope.
    var slopes: [SlopeRange]? {
      guard let chain = strip.parts.first?.chain else { return nil }
      let caps = space.core.draft.caps
      let coversRefund = caps.contains { $0.covers == .refundAndCompensation }
      var result: [SlopeRange] = []
      for position in strip.box.positions {
        let sums = FormulaSlopes(core: space.core, box: strip.box, position: position).sums(chain)
        if coversRefund, caps.count > 1, !sums.refund.isNone { return nil }
        if coversRefund, !sums.refund.isNone, !sums.refund.isNeverLess || !sums.sum.isNeverLess {
          return nil
        }
        result.append(coversRefund ? sums.sum + sums.refund : sums.sum)
      }
      return result
    }

    func place(_ point: [Int64]) -> AwardPlace { AwardPlace(part: 0, code: 0, others: point) }

    func bites(_ point: [Int64]) -> Bool? {
      space.reading(place(point), strip)?.limitedBy.contains(cap.id)
    }

    /// The first value of a fact at which the cap bites, and the last at which it does not, with the
    /// other facts at a point. A sum too large to be told is above every cap.
    func threshold(
      _ axis: Int, _ slope: SlopeRange, _ point: [Int64]
    ) -> (point: [Int64], last: Int64)? {
      let range = strip.box.ranges[axis]
      func at(_ code: Int64) -> [Int64] {
        var result = point
        result[axis] = code
        return result
      }
      let isRising = slope.isNeverLess
      guard isRising || slope.isNeverMore else { return nil }
      var (out, hit) =
        isRising
        ? (range.lowerBound, range.upperBound) : (range.upperBound, range.lowerBound)
      guard bites(at(out)) == false, bites(at(hit)) != false else { return nil }
      while true {
        let middle = out + (hit / 2 - out / 2) + (hit % 2 - out % 2) / 2
        if middle == out || middle == hit { break }
        if bites(at(middle)) == false { out = middle } else { hit = middle }
      }
      return bites(at(hit)) == true ? (at(hit), out) : nil
    }
  }
}

extension AwardFormula {
  /// The formula without limits that are not below a cap, where nothing later makes a sum smaller
  /// again.
  func without(limitsAbove cap: Money) -> Self {
    var result = self
    result.steps = []
    for (place, step) in steps.enumerated() {
      if case .atMost(.money(let limit)) = step, limit.minorUnits >= cap.minorUnits,
        steps.dropFirst(place + 1).allSatisfy(\.neverLowersBelowLimits)
      {
        continue
      }
      result.steps.append(step)
    }
    return result
  }
}

extension AwardFormula.Step {
  /// Whether a sum that is not below a whole number of minor units stays so, or is limited again.
  fileprivate var neverLowersBelowLimits: Bool {
    switch self {
    case .add, .accrue, .atLeast, .refund: true
    case .round(let rule): rule.step == 1
    case .times(.rate(let rate)): rate >= .one
    case .becomesRefund, .base, .subtract, .rest, .bands, .times, .atMost: false
    }
  }
}
