// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage

extension PortConformance where Port == any EventStore {
  static var proof: [Case] {
    [
      Case("sealed values come back with their key, and not without it") { store, probe in
        let (codec, fields) = (
          EventCodec<ConformanceNote>("note"), [PersonalField("text", whenErased: .text(""))]
        )
        let sealer = RecordSealer(digest: TestSHA256(), cipher: ToyCipher())
        let vault = InMemoryKeyVault.fixture
        let key = try await vault.createKey(of: "c-7")
        let body = try sealer.seal(
          codec.body(of: ConformanceNote(text: "Wang Li")), of: "1", fields, subject: "c-7",
          key: key)
        let event = NewEvent(
          body, id: "1", occurredAt: .fixtureStart, principal: .customer("c-7"))
        _ = try await store.append(
          AppendRequest(
            [StreamAppend("a", expecting: .none, events: [event])], recordedAt: .fixtureStart))
        for stored in try await store.events(of: "a") + everything(in: store) {
          let opened = try await sealer.open(stored, fields, with: vault)
          probe.expect(try codec.record(of: opened).event.text, is: "Wang Li", "the text")
        }
        try await vault.erase("c-7", at: .fixtureStart)
        for stored in try await store.events(of: "a") + everything(in: store) {
          let opened = try await sealer.open(stored, fields, with: vault)
          probe.expect(try codec.record(of: opened).event.text, is: "", "the text once erased")
        }
      },
      Case("each record is linked to the one before, by envelope and payload") { store, probe in
        guard let chain = probe.chain else { return }
        _ = try await store.append(.fixture("a", ["1", "2"], tenant: "north"))
        _ = try await store.append(.fixture("b", ["3"], at: .fixtureStart + .seconds(5)))
        _ = await count(of: 8) { writer in
          let id = EventID("w\(writer)")
          return (try? await store.append(.fixture("a", [id]))) != nil
        }
        let all = try await everything(in: store)
        var last: ChainLink?
        for event in all {
          let link = chain.link(event.record, at: event.position, after: last)
          probe.expect(
            event.link == link, "the link of event \(event.id) is not that of its record")
          last = link
        }
        let ofStream = try await store.events(of: "b")
        probe.expect(
          ofStream.map(\.link), is: all.filter { $0.stream == "b" }.map(\.link),
          "links as a stream gives them")
        let findings = try await store.findings(
          by: chain, against: all.last.flatMap { ChainAnchor($0) }.map { [$0] } ?? [])
        probe.expect(findings, is: [], "what the chain finds")
      },
    ]
  }
}
