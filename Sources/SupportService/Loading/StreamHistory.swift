// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportStorage

/// Reads what was recorded: from a snapshot as far as it holds, and the rest from the store.
struct StreamHistory: Sendable {
  let events: any EventStore
  let snapshots: (any SnapshotStore)?
  let sealing: FieldSealing?
  let upcasts: [EventUpcast]
  let policyVersion: PolicyVersion
  /// How many events have to come before a snapshot is worth while.
  let snapshotInterval: Int

  /// The form of the events of a desk.
  static let schemaVersion = 1
  /// The form of a snapshot: the list of a stream's payloads.
  private static let snapshotVersion = 1

  // MARK: Events of a desk

  /// The events of a stream behind a version.
  func events(of stream: StreamID, after version: Int64) async throws(StorageError) -> [DeskEvent] {
    if version == 0, let snapshots, let snapshot = try await usable(stream, in: snapshots) {
      let stored = try await events.events(of: stream, from: snapshot.version)
      if let known = try snapshot.events(endingWith: stored.first) {
        return known + (try await decode(stored.dropFirst()))
      }
      try await snapshots.discard(stream)
    }
    let stored = try await events.events(of: stream, from: version + 1)
    let decoded = try await decode(stored[...])
    if version == 0, stored.count >= snapshotInterval, let snapshots {
      try await save(stored, of: stream, in: snapshots)
    }
    return decoded
  }

  private func decode(_ stored: ArraySlice<StoredEvent>) async throws(StorageError) -> [DeskEvent] {
    var decoded: [DeskEvent] = []
    decoded.reserveCapacity(stored.count)
    for event in stored { decoded.append(try await record(event).event) }
    return decoded
  }

  /// A stored event of a desk as it was recorded.
  func record(_ stored: StoredEvent) async throws(StorageError) -> Recorded<DeskEvent> {
    let opened = try await opened(stored)
    let codec = EventCodec<DeskEvent>(
      opened.record.event.type, schemaVersion: Self.schemaVersion, upcasts: upcasts)
    return try codec.record(of: opened)
  }

  private func opened(_ stored: StoredEvent) async throws(StorageError) -> StoredEvent {
    guard let sealing else { return stored }
    return try await sealing.open(stored)
  }

  // MARK: Snapshots

  private func usable(
    _ stream: StreamID, in snapshots: any SnapshotStore
  ) async throws(StorageError) -> StreamSnapshot? {
    try await snapshots.usableSnapshot(
      of: stream, policyVersion: policyVersion, schemaVersion: Self.snapshotVersion)
  }

  /// Keeps a stream as one value. Events with sealed values are left to the store: a snapshot would keep
  /// either nothing that can be read, or what an erasure has to reach.
  private func save(
    _ stored: [StoredEvent], of stream: StreamID, in snapshots: any SnapshotStore
  ) async throws(StorageError) {
    let isPlain = stored.allSatisfy {
      $0.record.event.sealed.isEmpty && $0.record.schemaVersion == Self.schemaVersion
    }
    guard isPlain, sealing == nil, let last = stored.last else { return }
    var state: [UInt8] = [UInt8(ascii: "[")]
    for (index, event) in stored.enumerated() {
      if index > 0 { state.append(UInt8(ascii: ",")) }
      state += event.record.event.payload
    }
    state.append(UInt8(ascii: "]"))
    try await snapshots.save(
      StreamSnapshot(
        of: stream, version: last.version, policyVersion: policyVersion,
        schemaVersion: Self.snapshotVersion, state: state))
  }

  // MARK: Values of a service

  /// The last value of a stream in which each says everything, with its version.
  func last<Value: Decodable>(
    _ type: Value.Type, of stream: StreamID
  ) async throws(StorageError) -> (value: Value, version: Int64)? {
    try await last(type, 1, of: stream).last
  }

  /// The last values of a stream, in order.
  func last<Value: Decodable>(
    _ type: Value.Type, _ count: Int, of stream: StreamID
  ) async throws(StorageError) -> [(value: Value, version: Int64)] {
    var values: [(value: Value, version: Int64)] = []
    for stored in try await events.read(stream, .backwards(limit: count)).reversed() {
      values.append((try value(type, of: stored), stored.version))
    }
    return values
  }

  func value<Value: Decodable>(
    _ type: Value.Type, of stored: StoredEvent
  ) throws(StorageError) -> Value {
    try CanonicalJSON.value(type, from: stored.record.event.payload)
  }

  /// An intent as it was recorded, with what was sealed of it.
  func intent(_ stored: StoredEvent) async throws(StorageError) -> Intent {
    try value(Intent.self, of: try await opened(stored))
  }
}

extension StreamSnapshot {
  /// The events that a snapshot holds, if the last one is what the store has at its version; `nil` for a
  /// snapshot of something else.
  fileprivate func events(
    endingWith stored: StoredEvent?
  ) throws(StorageError) -> [DeskEvent]? {
    guard let stored, stored.version == version,
      state.dropLast().suffix(stored.record.event.payload.count)
        .elementsEqual(stored.record.event.payload),
      let events = try? CanonicalJSON.value([DeskEvent].self, from: state),
      events.count == version
    else { return nil }
    return events
  }
}
