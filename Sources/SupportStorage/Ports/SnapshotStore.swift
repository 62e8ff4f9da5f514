// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A port to where snapshots are kept: one for each stream. Losing all of them costs time and nothing
/// else.
///
/// A snapshot holds what the events hold, personal values too: discard those of a person's streams
/// when the person is erased.
public protocol SnapshotStore: Sendable {
  /// Returns the snapshot of a stream as it was saved; `nil` where there is none.
  func snapshot(of stream: StreamID) async throws(StorageError) -> StreamSnapshot?

  /// Saves a snapshot in place of the one that is there.
  ///
  /// Of two with the same policy and schema version the one of the higher stream version stays,
  /// whichever comes first: a writer that was slow does not undo a faster one's work. One with another
  /// policy or schema version always takes the place.
  func save(_ snapshot: StreamSnapshot) async throws(StorageError)

  /// Forgets the snapshot of a stream; does nothing where there is none.
  func discard(_ stream: StreamID) async throws(StorageError)
}

extension SnapshotStore {
  /// Returns the snapshot of a stream if it can be used, and discards it otherwise.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - policyVersion: The version of the policy in force; `nil` where the state depends on none.
  ///   - schemaVersion: The version of the form that the reader knows.
  ///   - head: The version of the last event of the stream, where it is known.
  /// - Returns: The snapshot; `nil` where there is none that can be used.
  /// - Throws: ``StorageError`` of the store.
  public func usableSnapshot(
    of stream: StreamID, policyVersion: PolicyVersion?, schemaVersion: Int, head: Int64? = nil
  ) async throws(StorageError) -> StreamSnapshot? {
    guard let snapshot = try await snapshot(of: stream) else { return nil }
    let isUsable =
      snapshot.stream == stream
      && snapshot.isUsable(policyVersion: policyVersion, schemaVersion: schemaVersion, head: head)
    if isUsable { return snapshot }
    try await discard(stream)
    return nil
  }
}
