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

/// What comes out of the settlement of a case.
struct SettledSum {
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

/// Makes one sum of the causes of a case and takes it through the settlement.
///
/// It holds sums alone; the policy, the cause that is judged and what the case stood at before are
/// handed to each step, which copies no reference.
struct CaseSettler<Recorder: AwardRecorder> {
  typealias Standing = CompensationAccount.CaseBasis

  private var uncapped: ExactMoney
  private var capped: ExactMoney
  /// The least that a cap has left, in minor units of the case's whole sum.
  private var limit = Int64.max
  private var limitedBy: [RuleID] = []
  private var isDropped = false

  init(_ core: CompensationPolicyCore) {
    uncapped = core.zero
    capped = core.zero
  }

  /// Settles a case.
  ///
  /// - Parameters:
  ///   - part: The cause that is judged.
  ///   - standing: What the case stood at before, with its other causes.
  ///   - core: The policy.
  ///   - account: What was posted before.
  ///   - at: When the cause happened.
  ///   - notes: Gets each step.
  /// - Returns: What comes out of it.
  /// - Throws: `MoneyError` where sums do not fit together.
  mutating func settle(
    _ part: SettledPart, _ standing: Standing, _ core: CompensationPolicyCore,
    _ account: CompensationAccount, at: Instant, _ notes: inout Recorder
  ) throws(MoneyError) -> SettledSum {
    var refund = part.refund
    let steps = core.settlement
    for place in steps.indices {
      let before = capped
      switch steps[place] {
      case .stack:
        uncapped = try stacked(part, standing, core)
        capped = uncapped
        refund = try stackedRefund(part, standing, core)
        if standing.parts.isEmpty { continue }
        note(.stack(core.stacking), before: part.sum, &notes)
      case .cap(let cap):
        guard cap.counts.contains(part.terms.form.kind) else { continue }
        let increment = CompensationPolicyCore.increment(
          from: standing.refund.minorUnits, to: refund.minorUnits)
        let used = account.used(of: cap, under: core, ticket: standing.place, at: at)
        let taken = cap.coversRefund ? increment : 0
        let left = Swift.max(0, cap.headroom(used: used) - taken)
        try cut(to: cap, used: used, left: left, standing.compensation.minorUnits, core, &notes)
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
      let others = try uncapped(part, standing, core, withThis: false).rounded(exact)
      sum = try bounded(sum, full: full, before: others, standing)
    }
    if Recorder.takesNotes, !standing.compensation.isZero {
      let more = CompensationPolicyCore.increment(from: standing.compensation, to: sum)
      notes.note(
        .init(.paidBefore(standing.compensation), before: capped, after: ExactMoney(more)))
    }
    // Without a cap of its own in the way, what is missing was withheld from another cause before.
    let withheld = limitedBy.isEmpty ? .zero(sum.currency) : try full - sum
    return SettledSum(
      sum: sum, refund: refund, withheld: withheld, limitedBy: limitedBy, isDropped: isDropped)
  }

  /// A cause adds no more to its case than it adds to the sum before caps: what a cap withheld from
  /// another cause stays withheld, also where this one is of another year or form.
  private func bounded(
    _ sum: Money, full: Money, before: Money, _ standing: Standing
  ) throws(MoneyError) -> Money {
    let most = try standing.compensation - standing.own + (full - before)
    return try most.isLess(than: sum) ? most : sum
  }

  /// What the case would stand at without caps, refund and sum on top.
  func full(
    _ part: SettledPart, _ standing: Standing, _ core: CompensationPolicyCore
  ) throws(MoneyError) -> (sum: Money, refund: Money) {
    let refund = try stackedRefund(part, standing, core)
    let sum = try uncapped(part, standing, core, withThis: true)
    return (try sum.rounded(RoundingRule(.exact)), refund)
  }

  /// The case's sum without caps, with this cause or without.
  private func uncapped(
    _ part: SettledPart, _ standing: Standing, _ core: CompensationPolicyCore, withThis: Bool
  ) throws(MoneyError) -> ExactMoney {
    var sum = core.zero
    for step in core.settlement {
      switch step {
      case .stack: sum = try stacked(part, standing, core, withThis: withThis)
      case .cap: continue
      case .minimum(let least): if try sum.isLess(than: least) { sum = core.zero }
      case .round(let rule): sum = ExactMoney(try sum.rounded(rule))
      }
    }
    return sum
  }

  private func note(
    _ step: @autoclosure () -> Settlement.Step, before: ExactMoney, _ notes: inout Recorder
  ) {
    if Recorder.takesNotes {
      notes.note(.init(.settlement(step()), before: before, after: capped))
    }
  }

  // MARK: Stacking

  private func stacked(
    _ part: SettledPart, _ standing: Standing, _ core: CompensationPolicyCore,
    withThis: Bool = true
  ) throws(MoneyError) -> ExactMoney {
    var (base, added) = (core.zero, core.zero)
    for place in standing.parts.indices {
      try stack(standing.parts[place], core, &base, &added)
    }
    if withThis { try stack(part, core, &base, &added) }
    if case .sumUpTo(let most) = core.stacking.mode {
      let limit = ExactMoney(most)
      if try limit.isLess(than: base) { base = limit }
    }
    return try base + added
  }

  @inline(__always)
  private func stack(
    _ part: SettledPart, _ core: CompensationPolicyCore, _ base: inout ExactMoney,
    _ added: inout ExactMoney
  ) throws(MoneyError) {
    if part.terms.group != nil, core.stacking.isAdded(part) {
      added = try added + part.sum
      return
    }
    switch core.stacking.mode {
    case .highest: if try base.isLess(than: part.sum) { base = part.sum }
    case .sum, .sumUpTo: base = try base + part.sum
    }
  }

  private func stackedRefund(
    _ part: SettledPart, _ standing: Standing, _ core: CompensationPolicyCore
  ) throws(MoneyError) -> Money {
    var refund = part.refund
    for place in standing.parts.indices {
      let other = standing.parts[place].refund
      switch core.stacking.refunds {
      case .highest: if try refund.isLess(than: other) { refund = other }
      case .sum: refund = try refund + other
      }
    }
    return refund
  }

  // MARK: Caps and rounding

  private mutating func cut(
    to cap: CompiledCap, used: Int64, left: Int64, _ standing: Int64,
    _ core: CompensationPolicyCore, _ notes: inout Recorder
  ) throws(MoneyError) {
    let (most, isLarge) = standing.addingReportingOverflow(left)
    let before = capped
    let currency = core.zero.currency
    let bound = ExactMoney(Money(minorUnits: isLarge ? .max : most, currency: currency))
    limit = Swift.min(limit, isLarge ? .max : most)
    if try bound.isLess(than: capped) {
      capped = bound
      if limitedBy.isEmpty {
        limitedBy = core.capNames[cap.place]
      } else {
        limitedBy += core.capNames[cap.place]
      }
    }
    if Recorder.takesNotes {
      notes.note(
        .init(
          .cap(
            core.caps[cap.place], used: Money(minorUnits: used, currency: currency),
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
    let most = Money(minorUnits: limit, currency: rounded.currency)
    capped = ExactMoney(try most.rounded(below))
    if Recorder.takesNotes {
      notes.note(.init(.roundedBelowCap(rule), before: before, after: capped))
    }
  }
}
