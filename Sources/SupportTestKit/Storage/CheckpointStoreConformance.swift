// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportStorage

/// Tests whether a checkpoint store keeps the promises of `CheckpointStore`; used like
/// ``StoreConformance``.
public typealias CheckpointStoreConformance = PortConformance<any CheckpointStore>

extension PortConformance where Port == any CheckpointStore {
  /// Creates the tests of a checkpoint store.
  ///
  /// - Parameter makeStore: Makes an empty store; called once for each case.
  public init(_ makeStore: @escaping @Sendable () async throws -> any CheckpointStore) {
    self.init(Self.cases, makeStore)
  }

  /// The promises, one case each.
  public static var cases: [Case] {
    [
      Case("a checkpoint comes back as it was saved, for each follower") { store, probe in
        probe.expect(try await store.checkpoint(of: "a"), is: nil, "a checkpoint of nobody")
        try await store.save(EventPosition(3), of: "a", replacing: nil)
        try await store.save(EventPosition(5), of: "b", replacing: nil)
        try await store.save(EventPosition(9), of: "a", replacing: EventPosition(3))
        probe.expect(try await store.checkpoint(of: "a"), is: EventPosition(9), "the checkpoint")
        probe.expect(try await store.checkpoint(of: "b"), is: EventPosition(5), "the other")
      },
      Case("a follower may begin anew") { store, probe in
        try await store.save(EventPosition(3), of: "a", replacing: nil)
        try await store.save(.start, of: "a", replacing: EventPosition(3))
        probe.expect(try await store.checkpoint(of: "a"), is: .start, "the checkpoint")
      },
      Case("a second follower of one name is refused") { store, probe in
        try await store.save(EventPosition(3), of: "a", replacing: nil)
        for last in [nil, .start, EventPosition(2), EventPosition(4)] as [EventPosition?] {
          await probe.expect(.checkpointConflict, "a checkpoint that is elsewhere") {
            try await store.save(EventPosition(4), of: "a", replacing: last)
          }
        }
        await probe.expect(.checkpointConflict, "a checkpoint that is not there") {
          try await store.save(EventPosition(4), of: "b", replacing: .start)
        }
        probe.expect(try await store.checkpoint(of: "a"), is: EventPosition(3), "the checkpoint")
        probe.expect(try await store.checkpoint(of: "b"), is: nil, "the other")
      },
      Case("of many who save at once one wins") { store, probe in
        let wins = ConformanceFlag(0)
        await withTaskGroup(of: Void.self) { group in
          for number in 1...16 as ClosedRange<Int64> {
            group.addTask {
              do {
                try await store.save(EventPosition(number), of: "a", replacing: nil)
                wins.change { $0 += 1 }
              } catch let error as StorageError where error.code == .checkpointConflict {
              } catch {
                probe.fail("a follower met \(error)")
              }
            }
          }
        }
        probe.expect(wins.value, is: 1, "the number of winners")
      },
    ]
  }
}
