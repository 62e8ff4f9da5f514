// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Looks up what formulas name and collects what is wrong with a policy.
struct FormulaCompiler {
  let draft: CompensationDraft
  let schema: FactSchema
  var problems = Problems()
  private(set) var clocks: [String: BusinessClock] = [:]
  /// What the steps of the program at hand name.
  private var scales: [FormulaProgram.Bands] = []
  private var units: [FormulaProgram.Units] = []
  /// Formulas without a rounding of their own, where the settlement has none.
  private let mustRound: Bool

  init(_ draft: CompensationDraft, schema: FactSchema) {
    self.draft = draft
    self.schema = schema
    mustRound = !draft.settlement.steps.contains {
      if case .round = $0 { true } else { false }
    }
    for (name, calendar) in draft.options.calendars.sorted(by: { $0.key < $1.key }) {
      do throws(UnknownZone) {
        clocks[name] = try calendar.compiled()
      } catch {
        problems.report("\(error)", path: "calendars.\(name).zone")
      }
    }
  }

  // MARK: Formulas

  mutating func program(
    _ formula: AwardFormula, of rule: RuleID, path: String, hasRulesBehind: Bool,
    isPenalty: Bool = false
  ) -> FormulaProgram {
    var steps: [FormulaProgram.Step] = []
    (scales, units) = ([], [])
    if formula.steps.isEmpty, formula.grants.isEmpty {
      problems.report("a formula needs a step or something to give", path: path)
    }
    for (position, step) in formula.steps.enumerated() {
      let place = "\(path)[\(position)]"
      if let compiled = compile(step, place) { steps.append(compiled) }
      if step.asksOtherwise, !hasRulesBehind {
        problems.report("no rule stands behind this one that could be due otherwise", path: place)
      }
    }
    if mustRound || isPenalty, let last = formula.steps.last, !last.leavesWholeUnits {
      problems.report(
        "the last step has to round, since nothing later does: add \"round\"", path: path)
    }
    if formula.steps.hasUnroundedRefund {
      problems.report("what is given back has to be rounded: add \"round\" behind it", path: path)
    }
    check(formula.form, formula.grants, path)
    return FormulaProgram(
      formula, of: rule, draft, schema, steps: steps, scales: scales, units: units)
  }

  private mutating func compile(
    _ step: AwardFormula.Step, _ path: String
  ) -> FormulaProgram.Step? {
    switch step {
    case .refund(let amount):
      if case .share(let rate, _) = amount, rate > .one {
        problems.report("\(rate) is more than all that was paid", path: path)
      }
      return self.amount(amount, path).map { .refund($0) }
    case .becomesRefund: return .becomesRefund
    case .base(let amount): return self.amount(amount, path).map { .base($0) }
    case .add(let amount): return self.amount(amount, path).map { .add($0) }
    case .subtract(let amount): return self.amount(amount, path).map { .subtract($0) }
    case .rest(let amount): return self.amount(amount, path).map { .rest($0) }
    case .atLeast(let amount): return self.amount(amount, path).map { .atLeast($0) }
    case .atMost(let amount): return self.amount(amount, path).map { .atMost($0) }
    case .bands(let bands):
      guard let scale = self.bands(bands, path) else { return nil }
      scales.append(scale)
      return .bands(scales.count - 1)
    case .accrue(let amount, let units):
      guard let amount = self.amount(amount, path), let place = place(of: units, path) else {
        return nil
      }
      return .accrue(amount, place)
    case .times(let factor): return self.factor(factor, path).map { .times($0) }
    case .round(let rule): return .round(rule)
    }
  }

  private mutating func amount(
    _ amount: AwardAmount, _ path: String
  ) -> FormulaProgram.Amount? {
    switch amount {
    case .money(let money):
      check(money, path)
      return .fixed(ExactMoney(money))
    case .fact(let fact): return moneyFact(fact, path).map { .fact($0) }
    case .share(let rate, let fact):
      check(rate, path)
      return moneyFact(fact, path).map { .share(rate, of: $0) }
    case .awardOtherwiseDue: return .otherwise
    case .notStated: return .notStated
    }
  }

  private mutating func factor(
    _ factor: AwardFactor, _ path: String
  ) -> FormulaProgram.Factor? {
    switch factor {
    case .rate(let rate):
      check(rate, path)
      return .rate(rate)
    case .perUnit(let rate, let units):
      check(rate, path)
      return place(of: units, path).map { .perUnit(rate, $0) }
    case .fact(let fact):
      guard let position = position(of: fact, path) else { return nil }
      switch schema.fields[position].domain {
      case .integer: return .fact(position, decimals: 0)
      case .decimal(let decimals, _): return .fact(position, decimals: decimals)
      default:
        problems.report("\(fact.quoted) is no number to multiply by", path: path)
        return nil
      }
    }
  }

