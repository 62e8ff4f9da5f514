// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// Something that somebody wants done with a ticket.
  public enum Command: Hashable, Sendable {
    /// Bring it into being.
    case open(Opening)
    /// Say what it is about.
    case classify(Classification)
    /// Say how urgent it is.
    case prioritise(Priority)
    /// Give it to a group, an agent, both or nobody.
    case assign(Assignment)
    /// Add a message.
    case addMessage(Message)
    /// Wait for these as well.
    case pause(PauseReasons)
    /// No longer wait for these.
    case resume(PauseReasons)
    /// Give the answer.
    case solve
    /// Take it up again.
    case reopen
    /// Be done with it.
    case close

    /// What the command asks for, without its details.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
      /// See ``Command/open(_:)``.
      case open
      /// See ``Command/classify(_:)``.
      case classify
      /// See ``Command/prioritise(_:)``.
      case prioritise
      /// See ``Command/assign(_:)``.
      case assign
      /// See ``Command/addMessage(_:)``.
      case addMessage
      /// See ``Command/pause(_:)``.
      case pause
      /// See ``Command/resume(_:)``.
      case resume
      /// See ``Command/solve``.
      case solve
      /// See ``Command/reopen``.
      case reopen
      /// See ``Command/close``.
      case close
    }

    /// What the command asks for, without its details.
    public var kind: Kind {
      switch self {
      case .open: .open
      case .classify: .classify
      case .prioritise: .prioritise
      case .assign: .assign
      case .addMessage: .addMessage
      case .pause: .pause
      case .resume: .resume
      case .solve: .solve
      case .reopen: .reopen
      case .close: .close
      }
    }
  }

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
