// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import SupportTestKit
import Testing

/// The article "Writing a store", compiled and run.
@Suite("Documentation: writing a store")
struct WritingAStoreTests {
  actor DrawerStore: EventStore {
    private var events: [StoredEvent] = []
    private var stored: [(request: AppendRequest, receipt: AppendReceipt)] = []

    func append(_ request: AppendRequest) throws(StorageError) -> AppendReceipt {
      try request.validate()
      if let earlier = earlier(request.key, request.tenant) {
        guard earlier.request.isRepeated(by: request) else { throw .keyReused(earlier.key) }
        return earlier.receipt.repeated
      }
      try check(request)
      return store(request)
    }

    private func check(_ request: AppendRequest) throws(StorageError) {
      for part in request.streams {
        let version = version(part.stream)
        guard part.expecting.allows(version) else {
          throw .versionConflict(part.stream, expected: part.expecting, actual: version)
        }
        for event in part.events where events.contains(where: { $0.id == event.id }) {
          throw .duplicateEvent(event.id, in: part.stream)
        }
      }
    }

    private func store(_ request: AppendRequest) -> AppendReceipt {
      let first = events.count + 1
      let parts = request.streams.filter { !$0.events.isEmpty }
      let latest = parts.compactMap { last(of: $0.stream)?.record.recordedAt }.max()
      let recordedAt = max(request.recordedAt, latest ?? .min)
      for part in parts {
        for event in part.events {
          let record = event.recorded(
            in: part.stream, version: version(part.stream) + 1, tenant: request.tenant,
            at: recordedAt)
          events.append(StoredEvent(record, at: EventPosition(Int64(events.count) + 1)))
        }
      }
      let receipt = AppendReceipt(
        positions: first > events.count
          ? nil : EventPosition(Int64(first))...EventPosition(Int64(events.count)),
        versions: request.streams.map { .init($0.stream, version($0.stream)) },
        recordedAt: recordedAt)
      if request.key != nil { stored.append((request, receipt)) }
      return receipt
    }

    private func last(of stream: StreamID) -> StoredEvent? {
      events.last { $0.stream == stream }
    }

    private func version(_ stream: StreamID) -> Int64 {
      last(of: stream)?.version ?? 0
    }

    private func earlier(
      _ key: IdempotencyKey?, _ tenant: TenantID?
    ) -> (key: IdempotencyKey, request: AppendRequest, receipt: AppendReceipt)? {
      guard let key else { return nil }
      let entry = stored.first { $0.request.key == key && $0.request.tenant == tenant }
      return entry.map { (key, $0.request, $0.receipt) }
    }

    func receipt(of key: IdempotencyKey, tenant: TenantID?) -> AppendReceipt? {
      earlier(key, tenant)?.receipt.repeated
    }

    func read(_ stream: StreamID, _ query: StreamQuery) throws(StorageError) -> [StoredEvent] {
      try query.validate()
      let known = events.filter {
        $0.stream == stream && $0.record.recordedAt < query.until ?? .max
      }
      switch query.direction {
      case .forwards:
        return Array(known.filter { $0.version >= query.from ?? 1 }.prefix(query.limit))
      case .backwards:
        return known.filter { $0.version <= query.from ?? .max }.suffix(query.limit).reversed()
      }
    }

    func readAll(
      after position: EventPosition, limit: Int
    ) throws(StorageError) -> [StoredEvent] {
      try StreamQuery.validate(limit: limit)
      return Array(events.filter { $0.position > position }.prefix(limit))
    }

    func head() -> EventPosition {
      events.last?.position ?? .start
    }

    func waitForEvents(after position: EventPosition) async throws(StorageError) {
      try await poll(after: position, every: .milliseconds(1)) { try await Task.sleep(for: $0) }
    }
  }

  @Test(arguments: StoreConformance.cases)
  func keeps(_ promise: StoreConformance.Case) async throws {
    try await StoreConformance(pausing: { try? await Task.sleep(for: .milliseconds(1)) }) {
      DrawerStore()
    }.run(promise)
  }

