// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// Something that happened to a ticket: when, by whom, what.
  ///
  /// Its JSON is a contract of its own: `{"at": …, "by": …, "type": "prioritised", …}`.
  public struct Event: Hashable, Sendable {
    /// When it happened.
    public var occurredAt: Instant
    /// Who did it.
    public var by: Principal
    /// What happened.
    public var change: Change

    /// Creates an event.
    public init(_ change: Change, by: Principal, at occurredAt: Instant) {
      self.occurredAt = occurredAt
      self.by = by
      self.change = change
    }
  }

  /// What can happen to a ticket.
  public enum Change: Hashable, Sendable {
    /// It came into being.
    case opened(Opening)
    /// Somebody began to work on it.
    case workStarted
    /// It was said what it is about; the whole classification that now holds.
    case classified(Classification)
    /// It was said how urgent it is; `nil` takes a priority away.
    case prioritised(Priority?)
    /// It was given to a group, an agent, both or nobody; the whole assignment that now holds.
    case assigned(Assignment)
    /// A message came in, went out or was noted.
    case messageAdded(Message)
    /// The reasons for which work waits changed; the whole set that now holds, empty to go on.
    case waitChanged(PauseReasons)
    /// The answer was given.
    case solved
    /// It was taken up again after it was solved or closed.
    case reopened
    /// It was done with.
    case closed

    /// The name that the event's JSON uses.
    public var type: EventType {
      switch self {
      case .opened: .opened
      case .workStarted: .workStarted
      case .classified: .classified
      case .prioritised: .prioritised
      case .assigned: .assigned
      case .messageAdded: .messageAdded
      case .waitChanged: .waitChanged
      case .solved: .solved
      case .reopened: .reopened
      case .closed: .closed
      }
    }
  }

  /// The names of the changes in JSON, in tables and in counts.
  public enum EventType: String, Hashable, Sendable, Codable, CaseIterable {
    /// See ``Change/opened(_:)``.
    case opened
    /// See ``Change/workStarted``.
    case workStarted
    /// See ``Change/classified(_:)``.
    case classified
    /// See ``Change/prioritised(_:)``.
    case prioritised
    /// See ``Change/assigned(_:)``.
    case assigned
    /// See ``Change/messageAdded(_:)``.
    case messageAdded
    /// See ``Change/waitChanged(_:)``.
    case waitChanged
    /// See ``Change/solved``.
    case solved
    /// See ``Change/reopened``.
    case reopened
    /// See ``Change/closed``.
    case closed
  }
}
