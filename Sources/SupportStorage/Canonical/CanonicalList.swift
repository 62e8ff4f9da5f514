// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The list of a value that is being written.
struct CanonicalList: UnkeyedEncodingContainer {
  let encoder: CanonicalEncoder
  let node: CanonicalEncoder.Node

  var codingPath: [any CodingKey] { [] }
  var count: Int { node.members.count }

  private func add(_ write: (inout CanonicalWriter) -> Void) {
    node.members.append(.init(name: "", part: encoder.piece(write)))
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
    node.members.append(.init(name: "", part: try encoder.part(of: value)))
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    let nested = CanonicalEncoder.Node(isObject: true)
    node.members.append(.init(name: "", part: .node(nested)))
    return KeyedEncodingContainer(CanonicalObject<Nested>(encoder: encoder, node: nested))
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    let nested = CanonicalEncoder.Node(isObject: false)
    node.members.append(.init(name: "", part: .node(nested)))
    return CanonicalList(encoder: encoder, node: nested)
  }

  mutating func superEncoder() -> any Encoder {
    CanonicalDetachedEncoder(encoder, in: node, named: "")
  }
}
