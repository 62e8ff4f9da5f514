// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension AccountDecision {
  /// Takes back what a cause gave, then gives what other causes of the case were covered by it for.
  func changes(reversing key: IdempotencyKey) throws(Rejection) -> [Change] {
    guard let place = account.place(of: key) else { throw .unknownCause(key) }
    let record = account.causes[place]
    switch record.state {
    case .reversed: throw .reversed(key)
    case .undecided, .notEligible: throw .notAwarded(key)
    case .goingOn, .awarded: break
    }
    var changes = [reversal(of: record)]
    var after = applied(changes, to: account)
    try adjust(&after, &changes, ticket: record.ticket)
    let policy = policies.policy(at: record.cause.occurredAt)
    withdraw(&after, &changes, ticket: record.ticket)
    let decision = AccountDecision(account: after, by: by, now: now, policies: policies)
    changes += decision.next(for: after.cases[record.ticket], policy)
    return changes
  }

  func reversal(of record: CauseRecord) -> Change {
    .reversed(
      record.cause.key, refund: record.refund, compensation: record.compensation,
      arbitrated: record.arbitrated)
  }

  func applied(_ changes: [Change], to account: CompensationAccount) -> CompensationAccount {
    var after = account
    for change in changes { after.apply(.init(change, by: by, at: now)) }
    return after
  }

  /// The causes that are left get what is still due to the case, the highest first; each by its own
  /// policy and from its own windows.
  private func adjust(
    _ after: inout CompensationAccount, _ changes: inout [Change], ticket: Int
  ) throws(Rejection) {
    var left = after.cases[ticket].causes.map { after.causes[$0] }
      .filter { $0.state == .awarded && $0.award != nil }
    guard !left.isEmpty else { return }
    do throws(MoneyError) {
      for place in left.indices {
        // Insertion: the few causes of a case, and the order of equals stays.
        var position = place
        while position > 0, let one = left[position - 1].award, let two = left[position].award,
          try one.entitled.isLess(than: two.entitled)
        {
          left.swapAt(position - 1, position)
          position -= 1
        }
      }
      for record in left {
        guard let award = record.award else { continue }
        let core = policies.policy(at: record.cause.occurredAt).core
        let standing = after.caseStanding(of: record.cause.ticket, without: record.cause.key)
        var settler = CaseSettler<NoNotes>(
          core: core, others: standing.parts,
          part: SettledPart(
            sum: award.entitled, refund: award.entitledRefund, group: award.group,
            key: record.cause.key),
          paid: standing.compensation, refunded: standing.refund, form: award.form.kind,
          ledger: after.ledger, ticket: standing.place, at: record.cause.occurredAt)
        var notes = NoNotes()
        let due = try settler.settle(&notes)
        let refund = CompensationPolicyCore.increment(from: standing.refund, to: due.refund)
        let compensation = CompensationPolicyCore.increment(
          from: standing.compensation, to: due.sum)
        if refund.isZero, compensation.isZero { continue }
        let change = Change.adjusted(
          record.cause.key, refund: refund, compensation: compensation)
        changes.append(change)
        after.apply(.init(change, by: by, at: now))
      }
    } catch {
      throw .money(error)
    }
  }

  /// Cancels payouts that were not sent and are more than the case stands at, the newest first; what
  /// was sent stays, and the case tells what was overpaid.
  func withdraw(_ after: inout CompensationAccount, _ changes: inout [Change], ticket: Int) {
    for payout in account.payouts.reversed() where payout.state.isUnsent {
      let record = after.cases[ticket]
      guard !record.overpaid.isZero else { return }
      guard payout.parts.contains(where: { $0.ticket == record.ticket }) else { continue }
      let change = Change.payoutMoved(payout.key, to: .cancelled)
      changes.append(change)
      after.apply(.init(change, by: by, at: now))
      // What it held for other cases is placed again at once.
      for part in payout.parts where part.ticket != record.ticket {
        guard let other = after.standing(of: part.ticket) else { continue }
        let plan = PayoutPlan(account: after, now: now)
        let policy = policies.policy(at: now)
        for change in plan.payouts(for: other, policy) {
          changes.append(change)
          after.apply(.init(change, by: by, at: now))
        }
      }
    }
  }
}
