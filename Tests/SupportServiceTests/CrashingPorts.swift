// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage
import Synchronization

/// Lets a process die at one of its steps: from then on nothing it asks for is done.
final class Crash: Sendable {
  enum Moment: CaseIterable, Sendable {
    /// Before the step does anything.
    case before
    /// After it has done everything, and before anybody hears of it.
    case after
  }

  private struct State {
    var step = 0
    var isDead = false
  }

  private let state = Mutex(State())
  private let fatalStep: Int
  private let moment: Moment

  init(at fatalStep: Int, _ moment: Moment) {
    self.fatalStep = fatalStep
    self.moment = moment
  }

  /// How many steps there were.
  var steps: Int { state.withLock { $0.step } }
  /// Whether the process died.
  var hasHappened: Bool { state.withLock { $0.isDead } }

  func step<Value>(
    _ body: () async throws(StorageError) -> Value
  ) async throws(StorageError) -> Value {
    let dies = state.withLock { state in
      state.step += 1
      let dies = state.isDead || state.step == fatalStep
      return dies
    }
    let isDead = hasHappened
    if dies { state.withLock { $0.isDead = true } }
    if dies, isDead || moment == .before { throw Self.death }
    let value = try await body()
    if dies { throw Self.death }
    return value
  }

  /// Not one that is tried again.
  private static let death = StorageError(StorageError.Code(rawValue: "crash"), "the process died")
}

/// The ports of a process that may die.
struct CrashingPorts: EventStore, DeadlineStore, CheckpointStore {
  let store: InMemoryEventStore
  let deadlines: InMemoryDeadlineStore
  let checkpoints: InMemoryCheckpointStore
  let crash: Crash

  func append(_ request: AppendRequest) async throws(StorageError) -> AppendReceipt {
    try await crash.step { () throws(StorageError) in try await store.append(request) }
  }

  func receipt(
    of key: IdempotencyKey, tenant: TenantID?
  ) async throws(StorageError) -> AppendReceipt? {
    try await crash.step { () throws(StorageError) in
      try await store.receipt(of: key, tenant: tenant)
    }
  }

  func read(_ stream: StreamID, _ query: StreamQuery) async throws(StorageError) -> [StoredEvent] {
    try await crash.step { () throws(StorageError) in try await store.read(stream, query) }
  }

  func readAll(
    after position: EventPosition, limit: Int
  ) async throws(StorageError) -> [StoredEvent] {
    try await crash.step { () throws(StorageError) in
      try await store.readAll(after: position, limit: limit)
    }
  }

  func head() async throws(StorageError) -> EventPosition { try await store.head() }

  func waitForEvents(after position: EventPosition) async throws(StorageError) {
    try await store.waitForEvents(after: position)
  }

  func checkpoint(of follower: FollowerID) async throws(StorageError) -> EventPosition? {
    try await crash.step { () throws(StorageError) in
      try await checkpoints.checkpoint(of: follower)
    }
  }

  func save(
    _ position: EventPosition, of follower: FollowerID, replacing last: EventPosition?
  ) async throws(StorageError) {
    try await crash.step { () throws(StorageError) in
      try await checkpoints.save(position, of: follower, replacing: last)
    }
  }

  func set(_ deadline: Deadline) async throws(StorageError) {
    try await crash.step { () throws(StorageError) in try await deadlines.set(deadline) }
  }

  func cancel(_ id: DeadlineID) async throws(StorageError) {
    try await crash.step { () throws(StorageError) in try await deadlines.cancel(id) }
  }

  func claim(
    dueAt now: Instant, limit: Int, leasedUntil end: Instant
  ) async throws(StorageError) -> [DeadlineClaim] {
    try await crash.step { () throws(StorageError) in
      try await deadlines.claim(dueAt: now, limit: limit, leasedUntil: end)
    }
  }

  func complete(_ claim: DeadlineClaim) async throws(StorageError) {
    try await crash.step { () throws(StorageError) in try await deadlines.complete(claim) }
  }

  func giveBack(_ claim: DeadlineClaim, dueAt: Instant?) async throws(StorageError) {
    try await crash.step { () throws(StorageError) in
      try await deadlines.giveBack(claim, dueAt: dueAt)
    }
  }

  func nextInstant() async throws(StorageError) -> Instant? { try await deadlines.nextInstant() }
}
