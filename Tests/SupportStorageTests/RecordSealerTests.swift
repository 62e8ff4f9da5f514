// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage
import SupportTestKit
import Testing

@Suite("Sealing what is personal")
struct RecordSealerTests {
  let sealer = RecordSealer(digest: TestSHA256(), cipher: ToyCipher())
  let fields = [
    PersonalField("customer", "name", whenErased: .text("erased")),
    PersonalField("messages", "text", whenErased: .text("")), PersonalField("phone"),
  ]
  let key = FieldKey([1, 2, 3])
  let plain = EventBody(
    type: "note",
    payload: Array(
      #"{"customer":{"id":"c-7","name":"Wang Li"},"messages":[{"text":"a"},{"text":"a"},{"by":"x"}],"phone":null}"#
        .utf8))

  private func sealed() throws -> EventBody {
    try sealer.seal(plain, of: "e1", fields, subject: "c-7", key: key)
  }

  private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    String(decoding: bytes, as: UTF8.self).contains(text)
  }

  @Test("values come back with the key")
  func opened() throws {
    let opened = try sealer.open(sealed(), of: "e1", fields, keys: ["c-7": .present(key)])
    #expect(opened == plain)
  }

  @Test("neither payload nor sealed part shows a value, and equal values look different")
  func hidden() throws {
    let sealed = try sealed()
    #expect(!contains(sealed.payload, "Wang Li"))
    #expect(sealed.sealed.allSatisfy { !contains($0.bytes, "Wang Li") })
    let tree = try CanonicalJSON.tree(from: sealed.payload)
    guard case .list(let messages)? = tree["messages"] else { throw StorageError.cancelled }
    #expect(messages[0]["text"] != messages[1]["text"])
    #expect(messages[2] == .object(["by": .text("x")]))
  }

  @Test("an erased person's values are what the fields say")
  func erased() throws {
    let opened = try sealer.open(
      sealed(), of: "e1", fields, keys: ["c-7": .erased(at: .fixtureStart)])
    #expect(
      String(decoding: opened.payload, as: UTF8.self)
        == #"{"customer":{"id":"c-7","name":"erased"},"messages":[{"text":""},{"text":""},{"by":"x"}],"phone":null}"#
    )
  }

  @Test("sealing again gives the same bytes, and sealing what is sealed changes nothing")
  func repeated() throws {
    let sealed = try sealed()
    #expect(try self.sealed() == sealed)
    #expect(try sealer.seal(sealed, of: "e1", fields, subject: "c-7", key: key) == sealed)
  }

  @Test("two persons have their own parts")
  func twoSubjects() throws {
    let first = try sealer.seal(plain, of: "e1", [fields[0]], subject: "c-7", key: key)
    let both = try sealer.seal(
      first, of: "e1", [fields[1]], subject: "c-8", key: FieldKey([9]))
    #expect(try RecordSealer.subjects(of: both) == ["c-7", "c-8", "c-8"])
    let opened = try sealer.open(
      both, of: "e1", fields,
      keys: ["c-7": .present(key), "c-8": .erased(at: .fixtureStart)])
    #expect(contains(opened.payload, "Wang Li"))
    #expect(contains(opened.payload, #"{"text":""}"#))
  }

  @Test("a part that is missing, changed, of another event or of another key is noticed")
  func broken() throws {
    let sealed = try sealed()
    var (missing, changed, copied) = (sealed, sealed, sealed)
    missing.sealed = []
    changed.sealed[0].bytes[40] ^= 1
    copied.sealed = try sealer.seal(plain, of: "e2", fields, subject: "c-7", key: key).sealed
    let cases: [(EventBody, SubjectKey)] = [
      (missing, .present(key)), (changed, .present(key)), (copied, .present(key)),
      (sealed, .present(FieldKey([7]))), (sealed, .unknown),
    ]
    for (body, key) in cases {
      let error = #expect(throws: StorageError.self) {
        try sealer.open(body, of: "e1", fields, keys: ["c-7": key])
      }
      #expect(error?.code == .sealBroken)
    }
  }

  @Test("the chain still verifies after the key and the sealed parts are gone")
  func chained() async throws {
    let chain = RecordChain(TestSHA256())
    let store = InMemoryEventStore(chain: chain)
    let event = NewEvent(
      try sealed(), id: "e1", occurredAt: .fixtureStart, principal: .customer("c-7"))
    _ = try await store.append(
      AppendRequest(
        [StreamAppend("a", expecting: .none, events: [event])], recordedAt: .fixtureStart))
    var events = try await store.readAll(after: .start, limit: 9)
    let anchor = try #require(ChainAnchor(events[0]))
    events[0].record.event.sealed = []
    #expect(chain.findings(in: events, against: [anchor]) == [])
  }
}
