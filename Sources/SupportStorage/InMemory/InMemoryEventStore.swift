// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import Synchronization

/// An event store in memory, for tests, tools and hosts that need no more: correct under concurrency,
/// gone with the process.
///
/// All calls may come from any number of tasks. None of them waits, other than for a lock that is held
/// for as long as the answer takes to copy; only ``waitForEvents(after:)`` suspends.
public final class InMemoryEventStore: EventStore {
  private let state: Mutex<EventLog>

  /// Creates an empty store.
  ///
  /// - Parameter chain: Links each record to the one before, so that tampering shows; `nil` for none.
  public init(chain: RecordChain? = nil) {
    state = Mutex(EventLog(chain: chain))
  }

  /// Appends events to streams, all or nothing; see ``EventStore/append(_:)``.
  ///
  /// - Complexity: O(events of the request), amortised.
  public func append(_ request: AppendRequest) async throws(StorageError) -> AppendReceipt {
    try request.validate()
    let (result, awaited) = state.withLock { log in
      let result = log.append(request)
      return (result, log.takeWaiters())
    }
    for waiter in awaited { waiter.resume() }
    return try result.get()
  }

  /// Returns the receipt of an append that was stored under a key; `nil` where there is none.
  public func receipt(
    of key: IdempotencyKey, tenant: TenantID?
  ) async throws(StorageError) -> AppendReceipt? {
    state.withLock { $0.receipt(of: key, tenant: tenant)?.repeated }
  }

  /// Reads a page of one stream.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/invalidRequest`` for a limit below 1.
  /// - Complexity: O(events of the page), and O(log n) to find an instant.
  public func read(
    _ stream: StreamID, _ query: StreamQuery
  ) async throws(StorageError) -> [StoredEvent] {
    try query.validate()
    return state.withLock { $0.page(of: stream, query) }
  }

  /// Reads a page of all streams in the order of commits.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/invalidRequest`` for a limit below 1.
  /// - Complexity: O(events of the page)
  public func readAll(
    after position: EventPosition, limit: Int
  ) async throws(StorageError) -> [StoredEvent] {
    try StreamQuery.validate(limit: limit)
    return state.withLock { $0.page(after: position, limit: limit) }
  }

  /// Returns the position of the last event.
  public func head() async throws(StorageError) -> EventPosition {
    state.withLock(\.head)
  }

  /// Waits until events behind a position can be read.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/cancelled`` once the task is cancelled.
  public func waitForEvents(after position: EventPosition) async throws(StorageError) {
    let ticket = state.withLock { $0.nextTicket() }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { log in
          log.head > position || !log.wait(continuation, after: position, ticket: ticket)
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { $0.giveUp(ticket) }
      waiter?.resume()
    }
    state.withLock { $0.forget(ticket) }
    if Task.isCancelled { throw .cancelled }
  }
}
