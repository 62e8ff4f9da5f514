// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
package import SupportCore
package import SupportDesk
import SupportTime

/// Money, kept by hand from recorded events and the book's caps: no cause is paid twice, no cap is
/// passed, nothing is paid out that was not given.
package struct DeskMoneyLaws: DeskWatcher {
  private struct Line {
    var cause: Cause
    var form: AwardForm.Kind
    var refund: Int64
    var compensation: Int64
    var isReversed = false
  }

  private var books: [CustomerID: Ledger] = [:]

  package init() {}

  package mutating func sees(
    _ decision: DeskDecision, of command: DeskCommand?, at now: Instant, in run: DeskRun
  ) -> [String] {
    guard let customer = run.customers[decision.result.id],
      let versions = run.desk.book.compensation
    else { return [] }
    var wrong: [String] = []
    for case .compensation(let event) in decision.events {
      wrong += books[customer, default: Ledger()].apply(event, under: versions)
        .map { "\(customer): \($0)" }
    }
    return wrong
  }

  package mutating func seesEnd(of run: DeskRun, at now: Instant) -> [String] { [] }

  /// One customer's.
  private struct Ledger {
    var lines: [IdempotencyKey: Line] = [:]
    /// What was given beyond the caps: by arbitration and for late payments.
    var beyond: Int64 = 0
    var payouts: [IdempotencyKey: Placed] = [:]

    /// What one case is owed in one way: a refund that was sent for nothing makes up for no compensation.
    struct Debt: Hashable {
      var ticket: TicketID
      /// `nil` for refunds.
      var form: AwardForm.Kind?
    }

    /// What was placed for payment, debt by debt, and whether it has left.
    struct Placed {
      var parts: [Debt: Int64]
      var isSent = false

      var sum: Int64 { parts.values.reduce(0, +) }
    }

    mutating func apply(
      _ event: CompensationAccount.Event, under versions: CompensationPolicyVersions
    ) -> [String] {
      switch event.change {
      case .awarded(let cause, let award) where !award.isInterim:
        var wrong: [String] = []
        if let line = lines[cause.key], !line.isReversed {
          wrong.append("\(cause.key) is awarded twice")
        }
        if award.refund.minorUnits < 0 || award.compensation.minorUnits < 0 {
          wrong.append("\(cause.key) is awarded less than nothing")
        }
        lines[cause.key] = Line(
          cause: cause, form: award.form.kind, refund: award.refund.minorUnits,
          compensation: award.compensation.minorUnits)
        return wrong + capsPassed(by: cause, versions.policy(at: cause.occurredAt))
      case .reversed(let key, let refund, let compensation, let arbitrated):
        beyond -= arbitrated.minorUnits
        lines[key]?.isReversed = true
        return change(key, -refund.minorUnits, -compensation.minorUnits, versions)
      case .adjusted(let key, let refund, let compensation):
        return change(key, refund.minorUnits, compensation.minorUnits, versions)
      case .arbitrated(_, let compensation, _):
        beyond += compensation.minorUnits
        return []
      case .latePaymentCharged(_, let sum):
        beyond += sum.minorUnits
        return []
      case .payoutPlaced(let payout):
        let again = payouts[payout.key] != nil
        var placed = Placed(parts: [:])
        for part in payout.parts {
          let form = payout.form.kind
          placed.parts[Debt(ticket: part.ticket), default: 0] += part.refund.minorUnits
          placed.parts[Debt(ticket: part.ticket, form: form), default: 0] +=
            part.compensation.minorUnits
        }
        payouts[payout.key] = placed
        return (again ? ["\(payout.key) is placed twice"] : []) + overpaid()
      case .payoutMoved(let key, .cancelled):
        payouts[key]?.parts = [:]
        return []
      case .payoutMoved(let key, let state):
        payouts[key]?.isSent = !state.isUnsent
        return []
      default: return []
      }
    }

    private mutating func change(
      _ key: IdempotencyKey, _ refund: Int64, _ compensation: Int64,
      _ versions: CompensationPolicyVersions
    ) -> [String] {
      guard var line = lines[key] else {
        // A delay that goes on may be taken back before anything was given.
        return refund == 0 && compensation == 0 ? [] : ["\(key) changes and was never awarded"]
      }
      line.refund += refund
      line.compensation += compensation
      lines[key] = line
      return capsPassed(by: line.cause, versions.policy(at: line.cause.occurredAt))
    }

    private func capsPassed(by cause: Cause, _ policy: CompensationPolicy) -> [String] {
      policy.caps.compactMap { cap in
        var used: Int64 = 0
        for line in lines.values where cap.counts.contains(line.form) {
          if cap.scope == .perCase, line.cause.ticket != cause.ticket { continue }
          guard Self.isTogether(line.cause, cause, cap, policy.zone) else { continue }
          used += line.compensation
          if cap.covers == .refundAndCompensation { used += line.refund }
        }
        // A refund is never cut, so that a cap which covers it may be passed by it alone.
        guard used > cap.amount.minorUnits, cap.covers == .compensationOnly else { return nil }
        return "the cap \(cap.id) of \(cap.amount) is passed: \(used) minor units"
      }
    }

    private static func isTogether(
      _ one: Cause, _ other: Cause, _ cap: AwardCap, _ zone: ZoneRules
    ) -> Bool {
      let (first, second) = (zone.date(at: one.occurredAt), zone.date(at: other.occurredAt))
      return switch cap.window {
      case .lifetime: true
      case .calendarYear: first.year == second.year
      case .calendarMonth: first.year == second.year && first.month == second.month
      // Only what lies on one date is certain to lie in one window.
      case .rolling: first == second
      }
    }

    private func overpaid() -> [String] {
      let given = lines.values.reduce(beyond) { $0 + max($1.refund, 0) + max($1.compensation, 0) }
      let paid = payouts.values.reduce(0) { $0 + $1.sum }
      guard paid > given + lost else { return [] }
      return ["\(paid) minor units are placed for payment, \(given) were given, \(lost) are lost"]
    }

    /// What was sent and then taken back, debt by debt: it is not fetched back (semantics C11).
    private var lost: Int64 {
      var sent: [Debt: Int64] = [:]
      for payout in payouts.values where payout.isSent {
        sent.merge(payout.parts, uniquingKeysWith: +)
      }
      for line in lines.values {
        sent[Debt(ticket: line.cause.ticket), default: 0] -= max(line.refund, 0)
        sent[Debt(ticket: line.cause.ticket, form: line.form), default: 0] -=
          max(line.compensation, 0)
      }
      return sent.values.reduce(0) { $0 + max($1, 0) }
    }
  }
}
