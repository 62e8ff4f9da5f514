// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportDesk

/// A step of a simulated desk: at an instant, somebody wants something of a ticket, or the host looks.
public struct DeskStep: Hashable, Sendable, CustomStringConvertible {
  /// What is done.
  public enum Action: Hashable, Sendable {
    /// Somebody wants something.
    case ask(DeskCommand, by: Principal)
    /// The host looks at the ticket because time has passed.
    case look
  }

  /// When.
  public var at: Instant
  /// Of which ticket.
  public var ticket: TicketID
  /// What.
  public var action: Action

  /// Creates a step.
  public init(at: Instant, _ ticket: TicketID, _ action: Action) {
    self.at = at
    self.ticket = ticket
    self.action = action
  }

  /// One line.
  public var description: String {
    switch action {
    case .ask(let command, let principal): "\(at) \(ticket) by \(principal): \(command.words)"
    case .look: "\(at) \(ticket): look"
    }
  }
}
