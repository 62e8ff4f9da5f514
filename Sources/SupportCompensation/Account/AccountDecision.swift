// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// One command to an account: what it would change, or why not.
struct AccountDecision {
  typealias Change = CompensationAccount.Change
  typealias Rejection = CompensationAccount.Rejection

  let account: CompensationAccount
  let by: Principal
  let now: Instant
  let policies: CompensationPolicyVersions

  func changes(for command: CompensationAccount.Command) throws(Rejection) -> [Change] {
    switch command {
    case .claim(let claim): try changes(claiming: claim)
    case .reinstate(let claim): try changes(reinstating: claim)
    case .reverse(let key): try changes(reversing: key)
    case .arbitrate(let key, let compensation, let decision):
      try changes(arbitrating: key, compensation, decision)
    case .approve(let ticket, let level): try changes(approving: ticket, as: level)
    case .refuseApproval(let ticket): try changes(refusingApproval: ticket)
    case .movePayout(let key, let state): try changes(moving: key, to: state)
    case .payCarried: try changesPayingCarried()
    }
  }

  // MARK: Claims

  private func changes(claiming claim: Claim) throws(Rejection) -> [Change] {
    switch account.cause(claim.cause.key)?.state {
    case .reversed: throw .reversed(claim.cause.key)
    case .goingOn where claim.cause.isGoingOn: throw .stillGoingOn(claim.cause.key)
    case .awarded: throw .award(.alreadyAwarded(claim.cause.key))
    case .goingOn, .notEligible, .undecided, nil: return try changes(judging: claim)
    }
  }

  private func changes(reinstating claim: Claim) throws(Rejection) -> [Change] {
    guard let record = account.cause(claim.cause.key) else {
      throw .unknownCause(claim.cause.key)
    }
    guard record.state == .reversed else { throw .notAwarded(claim.cause.key) }
    return try changes(judging: claim)
  }

  private func changes(judging claim: Claim) throws(Rejection) -> [Change] {
    let policy = policies.policy(at: claim.cause.occurredAt)
    let outcome: AwardOutcome
    do throws(AwardError) {
      outcome = try policy.award(for: claim, in: account)
    } catch {
      throw .award(error)
    }
    var changes: [Change]
    switch outcome {
    case .eligible(let award) where award.isInterim:
      changes = [.delayOpened(claim.cause, award)]
    case .eligible(let award):
      changes = [.awarded(claim.cause, award)]
      if let record = account.standing(of: claim.cause.ticket) {
        try checkOnTop(record, award.compensation)
      }
      let place = account.place(of: claim.cause.ticket)
      var record =
        place.map { account.cases[$0] } ?? CaseRecord(claim.cause.ticket, account.currency)
      record.post(award)
      changes += next(for: record, policy)
    case .notEligible(let denial): changes = [.refused(claim.cause, denial)]
    case .amountUnknown(let rule, let missing), .notAssessable(let rule, let missing):
      changes = [.undecided(claim.cause, rule, missing: missing)]
    }
    for rule in policy.options.serialClaims {
      if let count = serialClaims(rule) { changes.append(.flagged(rule.id, claims: count)) }
    }
    return changes
  }

  /// How many claims there are with this one, where it is the one that makes them too many.
  private func serialClaims(_ rule: SerialClaimRule) -> Int? {
    let start = now.adding(milliseconds: -rule.withinMilliseconds)
    var count = 1
    for instant in account.claimedAt.reversed() {
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

  // MARK: Approval and payment

  /// What follows from a case's new sum: somebody has to agree, or it is to be paid.
  func next(for record: CaseRecord, _ policy: CompensationPolicy) -> [Change] {
    let total = Self.total(record, policy.options.approvalCovers)
    let level = policy.options.approvals.last { total.minorUnits > $0.above.minorUnits }
    if let level, record.approval?.isComplete != true {
      guard record.approval?.total != total || record.approval?.level != level.id else {
        return []
      }
      if total.minorUnits == 0 { return [] }
      return [
        .approvalAsked(
          record.ticket,
          Approval(level: level.id, total: total, people: level.people, by: []))
      ]
    }
    return PayoutPlan(account: account, now: now).payouts(for: record, policy)
  }

  static func total(_ record: CaseRecord, _ covers: AwardCap.Cover) -> Money {
    let refund = covers == .refundAndCompensation ? record.refund.minorUnits : 0
    return Money(
      minorUnits: .saturatingSum(record.onTop.minorUnits, refund),
      currency: record.refund.currency)
  }
}

extension CaseRecord {
  /// Takes up what an award adds, to see what would follow.
  mutating func post(_ award: Award) {
    refund.minorUnits = .saturatingSum(refund.minorUnits, award.refund.minorUnits)
    compensation.minorUnits = .saturatingSum(
      compensation.minorUnits, award.compensation.minorUnits)
    form = award.form
    if !award.refund.isZero || !award.compensation.isZero { approval = nil }
  }
}
