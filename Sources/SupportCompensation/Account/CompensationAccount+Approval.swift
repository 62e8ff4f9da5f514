// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension CompensationAccount {
  func changes(
    approving ticket: TicketID, as level: ApprovalLevel.ID, _ context: CommandContext
  ) throws(Rejection) -> [Change] {
    guard let record = standing(of: ticket), let approval = record.approval,
      !approval.isComplete
    else { throw .nothingToApprove(ticket) }
    let policy = policy(for: record, context)
    guard Self.mayApprove(level, for: approval.level, policy.options.approvals) else {
      throw .wrongLevel(level, needed: approval.level)
    }
    guard case .agent(let agent) = context.by else { throw .notAnAgent(context.by) }
    let hasClaimed = pending(record).contains { $0.claimedBy == context.by }
    if approval.by.contains(agent) || hasClaimed { throw .anotherPersonNeeded(context.by) }
    var changes = [Change.approved(ticket, agent)]
    let after = applying(changes, context)
    if let record = after.standing(of: ticket), record.approval?.isComplete == true {
      changes += after.payouts(for: record, policy, at: context.now)
    }
    return changes
  }

  func changes(
    refusingApproval ticket: TicketID, _ context: CommandContext
  ) throws(Rejection) -> [Change] {
    guard let record = standing(of: ticket), record.awaitsApproval else {
      throw .nothingToApprove(ticket)
    }
    guard case .agent = context.by else { throw .notAnAgent(context.by) }
    return [.approvalRefused(ticket)]
      + pending(record).map(Self.reversal)
  }

  /// The causes of a case that were awarded since something was placed for payment.
  private func pending(_ record: CaseRecord) -> [CauseRecord] {
    record.causes.map { causes[$0] }.filter { $0.state == .awarded && !$0.isPlaced }
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
    arbitrating key: IdempotencyKey, _ compensation: Money, _ decision: IdempotencyKey,
    _ context: CommandContext
  ) throws(Rejection) -> [Change] {
    guard let record = cause(key) else { throw .unknownCause(key) }
    switch record.state {
    case .reversed: throw .reversed(key)
    case .awarded: break
    case .goingOn, .undecided, .notEligible: throw .notAwarded(key)
    }
    if record.award?.mayBeArbitrated != true { throw .notArbitrable(key) }
    if causes.contains(where: { $0.decisions.contains(decision) }) {
      throw .alreadyDecided(decision)
    }
    if compensation.currency != currency {
      throw .money(.differentCurrencies(currency, compensation.currency))
    }
    if compensation.minorUnits <= 0 { throw .notPositive(compensation) }
    try checkOnTop(cases[record.ticket], compensation)
    var changes = [Change.arbitrated(key, compensation: compensation, decision: decision)]
    let after = applying(changes, context)
    // The arbitrators are who agrees: no level is asked again.
    let standing = after.cases[record.ticket]
    if !standing.awaitsApproval {
      let policy = context.policies.policy(at: record.cause.occurredAt)
      changes += after.payouts(for: standing, policy, at: context.now)
    }
    return changes
  }
}
