// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportTickets

/// What tickets are told apart by in a report.
public enum TicketDimension: String, Hashable, Sendable, Codable, CaseIterable {
  /// The priority that the ticket has now.
  case priority
  /// The desk's category that the ticket has now.
  case category
  /// What the ticket is.
  case kind
  /// The channel that it came by.
  case channel
  /// The team that works on it now.
  case group

  /// The value that a ticket has; `nil` when it has none.
  public func value(of ticket: Ticket) -> String? {
    switch self {
    case .priority: ticket.priority?.rawValue
    case .category: ticket.classification.category
    case .kind: ticket.classification.kind?.rawValue
    case .channel: ticket.opening?.channel?.rawValue
    case .group: ticket.assignment.group?.rawValue
    }
  }
}
