// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportMembership
import SupportStorage
import Synchronization

/// A part of a case that one stream, or a few of them, make: what was folded, and up to where.
///
/// Streams only grow, so a part is right for its versions for ever; whether they are the last ones, an
/// append with exact versions shows.
struct CachedCase: Sendable {
  /// The ticket, its clocks and disputes; without the accounts, which belong to the customer.
  var matter: SupportCase
  var version: Int64 = 0
  var register = CaseRegister()
  var registerVersion: Int64 = 0
  var disputeVersions: [DisputeID: Int64] = [:]
  /// The streams of the case, named once.
  let streams: CaseStreams

  init(_ matter: SupportCase) {
    self.matter = matter
    streams = CaseStreams(matter.id)
  }
}

/// The streams that bear the name of a ticket.
struct CaseStreams: Sendable {
  let ticket: StreamID
  let register: StreamID
  let outbox: StreamID

  init(_ id: TicketID) {
    ticket = StreamID(.ticket, of: id)
    register = StreamID(.caseRegister, of: id)
    outbox = StreamID(.outbox, of: id)
  }
}

struct CachedAccount: Sendable {
  var account: CompensationAccount
  var version: Int64 = 0
  let stream: StreamID

  init(_ account: CompensationAccount) {
    self.account = account
    stream = StreamID(.compensation, of: account.customer)
  }
}

struct CachedMember: Sendable {
  var member: MemberAccount
  var version: Int64 = 0
  let stream: StreamID

  init(_ member: MemberAccount) {
    self.member = member
    stream = StreamID(.membership, of: member.id)
  }
}

struct CachedMatter: Sendable {
  /// The last tickets about the matter, the newest last.
  var tickets: [TicketID] = []
  var version: Int64 = 0
}

/// What a service remembers of cases between two commands.
final class CaseCache: Sendable {
  private let cases: Shelf<TicketID, CachedCase>
  private let accounts: Shelf<CustomerID, CachedAccount>
  private let members: Shelf<MemberID, CachedMember>
  private let matters: Shelf<StreamID, CachedMatter>

  init(capacity: Int) {
    cases = Shelf(capacity: capacity)
    accounts = Shelf(capacity: capacity)
    members = Shelf(capacity: capacity)
    matters = Shelf(capacity: capacity)
  }

  func matter(_ ticket: TicketID) -> Kept<CachedCase>? { cases.kept(ticket) }
  func account(_ customer: CustomerID) -> Kept<CachedAccount>? { accounts.kept(customer) }
  func member(_ member: MemberID) -> Kept<CachedMember>? { members.kept(member) }
  func tickets(_ matter: StreamID) -> CachedMatter? { matters.kept(matter)?.value }

  func forget(_ ticket: TicketID) { cases.forget(ticket) }

  /// Keeps what was folded, unless more is known already.
  ///
  /// - Returns: What was folded.
  @discardableResult
  func keep(_ one: CachedCase) -> Kept<CachedCase> {
    let kept = Kept(one)
    cases.keep(kept, as: one.matter.id) {
      $0.version > one.version || $0.registerVersion > one.registerVersion
    }
    return kept
  }

  @discardableResult
  func keep(_ one: CachedAccount) -> Kept<CachedAccount> {
    let kept = Kept(one)
    accounts.keep(kept, as: one.account.customer) { $0.version > one.version }
    return kept
  }

  @discardableResult
  func keep(_ one: CachedMember) -> Kept<CachedMember> {
    let kept = Kept(one)
    members.keep(kept, as: one.member.id) { $0.version > one.version }
    return kept
  }

  func keep(_ one: CachedMatter, of stream: StreamID) {
    matters.keep(Kept(one), as: stream) { $0.version > one.version }
  }
}

/// A value behind a reference: cases and accounts are large, and are handed on across every wait.
final class Kept<Value: Sendable>: Sendable {
  let value: Value

  init(_ value: Value) {
    self.value = value
  }
}

/// Values that were used last, by their names, for any number of tasks; none is copied while others wait.
private final class Shelf<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let all: Mutex<GenerationCache<Key, Kept<Value>>>

  init(capacity: Int) {
    all = Mutex(GenerationCache(capacity: capacity))
  }

  func kept(_ key: Key) -> Kept<Value>? { all.withLock { $0[key] } }

  func forget(_ key: Key) { all.withLock { $0[key] = nil } }

  /// Keeps a value, unless what is known is newer.
  func keep(_ new: Kept<Value>, as key: Key, unless isNewer: (Value) -> Bool) {
    let former = all.withLock { all -> Kept<Value>? in
      let known = all[key]
      if let known, isNewer(known.value) { return known }
      all[key] = new
      return known
    }
    withExtendedLifetime(former) {}
  }
}
