// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What the digest of a record covers, as bytes.
enum RecordBytes {
  /// The bytes of a record: its envelope as canonical JSON, and its payload as it is. The length
  /// before each part keeps one from passing for another.
  static func bytes(
    of record: Recorded<EventBody>, at position: EventPosition, after previous: [UInt8]
  ) -> [UInt8] {
    let envelope = envelope(of: record, at: position)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24 + previous.count + envelope.count + record.event.payload.count)
    for part in [previous, envelope, record.event.payload] { append(part, to: &bytes) }
    return bytes
  }

  /// Appends a part with its length before it, as eight bytes with the highest first.
  static func append(_ part: some Collection<UInt8>, to bytes: inout [UInt8]) {
    let length = UInt64(part.count)
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: length >> shift))
    }
    bytes.append(contentsOf: part)
  }

  /// The envelope of a record as canonical JSON; what is not there is left out.
  static func envelope(of record: Recorded<EventBody>, at position: EventPosition) -> [UInt8] {
    var writer = CanonicalWriter(capacity: 384)
    var separator = UInt8(ascii: "{")
    func name(_ name: StaticString) {
      writer.byte(separator)
      separator = UInt8(ascii: ",")
      writer.byte(0x22)
      writer.word(name)
      writer.byte(0x22)
      writer.byte(UInt8(ascii: ":"))
    }
    func text(_ label: StaticString, _ text: String?) {
      guard let text else { return }
      name(label)
      writer.text(text)
    }
    text("cause", record.cause?.rawValue)
    text("id", record.id.rawValue)
    name("occurredAt")
    writer.instant(record.occurredAt)
    text("policyVersion", record.policyVersion?.rawValue)
    name("position")
    writer.integer(position.rawValue)
    name("principal")
    principal(record.principal, to: &writer)
    name("recordedAt")
    writer.instant(record.recordedAt)
    name("schemaVersion")
    writer.integer(Int64(record.schemaVersion))
    text("stream", record.stream.rawValue)
    text("tenant", record.tenant?.rawValue)
    text("type", record.event.type.rawValue)
    name("version")
    writer.integer(record.version)
    writer.byte(UInt8(ascii: "}"))
    return writer.bytes
  }

  private static func principal(_ principal: Principal, to writer: inout CanonicalWriter) {
    let id: String? =
      switch principal {
      case .customer(let id): id.rawValue
      case .agent(let id): id.rawValue
      case .automation(let id): id.rawValue
      case .system: nil
      }
    writer.byte(UInt8(ascii: "{"))
    if let id {
      writer.word("\"id\":")
      writer.text(id)
      writer.byte(UInt8(ascii: ","))
    }
    switch principal {
    case .customer: writer.word("\"kind\":\"customer\"}")
    case .agent: writer.word("\"kind\":\"agent\"}")
    case .automation: writer.word("\"kind\":\"automation\"}")
    case .system: writer.word("\"kind\":\"system\"}")
    }
  }
}
