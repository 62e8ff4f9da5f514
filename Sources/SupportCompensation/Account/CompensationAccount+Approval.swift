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
    let hasClaimed = record.causes.contains {
      let cause = cause(at: $0)
      return cause?.state == .awarded && cause?.claimedBy == context.by
    }
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
    let back = CompensationPolicyCore.increment(from: record.placedRefund, to: record.refund)
    let more = CompensationPolicyCore.increment(
      from: record.placedCompensation, to: record.compensation)
    let changes =
      [Change.approvalRefused(ticket)]
      + takenBack(from: record, back.minorUnits, more.minorUnits, mayReverse: true)
    let after = applying(changes, context)
    guard let rest = after.standing(of: ticket) else { return changes }
    // What arbitration gave was held with it, and needs nobody else.
    return changes + after.payouts(for: rest, policy(for: rest, context), at: context.now)
  }

  /// Takes sums back from the causes of a case, the latest first; a cause of which a part is left
  /// keeps that.
  ///
  /// - Parameters:
  ///   - record: The case.
  ///   - refund: How much of the refund, in minor units.
  ///   - compensation: How much of what is on top, in minor units.
  ///   - mayReverse: Whether a cause that keeps nothing counts as reversed.
  /// - Returns: An event for each cause.
  func takenBack(
    from record: CaseRecord, _ refund: Int64, _ compensation: Int64, mayReverse: Bool
  ) -> [Change] {
    var changes: [Change] = []
    let zero = Money.zero(currency)
    var (back, more) = (refund, compensation)
    for place in record.causes.reversed() {
      guard let cause = cause(at: place), cause.state == .awarded else { continue }
      let refund = Swift.min(back, Swift.max(0, cause.refund.minorUnits))
      let compensation = Swift.min(more, Swift.max(0, cause.compensation.minorUnits))
      if refund == 0, compensation == 0 { continue }
      back -= refund
      more -= compensation
      if mayReverse, refund == cause.refund.minorUnits,
        compensation == cause.compensation.minorUnits,
        cause.arbitrated.isZero
      {
        changes.append(
          .reversed(
            cause.cause.key, refund: cause.refund, compensation: cause.compensation,
            arbitrated: zero))
      } else {
        changes.append(
          .adjusted(
            cause.cause.key, refund: Money(minorUnits: -refund, currency: currency),
            compensation: Money(minorUnits: -compensation, currency: currency)))
      }
    }
    return changes
  }

  /// Whether a level is the one that has to agree, or stands in for it, or for one that does.
  private static func mayApprove(
    _ level: ApprovalLevel.ID, for needed: ApprovalLevel.ID, _ levels: [ApprovalLevel]
  ) -> Bool {
    var (pending, seen) = ([needed], Set([needed]))
    while let next = pending.popLast() {
      if next == level { return true }
      for other in levels.first(where: { $0.id == next })?.orBy ?? []
      where seen.insert(other).inserted {
        pending.append(other)
      }
    }
    return false
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
    guard let before = standing(at: record.ticket) else { throw .unknownCause(key) }
    try checkOnTop(before, compensation)
    var changes = [Change.arbitrated(key, compensation: compensation, decision: decision)]
    let after = applying(changes, context)
    // The arbitrators are who agrees: no level is asked again.
    if let standing = after.standing(at: record.ticket), !standing.awaitsApproval {
      changes += after.payouts(for: standing, policy(for: standing, context), at: context.now)
    }
    return changes
  }
}
