// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Who commands, when, and under which policy.
struct CommandContext {
  let by: Principal
  let now: Instant
  let policies: CompensationPolicyVersions
}

extension CompensationAccount {
  func changes(
    for command: Command, _ context: CommandContext
  ) throws(Rejection) -> [Change] {
    switch command {
    case .claim(let claim): try changes(claiming: claim, context)
    case .reinstate(let claim): try changes(reinstating: claim, context)
    case .reverse(let key): try changes(reversing: key, context)
    case .arbitrate(let key, let compensation, let decision):
      try changes(arbitrating: key, compensation, decision, context)
    case .approve(let ticket, let level): try changes(approving: ticket, as: level, context)
    case .refuseApproval(let ticket): try changes(refusingApproval: ticket, context)
    case .movePayout(let key, let state): try changes(moving: key, to: state, context)
    case .payCarried: try changesPayingCarried(context)
    }
  }

  private func changes(
    claiming claim: Claim, _ context: CommandContext
  ) throws(Rejection) -> [Change] {
    if let place = place(of: claim.storage.cause) {
      switch causes[place].state {
      case .reversed: throw .reversed(claim.storage.cause.key)
      case .awarded: throw .award(.alreadyAwarded(claim.storage.cause.key))
      case .goingOn where claim.storage.cause.isGoingOn:
        throw .stillGoingOn(claim.storage.cause.key)
      case .goingOn, .notEligible, .undecided: break
      }
    }
    return try changes(judging: claim, context)
  }

  private func changes(
    reinstating claim: Claim, _ context: CommandContext
  ) throws(Rejection) -> [Change] {
    guard let place = place(of: claim.storage.cause.key) else {
      throw .unknownCause(claim.storage.cause.key)
    }
    guard causes[place].state == .reversed else { throw .notAwarded(claim.storage.cause.key) }
    return try changes(judging: claim, context)
  }

  private func changes(
    judging claim: Claim, _ context: CommandContext
  ) throws(Rejection) -> [Change] {
    let policy = context.policies.policy(at: claim.storage.cause.occurredAt)
    let outcome: AwardOutcome
    do throws(AwardError) {
      outcome = try policy.award(for: claim, in: self)
    } catch {
      throw .award(error)
    }
    var changes: [Change]
    switch outcome {
    case .eligible(let award) where award.isInterim:
      changes = [.delayOpened(claim.storage.cause, award)]
    case .eligible(let award):
      changes = [.awarded(claim.storage.cause, award)]
      var record = record(for: claim.storage.cause)
      try checkOnTop(record, award.compensation)
      record.post(
        award.storage.refund.minorUnits, award.storage.compensation.minorUnits,
        in: award.storage.terms.form)
      let whole = self.policy(for: record, with: claim.storage.cause.occurredAt, context)
      addNext(for: record, whole, at: context.now, to: &changes)
    case .notEligible(let denial): changes = [.refused(claim.storage.cause, denial)]
    case .amountUnknown(let rule, let missing), .notAssessable(let rule, let missing):
      changes = [.undecided(claim.storage.cause, rule, missing: missing)]
    }
    for rule in policy.options.serialClaims {
      if let count = serialClaims(rule, at: context.now) {
        changes.append(.flagged(rule.id, claims: count))
      }
    }
    return changes
  }

  /// What a case stands at, nothing for a new one.
  private func record(for cause: Cause) -> CaseRecord {
    placeOfCase(of: cause).map { cases[$0] } ?? CaseRecord(cause.storage.ticket, currency)
  }

  /// How many claims there are with this one, where they are too many.
  private func serialClaims(_ rule: SerialClaimRule, at now: Instant) -> Int? {
    let start = now.adding(milliseconds: -rule.withinMilliseconds)
    var count = 1
    for instant in claimedAt.reversed() {
      guard instant > start else { break }
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
    if refund != 0 || compensation != 0 { approval = nil }
  }

  /// The sum that approvals are about.
  func total(_ covers: AwardCap.Cover) -> Money {
    let refund = covers == .refundAndCompensation ? refund.minorUnits : 0
    return Money(
      minorUnits: .saturatingSum(onTop.minorUnits, refund), currency: compensation.currency)
  }
}
