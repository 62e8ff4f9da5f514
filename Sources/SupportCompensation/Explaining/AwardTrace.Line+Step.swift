// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

extension AwardTrace.Line {
  /// The line in a sentence.
  func step(_ core: CompensationPolicyCore, _ claim: Claim) -> Explanation {
    switch kind {
    case .formula(let step): return formula(step, core, claim)
    case .settlement(let step): return settlement(step)
    case .cap(let cap, let used, let left):
      let name = Explanation.Operand("cap", .text(cap.id.rawValue))
      let limit = Explanation.Operand("limit", .money(cap.amount))
      let used = Explanation.Operand("used", .money(used))
      let left = Explanation.Operand("left", .money(left))
      if before == after { return Explanation(.stepCapNotMet, [name, limit, used, left]) }
      return Explanation(.stepCapMet, [name, limit, used, left, first, last])
    case .roundedBelowCap:
      return Explanation(.stepRoundedBelowCap, [first, last])
    case .paidBefore(let paid):
      return Explanation(.stepPaidBefore, [.init("paid", .money(paid)), last])
    }
  }

  /// The sum before, to be asked only where it is told: a fraction takes memory of its own.
  private var first: Explanation.Operand { sum("before", before) }

  /// The sum after, likewise.
  private var last: Explanation.Operand { sum("after", after) }

  @inline(__always)
  private func sum(_ name: String, _ money: ExactMoney) -> Explanation.Operand {
    .init(name, money.operand)
  }

  /// A rounded sum is whole; it is told as it is if a history says otherwise.
  private func rounded(_ rule: RoundingRule) -> Explanation {
    after.exactly.map { .rounded(before, rule, $0) } ?? .times(before, .one, after)
  }

  private func settlement(_ step: Settlement.Step) -> Explanation {
    switch step {
    case .stack(let stacking):
      let mode: Explanation.Operand.Value =
        switch stacking.mode {
        case .highest: .phrase(.stackHighest, [])
        case .sum: .phrase(.stackSum, [])
        case .sumUpTo(let most): .phrase(.stackSumUpTo, [.init("amount", .money(most))])
        }
      return Explanation(.stepStacked, [.init("mode", mode), first, last])
    case .minimum(let least):
      let amount = Explanation.Operand("amount", .money(least))
      return before == after
        ? Explanation(.stepKept, [amount]) : Explanation(.stepDropped, [first, amount])
    case .round(let rule): return rounded(rule)
    case .cap: return Explanation(.stepCapNotMet)
    }
  }

  // MARK: Formulas

  private func formula(
    _ step: AwardFormula.Step, _ core: CompensationPolicyCore, _ claim: Claim
  ) -> Explanation {
    func source(_ source: AwardAmount) -> [Explanation.Operand] {
      [sum("amount", amount ?? self.after), .init("source", source.operand)]
    }
    switch step {
    case .refund(let amount): return Explanation(.stepRefund, source(amount))
    case .becomesRefund: return Explanation(.stepBecomesRefund, [first])
    case .base(let amount): return Explanation(.stepBase, source(amount))
    case .add(let amount): return Explanation(.stepAdd, [first] + source(amount) + [last])
    case .subtract(let amount):
      return Explanation(.stepSubtract, [first] + source(amount) + [last])
    case .rest(let amount): return Explanation(.stepRest, source(amount) + [first, last])
    case .bands(let bands): return scale(bands, core, claim)
    case .accrue(let amount, let units):
      return Explanation(
        .stepAccrue,
        [first, number] + source(amount) + [.init("unit", units.operand), last])
    case .times(.rate(let rate)): return .times(self.before, rate, self.after)
    case .times(.fact(let fact)):
      return Explanation(.stepTimesFact, [first, number, .init("fact", .text(fact)), last])
    case .times(.perUnit(let rate, let units)):
      return Explanation(
        .stepTimesUnits,
        [first, .init("rate", .rate(rate)), number, .init("unit", units.operand), last])
    case .atLeast(let amount):
      let isRaised = self.before != self.after
      return Explanation(
        isRaised ? .stepRaised : .stepHighEnough, source(amount) + [first, last])
    case .atMost(let amount):
      let isLowered = self.before != self.after
      return Explanation(
        isLowered ? .stepLowered : .stepLowEnough, source(amount) + [first, last])
    case .round(let rule): return rounded(rule)
    }
  }

