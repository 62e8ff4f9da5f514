// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportRules
import SupportService
import SupportStorage
import SupportTestKit
import SupportTickets
import Testing

@Suite("Personal values")
struct SealingTests {
  let chain = RecordChain(TestSHA256())
  let vault = InMemoryKeyVault.fixture
  let world: ServiceWorld

  init() throws {
    world = try ServiceWorld(chain: chain)
  }

  private func service() -> DeskService {
    let sealer = RecordSealer(digest: TestSHA256(), cipher: ToyCipher())
    return world.service(sealing: FieldSealing(keys: vault, sealer))
  }

  private static let opening = DeskCommand.complain(
    "c-7", subject: "my broken lamp",
    fields: [.customerName("Lin Daiyu"), .orderNumber("4711"), .reach("+86 10 5555")])

  @Test("stand nowhere in the clear, and come back for who loads the case")
  func sealed() async throws {
    _ = try await service().handle(Self.opening, of: "T-1", by: .customer("c-7"), key: "k-1")
    for stored in try await world.all() {
      let text = String(decoding: stored.record.event.payload, as: UTF8.self)
      for secret in ["lamp", "Lin", "5555"] { #expect(!text.contains(secret)) }
    }
    let answer = try await service().handle(
      .ticket(.solve), of: "T-1", by: .agent("li"), key: "k-2")
    let opening = try #require(answer.decision?.result.ticket.opening)
    #expect(opening.subject == "my broken lamp")
    #expect(opening.fields.map(\.value) == ["Lin Daiyu", "4711", "+86 10 5555"])
    let again = try await service().handle(
      Self.opening, of: "T-1", by: .customer("c-7"), key: "k-1")
    #expect(again.records.first?.event.type == "ticket.opened")
  }

  @Test("are gone with the key, nothing else is, and the chain holds")
  func erased() async throws {
    _ = try await service().handle(Self.opening, of: "T-1", by: .customer("c-7"), key: "k-1")
    let sound = try await world.store.findings(by: chain)
    #expect(sound.isEmpty)
    try await vault.erase("c-7", at: world.clock.now)
    let answer = try await service().handle(
      .ticket(.solve), of: "T-1", by: .agent("li"), key: "k-2")
    let opening = try #require(answer.decision?.result.ticket.opening)
    #expect(opening.subject == nil)
    #expect(opening.fields.map(\.value) == [nil, "4711", nil])
    let after = try await world.store.findings(by: chain)
    #expect(after.isEmpty)
  }
}
