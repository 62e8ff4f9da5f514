// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// The codes of some facts from which claims are taken: one range for each position.
struct AwardBox: Hashable {
  var positions: [Int]
  var ranges: [ClosedRange<Int64>]

  func range(of position: Int) -> ClosedRange<Int64>? {
    positions.firstIndex(of: position).map { ranges[$0] }
  }
}

/// Works out how the sums of formulas follow one fact, without running them: bounds that hold for all
/// claims of a box.
///
/// It says nothing about what is paid; that is always asked of the formulas themselves.
struct FormulaSlopes {
  /// What is known of the sums of a formula.
  struct Sums {
    var sum = SlopeRange.none
    var refund = SlopeRange.none
    var span = ValueSpan.zero
    var isWhole = true
    var isRefundWhole = true
  }

  let core: CompensationPolicyCore
  let box: AwardBox
  /// The fact that changes.
  let position: Int

  /// How the sums of programs follow the fact, each but the last asking what the next would give.
  func sums(_ chain: [Int]) -> Sums {
    var sums = Sums()
    for (place, number) in chain.enumerated().reversed() {
      let behind = place + 1 < chain.count ? sums : Sums()
      sums = Sums()
      let program = core.programs[number]
      for step in program.steps { run(step, of: program, behind, &sums) }
    }
    return sums
  }

  private func run(
    _ step: FormulaProgram.Step, of program: FormulaProgram, _ behind: Sums, _ sums: inout Sums
  ) {
    switch step {
    case .refund(let source):
      let amount = amount(source, behind)
      sums.refund = sums.refund + amount.slope
      sums.isRefundWhole = sums.isRefundWhole && amount.isWhole
    case .becomesRefund:
      sums.refund = sums.refund + sums.sum
      sums.isRefundWhole = sums.isRefundWhole && sums.isWhole
      (sums.sum, sums.span, sums.isWhole) = (.none, .zero, true)
    case .base(let source):
      let amount = amount(source, behind)
      (sums.sum, sums.span, sums.isWhole) = (amount.slope, amount.span, amount.isWhole)
    case .add(let source):
      let amount = amount(source, behind)
      sums.sum = sums.sum + amount.slope
      sums.span = sums.span.plus(amount.span)
      sums.isWhole = sums.isWhole && amount.isWhole
    case .subtract(let source):
      let amount = amount(source, behind)
      sums.sum = (sums.sum - amount.slope).joined(.none)
      sums.span.low = .zero
      sums.isWhole = sums.isWhole && amount.isWhole
    case .rest(let source):
      let amount = amount(source, behind)
      sums.sum = (amount.slope - sums.sum).joined(.none)
      sums.span = ValueSpan(low: .zero, high: amount.span.high)
      sums.isWhole = sums.isWhole && amount.isWhole
    case .atLeast(let source), .atMost(let source):
      let amount = amount(source, behind)
      sums.sum = sums.sum.joined(amount.slope)
      sums.span = sums.span.joined(amount.span)
      sums.isWhole = sums.isWhole && amount.isWhole
    case .bands(let scale): run(program.scales[scale], &sums)
    case .accrue(let source, let place):
      let units = program.units[place]
      let amount = amount(source, behind)
      let count = count(units)
      sums.sum = sums.sum + product(amount.slope, amount.span, count.slope, count.span)
      sums.span = sums.span.plus(amount.span.times(count.span))
      sums.isWhole = sums.isWhole && amount.isWhole && units.counting != .exact
    case .times(.rate(let rate)): scale(&sums, .fixed(rate), .none, rate.denominator == 1)
    case .times(.fact(let fact, let decimals)):
      let (slope, span) = value(of: fact, over: decimals)
      scale(&sums, span, slope, decimals == 0)
    case .times(.perUnit(let rate, let place)):
      let units = program.units[place]
      let count = count(units)
      scale(
        &sums, count.span.times(.fixed(rate)), count.slope.times(.fixed(rate)),
        rate.denominator == 1 && units.counting != .exact)
    case .round(let rule):
      sums.sum = sums.sum.rounded(rule, isWhole: sums.isWhole)
      sums.refund = sums.refund.rounded(rule, isWhole: sums.isRefundWhole)
      if let step = Rate(rule.step, over: 1) {
        sums.span = ValueSpan(low: .zero, high: sums.span.high?.sum(with: step))
      } else {
        sums.span = .open
      }
      (sums.isWhole, sums.isRefundWhole) = (true, true)
    }
  }

  private func scale(
    _ sums: inout Sums, _ span: ValueSpan, _ slope: SlopeRange, _ isWhole: Bool
  ) {
    sums.sum = product(sums.sum, sums.span, slope, span)
    sums.span = sums.span.times(span)
    sums.isWhole = sums.isWhole && isWhole
  }

  /// That of a product of two that are not below zero.
  private func product(
    _ left: SlopeRange, _ leftSpan: ValueSpan, _ right: SlopeRange, _ rightSpan: ValueSpan
  ) -> SlopeRange {
    if right.isNone { return left.times(rightSpan) }
    if left.isNone { return right.times(leftSpan) }
    // What the one gains counts with the most of the other, whichever comes first.
    return left.times(ValueSpan(low: rightSpan.low, high: rightSpan.high))
      + right.times(leftSpan)
  }

  // MARK: Parts

  private typealias Amount = (slope: SlopeRange, span: ValueSpan, isWhole: Bool)

