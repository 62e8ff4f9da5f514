// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The object of a value that is being written.
struct CanonicalObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: CanonicalEncoder
  let node: CanonicalEncoder.Node

  var codingPath: [any CodingKey] { [] }

  private func set(_ key: Key, _ write: (inout CanonicalWriter) -> Void) {
    node.members.append(.init(name: key.stringValue, part: encoder.piece(write)))
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
    node.members.append(.init(name: key.stringValue, part: try encoder.part(of: value)))
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    let nested = CanonicalEncoder.Node(isObject: true)
    node.members.append(.init(name: key.stringValue, part: .node(nested)))
    return KeyedEncodingContainer(CanonicalObject<Nested>(encoder: encoder, node: nested))
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    let nested = CanonicalEncoder.Node(isObject: false)
    node.members.append(.init(name: key.stringValue, part: .node(nested)))
    return CanonicalList(encoder: encoder, node: nested)
  }

  mutating func superEncoder() -> any Encoder {
    CanonicalDetachedEncoder(encoder, in: node, named: "super")
  }

  mutating func superEncoder(forKey key: Key) -> any Encoder {
    CanonicalDetachedEncoder(encoder, in: node, named: key.stringValue)
  }
}
