// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

extension DisputeDecision {
  func changes(
    ruling verdict: Dispute.Verdict, as id: DisputeLevel.ID, _ reasons: Dispute.Reasons,
    in state: Dispute.State, _ round: Dispute.Round, _ opening: Dispute.Opening
  ) throws(Rejection) -> [Change] {
    guard let place = policy.place(of: id) else { throw .unknownLevel(id) }
    let level = policy.levels[place]
    guard case .underReview(let inCharge, _, _, _) = state else { return [] }
    if inCharge != id { throw .wrongLevel(id, inCharge: inCharge) }
    guard case .agent(let agent) = by, level.members.isEmpty || level.members.contains(agent)
    else { throw .notMember(by, id) }
    try checkFreshEyes()
    if reasons.told.isEmpty { throw .empty("told") }
    let awarded = try awarded(by: verdict, of: opening.claims)
    var ruling = Dispute.Ruling(
      level: id, verdict: verdict, reasons: reasons,
      decision: IdempotencyKey(
        of: ["dispute", dispute.id.rawValue, "\(round.number)", id.rawValue]),
      awarded: awarded, costs: nil, appealUntil: nil)
    guard verdict.isDecision else {
      guard level.mayPassOn else { throw .mayNotPassOn(id) }
      return [.ruled(ruling), .reviewPlanned(try policy.terms(from: place + 1, at: now))]
    }
    do throws(MoneyError) {
      ruling.costs = try policy.costs.shares(awarded: awarded, of: opening.claims)
    } catch {
      throw .money(error)
    }
    if let span = level.appealWithin {
      ruling.appealUntil = try policy.due(after: span, level.calendar, from: now)
    }
    return [.ruled(ruling)]
  }

  private func awarded(
    by verdict: Dispute.Verdict, of claim: Money
  ) throws(Rejection) -> Money {
    switch verdict {
    case .upheld: return claim
    case .rejected, .passedOn: return .zero(claim.currency)
    case .partly(let part):
      if part.currency != claim.currency {
        throw .money(.differentCurrencies(claim.currency, part.currency))
      }
      guard part.minorUnits > 0, part.minorUnits < claim.minorUnits else {
        throw .partOutOfRange(part, claim: claim)
      }
      return part
    }
  }

  private func checkFreshEyes() throws(Rejection) {
    if dispute.arbitrators.contains(by) { throw .anotherPersonNeeded(by) }
  }

  private var side: Dispute.Side {
    if case .customer = by { .customer } else { .company }
  }

  func changesAppealing(_ round: Dispute.Round) throws(Rejection) -> [Change] {
    try checkFreshEyes()
    if round.acceptances.contains(where: { $0.side == side }) { throw .alreadyAccepted(side) }
    guard let decision = round.decision, let place = policy.place(of: decision.ruling.level) else {
      return []
    }
    return [.appealed(side), .reviewPlanned(try policy.terms(from: place + 1, at: now))]
  }

  func changesAccepting(_ round: Dispute.Round) throws(Rejection) -> [Change] {
    try checkFreshEyes()
    if round.acceptances.contains(where: { $0.side == side }) { throw .alreadyAccepted(side) }
    return [.accepted(side)]
  }

  // MARK: Agreement and publication

  func changes(
    agreeing reference: String, in state: Dispute.State, _ round: Dispute.Round,
    _ opening: Dispute.Opening
  ) throws(Rejection) -> [Change] {
    guard case .binding(_, _, let binding) = state, let decision = round.decision else { return [] }
    if reference.isEmpty { throw .empty("reference") }
    let ruling = decision.ruling
    let before = dispute.given?.minorUnits ?? 0
    let currency = opening.claims.currency
    func above(_ one: Int64, _ other: Int64) -> Money {
      Money(
        minorUnits: Swift.max(0, Int64.saturatingDifference(one, other)), currency: currency)
    }
    let rule = policy.publication
    return [
      .agreed(
        Dispute.Agreement(
          reference: reference, decision: ruling.decision, binding: binding,
          acceptances: round.acceptances, awarded: ruling.awarded,
          onTop: above(ruling.awarded.minorUnits, before),
          givenTooMuch: above(before, ruling.awarded.minorUnits),
          costs: ruling.costs ?? .company,
          publishFrom: try policy.due(after: rule.after, rule.calendar, from: now)))
    ]
  }

  func changes(
    publishing text: String?, in state: Dispute.State, _ round: Dispute.Round,
    _ opening: Dispute.Opening
  ) throws(Rejection) -> [Change] {
    guard case .agreed(_, let from) = state else { return [] }
    if now < from { throw .tooEarlyToPublish(until: from) }
    if let text {
      if text.isEmpty { throw .empty("text") }
      if names(in: opening).contains(where: { !$0.isEmpty && text.contains($0) }) {
        throw .personalText
      }
    }
    return [.published(Dispute.PublicNotice(text, masks: policy.publication.maskedParts))]
  }

  /// What tells whom or what the dispute is about.
  private func names(in opening: Dispute.Opening) -> [String] {
    let pieces = dispute.rounds.flatMap { $0.evidence.map(\.evidence.reference) }
    return [opening.customer.rawValue, opening.ticket?.rawValue, opening.cause?.rawValue]
      .compactMap { $0 } + pieces
  }
}