  @Test("in a plain program")
  func plain() async throws {
    try await StoreConformance(pausing: { try? await Task.sleep(for: .milliseconds(1)) }) {
      DrawerStore()
    }.run()
  }

  actor DeadlineDrawer: DeadlineStore {
    private struct Row {
      var deadline: Deadline
      var token: Int64?
      var leasedUntil = Instant.min
      var attempts = 0

      /// From when on somebody may claim it.
      var freeAt: Instant { token == nil ? deadline.dueAt : leasedUntil }
    }

    private var rows: [DeadlineID: Row] = [:]
    private var lastToken: Int64 = 0

    func set(_ deadline: Deadline) {
      if rows[deadline.id]?.deadline != deadline { rows[deadline.id] = Row(deadline: deadline) }
    }

    func cancel(_ id: DeadlineID) {
      rows[id] = nil
    }

    func claim(
      dueAt now: Instant, limit: Int, leasedUntil end: Instant
    ) throws(StorageError) -> [DeadlineClaim] {
      guard limit >= 1 else { throw StorageError(.invalidRequest, "a limit of \(limit)") }
      let due = rows.values.filter { $0.freeAt <= now }
        .sorted { ($0.deadline.dueAt, $0.deadline.id) < ($1.deadline.dueAt, $1.deadline.id) }
      var claims: [DeadlineClaim] = []
      for var row in due.prefix(limit) {
        lastToken += 1
        row.token = lastToken
        row.leasedUntil = end
        row.attempts += 1
        rows[row.deadline.id] = row
        claims.append(
          DeadlineClaim(
            row.deadline, token: lastToken, leasedUntil: end, attempt: row.attempts))
      }
      return claims
    }

    func complete(_ claim: DeadlineClaim) throws(StorageError) {
      _ = try row(in: claim)
      rows[claim.deadline.id] = nil
    }

    func giveBack(_ claim: DeadlineClaim, dueAt: Instant?) throws(StorageError) {
      var row = try row(in: claim)
      row.token = nil
      row.deadline.dueAt = dueAt ?? row.deadline.dueAt
      rows[claim.deadline.id] = row
    }

    func nextInstant() -> Instant? {
      rows.values.map(\.freeAt).min()
    }

    private func row(in claim: DeadlineClaim) throws(StorageError) -> Row {
      guard let row = rows[claim.deadline.id], row.token == claim.token else {
        throw StorageError(.leaseLost, "\(claim.deadline.id) is in other hands")
      }
      return row
    }
  }

  @Test(arguments: DeadlineStoreConformance.cases)
  func keeps(_ promise: DeadlineStoreConformance.Case) async throws {
    try await DeadlineStoreConformance { DeadlineDrawer() }.run(promise)
  }

  struct Call: Codable, Hashable {
    var caller: String
    var minutes: Int
  }

  @Test("events of a type of one's own, sealed and opened")
  func sealed() async throws {
    let (cipher, vault, now) = (ToyCipher(), InMemoryKeyVault.fixture, Instant.fixtureStart)
    let store = InMemoryEventStore(chain: RecordChain(TestSHA256()))
    let codec = EventCodec<Call>("call")
    let sealer = RecordSealer(digest: TestSHA256(), cipher: cipher)
    let fields = [PersonalField("caller", whenErased: .text("somebody"))]

    let key = try await vault.createKey(of: "c-7")
    let body = try codec.body(of: Call(caller: "Wang Li", minutes: 4))
    let event = NewEvent(
      try sealer.seal(body, of: "call-1", fields, subject: "c-7", key: key),
      id: "call-1", occurredAt: now, principal: .customer("c-7"))
    _ = try await store.append(
      AppendRequest(
        [StreamAppend("calls", expecting: .none, events: [event])], recordedAt: now))

    try await vault.erase("c-7", at: now)
    let stored = try await store.events(of: "calls")[0]
    let call = try codec.record(of: await sealer.open(stored, fields, with: vault)).event
    #expect(call == Call(caller: "somebody", minutes: 4))
    #expect(try await store.findings(by: RecordChain(TestSHA256())).isEmpty)
  }
}
