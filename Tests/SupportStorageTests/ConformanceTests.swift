// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportStorage
import SupportTestKit
import Testing

@Suite("The stores in memory keep their promises")
struct ConformanceTests {
  static let chain = RecordChain(TestSHA256())

  @Test("an event store without a chain", arguments: StoreConformance.cases)
  func events(_ promise: StoreConformance.Case) async throws {
    try await StoreConformance { InMemoryEventStore() }.run(promise)
  }

  @Test("an event store with a chain", arguments: StoreConformance.cases)
  func chained(_ promise: StoreConformance.Case) async throws {
    let chain = Self.chain
    try await StoreConformance(chain: chain) { InMemoryEventStore(chain: chain) }.run(promise)
  }

  @Test("a deadline store", arguments: DeadlineStoreConformance.cases)
  func deadlines(_ promise: DeadlineStoreConformance.Case) async throws {
    try await DeadlineStoreConformance { InMemoryDeadlineStore() }.run(promise)
  }

  @Test("a snapshot store", arguments: SnapshotStoreConformance.cases)
  func snapshots(_ promise: SnapshotStoreConformance.Case) async throws {
    try await SnapshotStoreConformance { InMemorySnapshotStore() }.run(promise)
  }

  @Test("a checkpoint store", arguments: CheckpointStoreConformance.cases)
  func checkpoints(_ promise: CheckpointStoreConformance.Case) async throws {
    try await CheckpointStoreConformance { InMemoryCheckpointStore() }.run(promise)
  }

  @Test("a key vault", arguments: KeyVaultConformance.cases)
  func keys(_ promise: KeyVaultConformance.Case) async throws {
    try await KeyVaultConformance { InMemoryKeyVault.fixture }.run(promise)
  }

  @Test("all of them in one call, as a plain program does it")
  func plain() async throws {
    try await StoreConformance { InMemoryEventStore() }.run()
  }
}
