// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportMembership
import SupportSLA
import SupportStorage
import SupportTickets

/// Makes cases out of what the store and the memory of the service have.
struct CaseLoader: Sendable {
  let desk: Desk
  let history: StreamHistory
  let digest: (any RecordDigest)?
  let cache: CaseCache

  /// How many of the tickets about one matter are looked at.
  private static let mattersLookedAt = 8

  /// Loads what a command is about: what is remembered of it or, fresh, with what the store has beyond.
  func load(
    _ errand: Errand, isFresh: Bool, at now: Instant
  ) async throws(StorageError) -> LoadedCase {
    var part = try await part(errand.ticket, isFresh: isFresh)
    if let dispute = errand.dispute, part.value.disputeVersions[dispute] == nil {
      var grown = part.value
      try await follow(dispute, of: &grown)
      part = cache.keep(grown)
    }
    var loaded = LoadedCase(part)
    if let customer = part.value.register.customer ?? errand.customer {
      loaded.account = try await account(customer, isFresh: isFresh)
    }
    if let id = part.value.register.member ?? errand.member {
      loaded.member = try await member(id, isFresh: isFresh)
    }
    if let opening = errand.opening, part.value.version == 0,
      let key = desk.matterKey(of: opening, at: now)
    {
      try await lookForEarlier(key, &loaded, isFresh)
    }
    return loaded
  }

  // MARK: The ticket

  func part(_ ticket: TicketID, isFresh: Bool) async throws(StorageError) -> Kept<CachedCase> {
    let known = cache.matter(ticket)
    if let known, !isFresh { return known }
    var part = known?.value ?? CachedCase(desk.opened(ticket))
    if let (register, version) = try await history.last(
      CaseRegister.self, of: part.streams.register)
    {
      part.register = register
      part.registerVersion = version
    }
    let events = try await history.events(of: part.streams.ticket, after: part.version)
    for event in events { try await apply(event, to: &part.matter) }
    part.version += Int64(events.count)
    for dispute in part.register.disputes { try await follow(dispute, of: &part) }
    return cache.keep(part)
  }

  /// Folds an event. One by which a ticket absorbs another goes on with that one's clocks, as they stood
  /// before.
  private func apply(_ event: DeskEvent, to matter: inout SupportCase) async throws(StorageError) {
    if case .ticket(let event) = event, case .absorbed(let absorption) = event.change {
      let other = try await clocks(of: absorption.source, before: matter.id)
      matter.apply(.ticket(event), knowing: other)
    } else {
      matter.apply(event)
    }
  }

  /// The clocks of a ticket before it was merged into another one.
  private func clocks(
    of source: TicketID, before survivor: TicketID
  ) async throws(StorageError) -> SLATimeline? {
    var matter = desk.opened(source)
    for event in try await history.events(of: matter.stream, after: 0) {
      if case .ticket(let event) = event, event.change == .merged(into: survivor) { break }
      try await apply(event, to: &matter)
    }
    return matter.timeline
  }

  private func follow(_ dispute: DisputeID, of part: inout CachedCase) async throws(StorageError) {
    let version = part.disputeVersions[dispute] ?? 0
    let events = try await history.events(of: StreamID(.dispute, of: dispute), after: version)
    part.matter.apply(contentsOf: events)
    part.disputeVersions[dispute] = version + Int64(events.count)
  }

  // MARK: The accounts

  private func account(
    _ customer: CustomerID, isFresh: Bool
  ) async throws(StorageError) -> Kept<CachedAccount>? {
    let known = cache.account(customer)
    if let known, !isFresh { return known }
    guard var part = known?.value ?? desk.emptyAccount(of: customer).map({ CachedAccount($0) })
    else { return nil }
    let events = try await history.events(
      of: part.stream, after: part.version)
    for case .compensation(let event) in events { part.account.apply(event) }
    part.version += Int64(events.count)
    return cache.keep(part)
  }

  private func member(
    _ id: MemberID, isFresh: Bool
  ) async throws(StorageError) -> Kept<CachedMember>? {
    let known = cache.member(id)
    if let known, !isFresh { return known }
    guard var part = known?.value ?? desk.emptyMembership(of: id).map({ CachedMember($0) })
    else { return nil }
    let events = try await history.events(
      of: part.stream, after: part.version)
    for case .membership(let event) in events { part.member.apply(event) }
    part.version += Int64(events.count)
    return cache.keep(part)
  }

  // MARK: Duplicates

  private func lookForEarlier(
    _ key: DuplicateKey, _ loaded: inout LoadedCase, _ isFresh: Bool
  ) async throws(StorageError) {
    let stream = try MatterStream.name(of: key, in: desk.tenant, digest)
    var tickets: CachedMatter
    if let known = cache.tickets(stream), !isFresh {
      tickets = known
    } else {
      tickets = CachedMatter()
      let last = try await history.last(
        MatterEntry.self, Self.mattersLookedAt, of: stream)
      tickets.tickets = last.map(\.value.ticket)
      tickets.version = last.last?.version ?? 0
      cache.keep(tickets, of: stream)
    }
    loaded.matterStream = stream
    loaded.tickets = tickets
    for ticket in tickets.tickets where ticket != loaded.part.matter.id {
      let part = try await part(ticket, isFresh: isFresh)
      if !part.value.matter.ticket.isResolved { loaded.earlier.append(part) }
    }
  }

  /// The tickets about a matter when another one was opened.
  func noting(_ ticket: TicketID, in tickets: CachedMatter, version: Int64) -> CachedMatter {
    CachedMatter(
      tickets: (tickets.tickets + [ticket]).suffix(Self.mattersLookedAt), version: version)
  }
}
