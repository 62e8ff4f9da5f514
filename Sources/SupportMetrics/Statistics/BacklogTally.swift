// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTickets

/// How many tickets were not closed, and how many not resolved, at any past instant: as known then.
///
/// Feed it each change of a ticket's status with the instant at which it was recorded. A ticket
/// counts from its first change on; corrections that came later do not change what was known. Told
/// when the ticket was opened, it also knows how old the backlog was (semantics M6).
///
/// ```swift
/// backlog.count(from: nil, to: .open, recordedAt: first, openedAt: first)
/// backlog.count(from: .open, to: .closed, recordedAt: last, openedAt: first)
/// backlog.counts(at: midnight).notClosed
/// ```
public struct BacklogTally: Hashable, Sendable {
  /// The backlog at an instant.
  public struct Counts: Hashable, Sendable, Codable {
    /// Tickets whose last known status was not closed.
    public var notClosed: Int
    /// Tickets whose last known status was neither solved nor closed.
    public var unresolved: Int
  }

  /// The tickets that were not closed: average, peak and ages over time.
  public private(set) var notClosed = StepTally()
  /// The tickets that were neither solved nor closed: average, peak and ages over time.
  public private(set) var unresolved = StepTally()

  /// Creates an empty tally.
  public init() {}

  init(notClosed: StepTally, unresolved: StepTally) {
    self.notClosed = notClosed
    self.unresolved = unresolved
  }

  /// Counts a change of a ticket's status. Changes that leave the backlog as it is cost nothing.
  ///
  /// - Parameters:
  ///   - old: The status that was known before; `nil` for a ticket that was not known.
  ///   - new: The status that is known from now on.
  ///   - recordedAt: When it became known; of one ticket never before its former change.
  ///   - openedAt: From when the ticket's age counts, the same for each of its changes; `nil` where
  ///     ages do not matter.
  public mutating func count(
    from old: Ticket.Status?, to new: Ticket.Status, recordedAt: Instant, openedAt: Instant? = nil
  ) {
    notClosed.note(
      Self.isOpen(new), after: old.map(Self.isOpen) ?? false, at: recordedAt, since: openedAt)
    unresolved.note(
      Self.isUnresolved(new), after: old.map(Self.isUnresolved) ?? false, at: recordedAt,
      since: openedAt)
  }

  /// Adds the changes of another tally; any order gives the same tally, as long as all changes of a
  /// ticket are in one of the two.
  public mutating func merge(_ other: Self) {
    notClosed.merge(other.notClosed)
    unresolved.merge(other.unresolved)
  }

  /// The backlog at each of some instants, what was recorded at the instant included.
  ///
  /// - Parameter instants: In any order.
  /// - Returns: One backlog for each instant, in the order given.
  /// - Complexity: O((n + m) log (n + m)) for n changes and m instants.
  public func counts(at instants: [Instant]) -> [Counts] {
    zip(notClosed.counts(at: instants), unresolved.counts(at: instants)).map {
      Counts(notClosed: $0, unresolved: $1)
    }
  }

  /// The backlog at an instant, what was recorded at it included.
  ///
  /// - Complexity: O(n) for n changes.
  public func counts(at instant: Instant) -> Counts {
    Counts(notClosed: notClosed.count(at: instant), unresolved: unresolved.count(at: instant))
  }

  /// The bytes that the changes take now.
  public var memory: Int { notClosed.memory + unresolved.memory }

  private static func isOpen(_ status: Ticket.Status) -> Bool {
    status != .closed && !status.isFinal
  }

  private static func isUnresolved(_ status: Ticket.Status) -> Bool {
    status != .solved && isOpen(status)
  }
}

extension StepTally {
  /// Counts one that comes or goes, or does neither.
  fileprivate mutating func note(
    _ isPresent: Bool, after wasPresent: Bool, at instant: Instant, since: Instant?
  ) {
    guard isPresent != wasPresent else { return }
    if let since {
      if isPresent { enter(at: instant, since: since) } else { leave(at: instant, since: since) }
    } else {
      change(by: isPresent ? 1 : -1, at: instant)
    }
  }
}
