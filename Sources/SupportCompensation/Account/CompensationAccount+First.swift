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
    addFirst(cause, award, context)
    list.append(.awarded(cause, award))
    addPayout(of: cause, award, policy.core, &list)
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

  /// Writes the cause, its case and its sums down.
  private mutating func addFirst(_ cause: Cause, _ award: Award, _ context: CommandContext) {
    let (refund, more) = (award.storage.refund.minorUnits, award.storage.compensation.minorUnits)
    let line = AwardLine(
      at: cause.storage.occurredAt, compensation: more, refund: refund, ticket: counts.cases,
      cause: counts.causes, form: award.storage.terms.form.kind)
    var record = CauseRecord(cause, ticket: Int(counts.cases), currency)
    record.claimedBy = context.by
    record.award = award
    record.state = .awarded
    record.sums.refund = refund
    record.sums.compensation = more
    var standing = CaseRecord(cause.storage.ticket, currency)
    standing.causes.append(Int(counts.causes))
    standing.post(refund, more, in: award.storage.terms.form)
    add(standing, cause)
    add(record, cause)
    add(claimAt: context.now)
    post(line)
  }

  /// Adds the payout of a case that has one award, where there is something to pay.
  private mutating func addPayout(
    of cause: Cause, _ award: Award, _ core: CompensationPolicyCore, _ list: inout EventList
  ) {
    let (refund, more) = (award.storage.refund, award.storage.compensation)
    if refund.minorUnits == 0, more.minorUnits == 0 { return }
    let form = award.storage.terms.form
    let payout = Payout(
      Payout.Name(Int(counts.payouts) + 1, of: payoutPrefix),
      Payout.Part(ticket: cause.storage.ticket, refund: refund, compensation: more), form,
      Self.dueBy(core, list.now), isCharged: false)
    let ticket = Int(counts.cases) - 1
    rows[ticket].standing?.sums.placedRefund = refund.minorUnits
    rows[ticket].standing?.place(more.minorUnits, in: form)
    add(payout)
    list.append(.payoutPlaced(payout))
  }
}
