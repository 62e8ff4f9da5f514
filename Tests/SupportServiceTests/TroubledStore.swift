// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage
import Synchronization

/// A store in front of another one, in which something can happen at each append.
struct TroubledStore: EventStore {
  enum Trouble: Sendable {
    case none
    /// It stores, and cannot say so.
    case unavailableAfter
    /// It stores nothing, and says that it is not known.
    case unavailableBefore
  }

  let store: any EventStore
  /// Called with the number of the append, from 1.
  let before: @Sendable (Int) async throws(StorageError) -> Trouble
  private let count = Counter()

  init(
    _ store: any EventStore,
    before: @escaping @Sendable (Int) async throws(StorageError) -> Trouble
  ) {
    self.store = store
    self.before = before
  }

  func append(_ request: AppendRequest) async throws(StorageError) -> AppendReceipt {
    let trouble = try await before(count.next())
    if case .unavailableBefore = trouble { throw StorageError(.unavailable, "no answer") }
    let receipt = try await store.append(request)
    if case .unavailableAfter = trouble { throw StorageError(.unavailable, "no answer") }
    return receipt
  }

  func receipt(
    of key: IdempotencyKey, tenant: TenantID?
  ) async throws(StorageError) -> AppendReceipt? {
    try await store.receipt(of: key, tenant: tenant)
  }

  func read(_ stream: StreamID, _ query: StreamQuery) async throws(StorageError) -> [StoredEvent] {
    await Task.yield()
    return try await store.read(stream, query)
  }

  func readAll(
    after position: EventPosition, limit: Int
  ) async throws(StorageError) -> [StoredEvent] {
    try await store.readAll(after: position, limit: limit)
  }

  func head() async throws(StorageError) -> EventPosition { try await store.head() }

  func waitForEvents(after position: EventPosition) async throws(StorageError) {
    try await store.waitForEvents(after: position)
  }
}

/// Counts from 1.
final class Counter: Sendable {
  private let value = Mutex(0)

  func next() -> Int {
    value.withLock { value in
      value += 1
      return value
    }
  }

  var now: Int { value.withLock { $0 } }
}
