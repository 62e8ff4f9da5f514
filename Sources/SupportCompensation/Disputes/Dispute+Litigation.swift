// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Dispute {
  /// Whether a dispute may go to court: arbitration comes first.
  public enum Litigation: Hashable, Sendable {
    /// It may, since an instant.
    case allowed(since: Instant, Exhaustion)
    /// It may not, for this reason.
    case refused(Bar)

    /// Why arbitration is exhausted.
    public enum Exhaustion: String, Hashable, Sendable, Codable, CaseIterable {
      /// The last level decided.
      case lastLevelDecided
      /// The last level let its time pass.
      case lastLevelSilent
    }

    /// Why a dispute may not go to court.
    public enum Bar: Hashable, Sendable {
      /// Nothing was claimed.
      case notOpened
      /// Arbitration goes on with that step.
      case goesOn(Step)
      /// Nobody appealed against a decision that could have been appealed against.
      case notAppealed(since: Instant)
      /// Both sides accepted a decision.
      case accepted(since: Instant)
      /// The customer withdrew.
      case withdrawn(at: Instant)
    }
  }

  /// Tells whether the dispute may go to court at an instant.
  ///
  /// Once arbitration is exhausted it stays so, also while the dispute is reviewed again; only a
  /// decision that both sides accept in a later round takes it back, until that round is reopened. What
  /// the customer withdrew does not go to court.
  ///
  /// - Complexity: O(rounds + levels).
  public func mayLitigate(at now: Instant) -> Litigation {
    let now = max(now, lastEventAt ?? now)
    guard let round else { return .refused(.notOpened) }
    if let agreement = round.agreement, agreement.binding == .accepted, let at = round.agreedAt {
      return .refused(.accepted(since: agreement.acceptances.map(\.at).max() ?? at))
    }
    let state = state(at: now)
    if case .binding(_, let since, .accepted) = state { return .refused(.accepted(since: since)) }
    for round in rounds {
      if let (since, why) = round.exhaustion(at: now) { return .allowed(since: since, why) }
    }
    if case .withdrawn(let at) = state { return .refused(.withdrawn(at: at)) }
    if let step = state.step, step == .evidence || step == .systemCheck || step == .review {
      return .refused(.goesOn(step))
    }
    // It binds, though neither was it accepted by both sides nor decided by the last level.
    let until = round.decision?.ruling.appealUntil ?? now
    return .refused(.notAppealed(since: until.adding(milliseconds: 1)))
  }
}

extension Dispute.Round {
  /// Since when no level is left, and why; `nil` where one is, or the customer withdrew.
  fileprivate func exhaustion(
    at now: Instant
  ) -> (since: Instant, why: Dispute.Litigation.Exhaustion)? {
    if withdrawnAt != nil { return nil }
    if let plan = plans.last, let term = plan.terms.last, term.isLast,
      plan.endedAt ?? now > term.dueAt
    {
      return (term.dueAt.adding(milliseconds: 1), .lastLevelSilent)
    }
    guard let decision, decision.isLast else { return nil }
    return (decision.at, .lastLevelDecided)
  }
}
