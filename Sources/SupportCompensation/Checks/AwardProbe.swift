// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Puts facts to a policy as the claim of a customer who was paid nothing before: every sum that the
/// checks speak of is decided by the code that decides awards.
struct AwardProbe {
  /// What a claim is paid.
  struct Reading: Hashable {
    var rule: RuleID?
    var refund: Money
    var compensation: Money
    var limitedBy: [RuleID]

    /// What is given back and paid on top, in minor units.
    var total: Int128 { Int128(refund.minorUnits) + Int128(compensation.minorUnits) }
  }

  let core: CompensationPolicyCore
  private let account: CompensationAccount
  private let delay: Int?
  private let cause: Int?

  /// When causes happen where no rule asks for a date: any instant would do.
  private static let anyDate = CivilDate(daysSince1970: 20_089)

  init(_ core: CompensationPolicyCore) {
    self.core = core
    account = CompensationAccount(of: "anybody", in: core.draft.currency)
    delay = core.schema.position(of: Claim.delayFact.name)
    cause = core.schema.position(of: Claim.causeFact.name)
  }

  /// A claim of these facts; `nil` where they name a delay that cannot be.
  func claim(_ facts: Facts, on date: CivilDate?) -> Claim? {
    var kind = Cause.Kind.fault
    if let cause, case .text(let name) = facts[cause] { kind = Cause.Kind(rawValue: name) }
    let start = core.draft.zone.instant(date: date ?? Self.anyDate, time: .midnight)
    var length: Cause.Delay?
    var end = start
    if let delay, let milliseconds = facts.code(at: delay) {
      end = start.adding(milliseconds: milliseconds)
      do throws(AwardError) {
        length = try Cause.Delay(from: start, until: end)
      } catch {
        return nil
      }
    }
    let cause = Cause(key: "claim", kind, of: "case", at: start, delay: length)
    return Claim(cause, facts: facts, at: end)
  }

  /// What a claim of these facts is paid; `nil` where no sum can be told.
  func reading(_ facts: Facts, on date: CivilDate?) -> Reading? {
    guard let claim = claim(facts, on: date) else { return nil }
    var notes = NoNotes()
    do throws(AwardError) {
      switch try core.award(for: claim, in: account, &notes) {
      case .eligible(let award):
        return Reading(
          rule: award.rule, refund: award.refund, compensation: award.compensation,
          limitedBy: award.limitedBy)
      case .notEligible(.nothingDue(let rule)): return nothing(rule)
      case .notEligible(.noRuleMatches): return nothing(nil)
      case .amountUnknown, .notAssessable: return nil
      }
    } catch {
      return nil
    }
  }

  private func nothing(_ rule: RuleID?) -> Reading {
    let zero = Money.zero(core.draft.currency)
    return Reading(rule: rule, refund: zero, compensation: zero, limitedBy: [])
  }

  func awardCase(_ facts: Facts, on date: CivilDate?) -> AwardCase? {
    reading(facts, on: date).map { reading in
      AwardCase(
        facts: claim(facts, on: date)?.facts ?? facts, date: date, rule: reading.rule,
        refund: reading.refund, compensation: reading.compensation)
    }
  }
}

extension CompensationPolicyCore {
  /// The fact whose amount units are counted of.
  func position(of units: FormulaProgram.Units) -> Int? {
    switch units.source {
    case .delay: schema.position(of: Claim.delayFact.name)
    case .fact(let position): position
    }
  }
}

extension FormulaProgram {
  /// What a program asks for.
  struct Needs {
    /// The facts that it asks about, those that have to be not below zero among them.
    var positions: Set<Int> = []
    var amounts: Set<Int> = []
    /// Whether the facts alone do not tell the sum: dates and working hours also depend on when the
    /// delay began.
    var dependsOnCalendar = false
    var isNotStated = false
  }

  func needs(_ core: CompensationPolicyCore) -> Needs {
    var needs = Needs()
    func ask(_ amount: Amount) {
      switch amount {
      case .fact(let position), .share(_, of: let position):
        needs.positions.insert(position)
        needs.amounts.insert(position)
      case .notStated: needs.isNotStated = true
      case .fixed, .otherwise: break
      }
    }
    func ask(_ units: Units) {
      if let position = core.position(of: units) {
        needs.positions.insert(position)
        needs.amounts.insert(position)
      }
      if case .amount = units.measure {} else { needs.dependsOnCalendar = true }
      if case .elapsed? = units.waiting {
      } else if units.waiting != nil {
        needs.dependsOnCalendar = true
      }
    }
    for step in steps {
      switch step {
      case .refund(let amount), .base(let amount), .add(let amount), .subtract(let amount),
        .rest(let amount), .atLeast(let amount), .atMost(let amount):
        ask(amount)
      case .accrue(let amount, let units):
        ask(amount)
        ask(self.units[units])
      case .bands(let scale):
        let bands = scales[scale]
        needs.positions.insert(bands.fact)
        if bands.reach == .slices { needs.amounts.insert(bands.fact) }
      case .times(.fact(let position, _)):
        needs.positions.insert(position)
        needs.amounts.insert(position)
      case .times(.perUnit(_, let units)): ask(self.units[units])
      case .times(.rate), .becomesRefund, .round: break
      }
    }
    return needs
  }
}
