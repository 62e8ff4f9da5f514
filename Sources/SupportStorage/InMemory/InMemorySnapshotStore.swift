// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import Synchronization

/// A snapshot store in memory, correct under concurrency, gone with the process.
public final class InMemorySnapshotStore: SnapshotStore {
  private let snapshots = Mutex<[StreamID: StreamSnapshot]>([:])

  /// Creates an empty store.
  public init() {}

  /// Returns the snapshot of a stream as it was saved; `nil` where there is none.
  public func snapshot(of stream: StreamID) async throws(StorageError) -> StreamSnapshot? {
    snapshots.withLock { $0[stream] }
  }

  /// Saves a snapshot, unless there is a later one of the same policy and schema version.
  public func save(_ snapshot: StreamSnapshot) async throws(StorageError) {
    snapshots.withLock { all in
      if let present = all[snapshot.stream], present.version > snapshot.version,
        present.policyVersion == snapshot.policyVersion,
        present.schemaVersion == snapshot.schemaVersion
      {
        return
      }
      all[snapshot.stream] = snapshot
    }
  }

  /// Forgets the snapshot of a stream; does nothing where there is none.
  public func discard(_ stream: StreamID) async throws(StorageError) {
    snapshots.withLock { $0[stream] = nil }
  }
}
