// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportService
import SupportStorage
import SupportTickets
import Testing

@Suite("What the host does")
struct EffectTests {
  /// The life of a complaint that is answered too late: what was asked of the host, by action, and how
  /// often the host was called. The process may die once on the way and is started again.
  struct Life {
    var actions: [String] = []
    var calls = 0
    var steps = 0

    init(dyingAt step: Int = .max, _ moment: Crash.Moment = .before) async throws {
      let world = try ServiceWorld()
      let outside = Outside()
      let crash = Crash(at: step, moment)
      func service() -> DeskService {
        guard !crash.hasHappened else { return world.service() }
        let ports = CrashingPorts(
          store: world.store, deadlines: world.deadlines, checkpoints: world.checkpoints,
          crash: crash)
        return world.service(ports, deadlines: ports, checkpoints: ports)
      }
      /// Does something in a process, and once more in the next one where it dies.
      func run(_ body: (DeskService) async throws -> Void) async throws {
        do { try await body(service()) } catch {
          guard crash.hasHappened else { throw error }
          try await body(service())
        }
      }
      try await run {
        _ = try await $0.handle(
          .complain("c-7"), of: "T-1", by: .customer("c-7"), key: "open")
      }
      for hours in [Int64(24), 25, 2, 1, 1] {
        world.clock.advance(hours: hours)
        if hours == 2 {
          try await run {
            _ = try await $0.handle(.ticket(.solve), of: "T-1", by: .agent("li"), key: "solve")
          }
        }
        // Leases of a process that died lapse within the hour.
        for _ in 0..<2 {
          try await run {
            while try await $0.relayEvents(limit: 3) > 0 {}
            while true {
              let report = try await $0.workDue(limit: 2) { outside.perform($0) }
              while try await $0.relayEvents(limit: 3) > 0 {}
              if report.claimed == 0 { break }
            }
          }
        }
      }
      let intents = try await world.store.events(of: "outbox/T-1").map {
        try CanonicalJSON.value(Intent.self, from: $0.record.event.payload)
      }
      #expect(outside.keys == Set(intents.map(\.key)))
      #expect(Set(intents.map(\.key)).count == intents.count)
      #expect(try await world.deadlines.nextInstant() == nil)
      actions = intents.map(\.action.rawValue).sorted()
      calls = outside.calls
      steps = crash.steps
    }
  }

  @Test("is done once where nothing fails")
  func plain() async throws {
    let life = try await Life()
    #expect(life.calls == life.actions.count)
    #expect(life.actions.contains("pay"))
    #expect(life.steps > 40)
  }

  @Test(
    "is done once under its key, at whatever step the process dies",
    arguments: Crash.Moment.allCases)
  func crashes(_ moment: Crash.Moment) async throws {
    let plain = try await Life()
    for step in 1...plain.steps {
      let life = try await Life(dyingAt: step, moment)
      #expect(life.actions == plain.actions, "died at step \(step)")
      #expect(life.calls >= plain.calls && life.calls <= plain.calls + 3, "died at step \(step)")
    }
  }

  @Test("is tried again later where it fails")
  func failures() async throws {
    let world = try ServiceWorld()
    let service = world.service()
    _ = try await service.handle(.complain("c-7"), of: "T-1", by: .customer("c-7"), key: "open")
    world.clock.advance(hours: 25)
    _ = try await service.relayEvents()
    _ = try await service.workDue { _ in }
    _ = try await service.relayEvents()
    let failed = try await service.workDue { _ in throw CancellationError() }
    #expect(failed.failed == 1)
    let early = try await service.workDue { _ in }
    #expect(early.claimed == 0)
    world.clock.advance(hours: 1)
    let later = try await service.workDue { _ in }
    #expect(later.performed == 1)
  }

  @Test("a worker that is too late does not complete what another one holds")
  func lateCompletion() async throws {
    let world = try ServiceWorld()
    let (slow, other) = (world.service(), world.service())
    _ = try await slow.handle(.complain("c-7"), of: "T-1", by: .customer("c-7"), key: "open")
    world.clock.advance(hours: 25)
    _ = try await slow.relayEvents()
    _ = try await slow.workDue { _ in }
    _ = try await slow.relayEvents()
    let outside = Outside()
    let late = try await slow.workDue { intent in
      outside.perform(intent)
      world.clock.advance(hours: 1)
      let taken = try await other.workDue { outside.perform($0) }
      #expect(taken.performed == 1)
    }
    #expect(late.lost == 1)
    #expect(outside.keys.count == 1)
    #expect(outside.calls == 2)
  }

  @Test("a second relay of one name is noticed")
  func secondRelay() async throws {
    let world = try ServiceWorld()
    let service = world.service()
    _ = try await service.handle(.complain("c-7"), of: "T-1", by: .customer("c-7"), key: "open")
    _ = try await service.relayEvents()
    await #expect(throws: StorageError.self) {
      try await world.checkpoints.save(.start, of: "outbox", replacing: nil)
    }
  }

  @Test("relay and worker end when their tasks are cancelled")
  func cancelled() async throws {
    let world = try ServiceWorld()
    let service = world.service()
    let outside = Outside()
    let relay = Task { try await service.runRelay() }
    let worker = Task { try await service.runWorker { outside.perform($0) } }
    _ = try await service.handle(.complain("c-7"), of: "T-1", by: .customer("c-7"), key: "open")
    world.clock.advance(hours: 25)
    while outside.calls == 0 { await Task.yield() }
    relay.cancel()
    worker.cancel()
    await #expect(throws: ServiceError.cancelled) { try await relay.value }
    await #expect(throws: ServiceError.cancelled) { try await worker.value }
    #expect(outside.calls == 1)
  }
}
