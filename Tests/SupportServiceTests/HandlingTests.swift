// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportSLA
import SupportService
import SupportStorage
import SupportTickets
import Testing

@Suite("A service handles a command")
struct HandlingTests {
  let world: ServiceWorld

  init() throws {
    world = try ServiceWorld()
  }

  @Test("in one append, whose records carry the tenant, the book's version and ids of the key")
  func records() async throws {
    let service = world.service()
    let answer = try await service.handle(
      .complain("c-7"), of: "T-1", by: .customer("c-7"), key: "k-1")
    let stored = try await world.all()
    #expect(stored.map(\.stream).contains("case/T-1"))
    #expect(stored.allSatisfy { $0.record.tenant == "island" })
    #expect(stored.allSatisfy { $0.record.policyVersion == "2025-05" })
    #expect(Set(stored.map(\.id)).count == stored.count)
    #expect(stored.allSatisfy { $0.id.rawValue.hasPrefix("k-1/") })
    #expect(answer.receipt?.positions == EventPosition(1)...EventPosition(Int64(stored.count)))
    #expect(answer.records.first?.event.type == "ticket.opened")
    #expect(answer.lookAgainAt == world.clock.now.adding(milliseconds: 24 * 3_600_000))
    #expect(!answer.isRepeat)
  }

  @Test("that is sent again with its key: the first answer, whatever happened since")
  func repeats() async throws {
    let service = world.service()
    let first = try await service.handle(
      .complain("c-7"), of: "T-1", by: .customer("c-7"), key: "k-1")
    _ = try await service.handle(.ticket(.solve), of: "T-1", by: .agent("li"), key: "k-2")
    let head = try await world.store.head()
    for other in [service, world.service()] {
      let again = try await other.handle(
        .complain("c-7"), of: "T-1", by: .customer("c-7"), key: "k-1")
      #expect(again.isRepeat)
      #expect(again.records == first.records)
      #expect(again.intents == first.intents)
      #expect(again.lookAgainAt == first.lookAgainAt)
      #expect(again.receipt?.versions == first.receipt?.versions)
    }
    #expect(try await world.store.head() == head)
  }

