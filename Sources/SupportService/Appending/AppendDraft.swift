// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportMembership
public import SupportStorage
import SupportTickets

/// What a decision becomes in the store: one append for all streams that it touches or rests on.
struct AppendDraft: Sendable {
  private let service: DeskService
  private let errand: Errand
  private let instant: Instant
  private let key: IdempotencyKey
  private let policyVersion: PolicyVersion
  private let streams: CaseStreams
  private let earlierRegister: CaseRegister
  private var register: CaseRegister
  /// The case that took this one in, as it stands then.
  private var survivor: CachedCase?

  private var parts: [StreamAppend] = []
  private var ordinal = 0
  private var sealingKey: FieldKey?

  init(
    _ service: DeskService, _ errand: Errand, _ loaded: borrowing LoadedCase,
    _ decision: borrowing DeskDecision, key: IdempotencyKey, at instant: Instant
  ) {
    self.service = service
    self.errand = errand
    self.instant = instant
    self.key = key
    policyVersion = service.desk.version(for: loaded.part.matter.ticket, at: instant)
    streams = loaded.part.streams
    earlierRegister = loaded.part.register
    var versions = loaded.versions
    if let other = decision.other,
      let part = loaded.earlier.first(where: { $0.value.matter.id == other.id })?.value
    {
      survivor = part
      versions.append((part.streams.ticket, part.version))
      versions.append((part.streams.register, part.registerVersion))
    }
    parts = versions.map { StreamAppend($0.stream, expecting: .exactly($0.version), events: []) }
    register = loaded.part.register
    register.customer = register.customer ?? errand.customer
    register.member = register.member ?? errand.member
    register.disputes += loaded.part.disputes.filter { !loaded.part.register.disputes.contains($0) }
    register.lookAt = decision.nextDeadline
  }

  /// Whether there is anything to store.
  var hasEvents: Bool { ordinal > 0 }

  /// The append.
  var request: AppendRequest {
    AppendRequest(
      parts, key: errand.key, fingerprint: errand.fingerprint,
      tenant: service.desk.tenant, recordedAt: instant)
  }

  // MARK: Writing

  /// Writes the events, the intents, who belongs to the case, and that there is a ticket about the matter.
  mutating func write(
    _ decision: DeskDecision, _ loaded: LoadedCase
  ) async throws(StorageError) {
    for entry in decision.entries {
      let event = entry.event
      let body = EventBody(
        type: EventTypeName(event.type), payload: try CanonicalJSON.bytes(of: event))
      try await add(
        body, to: entry.stream, at: event.occurredAt, by: event.principal,
        personal: service.sealing == nil ? [] : PersonalParts.fields(of: event))
    }
    for intent in decision.intents {
      let body = EventBody(type: .intent, payload: try CanonicalJSON.bytes(of: intent))
      try await add(
        body, to: streams.outbox, at: instant, by: .system,
        personal: service.sealing == nil ? [] : PersonalParts.fields(of: intent))
    }
    if register != earlierRegister { try await add(register, to: streams.register) }
    if var survivor {
      // Its clocks may have moved: a look says when the next one is due.
      survivor.register.lookAt = instant
      try await add(survivor.register, to: survivor.streams.register)
    } else if let stream = loaded.matterStream {
      let entry = MatterEntry(ticket: errand.ticket)
      try await add(
        EventBody(type: .matter, payload: try CanonicalJSON.bytes(of: entry)), to: stream,
        at: instant, by: .system)
    }
  }

  private mutating func add(
    _ register: CaseRegister, to stream: StreamID
  ) async throws(StorageError) {
    try await add(
      EventBody(type: .caseRegister, payload: try CanonicalJSON.bytes(of: register)),
      to: stream, at: instant, by: .system)
  }

  private mutating func add(
    _ body: EventBody, to stream: StreamID, at occurredAt: Instant, by principal: Principal,
    personal: [PersonalField] = []
  ) async throws(StorageError) {
    let id = EventID(of: key, ordinal: ordinal)
    ordinal += 1
    var body = body
    if !personal.isEmpty, let sealing = service.sealing {
      body = try await sealing.seal(body, of: id, personal, subject: subject, key: &sealingKey)
    }
    let event = NewEvent(
      body, id: id, occurredAt: occurredAt, principal: principal, policyVersion: policyVersion,
      schemaVersion: StreamHistory.schemaVersion)
    if let place = parts.firstIndex(where: { $0.stream == stream }) {
      parts[place].events.append(event)
    } else {
      // Nobody reads the outbox to decide: others may write to it meanwhile.
      parts.append(StreamAppend(stream, expecting: .any, events: [event]))
    }
  }

  /// Whose personal values they are.
  private var subject: SubjectID {
    SubjectID(register.customer?.rawValue ?? streams.ticket.rawValue)
  }

  // MARK: Afterwards

  func answer(_ decision: DeskDecision, _ receipt: AppendReceipt?) -> ServiceAnswer {
    ServiceAnswer(
      intents: decision.intents, lookAgainAt: register.lookAt, receipt: receipt,
      decision: decision)
  }

  /// Remembers the case as it stands after the append.
  func remember(_ receipt: AppendReceipt, _ decision: DeskDecision, _ loaded: LoadedCase) {
    let cache = service.loader.cache
    func version(_ stream: StreamID) -> Int64 { receipt.version(of: stream) ?? 0 }
    var part = loaded.part
    part.matter = decision.result
    part.matter.account = nil
    part.matter.member = nil
    part.version = version(streams.ticket)
    part.register = register
    part.registerVersion = version(streams.register)
    for dispute in register.disputes {
      part.disputeVersions[dispute] = version(StreamID(.dispute, of: dispute))
    }
    // Whose clocks go on in another ticket is folded by the loader, which knows those of both.
    if absorbs(decision) { cache.forget(errand.ticket) } else { cache.keep(part) }
    if var known = loaded.account?.value, let account = decision.result.account {
      known.account = account
      known.version = version(known.stream)
      if known.version != loaded.account?.value.version { cache.keep(known) }
    }
    if var known = loaded.member?.value, let member = decision.result.member {
      known.member = member
      known.version = version(known.stream)
      if known.version != loaded.member?.value.version { cache.keep(known) }
    }
    if var survivor, var other = decision.other {
      other.account = nil
      other.member = nil
      survivor.matter = other
      survivor.register.lookAt = instant
      survivor.version = version(survivor.streams.ticket)
      survivor.registerVersion = version(survivor.streams.register)
      cache.keep(survivor)
    } else if let stream = loaded.matterStream {
      cache.keep(
        service.loader.noting(errand.ticket, in: loaded.tickets, version: version(stream)),
        of: stream)
    }
  }

  private func absorbs(_ decision: DeskDecision) -> Bool {
    decision.entries.contains { entry in
      guard case .ticket(let event) = entry.event, case .absorbed = event.change,
        entry.stream == streams.ticket
      else { return false }
      return true
    }
  }
}

extension EventTypeName {
  /// Something that the host has to do; the payload is an `Intent`.
  public static let intent = Self(rawValue: "intent")
  /// Who belongs to a case and when it is looked at next.
  public static let caseRegister = Self(rawValue: "case.registered")
  /// A ticket that was opened about a matter.
  public static let matter = Self(rawValue: "matter.opened")
}
