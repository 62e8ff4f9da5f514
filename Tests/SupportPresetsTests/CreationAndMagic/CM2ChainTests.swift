// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportRules
import SupportStorage
import SupportTestKit
import SupportTickets
import Testing

/// The digest, the cipher and the keys are fakes of the kit: a host brings those of its platform.
@Suite("Creation & Magic: records that show tampering")
struct CM2ChainTests {
  let chain = RecordChain(TestSHA256())
  let sealer = RecordSealer(digest: TestSHA256(), cipher: ToyCipher())
  let vault = InMemoryKeyVault.fixture
  let codec = EventCodec<DeskEvent>("desk")
  let now: Instant

  private static let personal = [
    PersonalField("ticket", "opening", "subject"), PersonalField("ticket", "contact", "address"),
    PersonalField("ticket", "field", "value"),
  ]
  private static let secrets = ["Wang Fang", "13800002222", "Nanjing Road"]

  init() throws {
    now = try CM2.at("2025-06-03 10:00")
  }

  /// A complaint with evidence, a dispute and the agreement that ends it.
  private func file() throws -> CM2Case {
    let customer = Principal.customer("c-7")
    let why = Dispute.Reasons("the parcel was late")
    var file = try CM2Case()
    try file.open(.complaint, subject: "Wang Fang's order never came", at: now)
    try file.tell(.startContact(.init("k-1", over: .phone, address: "13800002222")), at: now)
    try file.tell(.setField(.init("address", .text("Nanjing Road 9"))), at: now)
    try file.tell(.fileDocument(.init(.evidence, reference: "store/photo-1")), at: now)
    let steps: [(Dispute.Command, Principal)] = [
      (
        .open(.init(customer: "c-7", claims: try CM2.yuan("1000.00"), ticket: "T-1")), customer
      ),
      (.fileEvidence(.init("voucher", reference: "store/voucher")), customer),
      (.fileEvidence(.init("timedRecord", reference: "store/record")), customer),
      (.fileEvidence(.init("evidence", reference: "store/photo-1")), customer),
      (.closeEvidence, .agent("li")), (.check(history: []), .agent("li")),
      (.rule(.partly(try CM2.yuan("250.00")), as: "serviceReview", why), .agent("wu")),
      (.accept, customer), (.accept, .agent("li")),
      (.recordAgreement(reference: "store/agreement-1"), .agent("li")),
    ]
    for (command, principal) in steps {
      try file.handle(.dispute("D-1", command), by: principal, at: now)
    }
    // The escalation comes an hour late, so that money is paid, too.
    try file.tell(
      .escalate(.init(.asked, to: "care")), at: now.adding(milliseconds: 3 * CM2.hour))
    return file
  }

  /// What a store holds of the case, personal values sealed.
  private func stored(_ file: CM2Case) async throws -> [StoredEvent] {
    let store = InMemoryEventStore(chain: chain)
    let key = try await vault.createKey(of: "c-7")
    var versions: [StreamID: Int64] = [:]
    for decision in file.decisions where !decision.entries.isEmpty {
      let records = decision.records(at: now, after: versions)
      for record in records { versions[record.stream] = record.version }
      let streams = try decision.streams.map { stream in
        StreamAppend(
          stream, expecting: .any,
          events: try records.filter { $0.stream == stream }.map { record in
            NewEvent(
              try sealer.seal(
                try codec.body(of: record.event), of: record.id, Self.personal, subject: "c-7",
                key: key),
              id: record.id, occurredAt: record.occurredAt, principal: record.principal,
              policyVersion: record.policyVersion)
          })
      }
      _ = try await store.append(AppendRequest(streams, recordedAt: now))
    }
    return try await store.readAll(after: .start, limit: 1_000)
  }

  private func kinds(
    _ events: [StoredEvent], against anchors: [ChainAnchor] = []
  ) -> [ChainFinding.Kind] {
    chain.findings(in: events, against: anchors).map(\.kind)
  }

