// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Ticket {
  /// Folds one event. Total: what is recorded is never refused; an event that cannot concern the
  /// ticket as it stands changes as little as it can.
  ///
  /// - Complexity: O(1).
  public mutating func apply(_ event: Event) {
    let at = event.occurredAt
    eventCount += 1
    lastEventAt = lastEventAt.map { max($0, at) } ?? at
    switch event.change {
    case .opened(let opening): open(opening, at)
    case .workStarted: if status == .new { status = .open }
    case .classified(let classification): self.classification = classification
    case .prioritised(let priority): self.priority = priority
    case .assigned(let assignment): assign(assignment, at)
    case .messageAdded(let message): add(message, at)
    case .waitChanged(let reasons): wait(for: reasons)
    case .solved: resolve(.solved, at)
    case .closed: resolve(.closed, at)
    case .reopened: reopen()
    }
  }

  private mutating func open(_ opening: Opening, _ at: Instant) {
    guard openedAt == nil else { return }
    self.opening = opening
    openedAt = at
    status = status ?? .new
    classification = opening.classification
    priority = opening.priority
  }

  private mutating func assign(_ new: Assignment, _ at: Instant) {
    if let group = new.group, group != assignment.group { groupChangeCount += 1 }
    if let agent = new.agent {
      if firstOwner == nil {
        firstOwner = agent
        firstAssignedAt = at
      } else if agent != assignment.agent {
        agentChangeCount += 1
      }
    }
    assignment = new
  }

  private mutating func add(_ message: Message, _ at: Instant) {
    switch message.kind {
    case .customer: customerMessageCount += 1
    case .reply, .holdingReply:
      replyCount += 1
      if firstRepliedAt == nil { firstRepliedAt = at }
    case .automatic, .note: break
    }
  }

  private mutating func wait(for reasons: PauseReasons) {
    guard !isResolved else { return }
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
    guard isResolved else { return }
    reopenCount += 1
    solvedAt = nil
    closedAt = nil
    status = .open
  }
}
