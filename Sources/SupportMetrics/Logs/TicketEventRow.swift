// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportSLA

/// One row of a ticket log in 32 bytes: what a ticket is like after an update.
///
/// Use rows where a log has millions of updates and the figures of ``TicketStateFold`` are all that
/// is asked; `Ticket` and `SLATimeline` answer everything else.
public struct TicketEventRow: Hashable, Sendable {
  /// The state that a row tells.
  public enum State: UInt8, Hashable, Sendable, CaseIterable {
    /// Nobody has begun to work on it.
    case new
    /// It is worked on. A ticket that was not new any more is also this when a row calls it new.
    case open
    /// The customer is waited for.
    case waitingForCustomer
    /// A supplier is waited for.
    case waitingForVendor
    /// A known problem is worked on elsewhere.
    case waitingForProblem
    /// Evidence is waited for.
    case waitingForEvidence
    /// Anything else is waited for.
    case waitingForOther
    /// It is solved.
    case resolved
    /// It is closed, which counts as solved where it was not.
    case closed
    /// The row says nothing about it: the state before goes on, new at first.
    case unchanged

    /// Whether it is solved or closed.
    public var isResolved: Bool { self == .resolved || self == .closed }
  }

  private static let untold = Int64.min

  /// The ticket's number: from 0, without gaps in the whole log.
  public var ticket: Int32
  /// How often it was handed on so far; below 0 where the row does not tell.
  public var reassignments: Int32
  private(set) var atMilliseconds: Int64
  private var openedMilliseconds: Int64
  /// The state after the update.
  public var state: State
  /// The number of its priority, given by the host.
  public var priority: UInt8

  /// Creates a row.
  ///
  /// - Parameters:
  ///   - ticket: The ticket's number, from 0.
  ///   - instant: When the update was.
  ///   - openedAt: When the ticket was opened, where the log has a column for it; only that of the
  ///     first row counts.
  ///   - state: The state after the update.
  ///   - priority: The number of its priority.
  ///   - reassignments: How often it was handed on so far; -1 where the row does not tell.
  public init(
    ticket: Int32, at instant: Instant, openedAt: Instant? = nil, state: State, priority: UInt8,
    reassignments: Int32 = -1
  ) {
    self.ticket = ticket
    self.reassignments = reassignments
    atMilliseconds = instant.millisecondsSince1970
    openedMilliseconds = openedAt?.millisecondsSince1970 ?? Self.untold
    self.state = state
    self.priority = priority
  }

  /// When the update was.
  public var at: Instant { Instant(millisecondsSince1970: atMilliseconds) }

  /// When the ticket was opened; `nil` where the row does not tell.
  public var openedAt: Instant? {
    openedMilliseconds == Self.untold ? nil : Instant(millisecondsSince1970: openedMilliseconds)
  }
}
