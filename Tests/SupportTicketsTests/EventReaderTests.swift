// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTestKit
import SupportTickets
import Testing

@Suite("Tickets: events of older and of unknown forms")
struct EventReaderTests {
  private func record(
    _ json: String, schema: Int = 1, id: EventID = "E-1", version: Int64 = 1
  ) throws -> Recorded<EventTree> {
    let tree = try JSONDecoder().decode(EventTree.self, from: Data(json.utf8))
    return Recorded(
      tree, id: id, stream: "ticket/T-1", version: version, occurredAt: .fixtureStart,
      recordedAt: .fixtureStart, principal: .system, schemaVersion: schema)
  }

  /// A version that never was: the type was called `kind`, priorities were numbers, and before that
  /// an instant was called `when`.
  private static let reader = TicketEventReader(upcasts: [
    .init(from: -1) { tree in
      tree["at"] = tree["when"]
      tree["when"] = nil
    },
    .init(from: 0) { tree in
      tree["type"] = tree["kind"]
      tree["kind"] = nil
      guard case .integer(let number)? = tree["priority"] else { return }
      tree["priority"] = .text(number == 1 ? "urgent" : "low")
    },
  ])

  @Test("events of older versions are brought up step by step")
  func upcasting() throws {
    let present =
      #"{"at":"2025-06-02T09:00:00Z","by":{"kind":"system"},"type":"prioritised","priority":"urgent"}"#
    let old =
      #"{"at":"2025-06-02T09:00:00Z","by":{"kind":"system"},"kind":"prioritised","priority":1}"#
    let older =
      #"{"when":"2025-06-02T09:00:00Z","by":{"kind":"system"},"kind":"prioritised","priority":1}"#
    let event = Ticket.Event(.prioritised(.urgent), by: .system, at: .fixtureStart)
    for (json, schema) in [(present, 1), (old, 0), (older, -1)] {
      guard case .event(let record) = Self.reader.read(try record(json, schema: schema)) else {
        Issue.record("version \(schema) was not read")
        continue
      }
      #expect(record.event == event && record.schemaVersion == 1 && record.id == "E-1")
    }
  }

  @Test("the golden file reads through the tree as it does directly")
  func golden() throws {
    for sample in EventSamples.all {
      let data = try JSONEncoder().encode(sample)
      let reading = TicketEventReader().read(
        try record(String(decoding: data, as: UTF8.self)))
      guard case .event(let record) = reading else {
        Issue.record("\(sample) was not read")
        continue
      }
      #expect(record.event == sample)
    }
  }

  @Test(
    "what cannot be read is told apart, and kept as it is",
    arguments: [
      (
        #"{"type":"vanished","at":1,"x":[1.5,null,true,{"y":"z"}]}"#, 1,
        TicketHistory.Anomaly.unknownKind
      ),
      (#"{"at":"2025-06-02T09:00:00Z"}"#, 1, .unknownKind), ("[]", 1, .unknownKind),
      (#"{"type":"solved"}"#, 1, .unreadable),
      (#"{"type":"solved","at":"yesterday","by":{"kind":"system"}}"#, 1, .unreadable),
      (
        #"{"type":"solved","at":"2025-06-02T09:00:00Z","by":{"kind":"system"}}"#, 2, .unknownVersion
      ),
      (#"{"type":"solved"}"#, -7, .unknownVersion),
    ])
  func unreadable(json: String, schema: Int, anomaly: TicketHistory.Anomaly) throws {
    let record = try record(json, schema: schema)
    #expect(Self.reader.read(record) == .unreadable(record, anomaly))
    var history = TicketHistory("T-1")
    history.append(Self.reader.read(record))
    #expect(history.setAside == [.unreadable(record, anomaly)])
    #expect(history.anomalies.count(of: anomaly) == 1 && history.anomalies.total == 1)
    #expect(history.ticket.eventCount == 0)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let back = try JSONDecoder().decode(EventTree.self, from: try encoder.encode(record.event))
    #expect(back == record.event, "nothing of it is lost")
  }

  @Test("an unreadable record is no gap, and is set aside only once")
  func place() throws {
    var history = TicketHistory("T-1")
    let opened =
      #"{"at":"2025-06-02T09:00:00Z","by":{"kind":"system"},"type":"opened","opening":{"classification":{}}}"#
    let solved = #"{"at":"2025-06-02T09:00:00Z","by":{"kind":"system"},"type":"solved"}"#
    history.append(Self.reader.read(try record(opened, id: "E-1", version: 1)))
    let unknown = try record(#"{"type":"vanished"}"#, id: "E-2", version: 2)
    history.append(Self.reader.read(unknown))
    history.append(Self.reader.read(unknown))
    history.append(Self.reader.read(try record(solved, id: "E-3", version: 3)))
    #expect(history.ticket.status == .solved)
    #expect(history.setAside.map(\.anomaly) == [.unknownKind, .duplicate])
    #expect(history.anomalies.count(of: .versionGap) == 0)
  }
}
