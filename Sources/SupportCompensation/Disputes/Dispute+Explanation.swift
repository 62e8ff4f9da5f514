// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension Dispute {
  /// Tells where the dispute stands at an instant, and step by step how it came there.
  ///
  /// Who the customer is, what they said and what they were told is personal; who decided, and the
  /// reasons for the desk, are confidential; see `Audience`.
  ///
  /// - Parameters:
  ///   - now: The present; an instant before the last event is taken as that of the event.
  ///   - zone: By whose clocks instants are told.
  /// - Returns: Where it stands, with a step for each thing that happened.
  public func explanation(at now: Instant, in zone: ZoneRules) -> Explanation {
    let now = max(now, lastEventAt ?? now)
    let about = Explanation.Operand("dispute", .text(id.rawValue))
    guard let opening else { return Explanation(.disputeNotOpened, [about]) }
    let teller = DisputeTeller(dispute: self, opening: opening, zone: zone)
    let steps = rounds.flatMap { teller.steps(of: $0, at: now) }
    let (code, operands) = headline(state(at: now), at: now, teller)
    return Explanation(code, [about] + operands, steps: steps)
  }

  private func headline(
    _ state: State, at now: Instant, _ teller: DisputeTeller
  ) -> (Explanation.Code, [Explanation.Operand]) {
    func level(_ id: DisputeLevel.ID) -> Explanation.Operand { .init("level", id.operand) }
    switch state {
    case .notOpened: return (.disputeNotOpened, [])
    case .collectingEvidence: return (.disputeCollectingEvidence, [])
    case .awaitingCheck: return (.disputeAwaitingCheck, [])
    case .underReview(let id, _, let dueAt, let isOverdue):
      let operands = [level(id), teller.instant("due", dueAt)]
      guard isOverdue else { return (.disputeUnderReview, operands) }
      let late = Explanation.Operand(
        "late", .duration(milliseconds: dueAt.milliseconds(to: now)))
      return (.disputeOverdue, operands + [late])
    case .decided(let id, let at, let until):
      return (
        .disputeDecided, [level(id), teller.instant("at", at), teller.instant("until", until)]
      )
    case .binding(let id, let since, let binding):
      return (
        .disputeBinding,
        [level(id), teller.instant("since", since), .init("why", binding.operand)]
      )
    case .agreed(let at, _): return (.disputeAgreed, [teller.instant("at", at)])
    case .published(let at): return (.disputePublished, [teller.instant("at", at)])
    case .withdrawn(let at): return (.disputeWithdrawn, [teller.instant("at", at)])
    }
  }

  /// Tells whether the dispute may go to court at an instant, and why not.
  public func litigationExplanation(at now: Instant, in zone: ZoneRules) -> Explanation {
    let answer = mayLitigate(at: now)
    let about = Explanation.Operand("dispute", .text(id.rawValue))
    let why = Explanation.Operand("why", answer.operand)
    guard case .allowed(let since, _) = answer else {
      return Explanation(.disputeMayNotLitigate, [about, why])
    }
    let operand = Explanation.Operand(
      "since", .instant(since, utcOffset: zone.offset(at: since)))
    return Explanation(.disputeMayLitigate, [about, operand, why])
  }
}