  /// The number of units: whole as a count, else a fraction.
  private var number: Explanation.Operand {
    guard let count else { return .init("count", .text("?")) }
    return .init(
      "count",
      count.denominator == 1
        ? .count(count.numerator) : .text("\(count.numerator)/\(count.denominator)"))
  }

  private func scale(
    _ bands: AwardBands, _ core: CompensationPolicyCore, _ claim: Claim
  ) -> Explanation {
    let (before, after) = (sum("before", self.before), sum("after", self.after))
    let field = core.schema.field(bands.fact)
    let value = claim.facts[bands.fact]
    let words = value.map { $0.words } ?? "?"
    let operands: [Explanation.Operand] = [
      .init("fact", .text(bands.fact)),
      .init("value", field?.isPersonal == true ? .personal(words) : .text(words)),
    ]
    if bands.reach == .slices { return Explanation(.stepSlices, operands + [after]) }
    guard let row = row(bands, field?.domain, value) else {
      return Explanation(.stepBelowBands, operands + [after])
    }
    switch row.worth {
    case .rate(let rate):
      return Explanation(
        .stepBandRate, operands + [before, .init("rate", .rate(rate)), after])
    case .amount: return Explanation(.stepBandAmount, operands + [after])
    }
  }

  private func row(
    _ bands: AwardBands, _ domain: FactField.Domain?, _ value: FactValue?
  ) -> AwardBands.Row? {
    guard let domain, let code = value.flatMap({ domain.code(of: $0) }) else { return nil }
    return bands.rows.last { row in
      guard let start = row.from.value else { return true }
      guard let first = domain.code(of: start) else { return false }
      if case .excluding = row.from { return code > first }
      return code >= first
    }
  }
}

extension AwardAmount {
  /// Where a sum comes from.
  fileprivate var operand: Explanation.Operand.Value {
    switch self {
    case .money: .phrase(.sourceFixed, [])
    case .fact(let fact): .text(fact)
    case .share(let rate, let fact):
      .phrase(.sourceShare, [.init("rate", .rate(rate)), .init("fact", .text(fact))])
    case .awardOtherwiseDue: .phrase(.sourceOtherwise, [])
    case .notStated: .phrase(.sourceNotStated, [])
    }
  }
}

extension AccrualUnits {
  /// How units are counted, in the reader's language.
  fileprivate var operand: Explanation.Operand.Value {
    let unit: Explanation.Operand.Value =
      switch unit {
      case .elapsed(let milliseconds): Self.elapsed(milliseconds)
      case .calendarDay: .phrase(.unitDate, [])
      case .workingDay: .phrase(.unitWorkingDate, [])
      case .number(let size): .count(size)
      }
    let code: Explanation.Code =
      switch counting {
      case .started: .unitStarted
      case .full: .unitFull
      case .exact: .unitExact
      }
    return .phrase(code, [.init("unit", unit)])
  }

  /// A unit of elapsed time, as people say it: a day rather than 24 hours.
  private static func elapsed(_ milliseconds: Int64) -> Explanation.Operand.Value {
    let day: Int64 = 86_400_000
    switch milliseconds {
    case 3_600_000: return .phrase(.unitHour, [])
    case day: return .phrase(.unitDay, [])
    case 7 * day: return .phrase(.unitWeek, [])
    case _ where milliseconds > 0 && milliseconds % day == 0:
      return .phrase(.unitDays, [.init("count", count: milliseconds / day)])
    default: return ServiceDuration.elapsed(milliseconds: milliseconds).phrase
    }
  }
}
