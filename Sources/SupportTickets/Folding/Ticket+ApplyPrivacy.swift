// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The fold of blocks and of what concerns the privacy of the file.
extension Ticket {
  mutating func applyAbuse(_ event: Event) {
    switch event.change {
    case .abuseWarned: details.abuse.warnings.append(event.occurredAt)
    case .blocked(let until):
      details.abuse.blockedUntil = until
      details.abuse.blockCount += 1
      details.abuse.appealedAt = nil
      details.abuse.verdict = nil
    case .blockAppealed where details.abuse.blockedUntil != nil:
      details.abuse.appealedAt = event.occurredAt
    case .blockJudged(let verdict) where details.abuse.blockedUntil != nil:
      details.abuse.verdict = verdict
      if verdict == .lifted { details.abuse.blockedUntil = nil }
    default: ignoredEventCount += 1
    }
  }

  mutating func applyPrivacy(_ event: Event) {
    let at = event.occurredAt
    switch event.change {
    case .consentChanged(let consent):
      details.privacy.consents.removeAll { $0 == consent.recipient }
      if consent.isGiven { details.privacy.consents.append(consent.recipient) }
    case .disclosed(let disclosure):
      details.privacy.disclosures.append(Dated(at: at, value: disclosure))
    case .accessed(let purpose):
      details.privacy.accesses.append(Access(at: at, by: event.by, purpose: purpose))
    case .holdChanged(let hold):
      details.privacy.holds.removeAll { $0 == hold.order }
      if hold.holds { details.privacy.holds.append(hold.order) }
    case .erased(let scope): erase(scope, at)
    case .corrected(let correction): details.corrections.append(correction)
    default: ignoredEventCount += 1
    }
  }

  /// An archived or merged ticket stays as it is, but for its privacy and its corrections.
  mutating func applyAfterEnd(_ event: Event) {
    switch event.change {
    case .consentChanged, .disclosed, .accessed, .holdChanged, .erased, .corrected:
      applyPrivacy(event)
    default: ignoredEventCount += 1
    }
  }

  private mutating func erase(_ scope: ErasureScope, _ at: Instant) {
    details.privacy.erasures.append(Dated(at: at, value: scope))
    removeContents(of: scope)
  }

  /// Takes away what is said of people, or what the evidence refers to, and leaves every count and
  /// every instant.
  mutating func removeContents(of scope: ErasureScope) {
    switch scope {
    case .personal: removePersonal()
    case .evidence:
      if let documents = opening?.documents { opening?.documents = documents.map(\.erased) }
      for position in details.documents.indices {
        details.documents[position].value = details.documents[position].value.erased
      }
      for position in details.contacts.indices {
        details.contacts[position].contact.recording = nil
      }
      details.corrections = details.corrections.map { $0.mapChange(\.withoutEvidence) }
    }
  }

  private mutating func removePersonal() {
    opening = opening?.replacingPersonal(with: nil)
    classifiedBy?.reason = nil
    prioritisedBy?.reason = nil
    details.fields = details.fields.map { $0.replacingPersonal(with: nil) }
    for position in details.contacts.indices {
      details.contacts[position].contact = details.contacts[position].contact
        .replacingPersonal(with: nil)
      if details.contacts[position].receipt != nil { details.contacts[position].receipt = "" }
    }
    details.corrections = details.corrections.map { correction in
      correction.mapChange { $0.replacingPersonal(with: nil) }
    }
  }
}
