// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What an in-memory store holds, without the lock around it.
struct EventLog {
  /// All events; the one at position p has the index p - 1.
  private var events: [StoredEvent] = []
  /// The places of each stream's events; streams are numbered as they come.
  private var streams: [[Int]] = []
  private var streamNumbers: [StreamID: Int] = [:]
  private var ids: Set<EventID> = []
  /// What was stored under a key.
  private var appends: [StoredAppend] = []
  private var appendNumbers: [KeyOfTenant: Int] = [:]
  private let chain: RecordChain?

  private var waiters: [Int: Waiter] = [:]
  private var givenUp: Set<Int> = []
  private var lastTicket = 0

  init(chain: RecordChain?) {
    self.chain = chain
  }

  private struct KeyOfTenant: Hashable {
    let tenant: TenantID?
    let key: IdempotencyKey
  }

  private struct StoredAppend {
    let request: AppendRequest
    let receipt: AppendReceipt
  }

  private struct Waiter {
    let position: EventPosition
    let continuation: CheckedContinuation<Void, Never>
  }

  var head: EventPosition { EventPosition(Int64(events.count)) }
}

// MARK: - Appending

extension EventLog {
  func receipt(of key: IdempotencyKey, tenant: TenantID?) -> AppendReceipt? {
    appendNumbers[KeyOfTenant(tenant: tenant, key: key)].map { appends[$0].receipt }
  }

  mutating func append(_ request: AppendRequest) -> Result<AppendReceipt, StorageError> {
    let key = request.key.map { KeyOfTenant(tenant: request.tenant, key: $0) }
    if let key, let number = appendNumbers[key] {
      let earlier = appends[number]
      return earlier.request.isRepeated(by: request)
        ? .success(earlier.receipt.repeated) : .failure(.keyReused(key.key))
    }
    let numbers = request.streams.map { streamNumbers[$0.stream] }
    if let conflict = conflict(of: request, numbers) { return .failure(conflict) }
    if let duplicate = takeIDs(of: request) { return .failure(duplicate) }
    let receipt = store(request, numbers)
    if let key {
      appendNumbers[key] = appends.count
      appends.append(StoredAppend(request: request, receipt: receipt))
    }
    return .success(receipt)
  }

  /// The first stream that is not as expected.
  private func conflict(of request: AppendRequest, _ numbers: [Int?]) -> StorageError? {
    for (part, number) in zip(request.streams, numbers) {
      let version = Int64(number.map { streams[$0].count } ?? 0)
      guard part.expecting.allows(version) else {
        return .versionConflict(part.stream, expected: part.expecting, actual: version)
      }
    }
    return nil
  }

  /// Takes the ids of all events, or none of them where one is taken.
  private mutating func takeIDs(of request: AppendRequest) -> StorageError? {
    var taken: [EventID] = []
    for part in request.streams {
      for event in part.events {
        guard ids.insert(event.id).inserted else {
          ids.subtract(taken)
          return .duplicateEvent(event.id, in: part.stream)
        }
        taken.append(event.id)
      }
    }
    return nil
  }

  private mutating func store(_ request: AppendRequest, _ numbers: [Int?]) -> AppendReceipt {
    let first = events.count
    let recordedAt = recordingTime(of: request, numbers)
    let versions = zip(request.streams, numbers).map { part, number in
      AppendReceipt.StreamVersion(
        part.stream, store(part, number, tenant: request.tenant, at: recordedAt))
    }
    let positions =
      first == events.count
      ? nil : EventPosition(Int64(first) + 1)...EventPosition(Int64(events.count))
    return AppendReceipt(positions: positions, versions: versions, recordedAt: recordedAt)
  }

  /// Recording times never go back within a stream.
  private func recordingTime(of request: AppendRequest, _ numbers: [Int?]) -> Instant {
    zip(request.streams, numbers).reduce(request.recordedAt) { latest, part in
      guard !part.0.events.isEmpty, let last = part.1.flatMap({ streams[$0].last }) else {
        return latest
      }
      return max(latest, events[last].record.recordedAt)
    }
  }

  /// Stores the events for one stream and returns its version then.
  private mutating func store(
    _ part: StreamAppend, _ number: Int?, tenant: TenantID?, at recordedAt: Instant
  ) -> Int64 {
    guard !part.events.isEmpty else { return Int64(number.map { streams[$0].count } ?? 0) }
    let number = number ?? streams.count
    if number == streams.count {
      streamNumbers[part.stream] = number
      streams.append([])
    }
    for event in part.events {
      streams[number].append(events.count)
      let version = Int64(streams[number].count)
      let record = event.recorded(
        in: part.stream, version: version, tenant: tenant, at: recordedAt)
      let position = EventPosition(Int64(events.count) + 1)
      let link = chain?.link(record, at: position, after: events.last?.link)
      events.append(StoredEvent(record, at: position, link: link))
    }
    return Int64(streams[number].count)
  }
}

// MARK: - Reading

extension EventLog {
  func page(after position: EventPosition, limit: Int) -> [StoredEvent] {
    guard position < head else { return [] }
    let first = Int(position.rawValue)
    return Array(events[first...].prefix(limit))
  }

  func page(of stream: StreamID, _ query: StreamQuery) -> [StoredEvent] {
    guard let number = streamNumbers[stream] else { return [] }
    var indices = streams[number][...]
    if let until = query.until {
      // Recording times never go back within a stream, so those before an instant come first.
      indices = indices.prefix(indices.partitioningIndex { events[$0].record.recordedAt >= until })
    }
    switch query.direction {
    case .forwards:
      let from = min(max(query.from ?? 1, 1) - 1, Int64(indices.count))
      return indices.dropFirst(Int(from)).prefix(query.limit).map { events[$0] }
    case .backwards:
      let count = min(max(query.from ?? .max, 0), Int64(indices.count))
      return indices.prefix(Int(count)).suffix(query.limit).reversed().map { events[$0] }
    }
  }
}

// MARK: - Waiting

extension EventLog {
  mutating func nextTicket() -> Int {
    lastTicket += 1
    return lastTicket
  }

  /// Lets a task wait; false where it was cancelled before.
  mutating func wait(
    _ continuation: CheckedContinuation<Void, Never>, after position: EventPosition, ticket: Int
  ) -> Bool {
    guard givenUp.remove(ticket) == nil else { return false }
    waiters[ticket] = Waiter(position: position, continuation: continuation)
    return true
  }

  /// Those who waited for what is there now.
  mutating func takeWaiters() -> [CheckedContinuation<Void, Never>] {
    guard !waiters.isEmpty else { return [] }
    let head = head
    let over = waiters.filter { $0.value.position < head }.keys.sorted()
    return over.compactMap { waiters.removeValue(forKey: $0)?.continuation }
  }

  /// Ends the wait of a task that was cancelled, also where it has not begun yet.
  mutating func giveUp(_ ticket: Int) -> CheckedContinuation<Void, Never>? {
    if let waiter = waiters.removeValue(forKey: ticket) { return waiter.continuation }
    givenUp.insert(ticket)
    return nil
  }

  /// Forgets a wait that is over.
  mutating func forget(_ ticket: Int) {
    givenUp.remove(ticket)
  }
}
