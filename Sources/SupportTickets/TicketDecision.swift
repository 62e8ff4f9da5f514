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
  let policy: TicketPolicy

  /// What the command changes, once it passed all that is asked of any command.
  func changes(for command: Ticket.Command) throws(Rejection) -> [Change] {
    let kind = command.kind
    try pass(kind, isNote: command.isNote)
    if policy.reasonsRequired.contains(kind), (reason ?? "").isEmpty {
      throw .reasonRequired(kind)
    }
    var changes = try changesOfWork(for: command)
    changes += try followUps(after: kind, of: changes)
    return changes
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

  private func isPermitted(_ kind: Kind) -> Bool {
    isPermitted(kind) { policy.applies($0, to: ticket) }
  }

  /// Whether every permission that names the command, for tickets that are meant, names who asks.
  func isPermitted(_ kind: Kind, where applies: (Condition) -> Bool) -> Bool {
    policy.permissions.allSatisfy { permission in
      !permission.commands.contains(kind) || !applies(permission.when)
        || permission.admits(by, to: ticket)
    }
  }

  private func changesOfWork(for command: Ticket.Command) throws(Rejection) -> [Change] {
    switch command {
    case .open(let opening): return try opened(opening)
    case .classify(let new): return try classified(new)
    case .prioritise(let new): return [.prioritised(try new.unless(ticket.priority, .prioritise))]
    case .assign(let new): return try assigned(new)
    case .transfer(let to, let contact): return try transferred(to, contact)
    case .escalate(let escalation): return [.escalated(escalation)]
    case .addMessage(let message): return try added(message)
    case .pause(let reasons): return try waiting(for: ticket.waitingFor.union(reasons), .pause)
    case .resume(let reasons):
      return try waiting(for: ticket.waitingFor.subtracting(reasons), .resume)
    case .solve: return [.solved]
    case .reopen: return [.reopened]
    case .close: return [.closed]
    case .conclude(let outcome):
      return [.concluded(try outcome.unless(ticket.details.outcome, .conclude))]
    case .archive: return [.archived]
    default: return try changesOfLinks(for: command)
    }
  }

  private func changesOfLinks(for command: Ticket.Command) throws(Rejection) -> [Change] {
    switch command {
    case .merge(let survivor):
      if survivor == ticket.id { throw .itself(.merge) }
      return [.merged(into: survivor)]
    case .absorb(let source): return try absorbed(source)
    case .split(let split): return try splitOff(split)
    case .link(let link):
      if link.ticket == ticket.id { throw .itself(.link) }
      if ticket.details.links.contains(link) { throw .nothingToChange(.link) }
      return [.linked(link)]
    case .unlink(let link):
      guard ticket.details.links.contains(link) else {
        throw .unknownName("link to \(link.ticket)", .unlink)
      }
      return [.unlinked(link)]
    case .changeTags(let added, let removed):
      let tags = Set(ticket.details.tags).union(added).subtracting(removed).sorted()
      return [.tagsChanged(try tags.unless(ticket.details.tags, .changeTags))]
    case .watch(let watcher):
      if ticket.details.watchers.contains(watcher) { throw .nothingToChange(.watch) }
      return [.watchersChanged(ticket.details.watchers + [watcher])]
    case .unwatch(let watcher):
      let rest = ticket.details.watchers.filter { $0 != watcher }
      return [.watchersChanged(try rest.unless(ticket.details.watchers, .unwatch))]
    default: return try changesOfProcedures(for: command)
    }
  }

  /// Whoever lets a new ticket wait has looked at it: the work starts, and waits.
  func waiting(for reasons: Ticket.PauseReasons) -> [Change] {
    ticket.status == .new ? [.workStarted, .waitChanged(reasons)] : [.waitChanged(reasons)]
  }

  private func waiting(
    for reasons: Ticket.PauseReasons, _ kind: Kind
  ) throws(Rejection) -> [Change] {
    let reasons = try reasons.unless(ticket.waitingFor, kind)
    return waiting(for: reasons)
  }
}

extension Equatable {
  /// The value, unless it already is so.
  func unless(_ present: Self, _ kind: Ticket.Command.Kind) throws(Ticket.Rejection) -> Self {
    if self == present { throw .nothingToChange(kind) }
    return self
  }
}

extension Ticket.Outcome {
  /// The outcome, unless it already is so.
  func unless(_ present: Self?, _ kind: Ticket.Command.Kind) throws(Ticket.Rejection) -> Self {
    if self == present { throw .nothingToChange(kind) }
    return self
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
