// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage
import Synchronization

/// An event store that is one list, searched from end to end: a model that is easy to believe, and with
/// a fault a store that a careless author might write.
final class ListStore: EventStore {
  enum Fault: String, CaseIterable {
    case secondStreamUnchecked, storesBeforeConflict, acceptsStaleVersion, acceptsVersionAhead
    case noneIsAny, existsIsAny, wrongActual, guardUnchecked, versionsFromZero
    case repeatsKeyedAppend, freshReceiptForRepeat, versionBeforeKey, otherBodyAccepted
    case keysOfAllTenants, fingerprintIgnored, recordingTimeCompared, refusedKeyTaken
    case duplicateAccepted, duplicateOnlyWithinStream, appendInterleaved
    case lateCommit, positionsByStream, losesUnderConcurrency, twoWinners, headAhead, staleReads
    case pageOverlaps, pageSkips, allPageSkips, backwardsAscends, backwardsFromExclusive
    case untilInclusive, untilByOccurrence, untilAfterLimit
    case recordedAtGoesBack, recordedAtOfOneStream
    case dropsCause, dropsSeal, payloadAsText, schemaVersionLost, tenantLost, principalLost
    case waitNeverEnds, waitMissesEarlier, waitIgnoresCancellation, waitThrowsOther
    case chainWithoutEnvelope, chainWithoutPrevious, chainPerStream, chainNotInStreams
    case acceptsNothing
  }

  private struct State {
    var events: [StoredEvent] = []
    var hidden: [StoredEvent] = []
    var receipts: [(AppendRequest, AppendReceipt)] = []
    var appends = 0
  }

  private let fault: Fault?
  private let chain: RecordChain?
  private let state = Mutex(State())

  init(_ fault: Fault? = nil, chain: RecordChain? = nil) {
    self.fault = fault
    self.chain = chain
  }

  // MARK: Appending

  func append(_ request: AppendRequest) async throws(StorageError) -> AppendReceipt {
    if fault != .acceptsNothing || !request.streams.isEmpty {
      try validate(request)
    }
    let isUnlocked = fault == .losesUnderConcurrency || fault == .twoWinners
    guard isUnlocked else {
      return try state.withLock { (state) throws(StorageError) in
        try append(request, to: &state)
      }
    }
    // Looks, lets others go first, and writes what it made of what it saw.
    var copy = state.withLock { $0 }
    let before = copy.events.count
    let receipt = try append(request, to: &copy)
    await Task.yield()
    let made = copy
    state.withLock { state in
      if fault == .losesUnderConcurrency {
        state = made
      } else {
        for event in made.events[before...] {
          var event = event
          event.position = EventPosition(Int64(state.events.count) + 1)
          state.events.append(event)
        }
        state.receipts = made.receipts
      }
    }
    return receipt
  }

  private func validate(_ request: AppendRequest) throws(StorageError) {
    do throws(StorageError) {
      try request.validate()
    } catch {
      let isPassed = error.code == .duplicateEvent && fault == .duplicateAccepted
      guard isPassed else { throw error }
    }
  }

  private func version(of stream: StreamID, in state: State) -> Int64 {
    state.events.reduce(0) { $1.stream == stream ? max($0, $1.version) : $0 }
  }

  private func receipt(
    of key: IdempotencyKey, _ tenant: TenantID?, in state: State
  ) -> (AppendRequest, AppendReceipt)? {
    state.receipts.first {
      $0.0.key == key && ($0.0.tenant == tenant || fault == .keysOfAllTenants)
    }
  }

  private func isRepeated(_ earlier: AppendRequest, by request: AppendRequest) -> Bool {
    if fault == .otherBodyAccepted { return true }
    if fault == .recordingTimeCompared, earlier.recordedAt != request.recordedAt { return false }
    var (earlier, request) = (earlier, request)
    if fault == .fingerprintIgnored { (earlier.fingerprint, request.fingerprint) = (nil, nil) }
    if fault == .keysOfAllTenants { earlier.tenant = request.tenant }
    return earlier.isRepeated(by: request)
  }

