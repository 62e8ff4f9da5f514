// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension CompensationAccount {
  /// Decides and applies the award of a new cause in a new case, as most are: the same as to decide it
  /// and to apply each event, without looking up what cannot be there.
  ///
  /// - Parameters:
  ///   - claim: What is claimed.
  ///   - context: Who commands, when, and under which policy.
  ///   - list: Gets the events.
  /// - Returns: Whether it was one and is applied; where not, the account is as it was, and the events
  ///   are those that follow, or none where the claim was not decided.
  /// - Throws: ``Rejection``, and nothing is changed.
  mutating func performFirst(
    _ claim: Claim, _ context: CommandContext, _ list: inout EventList
  ) throws(Rejection) -> Bool {
    let cause = claim.storage.cause
    guard place(of: cause) == nil, placeOfCase(of: cause) == nil else { return false }
    let policy = context.policies.policy(at: cause.storage.occurredAt)
    let outcome = try outcome(of: claim, policy)
    guard policy.core.paysAtOnce, case .eligible(let award) = outcome, isPlain(award) else {
      try add(outcome, of: claim, policy, context, to: &list)
      return false
    }
    list.take(addFirst(cause, award, policy.core, list))
    version &+= Int64(list.events.count)
    lastEventAt = context.now
    return true
  }

  /// Whether an award is final, in this currency, and paid in one piece.
  private func isPlain(_ award: Award) -> Bool {
    let storage = award.storage
    if storage.isInterim || storage.refund.currency != currency
      || storage.compensation.currency != currency
    {
      return false
    }
    return storage.refund.minorUnits == 0 || storage.terms.form == .cash
  }

  /// Writes the cause, its case, its sums and its payout down.
  ///
  /// - Returns: The events that say so.
  private mutating func addFirst(
    _ cause: Cause, _ award: Award, _ core: CompensationPolicyCore, _ list: EventList
  ) -> [Event] {
    let (refund, more) = (award.storage.refund, award.storage.compensation)
    if refund.minorUnits == 0, more.minorUnits == 0 {
      add(cause, award, nil, by: list.by, at: list.now)
      return [list.event(.awarded(cause, award))]
    }
    let form = award.storage.terms.form
    let name = Payout.Name(Int(counts.payouts) + 1, of: payoutPrefix)
    let dueBy = Self.dueBy(core, list.now)
    let kept = KeptPayout(
      refund.minorUnits, more.minorUnits, form, dueBy: dueBy, ticket: counts.cases)
    add(cause, award, kept, by: list.by, at: list.now)
    return [
      list.event(.awarded(cause, award)),
      list.event(
        .payoutPlaced(
          Payout(
            name, Payout.Part(ticket: cause.storage.ticket, refund: refund, compensation: more),
            form, dueBy, isCharged: false))),
    ]
  }
}
