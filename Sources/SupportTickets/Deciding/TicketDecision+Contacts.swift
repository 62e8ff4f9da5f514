// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Conversations and care.
extension TicketDecision {
  private func known(_ id: ContactID, _ kind: Kind) throws(Rejection) -> Ticket.ContactState {
    guard let contact = ticket.details.contact(id) else {
      throw .unknownName("contact \(id)", kind)
    }
    return contact
  }

  func started(_ contact: Ticket.Contact) throws(Rejection) -> [Change] {
    if ticket.details.contact(contact.id) != nil {
      throw .alreadyDone("contact \(contact.id)", .startContact)
    }
    if let recording = contact.recording, policy.recordings?.mustBeEncrypted == true,
      (recording.key ?? "").isEmpty
    {
      throw .recordingInTheClear(contact.id)
    }
    return [.contactStarted(contact)]
  }

  func ended(_ id: ContactID, _ receipt: String?) throws(Rejection) -> [Change] {
    let contact = try known(id, .endContact)
    if contact.endedAt != nil { throw .alreadyDone("contact \(id)", .endContact) }
    guard let receipt, !receipt.isEmpty else {
      if policy.receiptNeeded {
        throw .missing([TicketPolicy.Missing(.receipt, by: TicketPolicy.receiptRule)])
      }
      return [.contactEnded(id)]
    }
    return [.contactEnded(id), .receiptIssued(Ticket.Receipt(id, code: receipt))]
  }

  func recorded(_ record: Ticket.ContactRecord) throws(Rejection) -> [Change] {
    let contact = try known(record.contact, .recordContact)
    if contact.record == record.record { throw .nothingToChange(.recordContact) }
    return [.contactRecorded(record)]
  }

  func rated(_ rating: Ticket.Rating) throws(Rejection) -> [Change] {
    let contact = try known(rating.contact, .rate)
    guard (1...5).contains(rating.stars) else {
      throw .outOfRange("stars", value: rating.stars, bounds: 1...5)
    }
    if contact.stars != nil { throw .alreadyDone("rating of \(rating.contact)", .rate) }
    guard let rule = policy.dissatisfaction, rating.stars <= rule.mostStars else {
      return [.rated(rating)]
    }
    return [.rated(rating), .escalated(Ticket.Escalation(.dissatisfied, to: rule.escalateTo))]
  }

  func dissatisfied() throws(Rejection) -> [Change] {
    guard let rule = policy.dissatisfaction else {
      throw .policySilent(.dissatisfaction, .reportDissatisfaction)
    }
    return [.escalated(Ticket.Escalation(.dissatisfied, to: rule.escalateTo))]
  }

  func inspected(_ inspection: Ticket.Inspection) throws(Rejection) -> [Change] {
    _ = try known(inspection.contact, .inspect)
    guard (0...1_000).contains(inspection.score) else {
      throw .outOfRange("score", value: inspection.score, bounds: 0...1_000)
    }
    guard let rule = policy.inspection, inspection.score < rule.below else {
      return [.inspected(inspection)]
    }
    return [
      .inspected(inspection), .escalated(Ticket.Escalation(.inspection, to: rule.escalateTo)),
    ]
  }

  func violated(_ violation: Ticket.Violation) throws(Rejection) -> [Change] {
    _ = try known(violation.contact, .recordViolation)
    return [.violationRecorded(violation)]
  }

  func planned(_ plan: Ticket.FollowUp) throws(Rejection) -> [Change] {
    if ticket.details.followUps.contains(where: { $0.plan.id == plan.id }) {
      throw .alreadyDone(plan.id, .planFollowUp)
    }
    return [.followUpPlanned(plan)]
  }

  func notified(of purpose: String) throws(Rejection) -> [Change] {
    guard let rule = policy.notices.first(where: { $0.purpose == purpose }) else {
      throw .policySilent(.notices, .sendNotice)
    }
    return [.noticeSent(Ticket.Notice(purpose, over: rule.channels))]
  }

  /// A contact that recurs plans its successor.
  func completed(_ name: String) throws(Rejection) -> [Change] {
    let state = ticket.details.followUps.first { $0.plan.id == name }
    guard let state else { throw .unknownName("follow-up \(name)", .completeFollowUp) }
    if state.doneAt != nil { throw .alreadyDone(name, .completeFollowUp) }
    let rule = policy.followUps.first { rule in
      rule.every != nil && ticket.isFollowUp(name, of: rule)
    }
    guard let rule, let every = rule.every else { return [.followUpDone(name)] }
    let due = try policy.due(every, from: now, for: .completeFollowUp)
    return [.followUpDone(name), .followUpPlanned(ticket.nextFollowUp(of: rule, dueAt: due))]
  }
}

extension TicketPolicy {
  /// The name under which a missing receipt is told.
  static let receiptRule: RuleID = "receiptNeeded"
}

extension Ticket {
  /// Whether a later contact was planned by a rule: its name is that of the rule and a number.
  func isFollowUp(_ name: String, of rule: TicketPolicy.FollowUpRule) -> Bool {
    let prefix = "\(rule.id)-"
    return name.hasPrefix(prefix) && Int(name.dropFirst(prefix.count)) != nil
  }

  /// The next later contact of a rule: behind those that there are, under a name that is free.
  func nextFollowUp(of rule: TicketPolicy.FollowUpRule, dueAt: Instant) -> FollowUp {
    var number = details.followUps.count { isFollowUp($0.plan.id, of: rule) } + 1
    func name() -> String { "\(rule.id)-\(number)" }
    while details.followUps.contains(where: { $0.plan.id == name() }) { number += 1 }
    return FollowUp(name(), purpose: rule.purpose, dueAt: dueAt)
  }
}
