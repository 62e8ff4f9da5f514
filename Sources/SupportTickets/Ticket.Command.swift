// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Ticket {
  /// Something that somebody wants done with a ticket.
  public enum Command: Hashable, Sendable {
    /// Bring it into being.
    case open(Opening)
    /// Say what it is about.
    case classify(Classification)
    /// Say how urgent it is; `nil` takes the priority away.
    case prioritise(Priority?)
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
}
