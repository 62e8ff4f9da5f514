// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTickets

extension Ticket {
  /// Returns a ticket that stands where a test needs it, made of events a minute apart.
  ///
  /// Use it where a test begins in the middle of a ticket's life.
  ///
  /// ```swift
  /// let ticket = Ticket.fixture(status: .pending, priority: .urgent)
  /// ```
  ///
  /// - Parameters:
  ///   - id: The name of the ticket.
  ///   - status: Where it stands; on hold it waits for a supplier. A closed one was solved before, an
  ///     archived one closed; a merged one is a part of `T-survivor`.
  ///   - priority: How urgent it is.
  ///   - classification: What it is about.
  ///   - assignment: Who works on it; nobody by default.
  ///   - channel: The way it reached the desk.
  ///   - opened: When it was opened.
  /// - Returns: The ticket.
  public static func fixture(
    _ id: ID = "T-1", status: Status = .open, priority: Priority? = .normal,
    classification: Classification = Classification(kind: .inquiry),
    assignment: Assignment = Assignment(), channel: Channel? = .email,
    openedAt opened: Instant = .fixtureStart
  ) -> Self {
    let opening = Opening(
      channel: channel, customer: .fixture, classification: classification, priority: priority)
    var changes: [Change] = [.opened(opening)]
    if status != .new { changes.append(.workStarted) }
    if assignment != Assignment() { changes.append(.assigned(assignment)) }
    switch status {
    case .new, .open: break
    case .pending: changes.append(.waitChanged(.customer))
    case .onHold: changes.append(.waitChanged(.vendor))
    case .solved: changes.append(.solved)
    case .closed: changes += [.solved, .closed]
    case .archived: changes += [.solved, .closed, .archived]
    case .merged: changes.append(.merged(into: "T-survivor"))
    }
    var ticket = Ticket(id)
    var clock = SteppingClock(at: opened)
    for change in changes { ticket.apply(.fixture(change, at: clock.tick())) }
    return ticket
  }
}