  private func amount(_ amount: FormulaProgram.Amount, _ behind: Sums) -> Amount {
    switch amount {
    case .fixed(let money):
      let units = Int64(exactly: money.numerator).flatMap { Rate($0, over: money.denominator) }
      return (.none, units.map { .fixed($0) } ?? .open, money.denominator == 1)
    case .fact(let fact):
      let (slope, span) = value(of: fact, over: 0)
      return (slope, span, true)
    case .share(let rate, let fact):
      let (slope, span) = value(of: fact, over: 0)
      return (
        slope.times(.fixed(rate)), span.times(.fixed(rate)), rate.denominator == 1
      )
    case .otherwise: return (behind.sum, behind.span, behind.isWhole)
    case .notStated: return (.none, .zero, true)
    }
  }

  /// The value of a fact, whose code has so many decimals.
  private func value(of fact: Int, over decimals: Int) -> (SlopeRange, ValueSpan) {
    var scale: Int64 = 1
    for _ in 0..<decimals { scale &*= 10 }
    let slope: SlopeRange =
      fact == position
      ? SlopeRange(low: Rate(1, over: scale), high: Rate(1, over: scale)) : .none
    guard let range = box.range(of: fact),
      let low = Rate(Swift.max(range.lowerBound, 0), over: scale)
    else { return (slope, .open) }
    return (slope, ValueSpan(low: low, high: Rate(Swift.max(range.upperBound, 0), over: scale)))
  }

  private func count(_ units: FormulaProgram.Units) -> (slope: SlopeRange, span: ValueSpan) {
    var span = ValueSpan.open
    let source = core.position(of: units)
    var slope = source == position ? SlopeRange.rising : .none
    if case .amount(let size) = units.measure {
      if source == position {
        slope =
          units.counting == .exact
          ? SlopeRange(low: .zero, high: Rate(1, over: size)) : SlopeRange(low: .zero, high: .one)
        if units.counting == .exact, units.waiting == nil, units.atMost == nil {
          slope.low = slope.high
        }
      }
      if let source, let range = box.range(of: source) {
        span.high = Rate(Swift.max(range.upperBound, 0), over: size)?.sum(with: .one)
      }
    }
    if let most = units.atMost, let limit = Rate(most, over: 1) {
      span.high = span.high.map { Swift.min($0, limit) } ?? limit
    }
    return (slope, span)
  }

  private func run(_ bands: FormulaProgram.Bands, _ sums: inout Sums) {
    let range = box.range(of: bands.fact)
    var (slope, span): (SlopeRange?, ValueSpan?) = (nil, nil)
    var isWhole = true
    func take(_ one: SlopeRange, _ other: ValueSpan) {
      slope = slope.map { $0.joined(one) } ?? one
      span = span.map { $0.joined(other) } ?? other
    }
    let starts = bands.starts
    if let first = starts.first, range.map({ $0.lowerBound < first }) ?? true {
      take(.none, .zero)
    }
    for (row, start) in starts.enumerated() {
      if let range, range.upperBound < start { break }
      if let range, row + 1 < starts.count, starts[row + 1] <= range.lowerBound {
        continue
      }
      switch bands.worths[row] {
      case .rate(let rate) where bands.reach == .slices:
        isWhole = isWhole && rate.denominator == 1
        take(bands.fact == position ? SlopeRange.one.times(.fixed(rate)) : .none, .open)
      case .rate(let rate):
        isWhole = isWhole && sums.isWhole && rate.denominator == 1
        take(sums.sum.times(.fixed(rate)), sums.span.times(.fixed(rate)))
      case .amount(let money):
        let units = Rate(money.minorUnits, over: 1).map { ValueSpan.fixed($0) } ?? .open
        take(.none, units)
      }
    }
    if bands.reach == .slices { isWhole = isWhole && bands.worths.allSatisfy(\.isWhole) }
    sums.sum = slope ?? .none
    sums.span = span ?? .zero
    sums.isWhole = isWhole
    if bands.reach == .whole, bands.fact == position,
      range.map({ range in starts.contains { $0 > range.lowerBound && $0 <= range.upperBound } })
        ?? true
    {
      // It jumps from row to row.
      sums.sum = .open
    }
  }
}

extension AwardBands.Worth {
  fileprivate var isWhole: Bool {
    if case .rate(let rate) = self { rate.denominator == 1 } else { true }
  }
}

extension FormulaSlopes {
  /// How what a new customer is paid in all follows the fact, after the settlement.
  func total(_ chain: [Int]) -> SlopeRange {
    let sums = sums(chain)
    guard let number = chain.first else { return .none }
    let form = core.programs[number].formula.form.kind
    let refund = sums.refund.rounded(RoundingRule(.exact), isWhole: true)
    var paid = sums.sum
    var limit = SlopeRange.none
    var isWhole = sums.isWhole
    for (position, step) in core.draft.settlement.steps.enumerated() {
      switch step {
      case .stack(let stacking):
        if case .sumUpTo = stacking.mode { paid = paid.joined(.none) }
      case .cap:
        guard case .cap(let cap) = core.settlement[position], cap.counts.contains(form) else {
          continue
        }
        let left: SlopeRange =
          cap.cap.covers == .refundAndCompensation ? refund.negated.joined(.none) : .none
        limit = limit.joined(left)
        paid = paid.joined(left)
      case .minimum(let least):
        paid = paid.dropped(below: Rate(least.minorUnits, over: 1) ?? .zero)
      case .round(let rule):
        paid = paid.rounded(rule, isWhole: isWhole)
          .joined(limit.rounded(RoundingRule(.down, step: rule.step), isWhole: true))
        isWhole = true
      }
    }
    return paid + refund
  }
}
