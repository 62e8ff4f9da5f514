// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// Decides what a command would change, without changing anything.
  ///
  /// | status | open | work on it (classify, prioritise, assign) | message | pause, resume | solve | reopen | close |
  /// | --- | --- | --- | --- | --- | --- | --- | --- |
  /// | none | opens | refused | refused | refused | refused | refused | refused |
  /// | new, open, pending, on hold | refused | yes | yes | yes | solves | refused | closes |
  /// | solved | refused | yes | yes; a customer's reopens | refused | refused | reopens | closes |
  /// | closed | refused | refused | notes only | refused | refused | reopens | refused |
  ///
  /// An assignment to an agent, or an agent's answer, starts the work on a new ticket; a customer's message ends the
  /// wait for the customer.
  ///
  /// - Parameters:
  ///   - command: What is wanted.
  ///   - principal: Who wants it.
  ///   - now: When; not before the last event.
  /// - Returns: The events that it causes, at least one, to be applied in order.
  /// - Throws: ``Rejection``, the first reason in the order in which they are declared, and nothing
  ///   is changed.
  public func decide(
    _ command: Command, by principal: Principal, at now: Instant
  ) throws(Rejection) -> [Event] {
    let changes = try changes(for: command, by: principal)
    if let last = lastEventAt, now < last { throw .timeRunsBackwards(last: last, given: now) }
    return changes.map { Event($0, by: principal, at: now) }
  }

  /// Decides what a command changes and applies it.
  ///
  /// - Returns: The events that it caused, already applied, for the store and for other folds.
  /// - Throws: ``Rejection``, and nothing is changed.
  @discardableResult
  public mutating func perform(
    _ command: Command, by principal: Principal, at now: Instant
  ) throws(Rejection) -> [Event] {
    let events = try decide(command, by: principal, at: now)
    for event in events { apply(event) }
    return events
  }

  private func changes(
    for command: Command, by principal: Principal
  ) throws(Rejection) -> [Change] {
    if case .open(let opening) = command {
      if let openedAt { throw .alreadyOpened(at: openedAt) }
      return [.opened(opening)]
    }
    guard let status else { throw .notOpened(command.kind) }
    if status.isFinal { throw .illegalTransition(from: status, command.kind) }
    switch command {
    case .open: return []
    case .classify, .prioritise, .assign: return try working(command, status)
    case .addMessage(let message): return try adding(message, by: principal, status)
    case .pause(let reasons):
      try whileWorked(on: status, command)
      return try waiting(for: waitingFor.union(reasons), command)
    case .resume(let reasons):
      try whileWorked(on: status, command)
      return try waiting(for: waitingFor.subtracting(reasons), command)
    case .solve:
      try whileWorked(on: status, command)
      return [.solved]
    case .close:
      if status == .closed { throw .closed(since: closedAt ?? .min, .close) }
      return [.closed]
    case .reopen:
      guard isResolved else { throw .illegalTransition(from: status, .reopen) }
      return [.reopened]
    }
  }

  private func whileWorked(on status: Status, _ command: Command) throws(Rejection) {
    if status == .closed { throw .closed(since: closedAt ?? .min, command.kind) }
    if status == .solved { throw .illegalTransition(from: .solved, command.kind) }
  }

  private func waiting(
    for reasons: PauseReasons, _ command: Command
  ) throws(Rejection) -> [Change] {
    if reasons == waitingFor { throw .nothingToChange(command.kind) }
    return [.waitChanged(reasons)]
  }

  private func working(_ command: Command, _ status: Status) throws(Rejection) -> [Change] {
    if status == .closed { throw .closed(since: closedAt ?? .min, command.kind) }
    switch command {
    case .classify(let new) where new != classification: return [.classified(new)]
    case .prioritise(let new) where new != priority: return [.prioritised(new)]
    case .assign(let new) where new != assignment:
      return status == .new && new.agent != nil ? [.assigned(new), .workStarted] : [.assigned(new)]
    default: throw .nothingToChange(command.kind)
    }
  }

  private func adding(
    _ message: Message, by principal: Principal, _ status: Status
  ) throws(Rejection) -> [Change] {
    if status == .closed, message.kind != .note {
      throw .closed(since: closedAt ?? .min, .addMessage)
    }
    guard message.kind.mayComeFrom(principal) else { throw .notAllowed(principal, .addMessage) }
    var changes: [Change] = [.messageAdded(message)]
    if message.kind == .customer {
      if status == .solved { changes.append(.reopened) }
      if waitingFor.contains(.customer) {
        changes.append(.waitChanged(waitingFor.subtracting(.customer)))
      }
    } else if message.isReply, status == .new {
      changes.append(.workStarted)
    }
    return changes
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
