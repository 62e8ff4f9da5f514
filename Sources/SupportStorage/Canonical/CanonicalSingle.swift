// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A single value that is being written.
struct CanonicalSingle: SingleValueEncodingContainer {
  let encoder: CanonicalEncoder

  var codingPath: [any CodingKey] { [] }

  private func set(_ write: (inout CanonicalWriter) -> Void) {
    encoder.current = encoder.piece(write)
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
    encoder.current = try encoder.part(of: value)
  }
}

/// An encoder for one member whose value may come later than those of other members.
final class CanonicalDetachedEncoder: Encoder {
  private let encoder: CanonicalEncoder
  private let parent: CanonicalEncoder.Node
  private let index: Int

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  init(_ encoder: CanonicalEncoder, in parent: CanonicalEncoder.Node, named name: String) {
    self.encoder = encoder
    self.parent = parent
    index = parent.members.count
    parent.members.append(.init(name: name, part: .absent))
  }

  private func node(isObject: Bool) -> CanonicalEncoder.Node {
    if case .node(let node) = parent.members[index].part, node.isObject == isObject { return node }
    let node = CanonicalEncoder.Node(isObject: isObject)
    parent.members[index].part = .node(node)
    return node
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(CanonicalObject<Key>(encoder: encoder, node: node(isObject: true)))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    CanonicalList(encoder: encoder, node: node(isObject: false))
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    CanonicalDetachedSingle(encoder: encoder, parent: parent, index: index)
  }
}

/// The single value of a member that comes later.
struct CanonicalDetachedSingle: SingleValueEncodingContainer {
  let encoder: CanonicalEncoder
  let parent: CanonicalEncoder.Node
  let index: Int

  var codingPath: [any CodingKey] { [] }

  private func set(_ write: (inout CanonicalWriter) -> Void) {
    parent.members[index].part = encoder.piece(write)
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
    parent.members[index].part = try encoder.part(of: value)
  }
}
