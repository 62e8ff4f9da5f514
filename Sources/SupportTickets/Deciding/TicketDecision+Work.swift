// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Openings, assignments, transfers and messages.
extension TicketDecision {
  func opened(_ opening: Ticket.Opening) throws(Rejection) -> [Change] {
    let meant = opening
    guard isPermitted(.open, as: meant) else {
      throw .notAllowed(by, .open)
    }
    var opening = opening
    opening.fields = try checked(opening.fields)
    // Nobody was verified before it, so it brings nothing that only a verified customer may change.
    for field in opening.fields where field.value != nil { try checkIdentity(for: field, .open) }
    try check(opening.channel?.rawValue, Ticket.channelFact)
    try check(opening.classification)
    try check(opening.priority)
    let rules = policy.intake.filter { policy.applies($0.when, to: opening) }
    let missing = rules.flatMap { rule in
      rule.requires.filter { !$0.isIn(opening) }.map { TicketPolicy.Missing($0, by: rule.id) }
    }
    if !missing.isEmpty { throw .missing(missing) }
    if opening.splitFrom?.source == ticket.id { throw .itself(.open) }
    var changes: [Change] = [.opened(opening)]
    for rule in rules {
      if let assignment = rule.assignTo { changes.append(.assigned(assignment)) }
      if let outcome = rule.concludes { changes.append(.concluded(outcome)) }
    }
    // Whoever gets it last has it, and has begun.
    if rules.last(where: { $0.assignTo != nil })?.assignTo?.agent != nil {
      changes.append(.workStarted)
    }
    return changes
  }

  /// Fields as the policy marks them; biometric ones do not come in.
  func checked(_ fields: [Ticket.CustomField]) throws(Rejection) -> [Ticket.CustomField] {
    var result: [Ticket.CustomField] = []
    for var field in fields {
      let rule = policy.fields.first { $0.name == field.name }
      if rule?.sensitivity == .biometric { throw .biometricField(field.name) }
      if let objection = rule?.objection(to: field.value) {
        throw .outsideDomain(field.name, objection)
      }
      if rule?.sensitivity == .personal { field.isPersonal = true }
      result.append(field)
    }
    return result
  }

  /// A field can need that the customer was verified, in one of its own ways.
  func checkIdentity(for field: Ticket.CustomField, _ kind: Kind) throws(Rejection) {
    let place = policy.fields.firstIndex { $0.name == field.name }
    if let place, !policy.fields[place].isVerified(by: ticket.identityVerifiedBy) {
      throw .identityNotVerified(kind)
    }
  }

  func concluded(_ outcome: Ticket.Outcome) throws(Rejection) -> [Change] {
    if outcome == ticket.details.outcome { throw .nothingToChange(.conclude) }
    return [.concluded(outcome)]
  }

  func classified(_ new: Ticket.Classification) throws(Rejection) -> [Change] {
    try check(new, instead: ticket.classification)
    return [.classified(try changed(new, from: ticket.classification, .classify))]
  }

  func prioritised(_ new: Ticket.Priority?) throws(Rejection) -> [Change] {
    try check(new)
    return [.prioritised(try changed(new, from: ticket.priority, .prioritise))]
  }

  /// What stays as it was is not asked for again: the desk may have known more values then.
  private func check(
    _ new: Ticket.Classification, instead old: Ticket.Classification = .init()
  ) throws(Rejection) {
    if let kind = new.kind, let allowed = policy.kinds, !allowed.contains(kind) {
      throw .notOneOf("kind", allowed: allowed.map(\.rawValue))
    }
    if new.kind != old.kind { try check(new.kind?.rawValue, Ticket.kindFact) }
    if new.category != old.category { try check(new.category, Ticket.categoryFact) }
    if new.subcategory != old.subcategory { try check(new.subcategory, Ticket.subcategoryFact) }
  }

  private func check(_ priority: Ticket.Priority?) throws(Rejection) {
    try check(priority?.rawValue, Ticket.priorityFact)
  }

  private func check(_ name: String?, _ fact: FactField) throws(Rejection) {
    guard let name, let allowed = policy.names(of: fact), !allowed.contains(name) else { return }
    throw .notOneOf(fact.name, allowed: allowed)
  }

  func assigned(_ new: Ticket.Assignment) throws(Rejection) -> [Change] {
    let new = try changed(new, from: ticket.assignment, .assign)
    if policy.ownerKeeps, let owner = ticket.assignment.agent, new.agent != owner {
      throw .ownedBy(owner)
    }
    return assigning(new)
  }

  private func assigning(_ new: Ticket.Assignment) -> [Change] {
    ticket.status == .new && new.agent != nil ? [.assigned(new), .workStarted] : [.assigned(new)]
  }

  func transferred(
    _ new: Ticket.Assignment, _ contact: ContactID?
  ) throws(Rejection) -> [Change] {
    let new = try changed(new, from: ticket.assignment, .transfer)
    if let contact, ticket.details.contact(contact) == nil {
      throw .unknownName("contact \(contact)", .transfer)
    }
    if let limit = policy.transfers {
      let made = ticket.details.transfers.count { transfer in
        limit.within == .ticket || transfer.value.contact == contact
      }
      if made >= limit.most {
        return [.escalated(Ticket.Escalation(.transferLimit, to: limit.escalateTo))]
      }
    }
    let transfer = Ticket.Transfer(from: ticket.assignment, to: new, contact: contact)
    return [.transferred(transfer)] + assigning(new)
  }

  func added(_ message: Ticket.Message) throws(Rejection) -> [Change] {
    guard message.kind.mayComeFrom(by) else { throw .wrongSender(by, message.kind) }
    if let contact = message.contact, ticket.details.contact(contact) == nil {
      throw .unknownName("contact \(contact)", .addMessage)
    }
    try check(message)
    var changes: [Change] = [.messageAdded(message)]
    if message.kind == .customer {
      if ticket.status == .solved { changes.append(.reopened) }
      if ticket.waitingFor.contains(.customer) {
        changes.append(.waitChanged(ticket.waitingFor.subtracting(.customer)))
      }
    } else if message.isReply, ticket.status == .new {
      changes.append(.workStarted)
    }
    return changes
  }

  private func check(_ message: Ticket.Message) throws(Rejection) {
    if message.kind.isPublic, message.kind != .customer {
      for mark in message.marks {
        if let found = policy.forbiddenMarks.first(where: { $0.mark == mark }) {
          throw .forbiddenAnswer(mark: mark, found.rule)
        }
      }
    }
    if message.kind == .holdingReply, policy.holdingReplyNeedsReason,
      (message.holdingReason ?? "").isEmpty
    {
      throw .reasonRequired(.addMessage)
    }
    let refusals = policy.attachments?.refusals(of: message.attachments) ?? []
    if !refusals.isEmpty { throw .attachmentsRefused(refusals) }
  }
}
