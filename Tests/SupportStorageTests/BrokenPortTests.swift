// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage
import SupportTestKit
import Synchronization
import Testing

@Suite("Other ports that break a promise are found")
struct BrokenPortTests {
  private func promise<Port>(
    _ cases: [PortConformance<Port>.Case], _ start: String
  ) throws -> PortConformance<Port>.Case {
    try #require(cases.first { $0.name.hasPrefix(start) })
  }

  @Test("a list of deadlines keeps all promises")
  func deadlines() async throws {
    try await DeadlineStoreConformance { ListDeadlineStore() }.run()
  }

  @Test("each fault with deadlines is found", arguments: faults)
  func deadline(_ fault: ListDeadlineStore.Fault, _ start: String) async throws {
    let promise = try promise(DeadlineStoreConformance.cases, start)
    await #expect(throws: ConformanceError.self) {
      try await DeadlineStoreConformance { ListDeadlineStore(fault) }.run(promise)
    }
  }

  @Test("every fault with deadlines is expected somewhere")
  func complete() {
    #expect(Set(Self.faults.map(\.0)) == Set(ListDeadlineStore.Fault.allCases))
  }

  static let faults: [(ListDeadlineStore.Fault, String)] = [
    (.leaseIgnored, "what is due is claimed once"), (.twice, "of many workers"),
    (.leaseNeverLapses, "a lease holds up to its end"),
    (.leaseEndsLate, "a lease holds up to its end"),
    (.lateCompletionAccepted, "a lease holds up to its end"),
    (.orderOfSetting, "what is due is claimed once"),
    (.dueOnlyAfter, "what is due is claimed once"), (.setAlwaysReplaces, "setting the same again"),
    (.setKeepsClaim, "setting another instant"),
    (.setIgnoredWhileClaimed, "setting another instant"),
    (.cancelKeepsClaim, "what is cancelled is gone"), (.attemptsForgotten, "a claim says"),
    (.givesBackAtOnce, "what is given back"), (.nextInstantWithoutLeases, "the next instant"),
  ]

  // MARK: Snapshots

  /// Keeps what came last, whichever version that is; or never forgets.
  final class CarelessSnapshots: SnapshotStore {
    private let keepsLast: Bool
    private let forgets: Bool
    private let snapshots = Mutex<[StreamID: StreamSnapshot]>([:])

    init(keepsLast: Bool, forgets: Bool) {
      self.keepsLast = keepsLast
      self.forgets = forgets
    }

    func snapshot(of stream: StreamID) async throws(StorageError) -> StreamSnapshot? {
      snapshots.withLock { $0[stream] }
    }

    func save(_ snapshot: StreamSnapshot) async throws(StorageError) {
      snapshots.withLock { all in
        let version = all[snapshot.stream]?.version ?? 0
        if keepsLast || version <= snapshot.version { all[snapshot.stream] = snapshot }
      }
    }

    func discard(_ stream: StreamID) async throws(StorageError) {
      if forgets { snapshots.withLock { $0[stream] = nil } }
    }
  }

  @Test(
    "each fault with snapshots is found",
    arguments: [
      (true, true, "a slow writer does not undo"), (false, true, "another policy or schema"),
      (true, false, "a discarded snapshot is gone"),
      (true, false, "a snapshot that cannot be used"),
    ])
  func snapshots(_ keepsLast: Bool, _ forgets: Bool, _ start: String) async throws {
    let promise = try promise(SnapshotStoreConformance.cases, start)
    await #expect(throws: ConformanceError.self) {
      try await SnapshotStoreConformance {
        CarelessSnapshots(keepsLast: keepsLast, forgets: forgets)
      }.run(promise)
    }
  }

  // MARK: Checkpoints

  /// Saves without looking; or refuses to go back.
  final class CarelessCheckpoints: CheckpointStore {
    private let onlyForwards: Bool
    private let positions = Mutex<[FollowerID: EventPosition]>([:])

    init(onlyForwards: Bool) {
      self.onlyForwards = onlyForwards
    }

    func checkpoint(of follower: FollowerID) async throws(StorageError) -> EventPosition? {
      positions.withLock { $0[follower] }
    }

    func save(
      _ position: EventPosition, of follower: FollowerID, replacing last: EventPosition?
    ) async throws(StorageError) {
      positions.withLock { all in
        if onlyForwards, position < all[follower] ?? .start { return }
        all[follower] = position
      }
    }
  }

  @Test(
    "each fault with checkpoints is found",
    arguments: [
      (false, "a second follower"), (false, "of many who save"),
      (true, "a follower may begin anew"),
    ])
  func checkpoints(_ onlyForwards: Bool, _ start: String) async throws {
    let promise = try promise(CheckpointStoreConformance.cases, start)
    await #expect(throws: ConformanceError.self) {
      try await CheckpointStoreConformance { CarelessCheckpoints(onlyForwards: onlyForwards) }
        .run(promise)
    }
  }

  // MARK: Keys

  enum KeyFault: CaseIterable {
    case keepsCopy, forgetsErasure, oneKeyForAll, erasesOnlyWhatIsThere, newKeyEachTime
  }

  /// A vault that erases badly.
  final class CarelessVault: KeyVault {
    private let fault: KeyFault
    private let keys = Mutex<[SubjectID: (key: FieldKey, erasedAt: Instant?)]>([:])
    private let count = Mutex(UInt8(0))

    init(_ fault: KeyFault) {
      self.fault = fault
    }

    func key(of subject: SubjectID) async throws(StorageError) -> SubjectKey {
      keys.withLock { keys in
        guard let entry = keys[subject] else { return .unknown }
        if fault == .keepsCopy { return .present(entry.key) }
        return entry.erasedAt.map { .erased(at: $0) } ?? .present(entry.key)
      }
    }

    func createKey(of subject: SubjectID) async throws(StorageError) -> FieldKey {
      let number = count.withLock { number in
        number &+= 1
        return number
      }
      let made = FieldKey(fault == .oneKeyForAll ? [1] : [number])
      let key: FieldKey? = keys.withLock { keys in
        if let entry = keys[subject], fault != .newKeyEachTime {
          return entry.erasedAt == nil ? entry.key : nil
        }
        keys[subject] = (made, nil)
        return made
      }
      guard let key else { throw StorageError(.keyErased, "it was erased") }
      return key
    }

    func erase(_ subject: SubjectID, at instant: Instant) async throws(StorageError) {
      keys.withLock { keys in
        if fault == .forgetsErasure {
          keys[subject] = nil
        } else if let entry = keys[subject] {
          keys[subject] = (entry.key, entry.erasedAt ?? instant)
        } else if fault != .erasesOnlyWhatIsThere {
          keys[subject] = (FieldKey([]), instant)
        }
      }
    }
  }

  @Test(
    "each fault with keys is found",
    arguments: [
      (.keepsCopy, "an erased key is gone"), (.forgetsErasure, "an erased key is gone"),
      (.oneKeyForAll, "a key stays"), (.erasesOnlyWhatIsThere, "a person without a key"),
      (.newKeyEachTime, "many who ask at once"),
    ] as [(KeyFault, String)])
  func keys(_ fault: KeyFault, _ start: String) async throws {
    let promise = try promise(KeyVaultConformance.cases, start)
    await #expect(throws: ConformanceError.self) {
      try await KeyVaultConformance { CarelessVault(fault) }.run(promise)
    }
  }
}
