// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Who commands, when, and under which policy.
struct CommandContext {
  let by: Principal
  let now: Instant
  let policies: CompensationPolicyVersions
}

/// The events that a command causes, while they are decided.
struct EventList {
  private(set) var events: [CompensationAccount.Event] = []
  let by: Principal
  let now: Instant
  let reason: String?

  init(by principal: Principal, at now: Instant, because reason: String? = nil) {
    by = principal
    self.now = now
    self.reason = reason
  }

  /// Adds the event that a change makes.
  mutating func append(_ change: consuming CompensationAccount.Change) {
    // An award mostly brings a payout.
    if events.isEmpty { events.reserveCapacity(2) }
    events.append(event(change))
  }

  /// The event that a change makes.
  @inline(__always)
  func event(_ change: consuming CompensationAccount.Change) -> CompensationAccount.Event {
    CompensationAccount.Event(change, by: by, at: now, because: reason)
  }

  /// Takes the events that a command causes, all at once.
  mutating func take(_ events: consuming [CompensationAccount.Event]) { self.events = events }
}

extension CompensationAccount {
  func decide(
    _ command: Command, _ context: CommandContext, _ list: inout EventList
  ) throws(Rejection) {
    let changes: [Change]
    switch command {
    case .claim(let claim): return try decide(claiming: claim, context, &list)
    case .reinstate(let claim): return try decide(reinstating: claim, context, &list)
    case .reverse(let key): changes = try self.changes(reversing: key, context)
    case .arbitrate(let key, let compensation, let decision):
      changes = try self.changes(arbitrating: key, compensation, decision, context)
    case .approve(let ticket, let level):
      changes = try self.changes(approving: ticket, as: level, context)
    case .refuseApproval(let ticket):
      changes = try self.changes(refusingApproval: ticket, context)
    case .movePayout(let key, let state):
      changes = try self.changes(moving: key, to: state, context)
    case .payCarried: changes = try changesPayingCarried(context)
    }
    for change in changes { list.append(change) }
  }

  private func decide(
    claiming claim: Claim, _ context: CommandContext, _ list: inout EventList
  ) throws(Rejection) {
    if let place = place(of: claim.storage.cause) {
      switch rows[place].cause?.state {
      case .reversed: throw .reversed(claim.storage.cause.key)
      case .awarded: throw .award(.alreadyAwarded(claim.storage.cause.key))
      case .goingOn where claim.storage.cause.isGoingOn:
        throw .stillGoingOn(claim.storage.cause.key)
      case .goingOn, .notEligible, .undecided, nil: break
      }
    }
    try decide(judging: claim, context, &list)
  }

  private func decide(
    reinstating claim: Claim, _ context: CommandContext, _ list: inout EventList
  ) throws(Rejection) {
    guard let record = cause(claim.storage.cause.key) else {
      throw .unknownCause(claim.storage.cause.key)
    }
    guard record.state == .reversed else { throw .notAwarded(claim.storage.cause.key) }
    try decide(judging: claim, context, &list)
  }

  private func decide(
    judging claim: Claim, _ context: CommandContext, _ list: inout EventList
  ) throws(Rejection) {
    let policy = context.policies.policy(at: claim.storage.cause.occurredAt)
    try add(outcome(of: claim, policy), of: claim, policy, context, to: &list)
  }

  /// What a policy says of a claim.
  func outcome(
    of claim: Claim, _ policy: CompensationPolicy
  ) throws(Rejection) -> AwardOutcome {
    do throws(AwardError) {
      return try policy.award(for: claim, in: self)
    } catch {
      throw .award(error)
    }
  }

  /// Adds what follows from what a policy says of a claim.
  func add(
    _ outcome: AwardOutcome, of claim: Claim, _ policy: CompensationPolicy,
    _ context: CommandContext, to list: inout EventList
  ) throws(Rejection) {
    switch outcome {
    case .eligible(let award) where award.isInterim:
      list.append(.delayOpened(claim.storage.cause, award))
    case .eligible(let award):
      var record = record(for: claim.storage.cause)
      try checkOnTop(record, award.compensation)
      record.post(
        award.storage.refund.minorUnits, award.storage.compensation.minorUnits,
        in: award.storage.terms.form)
      let whole = self.policy(for: record, with: claim.storage.cause.occurredAt, context)
      list.append(.awarded(claim.storage.cause, award))
      addNext(for: record, whole, to: &list)
    case .notEligible(let denial):
      list.append(.refused(claim.storage.cause, denial))
    case .amountUnknown(let rule, let missing), .notAssessable(let rule, let missing):
      list.append(.undecided(claim.storage.cause, rule, missing: missing))
    }
    for rule in policy.core.draft.options.serialClaims {
      if let count = serialClaims(rule, at: context.now) {
        list.append(.flagged(rule.id, claims: count))
      }
    }
  }

  /// What a case stands at, nothing for a new one.
  private func record(for cause: Cause) -> CaseRecord {
    placeOfCase(of: cause).flatMap { standing(at: $0) }
      ?? CaseRecord(cause.storage.ticket, currency)
  }

  /// How many claims there are with this one, where they are too many.
  private func serialClaims(_ rule: SerialClaimRule, at now: Instant) -> Int? {
    let start = now.adding(milliseconds: -rule.withinMilliseconds)
    var count = 1
    for row in rows.prefix(Int(counts.claims)).reversed() {
      guard row.claimedAt > start else { break }
      count += 1
    }
    return count >= rule.claims ? count : nil
  }

  /// What a case is paid on top stays a sum of 64 bits.
  func checkOnTop(_ record: CaseRecord, _ more: Money) throws(Rejection) {
    do throws(MoneyError) {
      _ = try record.compensation + record.arbitrated + record.penalties + more
    } catch {
      throw .money(error)
    }
  }
}

extension CaseRecord {
  /// Takes up what an award or a reversal adds, in minor units.
  mutating func post(_ refund: Int64, _ compensation: Int64, in form: AwardForm) {
    sums.refund.add(saturating: refund)
    sums.compensation.add(saturating: compensation)
    owe(compensation, in: form)
    if hasRare, refund != 0 || compensation != 0 { approval = nil }
  }

  /// The sum that approvals are about.
  func total(_ covers: AwardCap.Cover) -> Money {
    let refund = covers == .refundAndCompensation ? refund.minorUnits : 0
    return Money(
      minorUnits: .saturatingSum(onTop.minorUnits, refund), currency: compensation.currency)
  }
}
