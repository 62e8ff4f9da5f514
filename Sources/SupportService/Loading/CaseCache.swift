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

  func matter(_ ticket: TicketID) -> CachedCase? { cases.value(ticket) }
  func account(_ customer: CustomerID) -> CachedAccount? { accounts.value(customer) }
  func member(_ member: MemberID) -> CachedMember? { members.value(member) }
  func tickets(_ matter: StreamID) -> CachedMatter? { matters.value(matter) }

  func forget(_ ticket: TicketID) { cases.forget(ticket) }

  /// Keeps what was folded, unless more is known already.
  func keep(_ one: CachedCase) {
    cases.keep(one, as: one.matter.id) {
      $0.version > one.version || $0.registerVersion > one.registerVersion
    }
  }

  func keep(_ one: CachedAccount) {
    accounts.keep(one, as: one.account.customer) { $0.version > one.version }
  }

  func keep(_ one: CachedMember) {
    members.keep(one, as: one.member.id) { $0.version > one.version }
  }

  func keep(_ one: CachedMatter, of stream: StreamID) {
    matters.keep(one, as: stream) { $0.version > one.version }
  }
}

/// Values that were used last, by their names, for any number of tasks.
///
/// Each stands behind a reference, so that none is copied or dropped while others wait.
private final class Shelf<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private final class Kept: Sendable {
    let value: Value

    init(_ value: Value) {
      self.value = value
    }
  }

  private let kept: Mutex<GenerationCache<Key, Kept>>

  init(capacity: Int) {
    kept = Mutex(GenerationCache(capacity: capacity))
  }

  func value(_ key: Key) -> Value? { kept.withLock { $0[key] }?.value }

  func forget(_ key: Key) { kept.withLock { $0[key] = nil } }

  /// Keeps a value, unless what is known is newer.
  func keep(_ value: Value, as key: Key, unless isNewer: (Value) -> Bool) {
    let new = Kept(value)
    let former = kept.withLock { kept -> Kept? in
      let known = kept[key]
      if let known, isNewer(known.value) { return known }
      kept[key] = new
      return known
    }
    withExtendedLifetime(former) {}
  }
}
