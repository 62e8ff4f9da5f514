// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Synchronization

/// A checkpoint store in memory, correct under concurrency, gone with the process.
public final class InMemoryCheckpointStore: CheckpointStore {
  private let checkpoints = Mutex<[FollowerID: EventPosition]>([:])

  /// Creates an empty store.
  public init() {}

  /// Returns the position that a follower saved last; `nil` where it never did.
  public func checkpoint(of follower: FollowerID) async throws(StorageError) -> EventPosition? {
    checkpoints.withLock { $0[follower] }
  }

  /// Saves how far a follower came, if its checkpoint is still where it left it.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/checkpointConflict``.
  public func save(
    _ position: EventPosition, of follower: FollowerID, replacing last: EventPosition?
  ) async throws(StorageError) {
    let present = checkpoints.withLock { all in
      let present = all[follower]
      if present == last { all[follower] = position }
      return present
    }
    guard present == last else {
      let (found, known) = (present?.description ?? "nowhere", last?.description ?? "nowhere")
      throw StorageError(
        .checkpointConflict, "\(follower) is at \(found), not at \(known): does another one run?")
    }
  }
}
