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
  private struct State {
    var cases: GenerationCache<TicketID, CachedCase>
    var accounts: GenerationCache<CustomerID, CachedAccount>
    var members: GenerationCache<MemberID, CachedMember>
    var matters: GenerationCache<StreamID, CachedMatter>
  }

  private let state: Mutex<State>

  init(capacity: Int) {
    state = Mutex(
      State(
        cases: GenerationCache(capacity: capacity),
        accounts: GenerationCache(capacity: capacity),
        members: GenerationCache(capacity: capacity),
        matters: GenerationCache(capacity: capacity)))
  }

  func matter(_ ticket: TicketID) -> CachedCase? { state.withLock { $0.cases[ticket] } }
  func account(_ customer: CustomerID) -> CachedAccount? {
    state.withLock { $0.accounts[customer] }
  }
  func member(_ member: MemberID) -> CachedMember? { state.withLock { $0.members[member] } }
  func tickets(_ matter: StreamID) -> CachedMatter? { state.withLock { $0.matters[matter] } }

  func forget(_ ticket: TicketID) { state.withLock { $0.cases[ticket] = nil } }

  /// Keeps what was folded, unless more is known already.
  func keep(_ one: CachedCase) {
    state.withLock { state in
      if let known = state.cases[one.matter.id],
        known.version > one.version || known.registerVersion > one.registerVersion
      {
        return
      }
      state.cases[one.matter.id] = one
    }
  }

  func keep(_ one: CachedAccount) {
    state.withLock { state in
      if let known = state.accounts[one.account.customer], known.version > one.version { return }
      state.accounts[one.account.customer] = one
    }
  }

  func keep(_ one: CachedMember) {
    state.withLock { state in
      if let known = state.members[one.member.id], known.version > one.version { return }
      state.members[one.member.id] = one
    }
  }

  func keep(_ one: CachedMatter, of stream: StreamID) {
    state.withLock { state in
      if let known = state.matters[stream], known.version > one.version { return }
      state.matters[stream] = one
    }
  }
}
