// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportKit
import Synchronization
import Testing

/// The article "Running a desk", compiled and run.
@Suite("Documentation: running a desk")
struct RunningADeskTests {
  final class DeskClock: Sendable {
    private let instant: Mutex<Instant>

    init(_ start: Instant) {
      instant = Mutex(start)
    }

    var now: Instant { instant.withLock { $0 } }

    func advance(by duration: Duration) {
      instant.withLock { $0 = $0 + duration }
    }
  }

  struct Premises: Sendable {
    let desk: Desk
    let events = InMemoryEventStore()
    let deadlines = InMemoryDeadlineStore()
    let checkpoints = InMemoryCheckpointStore()
    let clock: DeskClock

    func service() -> DeskService {
      DeskService(
        desk, events: events, deadlines: deadlines, checkpoints: checkpoints,
        now: { clock.now }, sleep: { _ in try await Task.sleep(for: .milliseconds(1)) })
    }
  }

  actor Outside {
    private(set) var done: [IdempotencyKey: Intent] = [:]
    private(set) var paid: [Money] = []
    private(set) var calls = 0

    func perform(_ intent: Intent) throws {
      calls += 1
      guard done[intent.key] == nil else { return }
      if intent.action == .pay, case .money(let sum) = intent.operand("compensation") {
        paid.append(sum)
      }
      done[intent.key] = intent
    }
  }

  func settle(_ service: DeskService, _ outside: Outside) async throws {
    while true {
      while try await service.relayEvents() > 0 {}
      let report = try await service.workDue { try await outside.perform($0) }
      if report.claimed == 0 { return }
    }
  }

