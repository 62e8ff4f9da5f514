// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Merging, splitting, relations, tags and watchers.
extension TicketDecision {
  func merged(into survivor: TicketID) throws(Rejection) -> [Change] {
    if survivor == ticket.id { throw .itself(.merge) }
    return [.merged(into: survivor)]
  }

  func absorbed(_ source: Ticket.Absorption) throws(Rejection) -> [Change] {
    let names = [source.source] + source.earlier
    if names.contains(ticket.id) { throw .itself(.absorb) }
    if let twice = names.first(where: ticket.details.absorbedTickets.contains) {
      throw .alreadyDone(twice.rawValue, .absorb)
    }
    return [.absorbed(source)]
  }

  func splitOff(_ split: Ticket.Split) throws(Rejection) -> [Change] {
    if split.into == ticket.id { throw .itself(.split) }
    if ticket.details.splits.contains(where: { $0.into == split.into }) {
      throw .alreadyDone(split.into.rawValue, .split)
    }
    guard ticket.messages.contains(where: { $0.at >= split.messagesFrom }) else {
      throw .nothingToChange(.split)
    }
    return [.splitOff(split)]
  }

  func linked(_ link: Ticket.Link) throws(Rejection) -> [Change] {
    if link.ticket == ticket.id { throw .itself(.link) }
    if ticket.details.links.contains(link) { throw .nothingToChange(.link) }
    return [.linked(link)]
  }

  func unlinked(_ link: Ticket.Link) throws(Rejection) -> [Change] {
    guard ticket.details.links.contains(link) else {
      throw .unknownName("link to \(link.ticket)", .unlink)
    }
    return [.unlinked(link)]
  }

  func tagged(adding added: [String], removing removed: [String]) throws(Rejection) -> [Change] {
    let tags = Set(ticket.details.tags).union(added).subtracting(removed).sorted()
    return [.tagsChanged(try changed(tags, from: ticket.details.tags, .changeTags))]
  }

  func watched(by watcher: Principal) throws(Rejection) -> [Change] {
    if ticket.details.watchers.contains(watcher) { throw .nothingToChange(.watch) }
    return [.watchersChanged(ticket.details.watchers + [watcher])]
  }

  func unwatched(by watcher: Principal) throws(Rejection) -> [Change] {
    let rest = ticket.details.watchers.filter { $0 != watcher }
    return [.watchersChanged(try changed(rest, from: ticket.details.watchers, .unwatch))]
  }
}
