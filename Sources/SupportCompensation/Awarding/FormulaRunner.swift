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
  mutating func note(_ line: AwardTrace.Line)
  /// Notes which rule decided.
  mutating func note(rule: Int)
}

/// Takes no notes: the compiler leaves out the calls.
struct NoNotes: AwardRecorder {
  static var takesNotes: Bool { false }
  mutating func note(_ line: AwardTrace.Line) {}
  mutating func note(rule: Int) {}
}

/// Runs a formula for a claim.
struct FormulaRunner<Recorder: AwardRecorder> {
  let core: CompensationPolicyCore
  let claim: Claim
  let program: FormulaProgram
  /// The sum of the rules behind, where the formula asks for it.
  let otherwise: ExactMoney
  /// Whether that sum is known; where not, it stands for nothing.
  private let knowsOtherwise: Bool
  /// Whether a step took that sum though it is not known.
  private var lacksOtherwise = false
  /// What is paid on top.
  private(set) var sum: ExactMoney
  /// What is given back.
  private(set) var refund: ExactMoney
  /// What stands in the way; most formulas meet nothing.
  private var trouble: Trouble?

  /// What stands in the way of a sum.
  private final class Trouble {
    /// The facts that are not known.
    var missing: [String] = []
    /// Whether the policy does not state a sum.
    var isNotStated = false
    /// What cannot be, apart from sums.
    var problem: AwardError?
  }

  /// The facts that are not known.
  var missing: [String] { trouble?.missing ?? [] }
  /// Whether the policy does not state a sum.
  var isNotStated: Bool { trouble?.isNotStated ?? false }
  /// What cannot be, apart from sums.
  var problem: AwardError? { trouble?.problem }

  private mutating func note(_ change: (Trouble) -> Void) {
    let trouble = trouble ?? Trouble()
    change(trouble)
    self.trouble = trouble
  }

  init(
    _ program: FormulaProgram, of core: CompensationPolicyCore, for claim: Claim,
    otherwise: FormulaResult?, startingWith sum: ExactMoney? = nil
  ) {
    self.core = core
    self.claim = claim
    self.program = program
    self.otherwise = otherwise?.sum ?? core.zero
    knowsOtherwise = otherwise?.isKnown ?? true
    self.sum = sum ?? core.zero
    refund = core.zero
  }

  /// Whether all that the formula asks for is known.
  var isKnown: Bool {
    (trouble.map { $0.missing.isEmpty && !$0.isNotStated } ?? true) && !lacksOtherwise
  }

