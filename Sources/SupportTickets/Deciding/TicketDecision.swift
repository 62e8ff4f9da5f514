// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// One decision about one command: the ticket as it stands, who asks, when, why, and the policy.
struct TicketDecision {
  typealias Change = Ticket.Change
  typealias Kind = Ticket.Command.Kind
  typealias Rejection = Ticket.Rejection

  let ticket: Ticket
  let by: Principal
  let now: Instant
  let reason: String?
  let held: HeldTicketPolicy

  // Lent: it has many parts, of which each question reads one.
  var policy: TicketPolicy { _read { yield held.policy } }

  /// What the command changes, once it passed all that is asked of any command.
  func changes(for command: Ticket.Command) throws(Rejection) -> [Change] {
    let kind = command.kind
    try pass(kind, isNote: command.isNote)
    if policy.reasonsRequired.contains(kind), (reason ?? "").isEmpty {
      throw .reasonRequired(kind)
    }
    var changes = try changes(of: command)
    changes += try followUps(after: kind, of: changes)
    return changes
  }

  /// The command must not lie before the last event.
  func checkInstant() throws(Rejection) {
    if let last = ticket.lastEventAt, now < last {
      throw .timeRunsBackwards(last: last, given: now)
    }
  }

  /// The table of transitions, then who asks, then what the policy wants before the command.
  func pass(_ kind: Kind, isNote: Bool) throws(Rejection) {
    if let refusal = ticket.refusal(of: kind, isNote: isNote) { throw refusal }
    guard kind.mayComeFrom(by), isPermitted(kind) else { throw .notAllowed(by, kind) }
    // A block takes nobody's rights over their own data.
    if case .customer = by, kind != .appealBlock, Ticket.Gate(kind) != .privacy,
      ticket.details.abuse.isBlocked(at: now),
      let until = ticket.details.abuse.blockedUntil
    {
      throw .blocked(until: until)
    }
    if policy.identityNeeded.contains(kind), ticket.details.identityVerifiedBy.isEmpty {
      throw .identityNotVerified(kind)
    }
    let missing = policy.missing(before: kind, in: ticket)
    if !missing.isEmpty { throw .missing(missing) }
  }

  /// Whether every permission that names the command, for tickets that are meant, names who asks; of a
  /// command that opens the ticket, for what it is going to be.
  func isPermitted(_ kind: Kind, as opening: Ticket.Opening? = nil) -> Bool {
    for permission in policy.permissions where permission.commands.contains(kind) {
      let isMeant =
        opening.map { policy.applies(permission.when, to: $0) }
        ?? policy.applies(permission.when, to: ticket)
      if isMeant, !permission.admits(by, to: ticket) { return false }
    }
    return true
  }

  /// What a command itself changes.
  private func changes(of command: Ticket.Command) throws(Rejection) -> [Change] {
    switch command {
    case .open(let opening): try opened(opening)
    case .classify(let new): try classified(new)
    case .prioritise(let new): try prioritised(new)
    case .assign(let new): try assigned(new)
    case .transfer(let to, let contact): try transferred(to, contact)
    case .escalate(let escalation): [.escalated(escalation)]
    case .addMessage(let message): try added(message)
    case .pause(let reasons):
      try waiting(for: ticket.waitingFor.union(reasons), naming: reasons, .pause)
    case .resume(let reasons):
      try waiting(for: ticket.waitingFor.subtracting(reasons), naming: reasons, .resume)
    case .solve: [.solved]
    case .reopen: [.reopened]
    case .close: [.closed]
    case .conclude(let outcome): try concluded(outcome)
    case .archive: [.archived]
    case .merge(let survivor): try merged(into: survivor)
    case .absorb(let source): try absorbed(source)
    case .split(let split): try splitOff(split)
    case .link(let link): try linked(link)
    case .unlink(let link): try unlinked(link)
    case .reachStage(let entry): try reached(entry)
    case .gradeComplaint(let grade):
      [.complaintGraded(try changed(grade, from: ticket.details.grade, .gradeComplaint))]
    case .gradeIncident(let level): try graded(level)
    case .setField(let field): try set(field)
    case .changeTags(let added, let removed): try tagged(adding: added, removing: removed)
    case .watch(let watcher): try watched(by: watcher)
    case .unwatch(let watcher): try unwatched(by: watcher)
    case .startContact(let contact): try started(contact)
    case .endContact(let id, let receipt): try ended(id, receipt)
    case .recordContact(let record): try recorded(record)
    case .rate(let rating): try rated(rating)
    case .reportDissatisfaction: try dissatisfied()
    case .inspect(let inspection): try inspected(inspection)
    case .recordViolation(let violation): try violated(violation)
    case .askConfirmation(let request): try asked(request)
    case .answerConfirmation(let answer): try answered(answer)
    case .fileDocument(let document): [.documentFiled(document)]
    case .verifyIdentity(let method): try verified(by: method)
    case .planFollowUp(let plan): try planned(plan)
    case .completeFollowUp(let name): try completed(name)
    case .sendNotice(let purpose): try notified(of: purpose)
    case .reportAbuse(let score): try abused(score)
    case .appealBlock: try appealed()
    case .judgeBlock(let verdict): try judged(verdict)
    case .changeConsent(let consent): try consented(consent)
    case .disclose(let disclosure): try disclosed(disclosure)
    case .recordAccess(let purpose): try accessed(for: purpose)
    case .changeHold(let hold): try held(hold)
    case .erase(let part): try erased(part)
    }
  }

  /// A value that a command gives, where it is another one than before.
  func changed<Value: Equatable>(
    _ new: Value, from present: Value, _ kind: Kind
  ) throws(Rejection) -> Value {
    if new == present { throw .nothingToChange(kind) }
    return new
  }

  /// Whoever lets a new ticket wait has looked at it: the work starts, and waits.
  func waiting(for reasons: Ticket.WaitReasons) -> [Change] {
    ticket.status == .new ? [.workStarted, .waitChanged(reasons)] : [.waitChanged(reasons)]
  }

  private func waiting(
    for reasons: Ticket.WaitReasons, naming named: Ticket.WaitReasons, _ kind: Kind
  ) throws(Rejection) -> [Change] {
    if named.isEmpty { throw .noWaitReason(kind) }
    return waiting(for: try changed(reasons, from: ticket.waitingFor, kind))
  }
}

extension Ticket.Command {
  /// Whether it adds what a customer does not see.
  var isNote: Bool {
    if case .addMessage(let message) = self { !message.kind.isPublic } else { false }
  }
}

extension Ticket.Command.Kind {
  /// Whether such a command can be the wish of this principal, whatever a policy permits.
  func mayComeFrom(_ principal: Principal) -> Bool {
    switch (self, principal) {
    case (.rate, .customer), (.appealBlock, .customer): true
    case (.rate, _), (.appealBlock, _): false
    case (.transfer, .customer), (.inspect, .customer), (.recordViolation, .customer),
      (.reportAbuse, .customer), (.judgeBlock, .customer), (.disclose, .customer),
      (.changeHold, .customer), (.recordAccess, .customer), (.recordContact, .customer),
      (.merge, .customer), (.absorb, .customer), (.split, .customer), (.archive, .customer):
      false
    default: true
    }
  }
}

extension Ticket.Message.Kind {
  /// Whether such a message can be the word of this principal.
  func mayComeFrom(_ principal: Principal) -> Bool {
    switch (self, principal) {
    case (.customer, .customer), (.reply, .agent), (.holdingReply, .agent), (.note, .agent),
      (.note, .automation), (.note, .system), (.automatic, .automation), (.automatic, .system):
      true
    default: false
    }
  }
}
