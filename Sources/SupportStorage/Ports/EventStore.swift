// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A port to where events are kept: streams that only grow, in one order of commits.
///
/// A store that keeps the promises below passes `StoreConformance` of `SupportTestKit`; write that
/// test first. `InMemoryEventStore` is one.
///
/// **Order.** Positions are given in the order of commits: once an event can be read, none with a
/// lower position ever appears. A store whose database numbers rows before it commits them has to
/// hold back, or to serialise its commits. Versions of a stream begin with 1 and have no gaps.
///
/// **Atomicity.** The events of an append appear together, at consecutive positions, in the order of
/// the request; or none of them ever does.
///
/// **Repeats.** The key of an append is looked up before anything else is compared, in the
/// transaction that stores the events. So an append that was stored answers with its first receipt,
/// also where its expected versions no longer hold, and also to several who try at once.
public protocol EventStore: Sendable {
  /// Appends events to streams, all or nothing.
  ///
  /// - Parameter request: What to append. A store calls ``AppendRequest/validate()`` first.
  /// - Returns: Where the events came to stand; the first receipt, marked as a repeat, where the
  ///   request's key was stored before with the same content.
  /// - Throws: ``StorageError`` with one of the codes ``StorageError/Code/versionConflict`` (for the
  ///   first stream, in the order of the request, that is not as expected),
  ///   ``StorageError/Code/keyReused``, ``StorageError/Code/duplicateEvent``,
  ///   ``StorageError/Code/invalidRequest``; nothing is stored then. With
  ///   ``StorageError/Code/unavailable`` it is not known.
  func append(_ request: AppendRequest) async throws(StorageError) -> AppendReceipt

  /// Returns the receipt of an append that was stored under a key; `nil` where there is none.
  ///
  /// Ask it before deciding about a command that may have been sent before. The receipt is marked as
  /// a repeat.
  func receipt(
    of key: IdempotencyKey, tenant: TenantID?
  ) async throws(StorageError) -> AppendReceipt?

  /// Reads a page of one stream; a stream that nobody wrote to is empty.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/invalidRequest`` for a limit below 1.
  func read(_ stream: StreamID, _ query: StreamQuery) async throws(StorageError) -> [StoredEvent]

  /// Reads a page of all streams in the order of commits.
  ///
  /// - Parameters:
  ///   - position: The page begins behind it.
  ///   - limit: How many events at most, at least 1. Fewer come only where there are no more.
  /// - Returns: The events by position.
  /// - Throws: ``StorageError`` with ``StorageError/Code/invalidRequest`` for a limit below 1.
  func readAll(
    after position: EventPosition, limit: Int
  ) async throws(StorageError) -> [StoredEvent]

  /// Returns the position of the last event that can be read; ``EventPosition/start`` where there is
  /// none.
  func head() async throws(StorageError) -> EventPosition

  /// Waits until events behind a position can be read; returns at once where they can be already.
  ///
  /// It may return too early, never too late: whoever waits reads again. A store without a notice of
  /// its own asks in intervals, with ``poll(after:every:sleep:)``.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/cancelled`` soon after the task was
  ///   cancelled.
  func waitForEvents(after position: EventPosition) async throws(StorageError)
}
