// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// What a formula gives for a claim, before the settlement.
struct FormulaResult {
  var sum: ExactMoney
  var refund: ExactMoney
  /// What stands in the way of the sums.
  var trouble: FormulaTrouble?

  /// The facts that would be needed.
  var missing: [String] { trouble?.missing ?? [] }
  /// Whether the sums are known.
  var isKnown: Bool { trouble?.isKnown ?? true }
}

/// What the rules behind one would give, for the few formulas that ask.
final class OtherwiseDue {
  let sum: ExactMoney
  /// What stands in the way of the sum.
  let trouble: FormulaTrouble?

  init(_ sum: ExactMoney, _ trouble: FormulaTrouble?) {
    self.sum = sum
    self.trouble = trouble
  }
}

extension CompensationPolicyCore {
  /// The claim with its facts by name in the policy's schema: formulas read them by position.
  func fitted(_ claim: Claim) -> Claim {
    if claim.storage.facts.schema == schema { return claim }
    return Claim(claim.cause, facts: claim.facts.translated(to: schema), at: claim.at)
  }

  func award<Recorder: AwardRecorder>(
    for claim: Claim, in account: CompensationAccount, _ notes: inout Recorder
  ) throws(AwardError) -> AwardOutcome {
    if account.currency != draft.currency {
      throw .otherCurrency(account: account.currency, policy: draft.currency)
    }
    let happened = max(
      claim.storage.cause.storage.occurredAt, claim.storage.cause.storage.delay?.until ?? .min)
    if happened > claim.storage.at { throw .notYet(happened, at: claim.storage.at) }
    if account.isAwarded(claim.storage.cause) { throw .alreadyAwarded(claim.storage.cause.key) }
    let number: Int
    switch table.decide(claim.storage.facts, on: date(of: claim)) {
    case .matched(_, let place), .otherwise(let place), .aggregated(_, let place): number = place
    case .notAssessable(let rule, let missing): return .notAssessable(rule, missing: missing)
    case .conflict(let conflict): throw .conflict(conflict)
    case .noMatch, .collected, .counted: return .notEligible(.noRuleMatches)
    }
    let program = programs[number]
    notes.note(rule: number)
    let otherwise = program.asksOtherwise ? try otherwiseDue(number, claim) : nil
    let result = try run(program, claim, otherwise: otherwise, &notes)
    if !result.isKnown { return .amountUnknown(program.rule, missing: result.missing) }
    if result.sum.numerator == 0, result.refund.numerator == 0, program.formula.grants.isEmpty {
      return .notEligible(.nothingDue(program.rule))
    }
    do throws(MoneyError) {
      return .eligible(try settled(program, result, claim, account, &notes))
    } catch {
      throw .money(error, program.rule)
    }
  }

  /// The date by which dated rules go: that of the cause (semantics C6).
  func date(of claim: Claim) -> CivilDate? {
    isDated ? draft.zone.date(at: claim.storage.cause.occurredAt) : nil
  }

  // MARK: Formulas

  func run<Recorder: AwardRecorder>(
    _ program: FormulaProgram, _ claim: Claim, otherwise: OtherwiseDue?,
    startingWith sum: ExactMoney? = nil, _ notes: inout Recorder
  ) throws(AwardError) -> FormulaResult {
    var runner = FormulaRunner<Recorder>(zero, otherwise: otherwise, startingWith: sum)
    do throws(MoneyError) {
      try runner.run(program, claim, &notes)
    } catch {
      // With a fact that is missing or below zero, that is what is wrong.
      if let problem = runner.trouble?.problem { throw problem }
      if runner.isKnown { throw .money(error, program.rule) }
    }
    if let problem = runner.trouble?.problem { throw problem }
    guard let other = otherwise?.trouble else {
      return FormulaResult(sum: runner.sum, refund: runner.refund, trouble: runner.trouble)
    }
    let own = runner.trouble ?? FormulaTrouble()
    own.missing += other.missing.filter { !own.missing.contains($0) }
    own.isNotStated = own.isNotStated || other.isNotStated
    return FormulaResult(sum: runner.sum, refund: runner.refund, trouble: own)
  }

  /// What the rules behind one would give on top.
  private func otherwiseDue(
    _ number: Int, _ claim: Claim
  ) throws(AwardError) -> OtherwiseDue? {
    guard programs[number].asksOtherwise, let tail = tails[number] else { return nil }
    var notes = NoNotes()
    switch tail.decide(claim.storage.facts, on: date(of: claim)) {
    case .matched(_, let place), .otherwise(let place), .aggregated(_, let place):
      let result = try run(
        programs[place], claim, otherwise: otherwiseDue(place, claim), &notes)
      return OtherwiseDue(result.sum, result.trouble)
    case .notAssessable(_, let missing):
      let trouble = FormulaTrouble()
      trouble.missing = missing
      return OtherwiseDue(zero, trouble)
    case .conflict(let conflict): throw .conflict(conflict)
    case .noMatch, .collected, .counted: return nil
    }
  }

