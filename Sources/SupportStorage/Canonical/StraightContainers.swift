// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The object of a value that is being written straight.
struct StraightObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: StraightEncoder
  let depth: Int

  var codingPath: [any CodingKey] { [] }

  private func set(_ key: Key, _ write: (inout CanonicalWriter) -> Void) {
    encoder.member(key.stringValue, at: depth) { encoder.piece(write) }
  }

  mutating func encodeNil(forKey key: Key) throws { set(key) { $0.word("null") } }
  mutating func encode(_ value: Bool, forKey key: Key) throws { set(key) { $0.flag(value) } }
  mutating func encode(_ value: String, forKey key: Key) throws { set(key) { $0.text(value) } }
  mutating func encode(_ value: Double, forKey key: Key) throws { throw CanonicalEncoder.floating }
  mutating func encode(_ value: Float, forKey key: Key) throws { throw CanonicalEncoder.floating }
  mutating func encode(_ value: Int, forKey key: Key) throws { set(key) { $0.integer(value) } }
  mutating func encode(_ value: Int8, forKey key: Key) throws { set(key) { $0.integer(value) } }
  mutating func encode(_ value: Int16, forKey key: Key) throws { set(key) { $0.integer(value) } }
  mutating func encode(_ value: Int32, forKey key: Key) throws { set(key) { $0.integer(value) } }
  mutating func encode(_ value: Int64, forKey key: Key) throws { set(key) { $0.integer(value) } }
  mutating func encode(_ value: UInt, forKey key: Key) throws { set(key) { $0.integer(value) } }
  mutating func encode(_ value: UInt8, forKey key: Key) throws { set(key) { $0.integer(value) } }
  mutating func encode(_ value: UInt16, forKey key: Key) throws { set(key) { $0.integer(value) } }
  mutating func encode(_ value: UInt32, forKey key: Key) throws { set(key) { $0.integer(value) } }
  mutating func encode(_ value: UInt64, forKey key: Key) throws { set(key) { $0.integer(value) } }

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    try encoder.member(key.stringValue, at: depth) { try encoder.write(value) }
  }

  // What may come later than other members is not for this encoder.

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    encoder.giveUp()
    return CanonicalEncoder().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder.giveUp()
    return CanonicalEncoder().unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    encoder.giveUp()
    return CanonicalEncoder()
  }

  mutating func superEncoder(forKey key: Key) -> any Encoder { superEncoder() }
}

/// The list of a value that is being written straight.
struct StraightList: UnkeyedEncodingContainer {
  let encoder: StraightEncoder
  let depth: Int

  var codingPath: [any CodingKey] { [] }
  var count: Int { encoder.count(at: depth) }

  private func add(_ write: (inout CanonicalWriter) -> Void) {
    encoder.element(at: depth) { encoder.piece(write) }
  }

  mutating func encodeNil() throws { add { $0.word("null") } }
  mutating func encode(_ value: Bool) throws { add { $0.flag(value) } }
  mutating func encode(_ value: String) throws { add { $0.text(value) } }
  mutating func encode(_ value: Double) throws { throw CanonicalEncoder.floating }
  mutating func encode(_ value: Float) throws { throw CanonicalEncoder.floating }
  mutating func encode(_ value: Int) throws { add { $0.integer(value) } }
  mutating func encode(_ value: Int8) throws { add { $0.integer(value) } }
  mutating func encode(_ value: Int16) throws { add { $0.integer(value) } }
  mutating func encode(_ value: Int32) throws { add { $0.integer(value) } }
  mutating func encode(_ value: Int64) throws { add { $0.integer(value) } }
  mutating func encode(_ value: UInt) throws { add { $0.integer(value) } }
  mutating func encode(_ value: UInt8) throws { add { $0.integer(value) } }
  mutating func encode(_ value: UInt16) throws { add { $0.integer(value) } }
  mutating func encode(_ value: UInt32) throws { add { $0.integer(value) } }
  mutating func encode(_ value: UInt64) throws { add { $0.integer(value) } }

  mutating func encode(_ value: some Encodable) throws {
    try encoder.element(at: depth) { try encoder.write(value) }
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    encoder.giveUp()
    return CanonicalEncoder().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    encoder.giveUp()
    return CanonicalEncoder().unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    encoder.giveUp()
    return CanonicalEncoder()
  }
}

/// A single value that is being written straight.
struct StraightSingle: SingleValueEncodingContainer {
  let encoder: StraightEncoder
  let depth: Int

  var codingPath: [any CodingKey] { [] }

  private func set(_ write: (inout CanonicalWriter) -> Void) {
    encoder.single(at: depth) { encoder.piece(write) }
  }

  mutating func encodeNil() throws { set { $0.word("null") } }
  mutating func encode(_ value: Bool) throws { set { $0.flag(value) } }
  mutating func encode(_ value: String) throws { set { $0.text(value) } }
  mutating func encode(_ value: Double) throws { throw CanonicalEncoder.floating }
  mutating func encode(_ value: Float) throws { throw CanonicalEncoder.floating }
  mutating func encode(_ value: Int) throws { set { $0.integer(value) } }
  mutating func encode(_ value: Int8) throws { set { $0.integer(value) } }
  mutating func encode(_ value: Int16) throws { set { $0.integer(value) } }
  mutating func encode(_ value: Int32) throws { set { $0.integer(value) } }
  mutating func encode(_ value: Int64) throws { set { $0.integer(value) } }
  mutating func encode(_ value: UInt) throws { set { $0.integer(value) } }
  mutating func encode(_ value: UInt8) throws { set { $0.integer(value) } }
  mutating func encode(_ value: UInt16) throws { set { $0.integer(value) } }
  mutating func encode(_ value: UInt32) throws { set { $0.integer(value) } }
  mutating func encode(_ value: UInt64) throws { set { $0.integer(value) } }

  mutating func encode(_ value: some Encodable) throws {
    try encoder.single(at: depth) { try encoder.write(value) }
  }
}
