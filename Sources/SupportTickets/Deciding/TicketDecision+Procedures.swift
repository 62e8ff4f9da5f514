// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Stages, grades, fields, contacts and what customers are asked.
extension TicketDecision {
  func reached(_ entry: Ticket.StageEntry) throws(Rejection) -> [Change] {
    guard let rule = policy.procedures.first(where: { $0.procedure == entry.procedure }) else {
      throw .policySilent(.procedures, .reachStage)
    }
    let reached = ticket.details.stages.count { $0.value.procedure == entry.procedure }
    let expected = rule.stages.dropFirst(reached).first
    guard expected == entry.stage else {
      throw .stageOutOfOrder(expected: expected, given: entry.stage)
    }
    // The file has to be complete when the procedure ends.
    if reached + 1 == rule.stages.count {
      let missing = ticket.missingDocuments(of: entry.procedure, under: policy)
      if !missing.isEmpty { throw .missing(missing) }
    }
    return [.stageReached(entry)]
  }

  func graded(_ level: Ticket.IncidentLevel) throws(Rejection) -> [Change] {
    guard let plan = policy.incidentPlans.first(where: { $0.level == level }) else {
      throw .policySilent(.incidentPlans, .gradeIncident)
    }
    let grade = Ticket.IncidentGrade(level, plan: plan.plan)
    if ticket.details.incident == grade { throw .nothingToChange(.gradeIncident) }
    return [.incidentGraded(grade)]
  }

  func set(_ field: Ticket.CustomField) throws(Rejection) -> [Change] {
    guard let field = try checked([field]).first else { return [] }
    try checkIdentity(for: field, .setField)
    let present = ticket.field(field.name)
    if present == field || (present == nil && field.value == nil) {
      throw .nothingToChange(.setField)
    }
    return [.fieldSet(field)]
  }

  func asked(_ request: Ticket.ConfirmationRequest) throws(Rejection) -> [Change] {
    let rule = policy.confirmations.first { $0.step == request.step }
    guard let rule else { throw .policySilent(.confirmations, .askConfirmation) }
    if ticket.details.confirmations.contains(where: { state in
      state.request.step == request.step && state.accepted == nil
    }) {
      throw .nothingToChange(.askConfirmation)
    }
    if rule.needsExpectedTime, request.expectedAt == nil {
      throw .missing([TicketPolicy.Missing(.expectedTime, by: RuleID(request.step.rawValue))])
    }
    let asked = Change.confirmationAsked(request)
    let waits = ticket.waitingFor.union(.customer)
    guard rule.pauses, waits != ticket.waitingFor, !ticket.isResolved else { return [asked] }
    return [asked] + waiting(for: waits)
  }

  func answered(_ answer: Ticket.ConfirmationAnswer) throws(Rejection) -> [Change] {
    let open = ticket.details.confirmations.filter { $0.accepted == nil }
    guard open.contains(where: { $0.request.step == answer.step }) else {
      throw .unknownName("open confirmation \(answer.step)", .answerConfirmation)
    }
    let answered = Change.confirmationAnswered(answer)
    guard open.count == 1, ticket.waitingFor.contains(.customer) else { return [answered] }
    return [answered, .waitChanged(ticket.waitingFor.subtracting(.customer))]
  }

  func verified(by method: String) throws(Rejection) -> [Change] {
    if !policy.identityMethods.isEmpty, !policy.identityMethods.contains(method) {
      throw .unknownName("method \(method)", .verifyIdentity)
    }
    if ticket.details.identityVerifiedBy.contains(method) {
      throw .nothingToChange(.verifyIdentity)
    }
    return [.identityVerified(method)]
  }

  /// What follows by itself from a command, by rules of notices and of later contacts.
  /// Whether a rule is about the ticket is asked of it as the command leaves it: the command may be
  /// what makes it so.
  func followUps(after kind: Kind, of changes: [Change]) throws(Rejection) -> [Change] {
    let isNamed =
      policy.notices.contains { $0.after.contains(kind) }
      || policy.followUps.contains { $0.after == kind }
    guard isNamed else { return [] }
    var then = ticket
    for change in changes { then.apply(Ticket.Event(change, by: by, at: now)) }
    var following: [Change] = []
    for rule in policy.notices
    where rule.after.contains(kind) && policy.applies(rule.when, to: then) {
      following.append(.noticeSent(Ticket.Notice(rule.purpose, over: rule.channels)))
    }
    for rule in policy.followUps where rule.after == kind && policy.applies(rule.when, to: then) {
      let due = try policy.due(rule.delay, from: now, for: kind)
      let planned = Change.followUpPlanned(then.nextFollowUp(of: rule, dueAt: due))
      then.apply(Ticket.Event(planned, by: by, at: now))
      following.append(planned)
    }
    return following
  }
}
