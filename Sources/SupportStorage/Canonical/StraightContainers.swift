// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The object of a value that is being written straight.
struct StraightObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: StraightEncoder
  let depth: Int

  var codingPath: [any CodingKey] { [] }

  private func set(_ key: Key, _ value: StraightEncoder.Scalar) {
    guard encoder.beginMember(key.stringValue, at: depth) else { return }
    encoder.write(value)
    encoder.endMember(at: depth)
  }

  mutating func encodeNil(forKey key: Key) throws { set(key, .null) }
  mutating func encode(_ value: Bool, forKey key: Key) throws { set(key, .flag(value)) }
  mutating func encode(_ value: String, forKey key: Key) throws { set(key, .text(value)) }
  mutating func encode(_ value: Double, forKey key: Key) throws { throw CanonicalEncoder.floating }
  mutating func encode(_ value: Float, forKey key: Key) throws { throw CanonicalEncoder.floating }
  mutating func encode(_ value: Int, forKey key: Key) throws { set(key, .integer(Int64(value))) }
  mutating func encode(_ value: Int8, forKey key: Key) throws { set(key, .integer(Int64(value))) }
  mutating func encode(_ value: Int16, forKey key: Key) throws { set(key, .integer(Int64(value))) }
  mutating func encode(_ value: Int32, forKey key: Key) throws { set(key, .integer(Int64(value))) }
  mutating func encode(_ value: Int64, forKey key: Key) throws { set(key, .integer(value)) }
  mutating func encode(_ value: UInt, forKey key: Key) throws { set(key, .unsigned(UInt64(value))) }
  mutating func encode(_ value: UInt8, forKey key: Key) throws {
    set(key, .unsigned(UInt64(value)))
  }
  mutating func encode(_ value: UInt16, forKey key: Key) throws {
    set(key, .unsigned(UInt64(value)))
  }
  mutating func encode(_ value: UInt32, forKey key: Key) throws {
    set(key, .unsigned(UInt64(value)))
  }
  mutating func encode(_ value: UInt64, forKey key: Key) throws { set(key, .unsigned(value)) }

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    guard encoder.beginMember(key.stringValue, at: depth) else { return }
    try encoder.write(value)
    encoder.endMember(at: depth)
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

  private func add(_ value: StraightEncoder.Scalar) {
    if encoder.beginElement(at: depth) { encoder.write(value) }
  }

  mutating func encodeNil() throws { add(.null) }
  mutating func encode(_ value: Bool) throws { add(.flag(value)) }
  mutating func encode(_ value: String) throws { add(.text(value)) }
  mutating func encode(_ value: Double) throws { throw CanonicalEncoder.floating }
  mutating func encode(_ value: Float) throws { throw CanonicalEncoder.floating }
  mutating func encode(_ value: Int) throws { add(.integer(Int64(value))) }
  mutating func encode(_ value: Int8) throws { add(.integer(Int64(value))) }
  mutating func encode(_ value: Int16) throws { add(.integer(Int64(value))) }
  mutating func encode(_ value: Int32) throws { add(.integer(Int64(value))) }
  mutating func encode(_ value: Int64) throws { add(.integer(value)) }
  mutating func encode(_ value: UInt) throws { add(.unsigned(UInt64(value))) }
  mutating func encode(_ value: UInt8) throws { add(.unsigned(UInt64(value))) }
  mutating func encode(_ value: UInt16) throws { add(.unsigned(UInt64(value))) }
  mutating func encode(_ value: UInt32) throws { add(.unsigned(UInt64(value))) }
  mutating func encode(_ value: UInt64) throws { add(.unsigned(value)) }

  mutating func encode(_ value: some Encodable) throws {
    if encoder.beginElement(at: depth) { try encoder.write(value) }
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

  private func set(_ value: StraightEncoder.Scalar) {
    if encoder.beginSingle(at: depth) { encoder.write(value) }
  }

  mutating func encodeNil() throws { set(.null) }
  mutating func encode(_ value: Bool) throws { set(.flag(value)) }
  mutating func encode(_ value: String) throws { set(.text(value)) }
  mutating func encode(_ value: Double) throws { throw CanonicalEncoder.floating }
  mutating func encode(_ value: Float) throws { throw CanonicalEncoder.floating }
  mutating func encode(_ value: Int) throws { set(.integer(Int64(value))) }
  mutating func encode(_ value: Int8) throws { set(.integer(Int64(value))) }
  mutating func encode(_ value: Int16) throws { set(.integer(Int64(value))) }
  mutating func encode(_ value: Int32) throws { set(.integer(Int64(value))) }
  mutating func encode(_ value: Int64) throws { set(.integer(value)) }
  mutating func encode(_ value: UInt) throws { set(.unsigned(UInt64(value))) }
  mutating func encode(_ value: UInt8) throws { set(.unsigned(UInt64(value))) }
  mutating func encode(_ value: UInt16) throws { set(.unsigned(UInt64(value))) }
  mutating func encode(_ value: UInt32) throws { set(.unsigned(UInt64(value))) }
  mutating func encode(_ value: UInt64) throws { set(.unsigned(value)) }

  mutating func encode(_ value: some Encodable) throws {
    if encoder.beginSingle(at: depth) { try encoder.write(value) }
  }
}
