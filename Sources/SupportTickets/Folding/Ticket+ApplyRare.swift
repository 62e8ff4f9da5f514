// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The fold of events that few tickets meet.
extension Ticket {
  mutating func applyRare(_ event: Event) {
    let at = event.occurredAt
    switch event.change {
    case .imported(let life): takeOver(life, event)
    case .archived: archive(at)
    case .merged(let survivor): merge(into: survivor, at)
    case .absorbed(let source): absorb(source)
    case .transferred(let transfer):
      details.transfers.append(Dated(at: at, value: transfer))
    case .escalated(let escalation):
      details.escalations.append(Dated(at: at, value: escalation))
    case .concluded(let outcome): details.outcome = outcome
    case .splitOff(let split): give(split)
    case .linked(let link) where !details.links.contains(link) && link.ticket != id:
      details.links.append(link)
    case .unlinked(let link) where details.links.contains(link):
      details.links.removeAll { $0 == link }
    case .linked, .unlinked: ignoredEventCount += 1
    case .stageReached(let stage): details.stages.append(Dated(at: at, value: stage))
    case .complaintGraded(let grade): details.grade = grade
    case .incidentGraded(let grade): details.incident = grade
    case .fieldSet(let field): set(field)
    case .tagsChanged(let tags): details.tags = tags
    case .watchersChanged(let watchers): details.watchers = watchers
    default: applyRecord(event)
    }
  }

  private mutating func archive(_ at: Instant) {
    if solvedAt == nil { solvedAt = at }
    if closedAt == nil { closedAt = at }
    waitingFor = []
    status = .archived
  }

  private mutating func merge(into survivor: ID, _ at: Instant) {
    guard survivor != id else {
      ignoredEventCount += 1
      return
    }
    if closedAt == nil { closedAt = at }
    details.mergedInto = survivor
    waitingFor = []
    status = .merged
  }

  /// The messages go with the new ticket, and so do their counts; what happened first stays.
  private mutating func give(_ split: Split) {
    details.splits.append(split)
    let given = messages.filter { $0.at >= split.messagesFrom }
    messages.removeAll { $0.at >= split.messagesFrom }
    customerMessageCount -= given.count { $0.kind == .customer }
    replyCount -= given.count { $0.kind == .reply || $0.kind == .holdingReply }
  }

  private mutating func absorb(_ source: Absorption) {
    guard source.source != id, !details.absorbedTickets.contains(source.source) else {
      ignoredEventCount += 1
      return
    }
    details.absorbed.append(source)
  }

  private mutating func set(_ field: CustomField) {
    if let position = details.fields.firstIndex(where: { $0.name == field.name }) {
      details.fields[position] = field
    } else {
      details.fields.append(field)
    }
  }

  /// The fold of what is written down about conversations, documents and care.
  private mutating func applyRecord(_ event: Event) {
    let at = event.occurredAt
    switch event.change {
    case .contactStarted(let contact) where details.contact(contact.id) == nil:
      details.contacts.append(ContactState(contact: contact, startedAt: at))
    case .contactStarted: ignoredEventCount += 1
    case .contactEnded(let contact): change(contact) { $0.endedAt = $0.endedAt ?? at }
    case .contactRecorded(let record): change(record.contact) { $0.record = record.record }
    case .receiptIssued(let receipt): change(receipt.contact) { $0.receipt = receipt.code }
    case .rated(let rating): change(rating.contact) { $0.stars = $0.stars ?? rating.stars }
    case .inspected(let inspection): change(inspection.contact) { $0.score = inspection.score }
    case .violationRecorded(let violation):
      details.violations.append(Dated(at: at, value: violation))
    case .confirmationAsked(let request):
      details.confirmations.append(ConfirmationState(request: request, askedAt: at))
    case .confirmationAnswered(let answer): confirm(answer)
    case .documentFiled(let document): details.documents.append(Dated(at: at, value: document))
    case .identityVerified(let method):
      if !details.identityVerifiedBy.contains(method) { details.identityVerifiedBy.append(method) }
    case .followUpPlanned(let plan) where !details.followUps.contains { $0.plan.id == plan.id }:
      details.followUps.append(FollowUpState(plan: plan))
    case .followUpPlanned: ignoredEventCount += 1
    case .followUpDone(let name): finish(followUp: name, at)
    case .noticeSent(let notice): details.notices.append(Dated(at: at, value: notice))
    case .abuseWarned, .blocked, .blockAppealed, .blockJudged: applyAbuse(event)
    default: applyPrivacy(event)
    }
  }

  private mutating func change(_ id: ContactID, _ body: (inout ContactState) -> Void) {
    guard let position = details.contacts.firstIndex(where: { $0.contact.id == id }) else {
      ignoredEventCount += 1
      return
    }
    body(&details.contacts[position])
  }

  private mutating func confirm(_ answer: ConfirmationAnswer) {
    let position = details.confirmations.lastIndex { state in
      state.request.step == answer.step && state.accepted == nil
    }
    guard let position else {
      ignoredEventCount += 1
      return
    }
    details.confirmations[position].accepted = answer.accepted
  }

  private mutating func finish(followUp name: String, _ at: Instant) {
    let position = details.followUps.firstIndex { $0.plan.id == name && $0.doneAt == nil }
    guard let position else {
      ignoredEventCount += 1
      return
    }
    details.followUps[position].doneAt = at
  }
}
