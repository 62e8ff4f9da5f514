// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Blocks, consent, disclosure, holds and erasure.
extension TicketDecision {
  func abused(_ score: Int) throws(Rejection) -> [Change] {
    guard let rule = policy.abuse else { throw .policySilent(.abuse, .reportAbuse) }
    guard (0...1_000).contains(score) else {
      throw .outOfRange("score", value: score, bounds: 0...1_000)
    }
    if score < rule.bound { throw .nothingToChange(.reportAbuse) }
    let abuse = ticket.details.abuse
    if abuse.isBlocked(at: now) { throw .nothingToChange(.reportAbuse) }
    let (allowance, overflow) = rule.warnings.multipliedReportingOverflow(by: abuse.blockCount + 1)
    if overflow || abuse.warnings.count < allowance { return [.abuseWarned] }
    return [.blocked(until: try policy.due(rule.blockFor, from: now, for: .reportAbuse))]
  }

  func appealed() throws(Rejection) -> [Change] {
    let until = try activeBlock(.appealBlock)
    if ticket.details.abuse.appealedAt != nil {
      throw .alreadyDone("block until \(until)", .appealBlock)
    }
    return [.blockAppealed]
  }

  func judged(_ verdict: Ticket.BlockVerdict) throws(Rejection) -> [Change] {
    _ = try activeBlock(.judgeBlock)
    return [.blockJudged(verdict)]
  }

  private func activeBlock(_ kind: Kind) throws(Rejection) -> Instant {
    guard ticket.details.abuse.isBlocked(at: now), let until = ticket.details.abuse.blockedUntil
    else { throw .unknownName("block", kind) }
    return until
  }

  func consented(_ consent: Ticket.Consent) throws(Rejection) -> [Change] {
    let isGiven = ticket.details.privacy.consents.contains(consent.recipient)
    if isGiven == consent.isGiven { throw .nothingToChange(.changeConsent) }
    return [.consentChanged(consent)]
  }

  func disclosed(_ disclosure: Ticket.Disclosure) throws(Rejection) -> [Change] {
    let isOrdered = !(disclosure.order ?? "").isEmpty
    guard isOrdered || ticket.details.privacy.consents.contains(disclosure.recipient) else {
      throw .disclosureNotAllowed(recipient: disclosure.recipient)
    }
    return [.disclosed(disclosure)]
  }

  func accessed(for purpose: String) throws(Rejection) -> [Change] {
    if purpose.isEmpty { throw .reasonRequired(.recordAccess) }
    return [.accessed(purpose)]
  }

  func held(_ hold: Ticket.LegalHold) throws(Rejection) -> [Change] {
    let holds = ticket.details.privacy.holds.contains(hold.order)
    if holds == hold.holds { throw .nothingToChange(.changeHold) }
    return [.holdChanged(hold)]
  }

  /// A part is erased again once something happened since: a reopened ticket takes in new data, and
  /// so do the events of it that the store keeps.
  private func isErased(_ part: Ticket.ErasureScope) -> Bool {
    guard let last = ticket.details.privacy.erasures.last(where: { $0.value == part }),
      ticket.lastEventAt.map({ $0 <= last.at }) ?? true
    else { return false }
    var again = ticket
    again.removeContents(of: part)
    return again == ticket
  }

  func erased(_ part: Ticket.ErasureScope) throws(Rejection) -> [Change] {
    if isErased(part) { throw .alreadyDone(part.rawValue, .erase) }
    switch ticket.erasure(of: part, under: policy) {
    case .undecided: throw .policySilent(.retention, .erase)
    case .held(let orders): throw .held(by: orders)
    case .never(let rules): throw .kept(until: nil, by: rules)
    case .from(let instant, let rules):
      if now < instant { throw .kept(until: instant, by: rules) }
      return [.erased(part)]
    }
  }
}
