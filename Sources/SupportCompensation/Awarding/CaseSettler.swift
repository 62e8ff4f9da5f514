// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What a cause of a case is entitled to.
struct SettledPart: Hashable, Sendable {
  var sum: ExactMoney
  var refund: Money
  var terms: AwardTerms
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
    /// Whether a least payout dropped it.
    var isDropped: Bool
  }

  let core: CompensationPolicyCore
  /// The cause that is judged.
  let part: SettledPart
  /// What the case stood at before, with its other causes.
  let standing: CompensationAccount.CaseBasis
  let ledger: AwardLedger
  let at: Instant

  private var uncapped: ExactMoney
  private var capped: ExactMoney
  /// The least that a cap has left, in minor units of the case's whole sum.
  private var limit = Int64.max
  private var limitedBy: [RuleID] = []
  private var isDropped = false

  init(
    core: CompensationPolicyCore, part: SettledPart,
    standing: CompensationAccount.CaseBasis, ledger: AwardLedger, at: Instant
  ) {
    self.core = core
    self.part = part
    self.standing = standing
    self.ledger = ledger
    self.at = at
    uncapped = core.zero
    capped = core.zero
  }

  mutating func settle(_ notes: inout Recorder) throws(MoneyError) -> Result {
    var refund = part.refund
    for place in core.settlement.indices {
      let before = capped
      switch core.settlement[place] {
      case .stack(let stacking):
        uncapped = try stacked(stacking)
        capped = uncapped
        refund = try stackedRefund(stacking)
        if standing.parts.isEmpty { continue }
        note(.stack(stacking), before: part.sum, &notes)
      case .cap(let cap):
        let increment = CompensationPolicyCore.increment(from: standing.refund, to: refund)
        try cut(to: cap, increment.minorUnits, &notes)
      case .minimum(let least):
        if try uncapped.isLess(than: least) { uncapped = core.zero }
        if try capped.isLess(than: least) {
          isDropped = capped.numerator != 0
          capped = core.zero
        }
        if Recorder.takesNotes, before.numerator != 0, let amount = least.exactly {
          note(.minimum(amount), before: before, &notes)
        }
      case .round(let rule):
        uncapped = ExactMoney(try uncapped.rounded(rule))
        try round(rule, &notes)
      }
    }
    // A formula or the settlement has rounded last, and what a cap leaves is whole by itself.
    let exact = RoundingRule(.exact)
    var sum = try capped.rounded(exact)
    let full = try uncapped.rounded(exact)
    if !standing.parts.isEmpty {
      sum = try bounded(sum, full: full, before: uncapped(withThis: false).rounded(exact))
    }
    if Recorder.takesNotes, !standing.compensation.isZero {
      let more = CompensationPolicyCore.increment(from: standing.compensation, to: sum)
      notes.note(
        .init(.paidBefore(standing.compensation), before: capped, after: ExactMoney(more)))
    }
    // Without a cap of its own in the way, what is missing was withheld from another cause before.
    let withheld = limitedBy.isEmpty ? .zero(core.draft.currency) : try full - sum
    return Result(
      sum: sum, refund: refund, withheld: withheld, limitedBy: limitedBy, isDropped: isDropped)
  }

  /// A cause adds no more to its case than it adds to the sum before caps: what a cap withheld from
  /// another cause stays withheld, also where this one is of another year or form.
  private func bounded(
    _ sum: Money, full: Money, before: Money
  ) throws(MoneyError) -> Money {
    let most = try standing.compensation - standing.own + (full - before)
    return try most.isLess(than: sum) ? most : sum
  }

  /// What the case would stand at without caps, refund and sum on top.
  func full() throws(MoneyError) -> (sum: Money, refund: Money) {
    var refund = part.refund
    for case .stack(let stacking) in core.settlement { refund = try stackedRefund(stacking) }
    return (try uncapped(withThis: true).rounded(RoundingRule(.exact)), refund)
  }

  /// The case's sum without caps, with this cause or without.
  private func uncapped(withThis: Bool) throws(MoneyError) -> ExactMoney {
    var sum = core.zero
    for step in core.settlement {
      switch step {
      case .stack(let stacking): sum = try stacked(stacking, withThis: withThis)
      case .cap: continue
      case .minimum(let least): if try sum.isLess(than: least) { sum = core.zero }
      case .round(let rule): sum = ExactMoney(try sum.rounded(rule))
      }
    }
    return sum
  }

  private func note(
    _ step: Settlement.Step, before: ExactMoney, _ notes: inout Recorder
  ) {
    if Recorder.takesNotes {
      notes.note(.init(.settlement(step), before: before, after: capped))
    }
  }

  // MARK: Stacking

  private func stacked(
    _ stacking: Stacking, withThis: Bool = true
  ) throws(MoneyError) -> ExactMoney {
    var (base, added) = (core.zero, core.zero)
    for place in 0..<standing.parts.count + (withThis ? 1 : 0) {
      let part = place < standing.parts.count ? standing.parts[place] : part
      if stacking.isAdded(part) {
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
    for other in standing.parts {
      switch stacking.refunds {
      case .highest: if try refund.isLess(than: other.refund) { refund = other.refund }
      case .sum: refund = try refund + other.refund
      }
    }
    return refund
  }

  // MARK: Caps and rounding

  private mutating func cut(
    to cap: CompiledCap, _ refund: Int64, _ notes: inout Recorder
  ) throws(MoneyError) {
    guard cap.counts.contains(part.terms.form.kind) else { return }
    let used = ledger.used(of: cap, ticket: standing.place, at: at)
    let taken = cap.coversRefund ? refund : 0
    let left = Swift.max(0, cap.headroom(used: used) - taken)
    let (most, isLarge) = standing.compensation.minorUnits.addingReportingOverflow(left)
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

  private mutating func round(
    _ rule: RoundingRule, _ notes: inout Recorder
  ) throws(MoneyError) {
    let before = capped
    let rounded = try capped.rounded(rule)
    if rounded.minorUnits <= limit {
      capped = ExactMoney(rounded)
      note(.round(rule), before: before, &notes)
      return
    }
    let below = RoundingRule(.down, step: rule.step)
    let most = Money(minorUnits: limit, currency: core.draft.currency)
    capped = ExactMoney(try most.rounded(below))
    if Recorder.takesNotes {
      notes.note(.init(.roundedBelowCap(rule), before: before, after: capped))
    }
  }
}
