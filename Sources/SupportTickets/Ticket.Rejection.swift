// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// Why a command was refused; nothing happened.
  public enum Rejection: Error, Hashable, Sendable {
    /// The ticket was not opened yet: open it first.
    case notOpened(Command.Kind)
    /// The ticket is open already: use another id for another matter.
    case alreadyOpened(at: Instant)
    /// The ticket is closed: reopen it, or open another one.
    case closed(since: Instant, Command.Kind)
    /// The command makes no sense where the ticket stands: look at ``Ticket/status``.
    case illegalTransition(from: Status, Command.Kind)
    /// The ticket already is as the command wants it: nothing is left to do.
    case nothingToChange(Command.Kind)
    /// Whoever acts may not say this: a customer's message comes from a customer, a reply from an
    /// agent, an automatic answer from an automation or the system.
    case notAllowed(Principal, Command.Kind)
    /// The command's instant lies before the last event: send it with the present instant.
    case timeRunsBackwards(last: Instant, given: Instant)
  }
}

extension Ticket.Rejection: CustomStringConvertible {
  /// One line that says why.
  public var description: String {
    switch self {
    case .notOpened(let kind): "\(kind.rawValue): the ticket was not opened yet"
    case .alreadyOpened(let at): "open: the ticket was opened at \(at)"
    case .closed(let since, let kind): "\(kind.rawValue): the ticket is closed since \(since)"
    case .illegalTransition(let status, let kind):
      "\(kind.rawValue): not possible while the ticket is \(status.rawValue)"
    case .nothingToChange(let kind): "\(kind.rawValue): the ticket already is as wanted"
    case .notAllowed(let principal, let kind): "\(kind.rawValue): \(principal) may not"
    case .timeRunsBackwards(let last, let given): "\(given) is before the last event, \(last)"
    }
  }
}