  func run(_ service: DeskService, _ outside: Outside) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await service.runRelay() }
      for _ in 0..<2 {
        group.addTask { try await service.runWorker { try await outside.perform($0) } }
      }
      try await group.waitForAll()
    }
  }

  /// The premises of each test, with the complaint of the article.
  func opened() async throws -> (Premises, DeskService, ServiceAnswer) {
    let friday = try Instant("2025-06-06T15:00+08:00")
    let premises = Premises(desk: try Desk(.creationAndMagic), clock: DeskClock(friday))
    let service = premises.service()
    let answer = try await service.handle(
      .complain("c-7", over: .phone), of: "T-1", by: .customer("c-7"), key: "request-1")
    return (premises, service, answer)
  }

  @Test("a command is stored once under its key")
  func commands() async throws {
    let (premises, service, answer) = try await opened()

    let look = answer.lookAgainAt  // 16:00, when half of the two hours have passed
    let again = try await service.handle(
      .complain("c-7", over: .phone), of: "T-1", by: .customer("c-7"), key: "request-1")
    let isRepeat = again.isRepeat  // true: nothing was added

    #expect(look == (try Instant("2025-06-06T16:00+08:00")))
    #expect(isRepeat)
    #expect(again.lookAgainAt == look)
    await #expect(throws: ServiceError.keyReused("request-1")) {
      try await service.handle(.ticket(.solve), of: "T-1", by: .agent("li"), key: "request-1")
    }
    let streams = Set(try await premises.events.readAll(after: .start, limit: 512).map(\.stream))
    #expect(streams.isSuperset(of: ["ticket/T-1", "case/T-1"]))
  }

  @Test("what falls due is told, and what is owed is paid, once")
  func afternoon() async throws {
    let (premises, service, answer) = try await opened()
    let (clock, outside) = (premises.clock, Outside())
    #expect(answer.receipt != nil)

    try await settle(service, outside)  // 15:00: the look at 16:00 is noted
    clock.advance(by: .seconds(3_600))
    try await settle(service, outside)  // 16:00: somebody is reminded
    clock.advance(by: .seconds(12_600))
    _ = try await service.handle(
      .ticket(.escalate(.init(.asked))), of: "T-1", by: .agent("li"), key: "request-2")
    try await settle(service, outside)  // 19:30: the breach is told, and paid
    let paid = await outside.paid  // 3.00 CNY

    #expect(paid.map(\.description) == ["3.00 CNY"])
    let actions = await outside.done.values.map(\.action.rawValue).sorted()
    #expect(actions == ["escalate", "pay", "remind", "remind", "remind", "reportBreach"])
    #expect(await outside.calls == outside.done.count)
    #expect(try await premises.events.events(of: "outbox/T-1").count == actions.count)
    let looked = try await everyQuarterOfAnHour()
    #expect(await outside.done == looked)
  }

  /// What is done where somebody looks every quarter of an hour.
  func everyQuarterOfAnHour() async throws -> [IdempotencyKey: Intent] {
    let (premises, service, _) = try await opened()
    let outside = Outside()
    for _ in 0..<18 {
      premises.clock.advance(by: .seconds(900))
      try await settle(service, outside)
    }
    _ = try await service.handle(
      .ticket(.escalate(.init(.asked))), of: "T-1", by: .agent("li"), key: "request-2")
    try await settle(service, outside)
    return await outside.done
  }

  @Test("relay and workers run until they are cancelled")
  func tasks() async throws {
    let (premises, service, _) = try await opened()
    let outside = Outside()
    let running = Task { try await run(service, outside) }
    premises.clock.advance(by: .seconds(3_600))
    while await outside.calls == 0 { try await Task.sleep(for: .milliseconds(1)) }
    running.cancel()
    await #expect(throws: ServiceError.cancelled) { try await running.value }
    #expect(await outside.done.values.map(\.action).contains(.remind))
  }

  @Test("two services that write to one ticket both succeed")
  func conflicts() async throws {
    let (premises, _, _) = try await opened()

    let (one, other) = (premises.service(), premises.service())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        let service = number.isMultiple(of: 2) ? one : other
        group.addTask {
          _ = try await service.handle(
            .ticket(.addMessage(.init(.reply, id: MessageID("m-\(number)")))), of: "T-1",
            by: .agent("li"), key: IdempotencyKey("message-\(number)"))
        }
      }
      try await group.waitForAll()
    }

    let events = try await premises.events.events(of: "ticket/T-1")
    #expect(events.filter { $0.record.event.type == "ticket.messageAdded" }.count == 20)
  }

  @Test("a process that dies loses nothing and does nothing twice")
  func crashes() async throws {
    let (premises, service, first) = try await opened()
    let (clock, outside) = (premises.clock, Outside())
    let head = try await premises.events.head()

    let next = premises.service()
    let answer = try await next.handle(
      .complain("c-7", over: .phone), of: "T-1", by: .customer("c-7"), key: "request-1")
    let records = answer.records  // those of the first time, and answer.decision is nil

    #expect(records == first.records)
    #expect(answer.isRepeat && answer.decision == nil)
    #expect(try await premises.events.head() == head)

    try await settle(next, outside)
    clock.advance(by: .seconds(3_600))
    _ = try await next.relayEvents()

    let held = try await premises.deadlines.claim(
      dueAt: clock.now, limit: 64, leasedUntil: clock.now + service.settings.lease)
    let early = try await next.workDue { try await outside.perform($0) }  // nothing to claim
    clock.advance(by: service.settings.lease)
    let late = try await next.workDue { try await outside.perform($0) }  // the look at T-1

    #expect(held.count == 1)
    #expect(early.claimed == 0)
    #expect(late.ticks == 1)
    try await settle(next, outside)
    let (done, calls) = (await outside.done, await outside.calls)
    #expect(calls == done.count && calls > 0)

    let end = try await premises.checkpoints.checkpoint(of: service.settings.follower)
    try await premises.checkpoints.save(
      .start, of: service.settings.follower, replacing: end)
    try await settle(premises.service(), outside)

    #expect(await outside.done == done)
    #expect(await outside.calls == 2 * calls)
  }

  @Test("what fails outside is tried again later")
  func failures() async throws {
    let (premises, service, _) = try await opened()
    let outside = Outside()
    premises.clock.advance(by: .seconds(3_600))
    _ = try await service.relayEvents()
    _ = try await service.workDue { try await outside.perform($0) }
    _ = try await service.relayEvents()
    let failed = try await service.workDue { _ in throw StorageError(.unavailable, "no answer") }
    #expect(failed.failed > 0)
    #expect(try await service.workDue { try await outside.perform($0) }.claimed == 0)
    premises.clock.advance(by: service.settings.retryPause)
    let later = try await service.workDue { try await outside.perform($0) }
    #expect(later.performed == failed.failed)
  }

  @Test("in production the machine tells the time")
  func machine() async throws {
    let desk = try Desk(.creationAndMagic)
    let (events, deadlines) = (InMemoryEventStore(), InMemoryDeadlineStore())
    let checkpoints = InMemoryCheckpointStore()

    let service = DeskService(
      desk, events: events, deadlines: deadlines, checkpoints: checkpoints,
      now: { Instant(Date()) }, sleep: { try await Task.sleep(for: $0) })

    let answer = try await service.handle(
      .complain("c-7", over: .phone), of: "T-1", by: .customer("c-7"), key: "request-1")
    #expect(answer.receipt != nil)
  }
}