  @Test("and refuses one whose opening is of somebody else, as a desk does")
  func otherCustomer() async throws {
    let service = world.service()
    await #expect(throws: ServiceError.anotherParty("T-1")) {
      try await service.handle(
        .complain("c-9"), of: "T-1", customer: "c-3", by: .customer("c-9"), key: "k-1")
    }
    #expect(try await world.all().isEmpty)
  }

  @Test("and refuses another one under the same key, whether or not the desk would take it")
  func keyReused() async throws {
    let service = world.service()
    _ = try await service.handle(.complain("c-7"), of: "T-1", by: .customer("c-7"), key: "k-1")
    for command in [DeskCommand.ticket(.solve), .complain("c-7", subject: "another")] {
      await #expect(throws: ServiceError.keyReused("k-1")) {
        _ = try await service.handle(command, of: "T-1", by: .agent("li"), key: "k-1")
      }
    }
  }

  @Test("or tells why the desk does not, and the key may be used again")
  func rejection() async throws {
    let service = world.service()
    do {
      _ = try await service.handle(.ticket(.solve), of: "T-1", by: .agent("li"), key: "k-1")
      Issue.record("an unopened ticket was solved")
    } catch {
      guard case .rejected(.ticket) = error else {
        Issue.record("\(error)")
        return
      }
    }
    #expect(try await world.store.head() == .start)
    _ = try await service.handle(.complain("c-7"), of: "T-1", by: .customer("c-7"), key: "k-1")
  }

  @Test("a rejection never rests on what is remembered")
  func staleRejection() async throws {
    let (one, other) = (world.service(), world.service())
    _ = try await one.handle(.complain("c-7"), of: "T-1", by: .customer("c-7"), key: "k-1")
    _ = try await other.handle(.ticket(.solve), of: "T-1", by: .agent("li"), key: "k-2")
    _ = try await one.handle(.ticket(.reopen), of: "T-1", by: .customer("c-7"), key: "k-3")
    _ = try await other.handle(.ticket(.solve), of: "T-1", by: .agent("li"), key: "k-4")
    let types = try await world.store.events(of: "ticket/T-1").map(\.record.event.type.rawValue)
    #expect(types.filter { $0 == "ticket.solved" }.count == 2)
  }

  @Test("for nobody but those whom the case belongs to")
  func otherParty() async throws {
    let service = world.service()
    _ = try await service.handle(.complain("c-7"), of: "T-1", by: .customer("c-7"), key: "k-1")
    await #expect(throws: ServiceError.anotherParty("T-1")) {
      _ = try await service.handle(
        .ticket(.solve), of: "T-1", customer: "c-8", by: .agent("li"), key: "k-2")
    }
  }

  @Test("twice the same run: the same bytes in the store")
  func sameBytes() async throws {
    var runs: [[StoredEvent]] = []
    for capacity in [10_000, 0] {
      let world = try ServiceWorld()
      let service = world.service(settings: .init(rememberedCases: capacity))
      for number in 0..<8 {
        let ticket = TicketID("T-\(number)")
        _ = try await service.handle(
          .complain("c-7"), of: ticket, by: .customer("c-7"), key: IdempotencyKey("o-\(number)"))
        world.clock.advance(hours: 7)
        _ = try await service.handle(
          .fault(of: ticket, "f-\(number)", at: world.clock.now, paid: 8_000), of: ticket,
          by: .agent("li"), key: IdempotencyKey("f-\(number)"))
        _ = try await service.tick(ticket)
      }
      runs.append(try await world.all())
    }
    #expect(runs[0].count > 40)
    #expect(runs[0] == runs[1])
  }

  @Test("what is remembered is what the store says, also of a case that took another one in")
  func remembered() async throws {
    let service = world.service()
    let order = [Ticket.CustomField.orderNumber("4711")]
    let first = try await service.handle(
      .complain("c-7", fields: order), of: "T-1", by: .customer("c-7"), key: "k-1")
    world.clock.advance(hours: 1)
    let second = try await world.service().handle(
      .complain("c-7", fields: order), of: "T-2", by: .customer("c-7"), key: "k-2")
    #expect(second.decision?.other?.id == "T-1")
    #expect(second.records.contains { $0.event.type == "ticket.merged" })
    let remembered = try await service.handle(
      .ticket(.addMessage(.init(.reply))), of: "T-1", by: .agent("li"), key: "k-3")
    let anew = try await world.service().handle(
      .ticket(.addMessage(.init(.note))), of: "T-1", by: .agent("li"), key: "k-3b")
    let fresh = try await world.service().handle(
      .ticket(.solve), of: "T-1", by: .agent("li"), key: "k-4")
    let known = try await service.handle(
      .ticket(.close), of: "T-1", by: .agent("li"), key: "k-5")
    #expect(first.decision?.result.ticket.details.absorbed.isEmpty == true)
    #expect(remembered.decision?.result.ticket.details.absorbed.map(\.source) == ["T-2"])
    #expect(fresh.decision?.result.ticket.messages == anew.decision?.result.ticket.messages)
    #expect(anew.decision?.result.ticket.messages.count == 2)
    let now = world.clock.now
    #expect(
      fresh.decision?.result.timeline?.status(of: .resolution, at: now)
        == known.decision?.result.timeline?.status(of: .resolution, at: now))
    #expect(
      remembered.decision?.result.timeline?.status(of: .resolution, at: now)
        == anew.decision?.result.timeline?.status(of: .resolution, at: now))
    // A third one finds no open case, and is one of its own.
    let third = try await service.handle(
      .complain("c-7", fields: order), of: "T-3", by: .customer("c-7"), key: "k-6")
    #expect(third.decision?.other == nil)
  }

  @Test("a snapshot that is not what the store says is dropped")
  func snapshots() async throws {
    let snapshots = InMemorySnapshotStore()
    func service() -> DeskService {
      world.service(
        snapshots: snapshots, settings: .init(rememberedCases: 0, snapshotInterval: 4))
    }
    _ = try await service().handle(.complain("c-7"), of: "T-1", by: .customer("c-7"), key: "k-0")
    for number in 1...6 {
      _ = try await service().handle(
        .ticket(.addMessage(.init(.reply))), of: "T-1", by: .agent("li"),
        key: IdempotencyKey("k-\(number)"))
    }
    var snapshot = try #require(try await snapshots.snapshot(of: "ticket/T-1"))
    #expect(snapshot.policyVersion == "2025-05")
    let sound = try await service().handle(
      .ticket(.solve), of: "T-1", by: .agent("li"), key: "k-7")
    #expect(sound.decision?.result.ticket.messages.count == 6)
    snapshot.state = Array("[{\"told\":\"2025-05-18T01:00:00Z\"}]".utf8)
    snapshot.version = 9
    try await snapshots.save(snapshot)
    let mended = try await service().handle(
      .ticket(.reopen), of: "T-1", by: .customer("c-7"), key: "k-8")
    #expect(mended.decision?.result.ticket.messages.count == 6)
  }
}
