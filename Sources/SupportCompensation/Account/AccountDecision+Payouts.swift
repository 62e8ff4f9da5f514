// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension AccountDecision {
  func changes(
    moving key: IdempotencyKey, to state: Payout.State
  ) throws(Rejection) -> [Change] {
    guard let payout = account.payout(key) else { throw .unknownPayout(key) }
    guard payout.state.next.contains(state) else {
      throw .wrongMove(key, from: payout.state, to: state)
    }
    var changes = [Change.payoutMoved(key, to: state)]
    guard state == .settled, let charge = try penalty(for: payout) else { return changes }
    changes.append(.latePaymentCharged(key, charge))
    let after = applied(changes, to: account)
    guard let ticket = payout.parts.first?.ticket, let record = after.standing(of: ticket) else {
      return changes
    }
    if !record.awaitsApproval {
      changes += PayoutPlan(account: after, now: now).payouts(
        for: record, policy(for: record), isPenalty: true)
    }
    return changes
  }

  /// What a payout costs that was sent after the instant by which it was promised.
  private func penalty(for payout: Payout) throws(Rejection) -> Money? {
    guard !payout.isCharged, let dueBy = payout.dueBy, let sentAt = payout.sentAt, sentAt > dueBy,
      let ticket = payout.parts.first?.ticket, let record = account.standing(of: ticket)
    else { return nil }
    let core = policy(for: record).core
    guard let program = core.penalty else { return nil }
    let total = Money(
      minorUnits: .saturatingSum(payout.refund.minorUnits, payout.compensation.minorUnits),
      currency: account.currency)
    let money: Money
    do throws(AwardError) {
      money = try core.penalty(program, on: total, of: ticket, key: payout.key, dueBy, sentAt)
    } catch {
      throw .award(error)
    }
    if money.isZero { return nil }
    try checkOnTop(record, money)
    return money
  }

  func changesPayingCarried() throws(Rejection) -> [Change] {
    var changes: [Change] = []
    var after = account
    for ticket in after.cases.map(\.ticket) {
      guard let record = after.standing(of: ticket), !record.awaitsApproval else { continue }
      let plan = PayoutPlan(account: after, now: now)
      for change in plan.payouts(for: record, policy(for: record), isForced: true) {
        changes.append(change)
        after.apply(.init(change, by: by, at: now))
      }
    }
    if changes.isEmpty { throw .nothingCarried }
    return changes
  }
}
