// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension AccountDecision {
  func changes(
    approving ticket: TicketID, as level: ApprovalLevel.ID
  ) throws(Rejection) -> [Change] {
    guard let place = account.place(of: ticket), account.cases[place].awaitsApproval,
      let approval = account.cases[place].approval
    else { throw .nothingToApprove(ticket) }
    let record = account.cases[place]
    let policy = policy(for: record)
    guard Self.mayApprove(level, for: approval.level, policy.options.approvals) else {
      throw .wrongLevel(level, needed: approval.level)
    }
    guard case .agent(let agent) = by else { throw .notAnAgent(by) }
    if approval.by.contains(agent)
      || record.pending.contains(where: { account.causes[$0].claimedBy == by })
    {
      throw .anotherPersonNeeded(by)
    }
    var changes = [Change.approved(ticket, agent)]
    let after = applied(changes, to: account)
    if after.cases[place].approval?.isComplete == true {
      changes += PayoutPlan(account: after, now: now).payouts(for: after.cases[place], policy)
    }
    return changes
  }

  func changes(refusingApproval ticket: TicketID) throws(Rejection) -> [Change] {
    guard let place = account.place(of: ticket), account.cases[place].awaitsApproval else {
      throw .nothingToApprove(ticket)
    }
    guard case .agent = by else { throw .notAnAgent(by) }
    let pending = account.cases[place].pending.map { account.causes[$0] }
    return [.approvalRefused(ticket)]
      + pending.filter { $0.state == .awarded }.map { reversal(of: $0) }
  }

  /// The policy of the case's latest cause.
  func policy(for record: CaseRecord) -> CompensationPolicy {
    let causes = record.causes.map { account.causes[$0].cause.occurredAt }
    return policies.policy(at: causes.max() ?? now)
  }

  /// Whether a level is the one that has to agree, or stands in for it, or for one that does. The
  /// policy has no circles.
  private static func mayApprove(
    _ level: ApprovalLevel.ID, for needed: ApprovalLevel.ID, _ levels: [ApprovalLevel]
  ) -> Bool {
    if level == needed { return true }
    let others = levels.first { $0.id == needed }?.orBy ?? []
    return others.contains { mayApprove(level, for: $0, levels) }
  }

  // MARK: Arbitration

  func changes(
    arbitrating key: IdempotencyKey, _ compensation: Money, _ decision: IdempotencyKey
  ) throws(Rejection) -> [Change] {
    guard let record = account.cause(key) else { throw .unknownCause(key) }
    switch record.state {
    case .reversed: throw .reversed(key)
    case .awarded: break
    case .goingOn, .undecided, .notEligible: throw .notAwarded(key)
    }
    if record.award?.mayBeArbitrated != true { throw .notArbitrable(key) }
    if account.causes.contains(where: { $0.decisions.contains(decision) }) {
      throw .alreadyDecided(decision)
    }
    do throws(MoneyError) {
      try Money.zero(account.currency).checkSameCurrency(compensation)
    } catch {
      throw .money(error)
    }
    if compensation.minorUnits <= 0 { throw .notPositive(compensation) }
    try checkOnTop(account.cases[record.ticket], compensation)
    var changes = [Change.arbitrated(key, compensation: compensation, decision: decision)]
    let after = applied(changes, to: account)
    // The arbitrators are who agrees: no level is asked again.
    let policy = policies.policy(at: record.cause.occurredAt)
    if !after.cases[record.ticket].awaitsApproval {
      changes += PayoutPlan(account: after, now: now).payouts(
        for: after.cases[record.ticket], policy)
    }
    return changes
  }
}

extension Money {
  fileprivate func checkSameCurrency(_ other: Money) throws(MoneyError) {
    if currency != other.currency { throw .differentCurrencies(currency, other.currency) }
  }
}