  private func append(
    _ request: AppendRequest, to state: inout State
  ) throws(StorageError) -> AppendReceipt {
    if fault == .versionBeforeKey { try check(request, state: &state) }
    if let key = request.key, fault != .repeatsKeyedAppend,
      let (earlier, receipt) = receipt(of: key, request.tenant, in: state)
    {
      guard isRepeated(earlier, by: request) else { throw .keyReused(key) }
      guard fault == .freshReceiptForRepeat else { return receipt.repeated }
      var fresh = receipt.repeated
      fresh.versions = request.streams.map { .init($0.stream, version(of: $0.stream, in: state)) }
      return fresh
    }
    if let key = request.key, fault == .refusedKeyTaken {
      do throws(StorageError) {
        try check(request, state: &state)
      } catch {
        _ = key
        let none = AppendReceipt(positions: nil, versions: [], recordedAt: request.recordedAt)
        state.receipts.append((request, none))
        throw error
      }
    }
    try check(request, state: &state)
    return store(request, in: &state)
  }

  private func check(_ request: AppendRequest, state: inout State) throws(StorageError) {
    for (index, part) in request.streams.enumerated() {
      if fault == .secondStreamUnchecked, index > 0 { break }
      if fault == .guardUnchecked, part.events.isEmpty { continue }
      let version = version(of: part.stream, in: state)
      guard !allows(part.expecting, version) else { continue }
      if fault == .storesBeforeConflict {
        var first = request
        first.key = nil
        first.streams = Array(request.streams[..<index])
        _ = store(first, in: &state)
      }
      let actual = fault == .wrongActual ? version + 1 : version
      throw .versionConflict(part.stream, expected: part.expecting, actual: actual)
    }
    guard fault != .duplicateAccepted else { return }
    for part in request.streams {
      for event in part.events {
        let isThere = state.events.contains {
          $0.id == event.id
            && (fault != .duplicateOnlyWithinStream || $0.stream == part.stream)
        }
        if isThere { throw .duplicateEvent(event.id, in: part.stream) }
      }
    }
  }

  private func allows(_ expected: ExpectedVersion, _ version: Int64) -> Bool {
    switch (expected, fault) {
    case (.exactly(let wanted), .acceptsStaleVersion): wanted <= version
    case (.exactly(let wanted), .acceptsVersionAhead): wanted >= version
    case (.none, .noneIsAny), (.exists, .existsIsAny): true
    default: expected.allows(version)
    }
  }

  private func store(_ request: AppendRequest, in state: inout State) -> AppendReceipt {
    state.appends += 1
    var recordedAt = request.recordedAt
    for (index, part) in request.streams.enumerated() where fault != .recordedAtGoesBack {
      if fault == .recordedAtOfOneStream, index > 0 { break }
      guard !part.events.isEmpty else { continue }
      for event in state.events where event.stream == part.stream {
        recordedAt = max(recordedAt, event.record.recordedAt)
      }
    }
    let first = state.events.count
    var events: [StoredEvent] = []
    for part in request.streams {
      var version = version(of: part.stream, in: state)
      if fault == .versionsFromZero, version == 0 { version = -1 }
      for event in part.events {
        version += 1
        let record = kept(
          event.recorded(
            in: part.stream, version: version, tenant: request.tenant, at: recordedAt))
        let number = fault == .positionsByStream ? version : Int64(first + events.count) + 1
        events.append(StoredEvent(record, at: EventPosition(number)))
      }
    }
    if fault == .appendInterleaved, events.count > 2 { events.swapAt(0, events.count - 1) }
    for index in events.indices where fault == .appendInterleaved {
      events[index].position = EventPosition(Int64(first + index) + 1)
    }
    link(&events, after: state.events)
    state.events += events
    let receipt = AppendReceipt(
      positions: events.isEmpty
        ? nil : EventPosition(Int64(first) + 1)...EventPosition(Int64(first + events.count)),
      versions: request.streams.map { .init($0.stream, version(of: $0.stream, in: state)) },
      recordedAt: recordedAt)
    if request.key != nil { state.receipts.append((request, receipt)) }
    return receipt
  }

  private func kept(_ record: Recorded<EventBody>) -> Recorded<EventBody> {
    var record = record
    switch fault {
    case .dropsCause: record.cause = nil
    case .dropsSeal: record.event.sealed = []
    case .payloadAsText:
      record.event.payload = Array(String(decoding: record.event.payload, as: UTF8.self).utf8)
    case .schemaVersionLost: record.schemaVersion = 1
    case .tenantLost: record.tenant = nil
    case .principalLost: record.principal = .system
    default: break
    }
    return record
  }

