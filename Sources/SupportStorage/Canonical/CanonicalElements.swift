// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The list of a value that is being read.
struct CanonicalElements: UnkeyedDecodingContainer {
  let document: CanonicalDocument
  let index: Int
  let count: Int?
  private(set) var currentIndex = 0
  private var place: Int

  init(_ document: CanonicalDocument, _ index: Int) {
    self.document = document
    self.index = index
    count = document.count(of: index)
    place = index + 1
  }

  var codingPath: [any CodingKey] { document.path(to: index) }
  var isAtEnd: Bool { currentIndex >= count ?? 0 }

  private func value() throws -> CanonicalDecoder {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        Any.self, .init(codingPath: codingPath, debugDescription: "the list is at its end"))
    }
    return CanonicalDecoder(document, place)
  }

  private mutating func take<Value>(_ read: (CanonicalDecoder) throws -> Value) throws -> Value {
    let value = try read(value())
    place = document.next(after: place)
    currentIndex += 1
    return value
  }

  mutating func decodeNil() throws -> Bool {
    guard try value().decodeNil() else { return false }
    return try take { _ in true }
  }

  mutating func decode(_ type: Bool.Type) throws -> Bool { try take { try $0.flag() } }
  mutating func decode(_ type: String.Type) throws -> String { try take { try $0.text() } }
  mutating func decode(_ type: Double.Type) throws -> Double { try take { try $0.double() } }
  mutating func decode(_ type: Float.Type) throws -> Float { Float(try take { try $0.double() }) }
  mutating func decode(_ type: Int.Type) throws -> Int { try take { try $0.integer() } }
  mutating func decode(_ type: Int8.Type) throws -> Int8 { try take { try $0.integer() } }
  mutating func decode(_ type: Int16.Type) throws -> Int16 { try take { try $0.integer() } }
  mutating func decode(_ type: Int32.Type) throws -> Int32 { try take { try $0.integer() } }
  mutating func decode(_ type: Int64.Type) throws -> Int64 { try take { try $0.integer() } }
  mutating func decode(_ type: UInt.Type) throws -> UInt { try take { try $0.integer() } }
  mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try take { try $0.integer() } }
  mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try take { try $0.integer() } }
  mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try take { try $0.integer() } }
  mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try take { try $0.integer() } }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try take { try $0.decode(type) }
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try take { try $0.container(keyedBy: type) }
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try take { try $0.unkeyedContainer() }
  }

  mutating func superDecoder() throws -> any Decoder { try take { $0 } }
}
