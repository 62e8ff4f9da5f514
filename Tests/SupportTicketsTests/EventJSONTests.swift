// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules
import SupportTestKit
import SupportTickets
import Testing

@Suite("Tickets: the JSON of events is a contract")
struct EventJSONTests {
  /// The events of the file, one a line.
  private static func lines() throws -> [String] {
    let folder = try #require(Bundle.module.resourceURL)
    let text = try String(
      contentsOf: folder.appending(path: "Fixtures/events-v1.json"), encoding: .utf8)
    return text.split(separator: "\n").filter { $0.hasPrefix("{") }.map { line in
      String(line.hasSuffix(",") ? line.dropLast() : line)
    }
  }

  private func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private func decoded(_ text: String) throws -> Ticket.Event {
    try JSONDecoder().decode(Ticket.Event.self, from: Data(text.utf8))
  }

  /// `SUPPORTKIT_REGENERATE=1 swift test --filter EventJSONTests` writes the file anew, which is
  /// allowed until the first release, with a line in the changelog.
  private func regenerateIfAsked() throws {
    guard ProcessInfo.processInfo.environment["SUPPORTKIT_REGENERATE"] == "1" else { return }
    let lines = try EventSamples.all.map(encoded).joined(separator: ",\n")
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/events-v1.json")
    try "[\n\(lines)\n]\n".write(to: file, atomically: true, encoding: .utf8)
  }

  @Test("events of version 1 are read and written back byte for byte, and mean what they meant")
  func golden() throws {
    try regenerateIfAsked()
    let lines = try Self.lines()
    #expect(lines.count == EventSamples.all.count)
    for (line, sample) in zip(lines, EventSamples.all) {
      #expect(try decoded(line) == sample)
      #expect(try encoded(sample) == line)
    }
  }

  @Test("every kind of event stands in the file", arguments: Ticket.EventType.allCases)
  func complete(type: Ticket.EventType) throws {
    #expect(EventSamples.all.contains { $0.change.type == type })
    #expect(try Self.lines().contains { $0.contains("\"type\":\"\(type.rawValue)\"") })
  }

  @Test(
    "an event with a part missing or wrong is refused",
    arguments: [
      #"{"at":"2025-06-02T09:00:00Z","by":{"kind":"system"},"type":"opened"}"#,
      #"{"at":"2025-06-02T09:00:00Z","by":{"kind":"system"},"type":"assigned"}"#,
      #"{"at":"2025-06-02T09:00:00Z","by":{"kind":"robot"},"type":"solved"}"#,
      #"{"at":"2025-06-02T09:00:00Z","by":{"kind":"agent"},"type":"solved"}"#,
      #"{"at":"2025-06-02T09:00","by":{"kind":"system"},"type":"solved"}"#,
      #"{"by":{"kind":"system"},"type":"solved"}"#,
      #"{"at":"2025-06-02T09:00:00Z","by":{"kind":"system"},"type":"vanished"}"#,
      #"{"at":"2025-06-02T09:00:00Z","by":{"kind":"system"},"type":"waitChanged","waitingFor":["x"]}"#,
      #"{"at":"2025-06-02T09:00:00Z","by":{"kind":"system"},"type":"messageAdded","message":{"kind":"fax"}}"#,
    ])
  func refused(text: String) {
    #expect(throws: DecodingError.self) { try decoded(text) }
  }

  @Test("a recorded event survives the way through JSON")
  func recorded() throws {
    let record = Recorded(
      Ticket.Event.fixture(.closed), id: "E-7", stream: "ticket/T-1", version: 7, tenant: "acme",
      occurredAt: .fixtureStart, recordedAt: .max, principal: .automation("import"), cause: "E-6",
      policyVersion: "2025-01")
    let text = try encoded(record)
    let back = try JSONDecoder().decode(
      Recorded<Ticket.Event>.self, from: Data(text.utf8))
    #expect(back == record && Set([back, record]).count == 1)
  }

  @Test("a time used that no ticket can have used is read as the nearest that one can")
  func usedTime() throws {
    for (told, held) in [(-1, 0), (Int64.max, Instant.min.milliseconds(to: .max)), (250, 250)] {
      let text = #"{"metric":"resolution","milliseconds":\#(told)}"#
      let used = try JSONDecoder().decode(Ticket.UsedTime.self, from: Data(text.utf8))
      #expect(used.milliseconds == held)
    }
  }

  @Test("facts are read off events, only those that are asked about")
  func facts() throws {
    let schema = try FactSchema(
      Ticket.factFields.map {
        $0.name == "priority" ? FactField("priority", .choice(["high", "urgent"])) : $0
      })
    let positions = TicketFactPositions(
      schema, asked: ["channel", "kind", "priority", "category", "subcategory", "group", "other"])
    var facts = Facts(schema)
    let opening = Ticket.Opening(
      channel: .chat, classification: .init(kind: .complaint, category: "a", subcategory: "b"),
      priority: .urgent)
    #expect(positions.record(.opened(opening), in: &facts))
    #expect(!positions.record(.opened(opening), in: &facts))
    #expect(facts["channel"] == "chat" && facts["kind"] == "complaint")
    #expect(
      facts["category"] == "a" && facts["subcategory"] == "b" && facts["priority"] == "urgent")
    #expect(positions.record(.prioritised(.low), in: &facts))
    #expect(facts["priority"] == nil, "a priority that the schema does not know is unknown")
    #expect(positions.record(.assigned(.init(group: "g")), in: &facts))
    #expect(positions.record(.classified(.init()), in: &facts))
    #expect(facts["group"] == "g" && facts["kind"] == nil)
    #expect(!positions.record(.solved, in: &facts))
    let none = TicketFactPositions(schema, asked: [])
    #expect(!none.record(.opened(opening), in: &facts))
  }
}
