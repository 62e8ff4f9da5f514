// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportTickets

/// Counts over tickets: how many, how many came back, how often they were handed on.
public struct TicketTally: Hashable, Sendable {
  /// All tickets.
  public private(set) var tickets = 0
  /// Tickets that were taken up again at least once.
  public private(set) var reopenedTickets = 0
  /// Times that tickets were taken up again.
  public private(set) var reopens = 0
  /// Times that tickets went to another group, or to their first.
  public private(set) var groupChanges = 0
  /// Resolved tickets that were never taken up again and never went to a second agent.
  public private(set) var firstContactResolved = 0
  /// Tickets that are solved or closed.
  public private(set) var resolved = 0

  /// Creates an empty tally.
  public init() {}

  /// Counts a ticket as it stands.
  public mutating func count(_ ticket: Ticket) {
    tickets.add(saturating: 1)
    reopens.add(saturating: ticket.reopenCount)
    groupChanges.add(saturating: ticket.groupChangeCount)
    if ticket.reopenCount > 0 { reopenedTickets.add(saturating: 1) }
    guard ticket.isResolved else { return }
    resolved.add(saturating: 1)
    if ticket.reopenCount == 0, ticket.agentChangeCount == 0 {
      firstContactResolved.add(saturating: 1)
    }
  }

  /// Adds the counts of another tally; any order gives the same tally, as long as no ticket is in
  /// both.
  public mutating func merge(_ other: Self) {
    tickets.add(saturating: other.tickets)
    reopenedTickets.add(saturating: other.reopenedTickets)
    reopens.add(saturating: other.reopens)
    groupChanges.add(saturating: other.groupChanges)
    firstContactResolved.add(saturating: other.firstContactResolved)
    resolved.add(saturating: other.resolved)
  }

  /// Tickets that were taken up again, of all tickets.
  public var reopenRate: MetricRate { MetricRate(reopenedTickets, of: tickets) }

  /// Tickets resolved without a reopening or a second agent, of those resolved.
  public var firstContactResolutionRate: MetricRate {
    MetricRate(firstContactResolved, of: resolved, excluded: tickets - resolved)
  }
}
