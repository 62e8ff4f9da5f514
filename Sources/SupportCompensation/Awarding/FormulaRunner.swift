// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Takes note of the steps of a formula, or of nothing at all.
protocol AwardRecorder {
  /// Whether notes are taken; where not, nothing is worked out for them.
  static var takesNotes: Bool { get }
  /// Notes a step.
  mutating func note(_ line: consuming AwardTrace.Line)
  /// Notes which rule decided.
  mutating func note(rule: Int)
}

/// Takes no notes: the compiler leaves out the calls.
struct NoNotes: AwardRecorder {
  static var takesNotes: Bool { false }
  mutating func note(_ line: consuming AwardTrace.Line) {}
  mutating func note(rule: Int) {}
}

/// What stands in the way of a sum.
final class FormulaTrouble {
  /// The facts that are not known.
  var missing: [String] = []
  /// Whether the policy does not state a sum.
  var isNotStated = false
  /// What cannot be, apart from sums.
  var problem: AwardError?

  /// Whether all that a sum asks for is known.
  var isKnown: Bool { missing.isEmpty && !isNotStated }
}

/// Runs a formula for a claim.
///
/// It holds sums alone; the formula and the claim are handed to each step, which copies no reference.
struct FormulaRunner<Recorder: AwardRecorder> {
  /// The sum of the rules behind, where the formula asks for it.
  private let otherwise: OtherwiseDue?
  /// Whether a step took that sum though it is not known.
  private var lacksOtherwise = false
  /// What is paid on top.
  private(set) var sum: ExactMoney
  /// What is given back.
  private(set) var refund: ExactMoney
  /// What stands in the way; most formulas meet nothing.
  private(set) var trouble: FormulaTrouble?

  private mutating func note(_ change: (FormulaTrouble) -> Void) {
    let trouble = trouble ?? FormulaTrouble()
    change(trouble)
    self.trouble = trouble
  }

  init(_ zero: ExactMoney, otherwise: OtherwiseDue?, startingWith sum: ExactMoney?) {
    self.otherwise = otherwise
    self.sum = sum ?? zero
    refund = zero
  }

  /// Whether all that the formula asks for is known.
  var isKnown: Bool {
    (trouble?.isKnown ?? true) && !lacksOtherwise
  }

  mutating func run(
    _ program: FormulaProgram, _ claim: Claim, _ notes: inout Recorder
  ) throws(MoneyError) {
    let steps = program.steps
    for position in steps.indices {
      let before = sum
      var amount: ExactMoney?
      var count: Rate?
      switch steps[position] {
      case .refund(let source):
        let money = try value(source, program, claim)
        refund = try refund + money
        amount = money
      case .becomesRefund:
        refund = try refund + sum
        sum = program.zero
      case .base(let source):
        sum = try value(source, program, claim)
        amount = sum
      case .add(let source):
        let money = try value(source, program, claim)
        sum = try sum + money
        amount = money
      case .subtract(let source):
        let money = try value(source, program, claim)
        sum = try difference(sum, money, program.zero)
        amount = money
      case .rest(let source):
        let money = try value(source, program, claim)
        sum = try difference(money, sum, program.zero)
        amount = money
      case .atLeast(let source):
        let money = try value(source, program, claim)
        if try sum.isLess(than: money) { sum = money }
        amount = money
      case .atMost(let source):
        let money = try value(source, program, claim)
        if try money.isLess(than: sum) { sum = money }
        amount = money
      case .bands(let scale): try run(program.scales[scale], program, claim)
      case .accrue(let source, let units):
        let money = try value(source, program, claim)
        count = self.count(program.units[units], program, claim)
        if let count { sum = try sum + money * count }
        amount = money
      case .times(.rate(let rate)): sum = try sum * rate
      case .times(.fact(let fact, let decimals)):
        count = number(fact, decimals, program, claim)
        if let count { sum = try sum * count }
      case .times(.perUnit(let rate, let units)):
        count = self.count(program.units[units], program, claim)
        if let count { sum = try (sum * rate) * count }
      case .round(let rule):
        sum = ExactMoney(try sum.rounded(rule))
        refund = ExactMoney(try refund.rounded(rule))
      }
      // What follows an unknown fact is no sum.
      if Recorder.takesNotes, trouble == nil {
        notes.note(
          AwardTrace.Line(
            .formula(program.formula.steps[position]), before: before, after: sum,
            amount: amount, count: count))
      }
    }
  }

  // MARK: Parts

