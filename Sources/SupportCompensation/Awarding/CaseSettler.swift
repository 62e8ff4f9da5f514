// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What a cause of a case is entitled to.
struct SettledPart: Hashable, Sendable {
  var sum: ExactMoney
  var refund: Money
  var group: String?
  var key: IdempotencyKey
}

/// Makes one sum of the causes of a case and takes it through the settlement.
struct CaseSettler<Recorder: AwardRecorder> {
  /// What comes out of it.
  struct Result {
    /// The case's sum, rounded and capped.
    var sum: Money
    /// What the case is given back in all.
    var refund: Money
    /// What the caps took.
    var withheld: Money
    var limitedBy: [RuleID]
  }

  let core: CompensationPolicyCore
  /// The causes of the case before this one.
  let others: [SettledPart]
  let part: SettledPart
  /// What was posted for the case before.
  let paid: Money
  let refunded: Money
  let form: AwardForm.Kind
  let ledger: AwardLedger
  /// The place of the case in the account; `nil` for one without any award.
  let ticket: Int?
  let at: Instant

  private var uncapped: ExactMoney
  private var capped: ExactMoney
  /// The least that a cap has left, in minor units of the case's whole sum.
  private var limit = Int64.max
  private var limitedBy: [RuleID] = []

  init(
    core: CompensationPolicyCore, others: [SettledPart], part: SettledPart, paid: Money,
    refunded: Money, form: AwardForm.Kind, ledger: AwardLedger, ticket: Int?, at: Instant
  ) {
    self.core = core
    self.others = others
    self.part = part
    self.paid = paid
    self.refunded = refunded
    self.form = form
    self.ledger = ledger
    self.ticket = ticket
    self.at = at
    uncapped = core.zero
    capped = core.zero
  }

  mutating func settle(_ notes: inout Recorder) throws(MoneyError) -> Result {
    var refund = part.refund
    for (position, step) in core.draft.settlement.steps.enumerated() {
      let before = capped
      switch step {
      case .stack(let stacking):
        uncapped = try stacked(stacking)
        capped = uncapped
        refund = try stackedRefund(stacking)
        if others.isEmpty { continue }
      case .cap:
        guard let cap = core.caps[position] else { continue }
        let increment = CompensationPolicyCore.increment(from: refunded, to: refund)
        try cut(to: cap, increment.minorUnits, &notes)
        continue
      case .minimum(let least):
        if try uncapped.isLess(than: ExactMoney(least)) { uncapped = core.zero }
        if try capped.isLess(than: ExactMoney(least)) { capped = core.zero }
      case .round(let rule):
        uncapped = ExactMoney(try uncapped.rounded(rule))
        if try round(rule, &notes) { continue }
      }
      if Recorder.takesNotes {
        let start = position == 0 ? part.sum : before
        notes.note(.init(.settlement(step), before: start, after: capped))
      }
    }
    if Recorder.takesNotes, paid.minorUnits != 0 {
      notes.note(
        .init(.paidBefore(paid), before: capped, after: try capped - ExactMoney(paid)))
    }
    // A formula or the settlement has rounded last, and what a cap leaves is whole by itself.
    let exact = RoundingRule(.exact)
    let sum = try capped.rounded(exact)
    return Result(
      sum: sum, refund: refund, withheld: try uncapped.rounded(exact) - sum,
      limitedBy: limitedBy)
  }

  // MARK: Stacking

  private func stacked(_ stacking: Stacking) throws(MoneyError) -> ExactMoney {
    var (base, added) = (core.zero, core.zero)
    for part in others + [part] {
      if let group = part.group, stacking.adding.contains(group) {
        added = try added + part.sum
        continue
      }
      switch stacking.mode {
      case .highest: if try base.isLess(than: part.sum) { base = part.sum }
      case .sum, .sumUpTo: base = try base + part.sum
      }
    }
    if case .sumUpTo(let most) = stacking.mode {
      let limit = ExactMoney(most)
      if try limit.isLess(than: base) { base = limit }
    }
    return try base + added
  }

  private func stackedRefund(_ stacking: Stacking) throws(MoneyError) -> Money {
    var refund = part.refund
    for other in others {
      switch stacking.refunds {
      case .highest: if try refund.isLess(than: other.refund) { refund = other.refund }
      case .sum: refund = try refund + other.refund
      }
    }
    return refund
  }

  // MARK: Caps and rounding

  private mutating func cut(
    to cap: CompensationPolicyCore.CompiledCap, _ refund: Int64, _ notes: inout Recorder
  ) throws(MoneyError) {
    guard cap.counts.contains(form) else { return }
    let used = ledger.used(of: cap, ticket: ticket, at: at)
    let taken = cap.cap.covers == .refundAndCompensation ? refund : 0
    // A difference wider than 64 bits is below zero by far: nothing is left then.
    let (rest, isWide) = cap.limit.subtractingReportingOverflow(used)
    let left = isWide ? 0 : Swift.max(0, Swift.max(0, rest) - taken)
    let (most, isLarge) = paid.minorUnits.addingReportingOverflow(left)
    let before = capped
    let bound = Money(minorUnits: isLarge ? .max : most, currency: core.draft.currency)
    limit = Swift.min(limit, bound.minorUnits)
    if try ExactMoney(bound).isLess(than: capped) {
      capped = ExactMoney(bound)
      limitedBy.append(cap.cap.id)
    }
    if Recorder.takesNotes {
      let currency = core.draft.currency
      notes.note(
        .init(
          .cap(
            cap.cap, used: Money(minorUnits: used, currency: currency),
            left: Money(minorUnits: left, currency: currency)),
          before: before, after: capped))
    }
  }

  /// Rounds the sum; tells whether a cap stood in the way, and notes that.
  private mutating func round(
    _ rule: RoundingRule, _ notes: inout Recorder
  ) throws(MoneyError) -> Bool {
    let before = capped
    let rounded = try capped.rounded(rule)
    guard rounded.minorUnits > limit else {
      capped = ExactMoney(rounded)
      return false
    }
    capped = ExactMoney(
      try Money(minorUnits: limit, currency: core.draft.currency).rounded(
        RoundingRule(.down, step: rule.step)))
    if Recorder.takesNotes {
      notes.note(.init(.roundedBelowCap(rule), before: before, after: capped))
    }
    return true
  }
}
