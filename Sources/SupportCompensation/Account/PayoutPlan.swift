// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// What is to be paid: what cases stand at, less what was placed before.
struct PayoutPlan {
  let account: CompensationAccount
  let now: Instant

  /// The payouts of a case, with what was carried forward from others.
  ///
  /// - Parameters:
  ///   - record: The case as it stands after the change.
  ///   - policy: The policy, for the terms of payment.
  ///   - isForced: Whether also sums are paid that would be carried forward.
  ///   - isPenalty: Whether it is for a late payout, and has no penalty of its own.
  /// - Returns: One event, or none where nothing is to be placed.
  func payouts(
    for record: CaseRecord, _ policy: CompensationPolicy, isForced: Bool = false,
    isPenalty: Bool = false
  ) -> [CompensationAccount.Change] {
    var parts = [Self.part(of: record)].compactMap { $0 }
    let terms = policy.options.payment
    if let least = terms.carriedBelow {
      for other in account.cases
      where other.ticket != record.ticket && other.form == record.form && !other.awaitsApproval {
        if let part = Self.part(of: other) { parts.append(part) }
      }
      let sum = parts.reduce(0 as Int64) {
        .saturatingSum(
          $0, .saturatingSum($1.refund.minorUnits, $1.compensation.minorUnits))
      }
      if sum < least.minorUnits, !isForced { return [] }
    }
    guard !parts.isEmpty else { return [] }
    let number = account.payouts.count + 1
    let key = IdempotencyKey(
      of: [account.customer.rawValue, account.currency.code, "payout", "\(number)"])
    return [
      .payoutPlaced(
        Payout(
          key: key, parts: parts, form: record.form, dueBy: dueBy(terms, policy),
          isCharged: isPenalty))
    ]
  }

  private func dueBy(_ terms: PaymentTerms, _ policy: CompensationPolicy) -> Instant? {
    guard let within = terms.within else { return nil }
    let clock = terms.calendar.flatMap { policy.core.clocks[$0] } ?? policy.core.wallClock
    return clock.due(after: within, from: now)
  }

  /// What of a case is not placed yet. What was overpaid of the one is not taken off the other: a
  /// refund and what is paid on top are two things.
  private static func part(of record: CaseRecord) -> Payout.Part? {
    let refund = CompensationPolicyCore.increment(from: record.placedRefund, to: record.refund)
    let onTop = CompensationPolicyCore.increment(from: record.placedCompensation, to: record.onTop)
    if refund.isZero, onTop.isZero { return nil }
    return Payout.Part(ticket: record.ticket, refund: refund, compensation: onTop)
  }
}
