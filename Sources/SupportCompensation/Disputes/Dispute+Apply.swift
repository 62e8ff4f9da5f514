// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Dispute {
  /// Folds one event; refuses nothing, so that every recorded history can be read. An event that
  /// cannot concern the dispute as it stands changes nothing but ``version`` and ``lastEventAt``.
  ///
  /// - Complexity: O(1)
  public mutating func apply(_ event: Event) {
    version &+= 1
    lastEventAt = Swift.max(lastEventAt ?? event.occurredAt, event.occurredAt)
    switch event.change {
    case .opened(let opening, let policy):
      guard rounds.isEmpty else { return }
      self.opening = opening
      rounds = [Round(1, policy: policy, at: event.occurredAt, by: event.by)]
    case .reopened(let policy):
      guard let round, round.isClosed else { return }
      rounds.append(
        Round(round.number + 1, policy: policy, at: event.occurredAt, by: event.by))
    default:
      guard !rounds.isEmpty else { return }
      rounds[rounds.count - 1].apply(event)
    }
  }
}

extension Dispute.Round {
  fileprivate mutating func apply(_ event: Dispute.Event) {
    let at = event.occurredAt
    switch event.change {
    case .opened, .reopened: break
    case .evidenceFiled(let piece):
      evidence.append(Dispute.EvidenceEntry(evidence: piece, at: at, by: event.by))
    case .evidenceClosed: evidenceClosedAt = evidenceClosedAt ?? at
    case .checked(let findings): check = check ?? Dispute.Check(at: at, findings: findings)
    case .reviewPlanned(let terms):
      let isOpen = plans.last.map { $0.endedAt == nil } ?? false
      guard !terms.isEmpty, check != nil, !isOpen, !isClosed else { return }
      plans.append(Dispute.Plan(terms: terms))
      acceptances = []
    case .ruled(let ruling):
      guard !plans.isEmpty, plans[plans.count - 1].endedAt == nil else { return }
      plans[plans.count - 1].endedAt = at
      rulings.append(Dispute.RulingRecord(ruling: ruling, at: at, by: event.by))
    case .appealed(let side):
      guard let decision else { return }
      appeals.append(Dispute.Appeal(side: side, level: decision.ruling.level, at: at))
    case .accepted(let side):
      guard decision != nil, !acceptances.contains(where: { $0.side == side }) else { return }
      acceptances.append(Dispute.Acceptance(side: side, by: event.by, at: at))
    case .agreed(let new):
      guard agreement == nil, withdrawnAt == nil else { return }
      agreement = new
      agreedAt = at
    case .published(let new):
      guard publishedAt == nil, agreement != nil else { return }
      notice = new
      publishedAt = at
    case .withdrawn: if !isClosed { withdrawnAt = at }
    }
  }
}
