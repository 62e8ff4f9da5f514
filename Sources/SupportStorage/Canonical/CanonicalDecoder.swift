// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore

/// Reads any `Decodable` from a document: the value that stands at one place of it.
struct CanonicalDecoder: Decoder, SingleValueDecodingContainer {
  let document: CanonicalDocument
  let index: Int

  init(_ document: CanonicalDocument, _ index: Int) {
    self.document = document
    self.index = index
  }

  var codingPath: [any CodingKey] { document.path(to: index) }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func mismatch(_ type: Any.Type) -> DecodingError {
    .typeMismatch(type, .init(codingPath: codingPath, debugDescription: "it is something else"))
  }

  // MARK: Values

  func decodeNil() -> Bool { document.kind(at: index) == .null }

  func flag() throws -> Bool {
    switch document.kind(at: index) {
    case .true: true
    case .false: false
    default: throw mismatch(Bool.self)
    }
  }

  func text() throws -> String {
    guard document.kind(at: index).isText else { throw mismatch(String.self) }
    return try document.text(at: index)
  }

  func integer<Value: FixedWidthInteger>() throws -> Value {
    guard let value = document.integer(at: index, as: Value.self) else {
      throw mismatch(Value.self)
    }
    return value
  }

  func double() throws -> Double {
    guard let text = document.numberText(at: index), let value = Double(text) else {
      throw mismatch(Double.self)
    }
    return value
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if Value.self == Instant.self, document.kind(at: index).isText,
      let instant = document.instant(at: index), let value = instant as? Value
    {
      return value
    }
    if Value.self == EventTree.self, let value = try document.tree(at: index) as? Value {
      return value
    }
    if Value.self == Decimal.self {
      guard let text = document.numberText(at: index),
        let value = Decimal(string: text) as? Value
      else { throw mismatch(Decimal.self) }
      return value
    }
    return try Value(from: self)
  }

  func decode(_ type: Bool.Type) throws -> Bool { try flag() }
  func decode(_ type: String.Type) throws -> String { try text() }
  func decode(_ type: Double.Type) throws -> Double { try double() }
  func decode(_ type: Float.Type) throws -> Float { Float(try double()) }
  func decode(_ type: Int.Type) throws -> Int { try integer() }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
  func decode(_ type: UInt.Type) throws -> UInt { try integer() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }

  // MARK: Containers

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard document.kind(at: index) == .object else { throw mismatch([String: Any].self) }
    return KeyedDecodingContainer(CanonicalMembers<Key>(document: document, index: index))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard document.kind(at: index) == .list else { throw mismatch([Any].self) }
    return CanonicalElements(document, index)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
}
