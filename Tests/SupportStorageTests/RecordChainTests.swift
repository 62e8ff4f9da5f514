// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage
import SupportTestKit
import Testing

@Suite("The chain of records")
struct RecordChainTests {
  let chain = RecordChain(TestSHA256())

  /// Twelve events of three streams.
  private func events() async throws -> [StoredEvent] {
    let store = InMemoryEventStore(chain: chain)
    for number in 0..<12 {
      let id = EventID("e\(number)")
      _ = try await store.append(
        AppendRequest(
          [
            StreamAppend(
              StreamID("s\(number % 3)"), expecting: .any,
              events: [.fixture(id, payload: "{\"n\":\(number)}", cause: "e0", policyVersion: "1")])
          ], tenant: "north", recordedAt: .fixtureStart))
    }
    return try await store.readAll(after: .start, limit: 100)
  }

  @Test("a chain that nobody touched has no findings, against any of its anchors")
  func untouched() async throws {
    let events = try await events()
    #expect(chain.findings(in: events, against: events.compactMap { ChainAnchor($0) }) == [])
    #expect(chain.findings(in: []) == [])
  }

  static let edits: [(String, @Sendable (inout StoredEvent) -> Void)] = [
    ("payload", { $0.record.event.payload.append(32) }),
    ("type", { $0.record.event.type = "other" }),
    ("id", { $0.record.id = "other" }),
    ("stream", { $0.record.stream = "other" }),
    ("version", { $0.record.version += 1 }),
    ("tenant", { $0.record.tenant = nil }),
    ("occurredAt", { $0.record.occurredAt = $0.record.occurredAt + .milliseconds(1) }),
    ("recordedAt", { $0.record.recordedAt = $0.record.recordedAt + .milliseconds(1) }),
    ("principal", { $0.record.principal = .customer("li") }),
    ("cause", { $0.record.cause = nil }),
    ("policyVersion", { $0.record.policyVersion = nil }),
    ("schemaVersion", { $0.record.schemaVersion = 2 }),
    ("position", { $0.position = EventPosition($0.position.rawValue + 100) }),
    ("digest", { $0.link?.digest[0] ^= 1 }),
    ("previous", { $0.link?.previous.append(1) }),
  ]

  @Test("an edit of any field is found at its record", arguments: edits.map(\.0), [0, 5, 11])
  func edited(_ name: String, _ index: Int) async throws {
    var events = try await events()
    let edit = try #require(Self.edits.first { $0.0 == name }?.1)
    edit(&events[index])
    let finding = chain.findings(in: events).first { $0.kind == .edited }
    #expect(finding?.event == events[index].id)
  }

  @Test("the sealed part is not covered, so that it may be removed or sealed anew")
  func sealed() async throws {
    var events = try await events()
    events[3].record.event.sealed = [SealedPart("c-1", bytes: [1])]
    #expect(chain.findings(in: events) == [])
  }

  @Test("a record that is gone is found at the one behind it", arguments: 0..<11)
  func removed(_ index: Int) async throws {
    var events = try await events()
    events.remove(at: index)
    let findings = chain.findings(in: events).filter { $0.event == events[index].id }
    #expect(findings.map(\.kind) == [.removed])
  }

  @Test("a record that was put in is found, with a link of its own or a copied one")
  func inserted() async throws {
    var events = try await events()
    var record = events[4].record
    record.id = "forged"
    record.stream = "forged"
    record.version = 1
    let link = chain.link(record, at: EventPosition(5), after: events[4].link)
    var linked = events
    linked.insert(StoredEvent(record, at: EventPosition(5), link: link), at: 5)
    #expect(
      chain.findings(in: linked) == [
        ChainFinding(.inserted, at: EventPosition(5), event: "forged", stream: "forged")
      ])
    events.insert(StoredEvent(record, at: EventPosition(5), link: events[4].link), at: 5)
    #expect(chain.findings(in: events).contains { $0.kind == .edited && $0.event == "forged" })
  }

  @Test("records that changed places are found", arguments: [(3, 4), (2, 9), (0, 1), (10, 11)])
  func swapped(_ left: Int, _ right: Int) async throws {
    let events = try await events()
    var moved = events
    moved.swapAt(left, right)
    #expect(
      chain.findings(in: moved).contains { $0.kind == .moved && $0.event == events[right].id })
    // With their positions and links left behind, they are not what their digests say.
    var contents = events
    (contents[left].record, contents[right].record) = (events[right].record, events[left].record)
    let edited = chain.findings(in: contents).filter { $0.kind == .edited }.map(\.event)
    #expect(edited == [events[right].id, events[left].id])
  }

  @Test("an end that was cut off is found against an anchor, and only so")
  func truncated() async throws {
    let events = try await events()
    let anchor = try #require(ChainAnchor(events[11]))
    #expect(chain.findings(in: events.prefix(8)) == [])
    #expect(
      chain.findings(in: events.prefix(8), against: [anchor]) == [
        ChainFinding(.truncated, at: EventPosition(12))
      ])
  }

  @Test("a chain that was computed anew is found against an anchor behind the change")
  func rewritten() async throws {
    let events = try await events()
    let anchors = [1, 6, 11].compactMap { ChainAnchor(events[$0]) }
    var forged: [StoredEvent] = []
    for (index, event) in events.enumerated() {
      var event = event
      if index == 5 { event.record.event.payload = Array("{\"n\":99}".utf8) }
      event.link = chain.link(event.record, at: event.position, after: forged.last?.link)
      forged.append(event)
    }
    #expect(chain.findings(in: forged) == [])
    #expect(
      chain.findings(in: forged, against: anchors).map(\.kind) == [.rewritten, .rewritten])
  }

  @Test("a removal with the chain computed anew leaves a gap in the stream's versions")
  func removedAndRewritten() async throws {
    var events = try await events()
    events.remove(at: 4)
    for index in events.indices.dropFirst(4) {
      events[index].link = chain.link(
        events[index].record, at: events[index].position, after: events[index - 1].link)
    }
    let findings = chain.findings(in: events)
    #expect(findings.map(\.kind) == [.removed])
    #expect(findings.first?.stream == "s1")
  }

  @Test("any one change of the bytes that a digest covers changes the digest's input")
  func framing() async throws {
    let events = try await events()
    let bytes = Set(
      events.map { chain.bytes(of: $0.record, at: $0.position, after: $0.link?.previous ?? []) })
    #expect(bytes.count == events.count)
  }
}
