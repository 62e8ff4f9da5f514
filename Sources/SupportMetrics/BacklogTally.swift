// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTickets

/// How many tickets were not closed, and how many not resolved, at any past instant: as known then.
///
/// Feed it each change of a ticket's status with the instant at which it was recorded. A ticket
/// counts from its first change on; corrections that came later do not change what was known.
///
/// ```swift
/// backlog.count(from: nil, to: .open, recordedAt: first)
/// backlog.count(from: .open, to: .closed, recordedAt: last)
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

  private struct Step: Hashable, Sendable {
    var at: Instant
    var notClosed: Int
    var unresolved: Int
  }

  private var steps: [Step] = []

  /// Creates an empty tally.
  public init() {}

  /// Counts a change of a ticket's status. Changes that leave the backlog as it is cost nothing.
  ///
  /// - Parameters:
  ///   - old: The status that was known before; `nil` for a ticket that was not known.
  ///   - new: The status that is known from now on.
  ///   - recordedAt: When it became known; of one ticket never before its former change.
  public mutating func count(
    from old: Ticket.Status?, to new: Ticket.Status, recordedAt: Instant
  ) {
    let step = Step(
      at: recordedAt,
      notClosed: Self.isOpen(new) - (old.map(Self.isOpen) ?? 0),
      unresolved: Self.isUnresolved(new) - (old.map(Self.isUnresolved) ?? 0))
    if step.notClosed != 0 || step.unresolved != 0 { steps.append(step) }
  }

  /// Adds the changes of another tally; any order gives the same figures, as long as all changes
  /// of a ticket are in one of the two.
  public mutating func merge(_ other: Self) {
    steps.append(contentsOf: other.steps)
  }

  /// The backlog at each of some instants, what was recorded at the instant included.
  ///
  /// - Parameter instants: In any order.
  /// - Returns: One backlog for each instant, in the order given.
  /// - Complexity: O((n + m) log (n + m)) for n changes and m instants.
  public func counts(at instants: [Instant]) -> [Counts] {
    let sorted = steps.sorted { $0.at < $1.at }
    let order = instants.indices.sorted { instants[$0] < instants[$1] }
    var result = Array(repeating: Counts(notClosed: 0, unresolved: 0), count: instants.count)
    var now = Counts(notClosed: 0, unresolved: 0)
    var next = 0
    for index in order {
      while next < sorted.count, sorted[next].at <= instants[index] {
        now.notClosed += sorted[next].notClosed
        now.unresolved += sorted[next].unresolved
        next += 1
      }
      result[index] = now
    }
    return result
  }

  /// The backlog at an instant, what was recorded at it included.
  ///
  /// - Complexity: O(n) for n changes.
  public func counts(at instant: Instant) -> Counts {
    steps.reduce(into: Counts(notClosed: 0, unresolved: 0)) { sum, step in
      guard step.at <= instant else { return }
      sum.notClosed += step.notClosed
      sum.unresolved += step.unresolved
    }
  }

  private static func isOpen(_ status: Ticket.Status) -> Int {
    status == .closed || status.isFinal ? 0 : 1
  }

  private static func isUnresolved(_ status: Ticket.Status) -> Int {
    status == .solved ? 0 : isOpen(status)
  }
}
