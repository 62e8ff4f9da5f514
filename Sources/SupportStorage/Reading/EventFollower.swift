// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// All events of a store from a position on, in the order of commits, without end: it ends only when
/// its task is cancelled.
///
/// It asks for the next page when the last one is used up, so a slow reader holds one page in memory
/// and nothing piles up.
public struct EventFollower<Store: EventStore>: AsyncSequence, Sendable {
  /// An event with its position.
  public typealias Element = StoredEvent
  /// What reading may throw.
  public typealias Failure = StorageError

  private let store: Store
  private let position: EventPosition
  private let pageSize: Int

  init(_ store: Store, after position: EventPosition, pageSize: Int) {
    self.store = store
    self.position = position
    self.pageSize = pageSize
  }

  /// Begins to follow.
  public func makeAsyncIterator() -> Iterator {
    Iterator(store: store, position: position, pageSize: pageSize)
  }

  /// One way through the events.
  public struct Iterator: AsyncIteratorProtocol {
    let store: Store
    /// The position of the last event that was read from the store.
    var position: EventPosition
    let pageSize: Int
    private var page: [StoredEvent] = []
    private var next = 0

    init(store: Store, position: EventPosition, pageSize: Int) {
      self.store = store
      self.position = position
      self.pageSize = pageSize
    }

    /// Returns the next event, waiting for it where there is none yet; `nil` once the task is
    /// cancelled.
    ///
    /// - Throws: ``StorageError`` of the store. Following again from the last event that was handled
    ///   is always right.
    public mutating func next() async throws(StorageError) -> StoredEvent? {
      try await next(isolation: nil)
    }

    /// Returns the next event, waiting for it where there is none yet; `nil` once the task is
    /// cancelled.
    ///
    /// - Throws: ``StorageError`` of the store. Following again from the last event that was handled
    ///   is always right.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(StorageError) -> StoredEvent? {
      while next >= page.count {
        guard !Task.isCancelled else { return nil }
        page = try await store.readAll(after: position, limit: pageSize)
        next = 0
        if let last = page.last {
          position = last.position
        } else {
          do throws(StorageError) {
            try await store.waitForEvents(after: position)
          } catch {
            guard error.code == .cancelled, Task.isCancelled else { throw error }
            return nil
          }
        }
      }
      guard !Task.isCancelled else { return nil }
      defer { next += 1 }
      return page[next]
    }
  }
}
