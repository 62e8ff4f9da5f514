// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension EventStore {
  /// Returns the version of the last event of a stream; 0 where it has none.
  public func version(of stream: StreamID) async throws(StorageError) -> Int64 {
    try await read(stream, .backwards(limit: 1)).first?.version ?? 0
  }

  /// Reads a stream from a version on to its end, page by page.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - from: The version to begin with, itself included.
  ///   - until: Only events that were recorded before this instant; `nil` for all.
  ///   - pageSize: How many events to ask the store for at a time, at least 1.
  /// - Returns: The events by version; none where nobody wrote to the stream.
  /// - Throws: ``StorageError`` of the store.
  /// - Complexity: O(events); all of them are in memory at the end.
  public func events(
    of stream: StreamID, from: Int64 = 1, until: Instant? = nil, pageSize: Int = 512
  ) async throws(StorageError) -> [StoredEvent] {
    var query = StreamQuery.forwards(from: from, limit: pageSize, until: until)
    var events: [StoredEvent] = []
    var next = max(from, 1)
    while true {
      let page = try await read(stream, query)
      events += page
      // A store that gives a page again would keep us here for ever.
      guard page.count >= pageSize, let last = page.last?.version, last >= next, last < .max else {
        return events
      }
      next = last + 1
      query.from = next
    }
  }

  /// Follows all streams in the order of commits, beginning behind a position: first what is there,
  /// then what comes.
  ///
  /// Keep the position of the last event that was handled, in a ``CheckpointStore`` for example, and
  /// begin there after a restart: no event is left out, and none comes twice.
  ///
  /// ```swift
  /// for try await event in store.follow(after: checkpoint) { … }
  /// ```
  ///
  /// - Parameters:
  ///   - position: Where to begin; the events behind it come.
  ///   - pageSize: How many events to ask the store for at a time, at least 1.
  /// - Returns: The events, without end.
  public func follow(after position: EventPosition, pageSize: Int = 256) -> EventFollower<Self> {
    EventFollower(self, after: position, pageSize: pageSize)
  }

  /// Waits for events by asking in intervals: a body for ``waitForEvents(after:)`` where the store
  /// has no notice of its own.
  ///
  /// - Parameters:
  ///   - position: Returns when the head is behind it.
  ///   - interval: How long to sleep between two questions.
  ///   - pause: A way to sleep that ends early, with an error, when the task is cancelled.
  /// - Throws: ``StorageError`` with ``StorageError/Code/cancelled`` where sleeping was cut short or
  ///   the task is cancelled.
  public func poll(
    after position: EventPosition, every interval: Duration,
    sleep pause: @Sendable (Duration) async throws -> Void
  ) async throws(StorageError) {
    while try await head() <= position {
      guard !Task.isCancelled else { throw .cancelled }
      do { try await pause(interval) } catch { throw .cancelled }
    }
  }
}
