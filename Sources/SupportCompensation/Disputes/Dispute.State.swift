// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Dispute {
  /// Where a dispute stands at an instant.
  public enum State: Hashable, Sendable {
    /// Nothing was claimed yet.
    case notOpened
    /// Evidence is brought.
    case collectingEvidence
    /// The evidence is complete; the system check is next.
    case awaitingCheck
    /// A level has to decide, since when and until when; overdue after that where no level takes over
    /// by itself.
    case underReview(DisputeLevel.ID, since: Instant, dueAt: Instant, isOverdue: Bool)
    /// A level decided; each side may accept, or appeal until an instant, that instant included.
    case decided(DisputeLevel.ID, at: Instant, appealUntil: Instant)
    /// A decision binds since an instant; the agreement is next.
    case binding(DisputeLevel.ID, since: Instant, Binding)
    /// The agreement was recorded; it may be published from an instant on.
    case agreed(at: Instant, publishFrom: Instant)
    /// The outcome was published.
    case published(at: Instant)
    /// The customer withdrew the claim.
    case withdrawn(at: Instant)

    /// The step that is next; `nil` before the opening and at the end.
    public var step: Step? {
      switch self {
      case .notOpened, .published, .withdrawn: nil
      case .collectingEvidence: .evidence
      case .awaitingCheck: .systemCheck
      case .underReview, .decided: .review
      case .binding: .agreement
      case .agreed: .publication
      }
    }
  }

  /// Tells where the dispute stands at an instant: a limit that passed counts from when it passed,
  /// whoever looks and whenever.
  ///
  /// - Parameter now: The present; an instant before the last event is taken as that of the event.
  /// - Returns: Where it stands.
  /// - Complexity: O(levels).
  public func state(at now: Instant) -> State {
    guard let round else { return .notOpened }
    return state(of: round, at: max(now, lastEventAt ?? now))
  }

  private func state(of round: Round, at now: Instant) -> State {
    if let at = round.withdrawnAt { return .withdrawn(at: at) }
    if let at = round.publishedAt { return .published(at: at) }
    if let agreement = round.agreement, let at = round.agreedAt {
      return .agreed(at: at, publishFrom: agreement.publishFrom)
    }
    if round.evidenceClosedAt == nil { return .collectingEvidence }
    guard round.check != nil, let plan = round.plans.last else { return .awaitingCheck }
    if let decision = round.decision { return state(after: decision, in: round, at: now) }
    guard let term = plan.term(at: now) else { return .awaitingCheck }
    return .underReview(
      term.level, since: term.startsAt, dueAt: term.dueAt, isOverdue: now > term.dueAt)
  }

  private func state(after decision: RulingRecord, in round: Round, at now: Instant) -> State {
    let level = decision.ruling.level
    guard let until = decision.ruling.appealUntil else {
      return .binding(level, since: decision.at, .lastLevel)
    }
    if Side.allCases.allSatisfy({ side in round.acceptances.contains { $0.side == side } }),
      let last = round.acceptances.map(\.at).max()
    {
      return .binding(level, since: last, .accepted)
    }
    // Exactly at the limit is in time.
    if now > until { return .binding(level, since: until.adding(milliseconds: 1), .notAppealed) }
    return .decided(level, at: decision.at, appealUntil: until)
  }

  /// The next instant by which something has to be done: a level's limit, the end of the time to
  /// appeal, the publication. One that is exactly now still counts.
  ///
  /// - Returns: `nil` where nothing is waited for, or what is waited for is overdue.
  public func nextDeadline(at now: Instant) -> Instant? {
    switch state(at: now) {
    case .underReview(_, _, let dueAt, let isOverdue): isOverdue ? nil : dueAt
    case .decided(_, _, let appealUntil): appealUntil
    case .agreed(_, let publishFrom): publishFrom >= now ? publishFrom : nil
    case .notOpened, .collectingEvidence, .awaitingCheck, .binding, .published, .withdrawn: nil
    }
  }
}
