// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension CompensationAccount {
  /// Takes back what a cause gave, then gives what other causes of the case were covered by it for.
  func changes(
    reversing key: IdempotencyKey, _ context: CommandContext
  ) throws(Rejection) -> [Change] {
    guard let record = cause(key) else { throw .unknownCause(key) }
    switch record.state {
    case .reversed: throw .reversed(key)
    case .undecided, .notEligible: throw .notAwarded(key)
    case .goingOn, .awarded: break
    }
    var changes = [Self.reversal(of: record)]
    var after = applying(changes, context)
    let excess = try after.excess(ofCase: record.ticket, context)
    changes += excess
    after = after.applying(excess, context)
    let adjustments = try after.adjustments(ofCase: record.ticket, context)
    changes += adjustments
    after = after.applying(adjustments, context)
    let withdrawals = after.withdrawals(ofCase: record.ticket, context)
    changes += withdrawals
    after = after.applying(withdrawals, context)
    guard let standing = after.standing(at: record.ticket) else { return changes }
    changes += after.next(
      for: standing, after.policy(for: standing, context), at: context.now,
      dueBy: dueBy(ofCancelled: withdrawals))
    return changes
  }

  static func reversal(of record: CauseRecord) -> Change {
    .reversed(
      record.cause.key, refund: record.refund, compensation: record.compensation,
      arbitrated: record.arbitrated)
  }

  /// What the causes that are left of a case hold beyond what they give together: what one was given
  /// for another that is reversed now.
  private func excess(
    ofCase ticket: Int, _ context: CommandContext
  ) throws(Rejection) -> [Change] {
    let standing = basis(ofCaseAt: ticket)
    guard let record = self.standing(at: ticket), let last = standing.parts.last else { return [] }
    let core = policy(for: record, context).core
    var others = standing
    others.parts.removeLast()
    do throws(MoneyError) {
      let full = try CaseSettler<NoNotes>(core).full(last, others, core)
      let back = CompensationPolicyCore.increment(from: full.refund, to: record.refund)
      let more = CompensationPolicyCore.increment(from: full.sum, to: record.compensation)
      return takenBack(from: record, back.minorUnits, more.minorUnits, mayReverse: false)
    } catch {
      throw .money(error)
    }
  }

  /// What the causes that are left of a case get of what is still due, the highest first; each by its
  /// own policy and from its own windows.
  private func adjustments(
    ofCase ticket: Int, _ context: CommandContext
  ) throws(Rejection) -> [Change] {
    var changes: [Change] = []
    var after = self
    do throws(MoneyError) {
      for record in try awardedCauses(ofCase: ticket) {
        guard let award = record.award else { continue }
        let core = context.policies.policy(at: record.cause.occurredAt).core
        let standing = after.basis(of: record.cause.ticket, without: record.cause.key)
        let part = SettledPart(
          sum: award.entitled, refund: award.entitledRefund, terms: award.terms,
          key: record.cause.key)
        var settler = CaseSettler<NoNotes>(core)
        var notes = NoNotes()
        let due = try settler.settle(
          part, standing, core, after, at: record.cause.occurredAt, &notes)
        let refund = CompensationPolicyCore.increment(from: standing.refund, to: due.refund)
        let more = try core.wholePoints(
          CompensationPolicyCore.increment(from: standing.compensation, to: due.sum), award.form,
          &notes)
        if refund.isZero, more.isZero { continue }
        let change = Change.adjusted(record.cause.key, refund: refund, compensation: more)
        changes.append(change)
        after = after.applying([change], context)
      }
    } catch {
      throw .money(error)
    }
    return changes
  }

  /// The awarded causes of a case, the highest entitlement first, equals in the order of the account.
  private func awardedCauses(ofCase ticket: Int) throws(MoneyError) -> [CauseRecord] {
    var sorted: [CauseRecord] = []
    for record in causes(ofCase: ticket) where record.state == .awarded {
      var position = sorted.count
      while position > 0, let one = sorted[position - 1].award?.entitled,
        let two = record.award?.entitled, try one.isLess(than: two)
      {
        position -= 1
      }
      sorted.insert(record, at: position)
    }
    return sorted
  }

  /// Cancels payouts that were not sent and are more than the case stands at, the newest first; what
  /// was sent stays, and the case tells what was overpaid.
  func withdrawals(ofCase ticket: Int, _ context: CommandContext) -> [Change] {
    guard let own = standing(at: ticket)?.ticket else { return [] }
    var changes: [Change] = []
    var after = self
    for payout in payouts.reversed() where payout.state.isUnsent {
      guard after.standing(at: ticket)?.isOverpaid(by: payout) == true else { continue }
      var step = [Change.payoutMoved(payout.key, to: .cancelled)]
      after = after.applying(step, context)
      // What it held for other cases is placed again at once, or carried forward.
      for part in payout.parts where part.ticket != own {
        guard let other = after.standing(of: part.ticket), !other.awaitsApproval else { continue }
        let placed = after.payouts(
          for: other, policy(for: other, context), at: context.now, dueBy: payout.dueBy)
        after = after.applying(placed, context)
        step += placed
      }
      changes += step
    }
    return changes
  }

  /// The earliest instant by which something was promised that is not paid under that name any more:
  /// what is left of it stays promised by then.
  private func dueBy(ofCancelled changes: [Change]) -> Instant? {
    changes.lazy.compactMap { change -> Instant? in
      guard case .payoutMoved(let key, .cancelled) = change else { return nil }
      return payout(key)?.dueBy
    }.min()
  }
}
