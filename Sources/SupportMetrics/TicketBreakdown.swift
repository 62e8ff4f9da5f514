// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportTickets

/// The counts of a ``TicketTally`` for each value of a dimension: by priority, by group, …
///
/// ```swift
/// var byPriority = TicketBreakdown(.priority)
/// for ticket in tickets { byPriority.count(ticket) }
/// byPriority["urgent"]?.reopenRate
/// ```
public struct TicketBreakdown: Hashable, Sendable {
  /// What tickets are told apart by.
  public let dimension: TicketDimension
  /// The counts of tickets that have no value.
  public private(set) var withoutValue = TicketTally()
  private var tallies: [String: TicketTally] = [:]

  /// Creates an empty breakdown.
  public init(_ dimension: TicketDimension) {
    self.dimension = dimension
  }

  /// Counts a ticket under the value that it has now.
  public mutating func count(_ ticket: Ticket) {
    if let value = dimension.value(of: ticket) {
      tallies[value, default: TicketTally()].count(ticket)
    } else {
      withoutValue.count(ticket)
    }
  }

  /// Adds the counts of another breakdown; any order gives the same counts.
  ///
  /// - Returns: Whether it was added: a breakdown by another dimension is not.
  public mutating func merge(_ other: Self) -> Bool {
    guard dimension == other.dimension else { return false }
    withoutValue.merge(other.withoutValue)
    for (value, tally) in other.tallies { tallies[value, default: TicketTally()].merge(tally) }
    return true
  }

  /// The counts under a value; `nil` when no ticket has it.
  public subscript(value: String) -> TicketTally? {
    tallies[value]
  }

  /// The values that tickets have, in the order of their text.
  public var values: [String] { tallies.keys.sorted() }
}
