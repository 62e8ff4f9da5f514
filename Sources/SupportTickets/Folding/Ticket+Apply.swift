// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Ticket {
  /// Folds one event. Total: what is recorded is never refused. An event that cannot concern the
  /// ticket as it stands changes nothing but ``eventCount``, ``lastEventAt`` and
  /// ``ignoredEventCount``. A start of work that had begun changes nothing either, and is ordinary.
  ///
  /// - Complexity: O(1) for ordinary events; O(n) for events about one of n contacts, links, fields,
  ///   follow-ups or confirmations of the ticket.
  public mutating func apply(_ event: Event) {
    fold(event.change, event.occurredAt) { event }
  }

  /// Folds recorded events in order, as ``apply(_:)`` does one by one: the fastest way to make a
  /// ticket of its history.
  public mutating func apply(contentsOf events: [Event]) {
    for index in events.indices {
      fold(events[index].change, events[index].occurredAt) { events[index] }
    }
  }

  /// The whole event is only asked for where somebody's name or reason is kept: copying it costs
  /// more than folding most changes.
  @inline(__always)
  private mutating func fold(_ change: Change, _ at: Instant, _ event: () -> Event) {
    eventCount += 1
    lastEventAt = lastEventAt.map { max($0, at) } ?? at
    if let status, status.isFinal {
      applyAfterEnd(event())
      return
    }
    switch change {
    case .opened(let opening): open(opening, at)
    case .workStarted: if status == .new { status = .open }
    case .classified(let new):
      classification = new
      classifiedBy = Attribution(event())
    case .prioritised(let new):
      priority = new
      prioritisedBy = Attribution(event())
    case .assigned(let assignment): assign(assignment, at)
    case .messageAdded(let message): add(message, at)
    case .waitChanged(let reasons): wait(for: reasons)
    case .solved: resolve(.solved, at)
    case .closed: resolve(.closed, at)
    case .reopened: reopen()
    default: applyRare(event())
    }
  }

  private mutating func open(_ opening: Opening, _ at: Instant) {
    guard openedAt == nil else {
      ignoredEventCount += 1
      return
    }
    self.opening = opening
    openedAt = at
    status = status ?? .new
    classification = opening.classification
    priority = opening.priority
    if !opening.fields.isEmpty { details.fields = opening.fields }
    for message in opening.splitFrom?.messages ?? [] { add(message) }
    if !opening.documents.isEmpty {
      details.documents = opening.documents.map { Dated(at: at, value: $0) }
    }
  }

  mutating func takeOver(_ life: Import, _ event: Event) {
    guard openedAt == nil else {
      ignoredEventCount += 1
      return
    }
    let wasTold = status != nil
    open(life.opening, event.occurredAt)
    openedAt = life.openedAt
    // What is known of its status from events before this one goes on to hold.
    if !wasTold {
      status = life.waitingFor.status
      waitingFor = life.waitingFor
    }
    if life.assignment != Assignment() { assign(life.assignment, event.occurredAt) }
    if let first = life.firstAssignedAt { firstAssignedAt = first }
    if let replied = life.firstRepliedAt { firstRepliedAt = replied }
    reopenCount = life.reopenCount
    if !life.used.isEmpty { details.usedBeforeImport = life.used }
  }

  private mutating func assign(_ new: Assignment, _ at: Instant) {
    if let group = new.group {
      if hadGroup, group != assignment.group { groupChangeCount += 1 }
      hadGroup = true
    }
    if let agent = new.agent {
      if firstOwner == nil {
        firstOwner = agent
        firstAssignedAt = firstAssignedAt ?? at
      } else if agent != assignment.agent {
        agentChangeCount += 1
      }
    }
    assignment = new
  }

  private mutating func add(_ message: Message, _ at: Instant) {
    add(MessageEntry(message.kind, at: at, id: message.id))
  }

  private mutating func add(_ message: MessageEntry) {
    messages.append(message)
    switch message.kind {
    case .customer: customerMessageCount += 1
    case .reply, .holdingReply:
      replyCount += 1
      if firstRepliedAt == nil { firstRepliedAt = message.at }
    case .automatic, .note: break
    }
  }

  private mutating func wait(for reasons: WaitReasons) {
    guard !isResolved else {
      ignoredEventCount += 1
      return
    }
    waitingFor = reasons
    status = reasons.status
  }

  private mutating func resolve(_ end: Status, _ at: Instant) {
    if end == .closed { closedAt = at }
    if solvedAt == nil || (end == .solved && status != .closed) { solvedAt = at }
    if status != .closed { status = end }
    waitingFor = []
  }

  private mutating func reopen() {
    guard isResolved else {
      ignoredEventCount += 1
      return
    }
    reopenCount += 1
    solvedAt = nil
    closedAt = nil
    status = .open
  }
}
