// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportService
import SupportStorage
import SupportTestKit
import SupportTickets
import Testing

@Suite("Many write at once")
struct ContentionTests {
  @Test("64 writers of four services never pass one customer's cap", arguments: UInt64(1)...2)
  func cap(_ seed: UInt64) async throws {
    let world = try ServiceWorld()
    let yields = (0..<4_096).reduce(into: (SplitMix64(seed: seed), [Int]())) { state, _ in
      state.1.append(Int(state.0.next() % 4))
    }.1
    let store = TroubledStore(world.store) { number in
      for _ in 0..<yields[number % yields.count] { await Task.yield() }
      return .none
    }
    let services = (0..<4).map { _ in world.service(store) }
    for number in 0..<64 {
      _ = try await services[number % 4].handle(
        .complain("c-7"), of: TicketID("T-\(number)"), by: .customer("c-7"),
        key: IdempotencyKey("o-\(number)"))
    }
    let now = world.clock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<64 {
        group.addTask {
          let ticket = TicketID("T-\(number)")
          _ = try await services[number % 4].handle(
            .fault(of: ticket, "f-\(number)", at: now, paid: 9_500), of: ticket,
            by: .agent("li"), key: IdempotencyKey("f-\(number)"))
        }
      }
      try await group.waitForAll()
    }
    let account = try #require(try await world.account(of: "c-7"))
    let sum = account.causes.reduce(0) { $0 + $1.compensation.minorUnits }
    #expect(sum == 10_000)
  }

  @Test("a storm of conflicts ends with every command stored once")
  func storm() async throws {
    let world = try ServiceWorld()
    let store = TroubledStore(world.store) { _ in
      await Task.yield()
      return .none
    }
    let services = (0..<8).map { _ in world.service(store) }
    _ = try await services[0].handle(
      .complain("c-7"), of: "T-1", by: .customer("c-7"), key: "open")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        // Each command is sent twice, to two services.
        for service in [services[number % 8], services[(number + 3) % 8]] {
          group.addTask {
            _ = try await service.handle(
              .ticket(.addMessage(.init(.reply, id: MessageID("m-\(number)")))), of: "T-1",
              by: .agent("li"), key: IdempotencyKey("m-\(number)"))
          }
        }
      }
      try await group.waitForAll()
    }
    let types = try await world.store.events(of: "ticket/T-1").map(\.record.event.type.rawValue)
    #expect(types.filter { $0 == "ticket.messageAdded" }.count == 40)
  }

  @Test("whoever is never in time is told how often it was tried, and nothing is stored")
  func contended() async throws {
    let world = try ServiceWorld()
    let other = world.service()
    _ = try await other.handle(.complain("c-7"), of: "T-1", by: .customer("c-7"), key: "open")
    let store = TroubledStore(world.store) { number throws(StorageError) in
      do throws(ServiceError) {
        _ = try await other.handle(
          .ticket(.addMessage(.init(.reply))), of: "T-1", by: .agent("mei"),
          key: IdempotencyKey("other-\(number)"))
      } catch {
        throw StorageError(.unavailable, "\(error)")
      }
      return .none
    }
    let service = world.service(store, settings: .init(attempts: 5))
    await #expect(throws: ServiceError.contended(attempts: 5)) {
      _ = try await service.handle(
        DeskCommand.ticket(.solve), of: "T-1", by: .agent("li"), key: "mine")
    }
    #expect(try await world.store.receipt(of: "mine", tenant: "island") == nil)
  }

  @Test("a store that stores without saying so is asked again under the same key")
  func unavailable() async throws {
    let world = try ServiceWorld()
    let store = TroubledStore(world.store) { number in
      switch number % 3 {
      case 1: .unavailableBefore
      case 2: .unavailableAfter
      default: .none
      }
    }
    let service = world.service(store)
    let answer = try await service.handle(
      .complain("c-7"), of: "T-1", by: .customer("c-7"), key: "k-1")
    #expect(answer.isRepeat)
    #expect(answer.records.first?.event.type == "ticket.opened")
    let opened = try await world.all().filter { $0.record.event.type == "ticket.opened" }
    #expect(opened.count == 1)
  }

  @Test("a cancelled task stores nothing more")
  func cancelled() async throws {
    let world = try ServiceWorld()
    let service = world.service()
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      _ = try await service.handle(.complain("c-7"), of: "T-1", by: .customer("c-7"), key: "k-1")
    }
    task.cancel()
    await #expect(throws: ServiceError.cancelled) { try await task.value }
    #expect(try await world.store.head() == .start)
  }
}
