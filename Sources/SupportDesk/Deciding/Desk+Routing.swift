// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRouting
import SupportRules
import SupportTickets

extension Desk {
  /// The piece of work that a case is for a router: the ticket's name, channel and facts, since when it
  /// waits, and its first owner: as the one who keeps it where the policy says so, else as preferred. Add what only the host knows, such as the customer's language.
  public func workItem(for matter: SupportCase, at now: Instant) -> WorkItem {
    let ticket = matter.ticket
    let policy = book(at: now).routing
    var item = WorkItem(
      WorkID(ticket.id.rawValue),
      channel: ChannelID(ticket.opening?.channel?.rawValue ?? "ticket"))
    item.since = ticket.openedAt
    if let group = ticket.assignment.group,
      policy?.queues.contains(where: { $0.id.rawValue == group.rawValue }) == true
    {
      item.queue = QueueID(group.rawValue)
    }
    if let priority = ticket.priority,
      policy?.priorities.contains(where: { $0.id.rawValue == priority.rawValue }) == true
    {
      item.priority = PriorityID(priority.rawValue)
    }
    if let owner = ticket.firstOwner {
      if ticketPolicy(for: ticket, at: now).ownerKeeps {
        item.firstOwner = FirstOwner(owner, waitAtMost: nil)
      } else {
        item.preferred = [owner]
      }
    }
    if let schema = policy?.choice?.schema { item.facts = ticket.facts(in: schema) }
    return item
  }
}
