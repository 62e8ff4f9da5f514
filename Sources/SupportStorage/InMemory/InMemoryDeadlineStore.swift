// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import Synchronization

/// A deadline store in memory, correct under concurrency, gone with the process.
public final class InMemoryDeadlineStore: DeadlineStore {
  private let state = Mutex(DeadlineBook())

  /// Creates an empty store.
  public init() {}

  /// Sets a deadline, in place of one with the same id; see ``DeadlineStore/set(_:)``.
  ///
  /// - Complexity: O(log n), amortised.
  public func set(_ deadline: Deadline) async throws(StorageError) {
    state.withLock { $0.set(deadline) }
  }

  /// Removes a deadline, and voids its claim; does nothing where there is none.
  public func cancel(_ id: DeadlineID) async throws(StorageError) {
    state.withLock { $0.remove(id) }
  }

  /// Claims what is due and in nobody's hands, the earliest first.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/invalidRequest`` for a limit below 1.
  /// - Complexity: O(log n) for each claim, amortised.
  public func claim(
    dueAt now: Instant, limit: Int, leasedUntil end: Instant
  ) async throws(StorageError) -> [DeadlineClaim] {
    guard limit >= 1 else {
      throw StorageError(.invalidRequest, "a worker claims at least 1 deadline, not \(limit)")
    }
    return state.withLock { $0.claim(dueAt: now, limit: limit, leasedUntil: end) }
  }

  /// Ends a claim and removes its deadline.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/leaseLost``.
  public func complete(_ claim: DeadlineClaim) async throws(StorageError) {
    guard state.withLock({ $0.complete(claim) }) else { throw Self.lost(claim) }
  }

  /// Ends a claim and makes its deadline due at an instant, with the attempts kept.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/leaseLost``.
  public func giveBack(_ claim: DeadlineClaim, dueAt: Instant?) async throws(StorageError) {
    guard state.withLock({ $0.giveBack(claim, dueAt: dueAt) }) else { throw Self.lost(claim) }
  }

  /// Returns the first instant at which something can be claimed; `nil` where there are no deadlines.
  public func nextInstant() async throws(StorageError) -> Instant? {
    state.withLock { $0.nextInstant() }
  }

  private static func lost(_ claim: DeadlineClaim) -> StorageError {
    StorageError(.leaseLost, "the deadline \(claim.deadline.id) is no longer in these hands")
  }
}
