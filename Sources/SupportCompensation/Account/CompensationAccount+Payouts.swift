// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

extension CompensationAccount {
  /// What follows from a case's new sum: somebody has to agree, or it is to be paid.
  func next(
    for record: CaseRecord, _ policy: CompensationPolicy, at now: Instant,
    dueBy: Instant? = nil
  ) -> [Change] {
    var list = EventList(by: .system, at: now)
    addNext(for: record, policy, dueBy: dueBy, to: &list)
    return list.events.map(\.change)
  }

  /// Adds what follows from a case's new sum.
  func addNext(
    for record: CaseRecord, _ policy: CompensationPolicy, dueBy: Instant? = nil,
    to list: inout EventList
  ) {
    guard record.hasUnplaced else { return }
    let levels = policy.core.draft.options.approvals
    if !levels.isEmpty, record.approval?.isComplete != true {
      let total = record.total(policy.core.draft.options.approvalCovers)
      if let level = levels.last(where: { total.minorUnits > $0.above.minorUnits }) {
        if record.approval?.total == total, record.approval?.level == level.id { return }
        let approval = Approval(level: level.id, total: total, people: level.people, by: [])
        list.append(.approvalAsked(record.ticket, approval))
        return
      }
    }
    addPayouts(for: record, policy, dueBy: dueBy, to: &list)
  }

  /// The payout of a case; see ``addPayouts(for:_:isForced:isPenalty:dueBy:to:)``.
  func payouts(
    for record: CaseRecord, _ policy: CompensationPolicy, at now: Instant,
    isForced: Bool = false, isPenalty: Bool = false, dueBy earlier: Instant? = nil
  ) -> [Change] {
    var list = EventList(by: .system, at: now)
    addPayouts(
      for: record, policy, isForced: isForced, isPenalty: isPenalty, dueBy: earlier, to: &list)
    return list.events.map(\.change)
  }

  /// Adds the payout of a case: what it stands at, less what was placed before, with what was carried
  /// forward from others.
  ///
  /// - Parameters:
  ///   - record: The case as it stands after the change.
  ///   - policy: The policy, for the terms of payment.
  ///   - isForced: Whether also sums are paid that would be carried forward.
  ///   - isPenalty: Whether it is for a late payout: it waits for no others, and has no penalty of its
  ///     own.
  ///   - earlier: By when it was promised before, where it was placed before.
  ///   - list: Gets one event for each form, or none where nothing is to be placed.
  private func addPayouts(
    for record: CaseRecord, _ policy: CompensationPolicy, isForced: Bool = false,
    isPenalty: Bool = false, dueBy earlier: Instant? = nil, to list: inout EventList
  ) {
    var number = Int(counts.payouts) + 1
    var back = record.unplacedRefund
    let least = isPenalty ? nil : policy.core.draft.options.payment.carriedBelow
    for position in 0..<record.unplacedCount {
      guard let (form, part) = record.unplaced(at: position, &back) else { continue }
      let dueBy = earlier ?? Self.dueBy(policy.core, list.now)
      let name = Payout.Name(number, of: payoutPrefix)
      if let least {
        var payout = Payout(name, part, form, dueBy, isCharged: isPenalty)
        addCarried(form, to: &payout, beside: record.ticket)
        let sum = payout.parts.reduce(0 as Int64) { .saturatingSum($0, $1.total) }
        if sum < least.minorUnits, !isForced { continue }
        list.append(.payoutPlaced(payout))
      } else {
        list.append(.payoutPlaced(Payout(name, part, form, dueBy, isCharged: isPenalty)))
      }
      number += 1
    }
  }

  /// Adds what was carried forward of other cases in one form.
  private func addCarried(_ form: AwardForm, to payout: inout Payout, beside ticket: TicketID) {
    for row in rows {
      guard let other = row.standing else { return }
      if other.ticket == ticket || other.awaitsApproval { continue }
      var back = other.unplacedRefund
      for position in 0..<other.unplacedCount {
        if let more = other.unplaced(at: position, &back), more.form == form {
          payout.add(more.part)
        }
      }
    }
  }

