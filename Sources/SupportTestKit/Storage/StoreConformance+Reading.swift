// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage

extension PortConformance where Port == any EventStore {
  static var records: [Case] {
    [
      Case("what was appended comes back, byte for byte") { store, probe in
        let event = NewEvent(
          EventBody(
            type: "note", payload: Array(#"{"text":"不在家 \u0000 é"}"#.utf8) + [0, 255],
            sealed: [SealedPart("c-7", bytes: [0, 1, 2]), SealedPart("c-8", bytes: [])]),
          id: "e/1 é", occurredAt: Instant(millisecondsSince1970: -1),
          principal: .customer("c-7"), cause: "e/0", policyVersion: "2025-06", schemaVersion: 3)
        let other = NewEvent.fixture("2", at: .max, by: .system)
        let stream: StreamID = "ticket/T-1 不"
        let receipt = try await store.append(
          AppendRequest(
            [StreamAppend(stream, expecting: .none, events: [event, other])], tenant: "north",
            recordedAt: .fixtureStart))
        let wanted = [event, other].enumerated().map { index, event in
          event.recorded(
            in: stream, version: Int64(index) + 1, tenant: "north", at: .fixtureStart)
        }
        probe.expect(receipt.recordedAt, is: .fixtureStart, "when it was recorded")
        probe.expect(try await store.events(of: stream).map(\.record), is: wanted, "the records")
        let all = try await store.readAll(after: .start, limit: 9)
        probe.expect(all.map(\.record), is: wanted, "the records of all streams")
      },
      Case("recording times never go back within a stream") { store, probe in
        let late = Instant.fixtureStart + .seconds(60)
        _ = try await store.append(.fixture("a", ["1"], at: late))
        let receipt = try await store.append(
          AppendRequest(
            [
              StreamAppend("b", expecting: .any, events: [.fixture("2")]),
              StreamAppend("a", expecting: .any, events: [.fixture("3")]),
            ], recordedAt: .fixtureStart))
        probe.expect(receipt.recordedAt, is: late, "when the second append was recorded")
        for stream in ["a", "b"] as [StreamID] {
          let times = try await store.events(of: stream).map(\.record.recordedAt)
          probe.expect(times.allSatisfy { $0 == late }, "\(stream) was recorded at \(times)")
        }
        let other = try await store.append(.fixture("c", ["4"]))
        probe.expect(other.recordedAt, is: .fixtureStart, "when another stream was recorded")
      },
      Case("events of older forms come with their version, and are read in the present one") {
        store, probe in
        let codec = EventCodec<ConformanceNote>(
          "note", schemaVersion: 2,
          upcasts: [
            EventUpcast(from: 0) { $0["words"] = $0["w"] },
            EventUpcast(from: 1) { $0["text"] = $0["words"] },
          ])
        let events = [
          NewEvent.fixture("0", payload: #"{"w":"a"}"#, schemaVersion: 0),
          NewEvent.fixture("1", payload: #"{"words":"b"}"#, schemaVersion: 1),
          NewEvent.fixture("2", payload: #"{"text":"c"}"#, schemaVersion: 2),
        ]
        _ = try await store.append(
          AppendRequest(
            [StreamAppend("a", expecting: .none, events: events)], recordedAt: .fixtureStart))
        let stored = try await store.events(of: "a")
        probe.expect(stored.map(\.record.schemaVersion), is: [0, 1, 2], "the stored versions")
        let notes = try stored.map { try codec.record(of: $0).event.text }
        probe.expect(notes, is: ["a", "b", "c"], "the notes")
      },
    ]
  }

  /// Eleven events of a stream, each recorded a second after the one before, and another stream's
  /// between them.
  private static func fill(_ store: any EventStore) async throws {
    for number in 1...11 {
      let now = Instant.fixtureStart + .seconds(number)
      _ = try await store.append(.fixture("a", [EventID("a\(number)")], at: now))
      if number.isMultiple(of: 3) {
        _ = try await store.append(.fixture("b", [EventID("b\(number)")], at: now))
      }
    }
  }

  static var reading: [Case] {
    [
      Case("an empty store has nothing, and its head is the start") { store, probe in
        probe.expect(try await store.head(), is: .start, "the head")
        let backwards = try await store.read("a", .backwards(limit: 5))
        let forwards = try await store.read("a", .forwards(limit: 5))
        let all = try await store.readAll(after: .start, limit: 5)
        probe.expect((backwards + forwards + all).isEmpty, "there are events")
      },
      Case("pages of a stream join without gap or overlap") { store, probe in
        try await fill(store)
        for size in 1...12 {
          let events = try await store.events(of: "a", pageSize: size)
          probe.expect(events.map(\.version), is: Array(1...11), "versions in pages of \(size)")
          let page = try await store.read("a", .forwards(from: 4, limit: size))
          let wanted = Array((4...11).map(Int64.init).prefix(size))
          probe.expect(page.map(\.version), is: wanted, "a page of \(size) from 4")
        }
        let beyond = try await store.read("a", .forwards(from: 12, limit: 1))
        probe.expect(beyond, is: [], "a page behind the end")
        let low = try await store.read("a", .forwards(from: -3, limit: 2))
        probe.expect(low.map(\.version), is: [1, 2], "a page from before the beginning")
      },
      Case("reading backwards gives the same events in reverse") { store, probe in
        try await fill(store)
        let forwards = try await store.events(of: "a")
        let backwards = try await store.read("a", .backwards(limit: 100))
        probe.expect(backwards, is: forwards.reversed(), "all events backwards")
        for (from, limit, wanted) in [
          (nil, 2, [11, 10]), (5, 3, [5, 4, 3]), (2, 9, [2, 1]), (99, 1, [11]), (0, 5, []),
        ] as [(Int64?, Int, [Int64])] {
          let page = try await store.read("a", .backwards(from: from, limit: limit))
          let what = "\(limit) versions backwards from \(from.map { "\($0)" } ?? "the end")"
          probe.expect(page.map(\.version), is: wanted, what)
        }
      },
      Case("until leaves out what was recorded at that instant or later") { store, probe in
        try await fill(store)
        let until = Instant.fixtureStart + .seconds(8)
        let known = try await store.events(of: "a", until: until, pageSize: 3)
        probe.expect(known.map(\.version), is: Array(1...7), "versions as known then")
        let last = try await store.read("a", .backwards(limit: 2, until: until))
        probe.expect(last.map(\.version), is: [7, 6], "the last versions as known then")
        let from = try await store.read("a", .backwards(from: 3, limit: 2, until: until))
        probe.expect(from.map(\.version), is: [3, 2], "versions backwards from 3")
        let none = try await store.read("a", .forwards(limit: 5, until: .fixtureStart))
        probe.expect(none, is: [], "versions before the first")
      },
      Case("pages of all streams join in the order of commits") { store, probe in
        try await fill(store)
        let wanted = (1...11).flatMap { number in
          ["a\(number)"] + (number.isMultiple(of: 3) ? ["b\(number)"] : [])
        }
        for size in [1, 2, 3, 5, 14, 15] {
          var (position, ids) = (EventPosition.start, [String]())
          for _ in 0...wanted.count {
            let page = try await store.readAll(after: position, limit: size)
            probe.expect(page.count <= size, "a page of \(size) holds \(page.count)")
            let positions = [position] + page.map(\.position)
            probe.expect(
              zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 },
              "positions do not grow: \(positions)")
            ids += page.map(\.id.rawValue)
            position = page.last?.position ?? position
            if page.count < size { break }
          }
          probe.expect(ids, is: wanted, "all events in pages of \(size)")
          probe.expect(try await store.head(), is: position, "the head")
        }
      },
    ]
  }
}