  private mutating func bands(_ bands: AwardBands, _ path: String) -> FormulaProgram.Bands? {
    guard let position = position(of: bands.fact, path) else { return nil }
    let domain = schema.fields[position].domain
    guard domain.isOrdered else {
      problems.report("the values of \(bands.fact.quoted) have no order", path: path)
      return nil
    }
    var starts: [Int64] = []
    if bands.rows.isEmpty { problems.report("a scale needs a row", path: "\(path).rows") }
    for (number, row) in bands.rows.enumerated() {
      let place = "\(path).rows[\(number)]"
      guard let start = start(of: row.from, in: domain, bands.reach, place) else { continue }
      if let last = starts.last, start <= last {
        problems.report("it does not start above the row before", path: place)
      }
      starts.append(start)
      switch row.worth {
      case .rate(let rate): check(rate, place)
      case .amount(let money):
        check(money, place)
        if bands.reach == .slices {
          problems.report("slices are worth a rate, not a sum", path: place)
        }
      }
    }
    if bands.reach == .slices { _ = moneyFact(bands.fact, path) }
    return FormulaProgram.Bands(
      fact: position, reach: bands.reach, starts: starts, worths: bands.rows.map(\.worth))
  }

  /// The first code of a row; slices of money have no first cent, they start at the value itself.
  private mutating func start(
    of end: FactRange.End, in domain: FactField.Domain, _ reach: AwardBands.Reach, _ path: String
  ) -> Int64? {
    guard let value = end.value else { return .min }
    guard let code = domain.code(of: value) else {
      let reason = domain.objection(to: value) ?? "is not of its kind"
      problems.report("\(value.words) \(reason)", path: path)
      return nil
    }
    if case .excluding = end, reach == .whole, code < .max { return code + 1 }
    return code
  }

  // MARK: Units

  private mutating func place(of units: AccrualUnits, _ path: String) -> Int? {
    guard let compiled = self.units(units, path) else { return nil }
    self.units.append(compiled)
    return self.units.count - 1
  }

  private mutating func units(_ units: AccrualUnits, _ path: String) -> FormulaProgram.Units? {
    guard let source = source(units.source, path), let measure = measure(units.unit, path) else {
      return nil
    }
    check(units, path)
    let clock = waitingClock(units, path)
    if let most = units.atMost, most < 0 {
      problems.report("\(most) units are fewer than none", path: path)
    }
    return FormulaProgram.Units(
      source: source, measure: measure, counting: units.counting, waiting: units.waiting,
      waitingClock: clock, waitingName: units.waitingCalendar ?? "", atMost: units.atMost)
  }

  private mutating func source(
    _ source: AccrualUnits.Source, _ path: String
  ) -> FormulaProgram.Units.Source? {
    switch source {
    case .delay: return .delay
    case .fact(let fact): return position(of: fact, path).map { .fact($0) }
    }
  }

  private mutating func measure(
    _ unit: AccrualUnits.Unit, _ path: String
  ) -> FormulaProgram.Units.Measure? {
    switch unit {
    case .elapsed(let size), .number(let size):
      if size < 1 { problems.report("a unit of \(size) is not at least 1", path: path) }
      return .amount(Swift.max(size, 1))
    case .calendarDay: return .dates
    case .workingDay(let calendar): return clock(named: calendar, path).map { .workingDates($0) }
    }
  }

  /// Numbers have no suspensions, dates no parts, and facts no instant to wait from.
  private mutating func check(_ units: AccrualUnits, _ path: String) {
    switch (units.source, units.unit) {
    case (.delay, .number):
      problems.report("a delay is counted in units of time", path: path)
    case (.fact(let fact), .elapsed):
      if let domain = schema.field(fact)?.domain, case .duration = domain { break }
      problems.report("\(fact.quoted) is no amount of time", path: path)
    case (.fact(let fact), .number):
      if let domain = schema.field(fact)?.domain, case .integer = domain { break }
      problems.report("\(fact.quoted) is no whole number", path: path)
    case (.fact(let fact), _):
      problems.report("dates are counted of the delay, not of \(fact.quoted)", path: path)
    case (.delay, _): break
    }
    switch units.unit {
    case .calendarDay, .workingDay:
      if units.counting == .exact { problems.report("dates are not counted in parts", path: path) }
    case .elapsed, .number: break
    }
    guard let waiting = units.waiting else {
      if let calendar = units.waitingCalendar {
        problems.report("there is no wait that \(calendar.quoted) could count", path: path)
      }
      return
    }
    if waiting.isNegative { problems.report("a wait of \(waiting) is below zero", path: path) }
    if case .fact = units.source {
      if case .elapsed = waiting, case .elapsed = units.unit { return }
      problems.report("only an amount of time has a wait, and only elapsed time", path: path)
    }
  }

