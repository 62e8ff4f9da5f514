// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension CompensationPolicyCore {
  /// Settles a cause that stands alone in its case with a whole sum, as most do: in whole minor units,
  /// the same as a ``CaseSettler`` does for all.
  ///
  /// - Returns: `nil` where it takes more than whole numbers: other causes, a group, a fraction, a
  ///   step of rounding, another currency, a sum that does not fit.
  func settledAlone(
    _ part: SettledPart, _ standing: CompensationAccount.CaseBasis, _ account: CompensationAccount,
    at: Instant
  ) -> SettledSum? {
    let currency = zero.currency
    guard standing.parts.isEmpty, part.terms.group == nil, let whole = part.sum.exactly,
      whole.currency == currency
    else { return nil }
    let before = standing.compensation.minorUnits
    var (full, sum, limit) = (0 as Int64, 0 as Int64, Int64.max)
    var (limitedBy, isDropped): ([RuleID], Bool) = ([], false)
    let steps = settlement
    for place in steps.indices {
      switch steps[place] {
      case .stack:
        switch stacking.mode {
        case .highest: full = Swift.max(0, whole.minorUnits)
        case .sum: full = whole.minorUnits
        case .sumUpTo(let most): full = Swift.min(most.minorUnits, whole.minorUnits)
        }
        sum = full
      case .cap(let cap):
        guard cap.counts.contains(part.terms.form.kind) else { continue }
        let used = account.used(of: cap, under: self, ticket: standing.place, at: at)
        let refund = Self.increment(from: standing.refund.minorUnits, to: part.refund.minorUnits)
        let taken = cap.coversRefund ? refund : 0
        let left = Swift.max(0, cap.headroom(used: used) - taken)
        let most = Int64.saturatingSum(before, left)
        limit = Swift.min(limit, most)
        if most < sum {
          sum = most
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
    return SettledSum(
      sum: Money(minorUnits: sum, currency: currency), refund: part.refund,
      withheld: Money(minorUnits: limitedBy.isEmpty ? 0 : withheld, currency: currency),
      limitedBy: limitedBy, isDropped: isDropped)
  }
}