  static func dueBy(
    _ core: CompensationPolicyCore, _ now: Instant
  ) -> Instant? {
    guard let within = core.draft.options.payment.within else { return nil }
    let calendar = core.draft.options.payment.calendar
    let clock = calendar.flatMap { core.clocks[$0] } ?? core.wallClock
    return clock.due(after: within, from: now)
  }

  // MARK: Commands

  func changes(
    moving key: IdempotencyKey, to state: Payout.State, _ context: CommandContext
  ) throws(Rejection) -> [Change] {
    guard let payout = payout(key) else { throw .unknownPayout(key) }
    guard payout.state.next.contains(state) else {
      throw .wrongMove(key, from: payout.state, to: state)
    }
    var changes = [Change.payoutMoved(key, to: state)]
    if state.isUnsent { return changes + changesTakingBack(payout, after: changes, context) }
    guard state == .settled, let charge = try penalty(for: payout, context) else { return changes }
    changes.append(.latePaymentCharged(key, charge))
    let after = applying(changes, context)
    if let ticket = payout.parts.first?.ticket, let record = after.standing(of: ticket),
      !record.awaitsApproval
    {
      changes += after.payouts(
        for: record, policy(for: record, context), at: context.now, isPenalty: true)
    }
    return changes
  }

  /// A payout that came back is not sent again where it is no longer owed; what is, is placed anew.
  private func changesTakingBack(
    _ payout: Payout, after changes: [Change], _ context: CommandContext
  ) -> [Change] {
    var after = applying(changes, context)
    var more: [Change] = []
    for part in payout.parts {
      guard let ticket = place(of: part.ticket) else { continue }
      let withdrawn = after.withdrawals(ofCase: ticket, context)
      after = after.applying(withdrawn, context)
      more += withdrawn
      guard let record = after.standing(at: ticket) else { continue }
      if withdrawn.isEmpty || record.awaitsApproval { continue }
      let placed = after.payouts(
        for: record, policy(for: record, context), at: context.now, dueBy: payout.dueBy)
      after = after.applying(placed, context)
      more += placed
    }
    return more
  }

  /// What a payout costs that was sent after the instant by which it was promised.
  private func penalty(
    for payout: Payout, _ context: CommandContext
  ) throws(Rejection) -> Money? {
    guard !payout.isCharged, let dueBy = payout.dueBy, let sentAt = payout.sentAt, sentAt > dueBy,
      let ticket = payout.parts.first?.ticket, let record = standing(of: ticket)
    else { return nil }
    let core = policy(for: record, context).core
    guard let program = core.penalty else { return nil }
    let total = Money(
      minorUnits: .saturatingSum(payout.refund.minorUnits, payout.compensation.minorUnits),
      currency: currency)
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

  func changesPayingCarried(_ context: CommandContext) throws(Rejection) -> [Change] {
    var changes: [Change] = []
    var after = self
    for ticket in cases.map(\.ticket) {
      guard let record = after.standing(of: ticket), !record.awaitsApproval else { continue }
      let placed = after.payouts(
        for: record, policy(for: record, context), at: context.now, isForced: true)
      changes += placed
      after = after.applying(placed, context)
    }
    if changes.isEmpty { throw .nothingCarried }
    return changes
  }

  // MARK: Helpers

  /// The account after some changes.
  func applying(_ changes: [Change], _ context: CommandContext) -> Self {
    var after = self
    for change in changes { after.apply(Event(change, by: context.by, at: context.now)) }
    return after
  }

  /// The policy of the latest cause that a case was awarded for, or of one that is to be.
  func policy(
    for record: CaseRecord, with instant: Instant? = nil, _ context: CommandContext
  ) -> CompensationPolicy {
    if let only = context.policies.only { return only }
    let instants = record.causes.compactMap { cause(at: $0) }.filter { $0.state == .awarded }
      .map(\.cause.occurredAt)
    return context.policies.policy(
      at: (instants + [instant].compactMap { $0 }).max() ?? context.now)
  }
}

extension Payout.Part {
  /// Both sums, in minor units.
  fileprivate var total: Int64 { .saturatingSum(refund.minorUnits, compensation.minorUnits) }
}