  /// What a late payout costs; nothing where the formula asks for what no payment tells.
  func penalty(
    _ program: FormulaProgram, on total: Money, of ticket: TicketID, key: IdempotencyKey,
    _ dueBy: Instant, _ sentAt: Instant
  ) throws(AwardError) -> Money {
    let cause = Cause(
      key: IdempotencyKey(of: [key.rawValue, "late"]), .latePayment, of: ticket, at: dueBy,
      delay: try Cause.Delay(from: dueBy, until: sentAt))
    let claim = Claim(cause, facts: Facts(schema), at: sentAt)
    var notes = NoNotes()
    let result = try run(
      program, claim, otherwise: nil, startingWith: ExactMoney(total), &notes)
    guard result.isKnown else { return .zero(draft.currency) }
    do throws(MoneyError) {
      return try result.sum.rounded(RoundingRule(.exact))
    } catch {
      throw .money(error, program.rule)
    }
  }

  // MARK: Settlement

  private func settled<Recorder: AwardRecorder>(
    _ program: FormulaProgram, _ result: FormulaResult, _ claim: Claim,
    _ account: CompensationAccount, _ notes: inout Recorder
  ) throws(MoneyError) -> Award {
    let place = account.placeOfCase(of: claim.storage.cause)
    if !Recorder.takesNotes, place == nil, let award = awardAlone(program, result, claim, account) {
      return award
    }
    let part = SettledPart(
      sum: result.sum, refund: try result.refund.rounded(RoundingRule(.exact)),
      terms: program.terms, key: claim.storage.cause.key)
    let standing = account.basis(ofCaseAt: place)
    var settler = CaseSettler<Recorder>(self)
    let due = try settler.settle(
      part, standing, self, account, at: claim.storage.cause.storage.occurredAt, &notes)
    return Award(
      storage: Award.Storage(
        terms: program.terms, entitled: result.sum, entitledRefund: part.refund,
        refund: Self.increment(from: standing.refund, to: due.refund),
        compensation: try wholePoints(
          Self.increment(from: standing.compensation, to: due.sum), program.formula.form, &notes),
        withheld: due.withheld, limitedBy: due.limitedBy,
        coveredBy: standing.parts.isEmpty
          ? nil : standing.parts.first { self.covers($0, part) }?.key,
        isBelowLeastPayout: due.isDropped,
        isInterim: claim.storage.cause.isGoingOn && growing.contains(program.rule),
        mayBeArbitrated: mayBeArbitrated(claim)))
  }

  /// What is paid in points is a whole number of them.
  func wholePoints<Recorder: AwardRecorder>(
    _ sum: Money, _ form: AwardForm, _ notes: inout Recorder
  ) throws(MoneyError) -> Money {
    guard case .points(let each) = form else { return sum }
    let rule = RoundingRule(.down, step: each.minorUnits)
    let whole = try sum.rounded(rule)
    if Recorder.takesNotes, whole != sum {
      notes.note(
        .init(.settlement(.round(rule)), before: ExactMoney(sum), after: ExactMoney(whole)))
    }
    return whole
  }

  /// What is new of a sum, never below nothing: what was awarded is not taken back by a later award.
  static func increment(from old: Money, to new: Money) -> Money {
    Money(
      minorUnits: increment(from: old.minorUnits, to: new.minorUnits), currency: new.currency)
  }

  /// The same in minor units.
  @inline(__always)
  static func increment(from old: Int64, to new: Int64) -> Int64 {
    let (units, overflow) = new.subtractingReportingOverflow(old)
    return overflow ? 0 : Swift.max(0, units)
  }

  /// Whether the highest counts and another cause already gives as much.
  private func covers(_ other: SettledPart, _ part: SettledPart) -> Bool {
    guard case .highest = stacking.mode, part.sum.numerator != 0, !stacking.isAdded(part),
      !stacking.isAdded(other)
    else { return false }
    do throws(MoneyError) {
      return try !other.sum.isLess(than: part.sum)
    } catch {
      return false
    }
  }

  func mayBeArbitrated(_ claim: Claim) -> Bool {
    guard let arbitration else { return false }
    if case .matched = arbitration.decide(claim.storage.facts) { return true }
    return false
  }
}