  mutating func run(_ notes: inout Recorder) throws(MoneyError) {
    for position in program.steps.indices {
      let before = sum
      var amount: ExactMoney?
      var count: Rate?
      switch program.steps[position] {
      case .refund(let source):
        let money = try value(source)
        refund = try refund + money
        amount = money
      case .becomesRefund:
        refund = try refund + sum
        sum = core.zero
      case .base(let source):
        sum = try value(source)
        amount = sum
      case .add(let source):
        let money = try value(source)
        sum = try sum + money
        amount = money
      case .subtract(let source):
        let money = try value(source)
        sum = try difference(sum, money)
        amount = money
      case .rest(let source):
        let money = try value(source)
        sum = try difference(money, sum)
        amount = money
      case .atLeast(let source):
        let money = try value(source)
        if try sum.isLess(than: money) { sum = money }
        amount = money
      case .atMost(let source):
        let money = try value(source)
        if try money.isLess(than: sum) { sum = money }
        amount = money
      case .bands(let scale): try run(program.scales[scale])
      case .accrue(let source, let units):
        let money = try value(source)
        count = self.count(program.units[units])
        if let count { sum = try sum + money * count }
        amount = money
      case .times(.rate(let rate)): sum = try sum * rate
      case .times(.fact(let fact, let decimals)):
        count = number(fact, decimals)
        if let count { sum = try sum * count }
      case .times(.perUnit(let rate, let units)):
        count = self.count(program.units[units])
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

  private mutating func value(_ amount: FormulaProgram.Amount) throws(MoneyError) -> ExactMoney {
    switch amount {
    case .fixed(let money): return money
    case .fact(let position): return ExactMoney(money(position))
    case .share(let rate, let position): return money(position) * rate
    case .otherwise:
      if !knowsOtherwise { lacksOtherwise = true }
      return otherwise
    case .notStated:
      note { $0.isNotStated = true }
      return core.zero
    }
  }

  private mutating func money(_ position: Int) -> Money {
    Money(minorUnits: code(position) ?? 0, currency: core.draft.currency)
  }

  /// The code of a fact that has to be known and not below zero.
  private mutating func code(_ position: Int) -> Int64? {
    guard let code = claim.storage.facts.code(at: position) else {
      lack(position)
      return nil
    }
    if code < 0 { refuse(position) }
    return code
  }

  private mutating func lack(_ position: Int) {
    let name = core.schema.fields[position].name
    note { if !$0.missing.contains(name) { $0.missing.append(name) } }
  }

  private mutating func refuse(_ position: Int) {
    guard problem == nil, let value = claim.storage.facts[position] else { return }
    let (name, rule) = (core.schema.fields[position].name, program.rule)
    note { $0.problem = .negative(fact: name, value, rule) }
  }

  private func difference(
    _ left: ExactMoney, _ right: ExactMoney
  ) throws(MoneyError) -> ExactMoney {
    try left.isLess(than: right) ? core.zero : left - right
  }

  private mutating func number(_ position: Int, _ decimals: Int) -> Rate? {
    guard let code = code(position) else { return nil }
    var scale: Int64 = 1
    for _ in 0..<decimals { scale &*= 10 }
    return Rate(code, over: scale)
  }

  private mutating func count(_ units: FormulaProgram.Units) -> Rate? {
    switch UnitCounter(claim: claim, zone: core.draft.zone).count(units) {
    case .units(let rate): return rate
    case .unknown:
      if case .fact(let position) = units.source {
        lack(position)
      } else {
        let name = Claim.delayFact.name
        note { if !$0.missing.contains(name) { $0.missing.append(name) } }
      }
    case .negative(let position): refuse(position)
    case .noOpening(let calendar, let after):
      if problem == nil { note { $0.problem = .noOpening(calendar: calendar, after: after) } }
    case .overflow:
      let rule = program.rule
      if problem == nil { note { $0.problem = .money(.overflow("\(rule)"), rule) } }
    }
    return nil
  }

  private mutating func run(_ bands: FormulaProgram.Bands) throws(MoneyError) {
    guard let code = bands.reach == .slices ? self.code(bands.fact) : known(bands.fact) else {
      return
    }
    if bands.reach == .slices {
      try slice(code, bands)
      return
    }
    guard let row = bands.starts.lastIndex(where: { $0 <= code }) else {
      sum = core.zero
      return
    }
    switch bands.worths[row] {
    case .rate(let rate): sum = try sum * rate
    case .amount(let money): sum = ExactMoney(money)
    }
  }

  private mutating func known(_ position: Int) -> Int64? {
    guard let code = claim.storage.facts.code(at: position) else {
      lack(position)
      return nil
    }
    return code
  }

  private mutating func slice(_ code: Int64, _ bands: FormulaProgram.Bands) throws(MoneyError) {
    sum = core.zero
    for (row, start) in bands.starts.enumerated() where start <= code {
      guard case .rate(let rate) = bands.worths[row] else { continue }
      let end = row + 1 < bands.starts.count ? Swift.min(bands.starts[row + 1], code) : code
      let slice = Money(
        minorUnits: Swift.max(0, end - Swift.max(start, 0)), currency: core.draft.currency)
      sum = try sum + slice * rate
    }
  }
}
