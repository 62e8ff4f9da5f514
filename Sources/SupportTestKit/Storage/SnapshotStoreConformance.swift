// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportStorage

/// Tests whether a snapshot store keeps the promises of `SnapshotStore`; used like
/// ``StoreConformance``.
public typealias SnapshotStoreConformance = PortConformance<any SnapshotStore>

extension PortConformance where Port == any SnapshotStore {
  /// Creates the tests of a snapshot store.
  ///
  /// - Parameter makeStore: Makes an empty store; called once for each case.
  public init(_ makeStore: @escaping @Sendable () async throws -> any SnapshotStore) {
    self.init(Self.cases, makeStore)
  }

  private static func snapshot(
    _ version: Int64, policy: PolicyVersion? = "1", schema: Int = 1, of stream: StreamID = "a"
  ) -> StreamSnapshot {
    StreamSnapshot(
      of: stream, version: version, policyVersion: policy, schemaVersion: schema,
      state: [UInt8(truncatingIfNeeded: version), 0, 255])
  }

  /// The promises, one case each.
  public static var cases: [Case] {
    [
      Case("a snapshot comes back as it was saved") { store, probe in
        probe.expect(try await store.snapshot(of: "a"), is: nil, "a snapshot of nothing")
        for saved in [snapshot(3), snapshot(4, policy: nil, of: "b")] {
          try await store.save(saved)
          probe.expect(try await store.snapshot(of: saved.stream), is: saved, "the snapshot")
        }
        probe.expect(try await store.snapshot(of: "a"), is: snapshot(3), "the first snapshot")
      },
      Case("a slow writer does not undo a faster one's work") { store, probe in
        for version in [3, 7, 5] as [Int64] { try await store.save(snapshot(version)) }
        probe.expect(try await store.snapshot(of: "a"), is: snapshot(7), "the snapshot")
      },
      Case("another policy or schema version always takes the place") { store, probe in
        try await store.save(snapshot(7))
        for other in [
          snapshot(5, policy: "2"), snapshot(4, policy: nil), snapshot(3, policy: nil, schema: 2),
        ] {
          try await store.save(other)
          probe.expect(try await store.snapshot(of: "a"), is: other, "the snapshot")
        }
      },
      Case("a snapshot that cannot be used is discarded, one that can is not") { store, probe in
        func usable(_ policy: PolicyVersion?, _ schema: Int, _ head: Int64?) async throws -> Bool {
          try await store.save(snapshot(7))
          let found = try await store.usableSnapshot(
            of: "a", policyVersion: policy, schemaVersion: schema, head: head)
          let kept = try await store.snapshot(of: "a")
          probe.expect(kept == nil, is: found == nil, "whether it is discarded")
          return found != nil
        }
        probe.expect(try await usable("1", 1, 7), is: true, "of this policy")
        probe.expect(try await usable("1", 1, nil), is: true, "of a stream that is not known")
        probe.expect(try await usable("2", 1, 7), is: false, "of another policy")
        probe.expect(try await usable("1", 2, 7), is: false, "of another form")
        probe.expect(try await usable("1", 1, 6), is: false, "of a version that is not there")
      },
      Case("a discarded snapshot is gone, and others are not") { store, probe in
        try await store.discard("a")
        try await store.save(snapshot(7))
        try await store.save(snapshot(2, of: "b"))
        try await store.discard("a")
        probe.expect(try await store.snapshot(of: "a"), is: nil, "the discarded")
        probe.expect(try await store.snapshot(of: "b"), is: snapshot(2, of: "b"), "the other")
        try await store.save(snapshot(1))
        probe.expect(try await store.snapshot(of: "a"), is: snapshot(1), "the one saved after")
      },
      Case("of many who save at once the highest version stays") { store, probe in
        await withTaskGroup(of: Void.self) { group in
          for version in 1...32 as ClosedRange<Int64> {
            group.addTask {
              do {
                try await store.save(snapshot(version))
              } catch {
                probe.fail("a writer met \(error)")
              }
            }
          }
        }
        probe.expect(try await store.snapshot(of: "a"), is: snapshot(32), "the snapshot")
      },
    ]
  }
}