  private mutating func waitingClock(_ units: AccrualUnits, _ path: String) -> BusinessClock? {
    guard let waiting = units.waiting else { return nil }
    if let name = units.waitingCalendar { return clock(named: name, path) }
    if waiting.countsOpenings {
      problems.report("\"\(waiting)\" needs a calendar", path: path)
      return nil
    }
    return .aroundTheClock(zone: draft.zone)
  }

  mutating func clock(named name: String, _ path: String) -> BusinessClock? {
    if let clock = clocks[name] { return clock }
    if draft.options.calendars[name] == nil {
      problems.report(
        "no calendar is named \(name.quoted)", path: path,
        suggestion: EditDistance.nearest(to: name, among: draft.options.calendars.keys.sorted()))
    }
    return nil
  }

  // MARK: Facts and sums

  private mutating func position(of fact: String, _ path: String) -> Int? {
    if let position = schema.position(of: fact) { return position }
    problems.report(
      "no fact is named \(fact.quoted)", path: path,
      suggestion: EditDistance.nearest(to: fact, among: schema.fields.map(\.name)))
    return nil
  }

  private mutating func moneyFact(_ fact: String, _ path: String) -> Int? {
    guard let position = position(of: fact, path) else { return nil }
    guard case .money(let currency, _) = schema.fields[position].domain else {
      problems.report("\(fact.quoted) is no sum of money", path: path)
      return nil
    }
    if currency != draft.currency {
      problems.report("\(fact.quoted) is in \(currency), not in \(draft.currency)", path: path)
      return nil
    }
    return position
  }

  mutating func check(_ money: Money, _ path: String) {
    if money.currency != draft.currency {
      problems.report("\(money) is not in \(draft.currency)", path: path)
    }
    if money.minorUnits < 0 { problems.report("\(money) is below zero", path: path) }
  }

  private mutating func check(_ rate: Rate, _ path: String) {
    if rate < .zero { problems.report("\(rate) is below zero", path: path) }
  }

  private mutating func check(_ form: AwardForm, _ grants: [AwardGrant], _ path: String) {
    switch form {
    case .points(let each):
      check(each, "\(path).form")
      if each.minorUnits == 0 {
        problems.report("a point has to be worth something", path: "\(path).form")
      }
    case .coupon(let valid):
      if valid.isNegative || valid.countsOpenings {
        problems.report("a coupon is not valid for \(valid)", path: "\(path).form")
      }
    case .cash, .credit, .thirdPartyCost: break
    }
    for (number, grant) in grants.enumerated() {
      let place = "\(path).grants[\(number)]"
      switch grant {
      case .points(let count):
        if count < 1 { problems.report("\(count) points are nothing to give", path: place) }
      case .benefit(let name):
        if name.isEmpty { problems.report("a benefit needs a name", path: place) }
      }
    }
  }
}

extension AwardFormula.Step {
  /// Whether the step asks what would otherwise be due.
  var asksOtherwise: Bool {
    switch self {
    case .refund(let amount), .base(let amount), .add(let amount), .subtract(let amount),
      .rest(let amount), .atLeast(let amount), .atMost(let amount), .accrue(let amount, _):
      amount == .awardOtherwiseDue
    case .becomesRefund, .bands, .times, .round: false
    }
  }

  /// Whether refund and sum are whole minor units after the step, whatever they were.
  fileprivate var leavesWholeUnits: Bool {
    if case .round = self { true } else { false }
  }
}

extension [AwardFormula.Step] {
  /// Whether a share is given back that nothing rounds.
  fileprivate var hasUnroundedRefund: Bool {
    guard
      let last = lastIndex(where: {
        if case .refund(.share) = $0 { true } else { false }
      })
    else { return false }
    return !self[last...].contains(where: \.leavesWholeUnits)
  }
}

extension ServiceDuration {
  /// Whether the span counts when something is open.
  var countsOpenings: Bool {
    switch self {
    case .business, .workingDays: true
    case .elapsed, .calendarDays, .months: false
    }
  }
}
