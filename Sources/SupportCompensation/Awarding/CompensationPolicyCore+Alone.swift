// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension CompensationPolicyCore {
  /// The award of the first cause of a case, as most are, with a whole sum: in whole minor units, the
  /// same as a ``CaseSettler`` gives for all.
  ///
  /// - Returns: `nil` where it takes more than whole numbers: a group, points, a fraction, a step of
  ///   rounding, another currency, a sum that does not fit.
  func awardAlone(
    _ program: FormulaProgram, _ result: FormulaResult, _ claim: Claim,
    _ account: CompensationAccount
  ) -> Award? {
    let currency = zero.currency
    guard let whole = result.sum.exactly, whole.currency == currency,
      let refund = result.refund.exactly, program.terms.group == nil
    else { return nil }
    if case .points = program.terms.form { return nil }
    let kind = program.terms.form.kind
    let back = Swift.max(0, refund.minorUnits)
    var (full, sum, limit) = (0 as Int64, 0 as Int64, Int64.max)
    var (limitedBy, isDropped): ([RuleID], Bool) = ([], false)
    for place in settlement.indices {
      switch settlement[place] {
      case .stack:
        switch stacking.mode {
        case .highest: full = Swift.max(0, whole.minorUnits)
        case .sum: full = whole.minorUnits
        case .sumUpTo(let most): full = Swift.min(most.minorUnits, whole.minorUnits)
        }
        sum = full
      case .cap(let cap):
        guard cap.counts.contains(kind) else { continue }
        let used =
          cap.isPerCase
          ? 0
          : account.used(
            of: cap, under: self, ticket: nil, at: claim.storage.cause.storage.occurredAt)
        let left = Swift.max(0, cap.headroom(used: used) - (cap.coversRefund ? back : 0))
        limit = Swift.min(limit, left)
        if left < sum {
          sum = left
          limitedBy = limitedBy.isEmpty ? capNames[cap.place] : limitedBy + capNames[cap.place]
        }
      case .minimum(let least):
        guard let least = least.exactly?.minorUnits else { return nil }
        if full < least { full = 0 }
        if sum < least {
          isDropped = sum != 0
          sum = 0
        }
      case .round(let rule):
        guard rule.step == 1 else { return nil }
        sum = Swift.min(sum, limit)
      }
    }
    let (withheld, isLarge) = full.subtractingReportingOverflow(sum)
    if isLarge { return nil }
    return Award(
      storage: Award.Storage(
        terms: program.terms, entitled: result.sum, entitledRefund: refund,
        refund: Money(minorUnits: back, currency: refund.currency),
        compensation: Money(minorUnits: Swift.max(0, sum), currency: currency),
        withheld: Money(minorUnits: limitedBy.isEmpty ? 0 : withheld, currency: currency),
        limitedBy: limitedBy, coveredBy: nil, isBelowLeastPayout: isDropped,
        isInterim: claim.storage.cause.isGoingOn && growing.contains(program.rule),
        mayBeArbitrated: mayBeArbitrated(claim)))
  }
}
