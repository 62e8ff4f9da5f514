// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// One command to a dispute: what it would change, or why not.
struct DisputeDecision {
  typealias Change = Dispute.Change
  typealias Rejection = Dispute.Rejection

  let dispute: Dispute
  let by: Principal
  let now: Instant
  let policy: DisputePolicy

  func changes(for command: Dispute.Command) throws(Rejection) -> [Change] {
    if case .open(let opening) = command { return try changes(opening: opening) }
    guard let opening = dispute.opening, let round = dispute.round else {
      throw .notOpened(command.kind)
    }
    guard command.kind.isOpen(to: by, customer: opening.customer) else {
      throw .notAllowed(by, command.kind)
    }
    if case .reopen = command { return try changesReopening(round) }
    if policy.version != round.policy {
      throw .otherPolicy(policy.version, expected: round.policy)
    }
    let state = dispute.state(at: now)
    try check(command.kind, in: state)
    switch command {
    case .open, .reopen: return []
    case .fileEvidence(let evidence): return try changes(filing: evidence, in: round)
    case .closeEvidence: return try changesClosingEvidence(of: round)
    case .check(let history): return try changes(checking: opening, against: history)
    case .rule(let verdict, let level, let reasons):
      return try changes(ruling: verdict, as: level, reasons, in: state, round, opening)
    case .appeal: return try changesAppealing(round)
    case .accept: return try changesAccepting(round)
    case .recordAgreement(let reference):
      return try changes(agreeing: reference, in: state, round, opening)
    case .publish(let text): return try changes(publishing: text, in: state, round, opening)
    case .withdraw: return [.withdrawn]
    }
  }

  /// The step is the next one; where another reason says more, that is thrown.
  private func check(
    _ kind: Dispute.Command.Kind, in state: Dispute.State
  ) throws(Rejection) {
    switch (kind, state) {
    case (_, .withdrawn(let at)): throw .withdrawn(at: at)
    case (.rule, .decided(let level, let at, _)): throw .alreadyDecided(level, at: at)
    case (.rule, .binding(let level, let since, _)):
      throw .alreadyDecided(level, at: dispute.round?.decision?.at ?? since)
    case (.appeal, .underReview(let level, _, _, _)), (.accept, .underReview(let level, _, _, _)):
      throw .notDecided(level)
    case (.appeal, .binding(_, let since, let binding)),
      (.accept, .binding(_, let since, let binding)):
      throw .alreadyBinding(since: since, binding)
    case (.withdraw, .binding(_, let since, let binding)):
      throw .alreadyBinding(since: since, binding)
    case (.withdraw, .agreed(let at, _)), (.recordAgreement, .agreed(let at, _)):
      throw .alreadyAgreed(at: at)
    case (.withdraw, .published(let at)), (.publish, .published(let at)):
      throw .alreadyPublished(at: at)
    case (.recordAgreement, .decided(_, _, let until)): throw .notBinding(until: until)
    default:
      if let step = kind.step, step != state.step {
        throw .wrongStep(step, expected: state.step)
      }
    }
  }

  // MARK: Beginning

  private func changes(opening: Dispute.Opening) throws(Rejection) -> [Change] {
    if let round = dispute.rounds.first { throw .alreadyOpened(at: round.openedAt) }
    guard Dispute.Command.Kind.open.isOpen(to: by, customer: opening.customer) else {
      throw .notAllowed(by, .open)
    }
    if opening.claims.minorUnits <= 0 { throw .notPositive(opening.claims) }
    try checkNames(opening.statements)
    return [.opened(opening, policy.version)]
  }

  private func changesReopening(_ round: Dispute.Round) throws(Rejection) -> [Change] {
    guard round.isClosed else { throw .goesOn }
    guard let review = policy.review else { throw .notReviewable }
    let times = dispute.rounds.count - 1
    if times >= review.mostTimes { throw .reviewedBefore(times: times) }
    let window = policy.reviewWindow(at: now)
    guard let window, window.contains(now) else { throw .outsideReviewWindow(next: window) }
    return [.reopened(policy.version)]
  }

  private func checkNames(_ statements: [Dispute.Statement]) throws(Rejection) {
    var seen: Set<String> = []
    for statement in statements {
      if statement.name.isEmpty { throw .empty("name") }
      if !seen.insert(statement.name).inserted { throw .statedTwice(statement.name) }
    }
  }

  // MARK: Evidence and check

  private func changes(
    filing evidence: Dispute.Evidence, in round: Dispute.Round
  ) throws(Rejection) -> [Change] {
    if evidence.kind.rawValue.isEmpty { throw .empty("kind") }
    if evidence.reference.isEmpty { throw .empty("reference") }
    if round.evidence.contains(where: { $0.evidence == evidence }) {
      throw .alreadyFiled(evidence.kind)
    }
    return [.evidenceFiled(evidence)]
  }

  /// What was brought in earlier rounds is still there.
  private func changesClosingEvidence(of round: Dispute.Round) throws(Rejection) -> [Change] {
    let kinds = Set(dispute.rounds.flatMap { $0.evidence.map(\.evidence.kind) })
    let missing = policy.evidence.filter { !kinds.contains($0) }
    if !missing.isEmpty { throw .missingEvidence(missing) }
    return [.evidenceClosed]
  }

  private func changes(
    checking opening: Dispute.Opening, against history: [Dispute.Statement]
  ) throws(Rejection) -> [Change] {
    try checkNames(history)
    return [
      .checked(Dispute.Finding.findings(for: opening.statements, against: history)),
      .reviewPlanned(try policy.terms(from: 0, at: now)),
    ]
  }
}
