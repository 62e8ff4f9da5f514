// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension DocumentForm: Codable {
  /// A key that people give.
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Decodes whatever is there, the members of objects ordered by key.
  package init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Key.self) {
      let keys = container.allKeys.sorted { $0.stringValue < $1.stringValue }
      self = .object(
        try keys.map { Member($0.stringValue, try container.decode(Self.self, forKey: $0)) })
    } else if var container = try? decoder.unkeyedContainer() {
      var elements: [Self] = []
      while !container.isAtEnd { elements.append(try container.decode(Self.self)) }
      self = .list(elements)
    } else {
      self = try Self(single: decoder.singleValueContainer())
    }
  }

  private init(single container: any SingleValueDecodingContainer) throws {
    if container.decodeNil() {
      self = .null
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let integer = try? container.decode(Int64.self) {
      self = .integer(integer)
    } else {
      let text = String(try container.decode(Double.self))
      do throws(TextError) {
        self = .number(try ExactDecimal(text))
      } catch {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
      }
    }
  }

  /// Encodes the value; members keep their order where the coder keeps it.
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let members):
      var container = encoder.container(keyedBy: Key.self)
      for member in members {
        try container.encode(member.value, forKey: Key(stringValue: member.key))
      }
    case .list(let elements):
      var container = encoder.unkeyedContainer()
      for element in elements { try container.encode(element) }
    case .text(let text): try encoder.encodeText(text)
    case .flag(let flag):
      var container = encoder.singleValueContainer()
      try container.encode(flag)
    case .number(let number):
      var container = encoder.singleValueContainer()
      if let integer = number.exactInteger() {
        try container.encode(integer)
      } else {
        // The shortest text of a number is always one of a double.
        try container.encode(Double(number.description) ?? .nan)
      }
    case .null:
      var container = encoder.singleValueContainer()
      try container.encodeNil()
    }
  }
}

extension Decoder {
  /// Decodes a value by the reader of its document, so that both know and refuse the same; what is
  /// wrong becomes a decoding error.
  package func decodeDocument<Value>(
    _ make: (DocumentNode, inout Problems) -> Value?
  ) throws -> Value {
    let form = try DocumentForm(from: self)
    do throws(DocumentError) {
      return try DocumentNode.read(form.line, make)
    } catch {
      throw DecodingError.dataCorrupted(
        .init(codingPath: codingPath, debugDescription: error.description))
    }
  }
}
