// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage
import SupportTestKit
import Testing

@Suite("Events and their bytes")
struct EventCodecTests {
  struct Note: Codable, Hashable, Sendable {
    var text: String
  }

  private func stored(
    _ payload: String, type: EventTypeName = "note", schemaVersion: Int
  ) -> StoredEvent {
    let event = NewEvent.fixture(
      "e1", type: type, payload: payload, schemaVersion: schemaVersion)
    return StoredEvent(
      event.recorded(in: "s", version: 3, tenant: "north", at: .fixtureStart),
      at: EventPosition(9))
  }

  let codec = EventCodec<Note>(
    "note", schemaVersion: 2, upcasts: [EventUpcast(from: 1) { $0["text"] = $0["words"] }])

  @Test("an event comes back with its envelope, in the present form")
  func roundTrip() throws {
    let record = try codec.record(of: stored(#"{"words":"a"}"#, schemaVersion: 1))
    #expect(record.event == Note(text: "a"))
    #expect(record.schemaVersion == 2)
    #expect(record.version == 3)
    #expect(record.tenant == "north")
    let body = try codec.body(of: record.event)
    #expect(body == EventBody(type: "note", payload: Array(#"{"text":"a"}"#.utf8)))
  }

  @Test(
    "what cannot be read is refused with the event's name",
    arguments: [
      (#"{"text":"a"}"#, "call", 2, .unknownEventType),
      (#"{"text":"a"}"#, "note", 3, .unknownSchemaVersion),
      (#"{"text":"a"}"#, "note", 0, .unknownSchemaVersion),
      (#"{"text":7}"#, "note", 2, .unreadableEvent), ("{", "note", 2, .unreadableEvent),
      ("[]", "note", 1, .unreadableEvent),
    ] as [(String, EventTypeName, Int, StorageError.Code)])
  func refused(
    _ payload: String, _ type: EventTypeName, _ version: Int, _ code: StorageError.Code
  ) {
    let error = #expect(throws: StorageError.self) {
      try codec.record(of: stored(payload, type: type, schemaVersion: version))
    }
    #expect(error?.code == code)
    #expect(error?.event == "e1")
    #expect(error?.stream == "s")
    #expect(error?.message.hasPrefix("event e1, version 3 of s: ") == true)
  }
}
