// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRouting
import SupportRules
import SupportTickets

extension Desk {
  /// The piece of work that a case is for a router: the ticket's name, channel and facts, since when it
  /// waits, the agent who has it
  /// (as the one who keeps it where the policy says so, else as preferred), and what the book's
  /// ``PolicyBook/work`` names: language, region, who is served before others.
  public func workItem(for matter: SupportCase, at now: Instant) -> WorkItem {
    let ticket = matter.ticket
    let number = number(ofBookAt: now)
    let policy = books[number].routing
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
    if let owner = owner(of: ticket) {
      if ticketPolicy(for: ticket, at: now).policy.ownerKeeps {
        item.firstOwner = FirstOwner(owner, waitAtMost: nil)
      } else {
        item.preferred = [owner]
      }
    }
    let asked = choiceReaders[number]?.facts(of: ticket)
    if let asked { item.facts = asked }
    let work = books[number].work
    if work != WorkFacts(), let facts = workReaders[number]?.facts(of: ticket) ?? asked {
      add(work, facts, to: &item)
    }
    return item
  }

  /// Adds what the facts of a ticket say of who can take it.
  private func add(_ work: WorkFacts, _ facts: Facts, to item: inout WorkItem) {
    if let name = work.language, case .text(let language) = facts[name] {
      item.language = LanguageNeed(LanguageID(language))
    }
    if let name = work.region, case .text(let region) = facts[name] {
      item.region = RegionNeed(RegionID(region))
    }
    if let accessible = work.accessible {
      item.isAccessible = accessible.holds(for: facts) == .yes
    }
  }

  /// Who has it, or had it before it was taken back; nobody where it was handed on.
  private func owner(of ticket: Ticket) -> AgentID? {
    if let agent = ticket.assignment.agent { return agent }
    return ticket.details.transfers.isEmpty ? ticket.firstOwner : nil
  }
}