  private func link(_ events: inout [StoredEvent], after earlier: [StoredEvent]) {
    guard let chain else { return }
    var last = earlier.last?.link
    for index in events.indices {
      var record = events[index].record
      if fault == .chainPerStream {
        let stream = record.stream
        last = (earlier + events[..<index]).last { $0.stream == stream }?.link
      }
      if fault == .chainWithoutPrevious { last = nil }
      if fault == .chainWithoutEnvelope { record.tenant = nil }
      last = chain.link(record, at: events[index].position, after: last)
      events[index].link = last
    }
  }

  // MARK: Reading

  func receipt(
    of key: IdempotencyKey, tenant: TenantID?
  ) async throws(StorageError) -> AppendReceipt? {
    state.withLock { receipt(of: key, tenant, in: $0)?.1.repeated }
  }

  /// The events that can be read; with a fault, not all that were stored.
  private func visible() -> [StoredEvent] {
    state.withLock { state in
      switch fault {
      case .lateCommit:
        // Every fifth event is seen only once two more were stored.
        let count = state.events.count
        var seen: [StoredEvent] = []
        for (index, event) in state.events.enumerated() {
          if index % 5 != 4 || index + 2 < count { seen.append(event) }
        }
        return seen
      case .staleReads: return state.appends % 3 == 2 ? state.events.dropLast() : state.events
      default: return state.events
      }
    }
  }

  func read(
    _ stream: StreamID, _ query: StreamQuery
  ) async throws(StorageError) -> [StoredEvent] {
    if fault != .acceptsNothing { try query.validate() }
    var events = visible().filter { $0.stream == stream }
    if fault == .chainNotInStreams { for index in events.indices { events[index].link = nil } }
    func isKnown(_ event: StoredEvent) -> Bool {
      guard let until = query.until else { return true }
      switch fault {
      case .untilInclusive: return event.record.recordedAt <= until
      case .untilByOccurrence: return event.record.occurredAt < until
      default: return event.record.recordedAt < until
      }
    }
    if fault != .untilAfterLimit { events = events.filter(isKnown) }
    let limit = max(query.limit, 0)
    switch query.direction {
    case .forwards:
      var from = query.from ?? 1
      if fault == .pageOverlaps, from > 1 { from -= 1 }
      if fault == .pageSkips, from > 1 { from += 1 }
      events = Array(events.filter { $0.version >= from }.prefix(limit))
    case .backwards:
      let isExclusive = fault == .backwardsFromExclusive && query.from != nil
      let from = (query.from ?? .max) - (isExclusive ? 1 : 0)
      events = Array(events.filter { $0.version <= from }.suffix(limit))
      if fault != .backwardsAscends { events.reverse() }
    }
    return fault == .untilAfterLimit ? events.filter(isKnown) : events
  }

  func readAll(
    after position: EventPosition, limit: Int
  ) async throws(StorageError) -> [StoredEvent] {
    if fault != .acceptsNothing { try StreamQuery.validate(limit: limit) }
    let skipped: Int64 = fault == .allPageSkips && position > .start ? 1 : 0
    return Array(
      visible().filter { $0.position.rawValue > position.rawValue + skipped }.prefix(max(limit, 0)))
  }

  func head() async throws(StorageError) -> EventPosition {
    let head = visible().last?.position ?? .start
    return fault == .headAhead ? EventPosition(head.rawValue + 1) : head
  }

  func waitForEvents(after position: EventPosition) async throws(StorageError) {
    let start = try await head()
    while true {
      let head = try await head()
      switch fault {
      case .waitNeverEnds: break
      case .waitMissesEarlier: if head > start { return }
      default: if head > position { return }
      }
      if isReleased.withLock({ $0 }) { return }
      if Task.isCancelled, fault != .waitIgnoresCancellation {
        throw fault == .waitThrowsOther
          ? StorageError(.unavailable, "the line is dead") : .cancelled
      }
      await Task.yield()
    }
  }

  /// Lets the tasks go that a fault keeps waiting.
  func release() {
    isReleased.withLock { $0 = true }
  }

  private let isReleased = Mutex(false)
}