  private func position(of text: String, in events: [StoredEvent]) throws -> Int {
    try #require(
      events.firstIndex { String(decoding: $0.record.event.payload, as: UTF8.self).contains(text) })
  }

  @Test("CM-58 the record of a case with evidence and agreement is whole, also against an anchor")
  func whole() async throws {
    let events = try await stored(try file())
    #expect(events.count > 15)
    let anchor = try #require(events.last.flatMap(ChainAnchor.init))
    #expect(kinds(events, against: [anchor]).isEmpty)
    for text in ["store/photo-1", "store/agreement-1"] { _ = try position(of: text, in: events) }
  }

  @Test(
    "CM-58 an edit shows: of the agreement, of a piece of evidence, of who did it and of when",
    arguments: ["store/agreement-1", "store/photo-1"])
  func edited(text: String) async throws {
    let events = try await stored(try file())
    let place = try position(of: text, in: events)
    var forged = events
    let payload = String(decoding: events[place].record.event.payload, as: UTF8.self)
    forged[place].record.event.payload = Array(payload.replacing(text, with: "store/other").utf8)
    #expect(kinds(forged) == [.edited])
    #expect(chain.findings(in: forged).first?.position == events[place].position)
    forged = events
    forged[place].record.principal = .agent("somebody-else")
    #expect(kinds(forged) == [.edited])
    forged = events
    forged[place].record.occurredAt = now.adding(milliseconds: -1)
    #expect(kinds(forged) == [.edited])
  }

  @Test("CM-58 a removal shows where the record is missing")
  func removed() async throws {
    let events = try await stored(try file())
    for place in events.indices.dropLast() {
      var forged = events
      forged.remove(at: place)
      #expect(kinds(forged).contains(.removed), "\(place)")
    }
  }

  @Test("CM-58 a swap of two records shows")
  func swapped() async throws {
    let events = try await stored(try file())
    for place in events.indices.dropLast() {
      var forged = events
      forged.swapAt(place, place + 1)
      #expect(kinds(forged).contains(.moved), "\(place)")
    }
  }

  @Test("CM-58 a cut-off end shows against an anchor that was kept elsewhere")
  func truncated() async throws {
    let events = try await stored(try file())
    let anchor = try #require(events.last.flatMap(ChainAnchor.init))
    #expect(kinds(Array(events.dropLast())).isEmpty)
    #expect(kinds(Array(events.dropLast()), against: [anchor]) == [.truncated])
  }

  @Test("CM-58 a chain that was computed anew over a forged record shows against the anchor")
  func rewritten() async throws {
    let events = try await stored(try file())
    let anchor = try #require(events.last.flatMap(ChainAnchor.init))
    let place = try position(of: "store/agreement-1", in: events)
    var forged = events
    let payload = String(decoding: events[place].record.event.payload, as: UTF8.self)
    forged[place].record.event.payload = Array(
      payload.replacing("store/agreement-1", with: "store/other").utf8)
    var last: ChainLink?
    for index in forged.indices {
      let link = chain.link(forged[index].record, at: forged[index].position, after: last)
      forged[index].link = link
      last = link
    }
    #expect(kinds(forged).isEmpty)
    #expect(kinds(forged, against: [anchor]) == [.rewritten])
  }

  /// Events as they can be read with what the vault knows.
  private func opened(_ events: [StoredEvent]) async throws -> [DeskEvent] {
    var opened: [DeskEvent] = []
    for event in events {
      let readable = try await sealer.open(event, Self.personal, with: vault)
      opened.append(try codec.record(of: readable).event)
    }
    return opened
  }

  private func leaks(_ bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    return Self.secrets.filter { text.contains($0) }
  }

  @Test("CM-53 after erasure the chain still verifies, and counts and money stay right")
  func erasure() async throws {
    let file = try file()
    let events = try await stored(file)
    let anchor = try #require(events.last.flatMap(ChainAnchor.init))
    #expect(events.allSatisfy { leaks($0.record.event.payload).isEmpty })
    #expect(events.allSatisfy { $0.record.event.sealed.allSatisfy { leaks($0.bytes).isEmpty } })
    let before = try await opened(events)
    #expect(before == file.events)

    try await vault.erase("c-7", at: now)
    let after = try await opened(events)
    #expect(after != before)
    #expect(after.allSatisfy { leaks(Array("\($0)".utf8)).isEmpty })
    #expect(kinds(events, against: [anchor]).isEmpty)

    var matter = try CM2.desk.get().opened("T-1", customer: "c-7")
    matter.apply(contentsOf: after)
    let ticket = matter.ticket
    #expect(ticket.eventCount == file.ticket.eventCount)
    #expect(ticket.ignoredEventCount == 0)
    #expect(ticket.opening?.subject == nil)
    #expect(ticket.details.field("address")?.value == nil)
    #expect(ticket.details.documents == file.ticket.details.documents)
    // The escalation was promised within two hours: one hour late, 1 yuan.
    let paid = try CM2.yuan("1.00")
    #expect(matter.account?.standing(of: "T-1")?.compensation == paid)
    #expect(matter.account == file.matter.account)
    #expect(matter.disputes == file.matter.disputes)
  }
}