  private mutating func value(
    _ amount: FormulaProgram.Amount, _ program: FormulaProgram, _ claim: Claim
  ) throws(MoneyError) -> ExactMoney {
    switch amount {
    case .fixed(let money): return money
    case .fact(let position): return ExactMoney(money(position, program, claim))
    case .share(let rate, let position): return money(position, program, claim) * rate
    case .otherwise:
      // A sum that is not known stands for nothing.
      if otherwise?.trouble?.isKnown == false { lacksOtherwise = true }
      return otherwise?.sum ?? program.zero
    case .notStated:
      note { $0.isNotStated = true }
      return program.zero
    }
  }

  private mutating func money(
    _ position: Int, _ program: FormulaProgram, _ claim: Claim
  ) -> Money {
    Money(minorUnits: code(position, program, claim) ?? 0, currency: program.zero.currency)
  }

  /// The code of a fact that has to be known and not below zero.
  private mutating func code(
    _ position: Int, _ program: FormulaProgram, _ claim: Claim
  ) -> Int64? {
    guard let code = known(position, program, claim) else { return nil }
    if code < 0 { refuse(position, program, claim) }
    return code
  }

  /// The code of a fact that has to be known.
  private mutating func known(
    _ position: Int, _ program: FormulaProgram, _ claim: Claim
  ) -> Int64? {
    guard let code = claim.storage.facts.code(at: position) else {
      lack(program.schema.fields[position].name)
      return nil
    }
    return code
  }

  private mutating func lack(_ name: String) {
    note { if !$0.missing.contains(name) { $0.missing.append(name) } }
  }

  private mutating func refuse(_ position: Int, _ program: FormulaProgram, _ claim: Claim) {
    guard let value = claim.storage.facts[position] else { return }
    refuse(.negative(fact: program.schema.fields[position].name, value, program.rule))
  }

  /// Notes what cannot be, where nothing was before.
  private mutating func refuse(_ problem: AwardError) {
    note { $0.problem = $0.problem ?? problem }
  }

  private func difference(
    _ left: ExactMoney, _ right: ExactMoney, _ zero: ExactMoney
  ) throws(MoneyError) -> ExactMoney {
    try left.isLess(than: right) ? zero : left - right
  }

  private mutating func number(
    _ position: Int, _ decimals: Int, _ program: FormulaProgram, _ claim: Claim
  ) -> Rate? {
    guard let code = code(position, program, claim) else { return nil }
    var scale: Int64 = 1
    for _ in 0..<decimals { scale &*= 10 }
    return Rate(code, over: scale)
  }

  private mutating func count(
    _ units: FormulaProgram.Units, _ program: FormulaProgram, _ claim: Claim
  ) -> Rate? {
    switch UnitCounter(claim: claim, zone: program.zone).count(units) {
    case .units(let rate): return rate
    case .unknown:
      if case .fact(let position) = units.source {
        lack(program.schema.fields[position].name)
      } else {
        lack(Claim.delayFact.name)
      }
    case .negative(let position): refuse(position, program, claim)
    case .noOpening(let calendar, let after):
      refuse(.noOpening(calendar: calendar, after: after))
    case .overflow: refuse(.money(.overflow("\(program.rule)"), program.rule))
    }
    return nil
  }

  private mutating func run(
    _ bands: FormulaProgram.Bands, _ program: FormulaProgram, _ claim: Claim
  ) throws(MoneyError) {
    let isSliced = bands.reach == .slices
    guard
      let code = isSliced
        ? self.code(bands.fact, program, claim) : known(bands.fact, program, claim)
    else { return }
    if isSliced {
      try slice(code, bands, program.zero)
      return
    }
    guard let row = bands.starts.lastIndex(where: { $0 <= code }) else {
      sum = program.zero
      return
    }
    switch bands.worths[row] {
    case .rate(let rate): sum = try sum * rate
    case .amount(let money): sum = ExactMoney(money)
    }
  }

  private mutating func slice(
    _ code: Int64, _ bands: FormulaProgram.Bands, _ zero: ExactMoney
  ) throws(MoneyError) {
    sum = zero
    for (row, start) in bands.starts.enumerated() where start <= code {
      guard case .rate(let rate) = bands.worths[row] else { continue }
      let end = row + 1 < bands.starts.count ? Swift.min(bands.starts[row + 1], code) : code
      let slice = Money(
        minorUnits: Swift.max(0, end - Swift.max(start, 0)), currency: zero.currency)
      sum = try sum + slice * rate
    }
  }
}
