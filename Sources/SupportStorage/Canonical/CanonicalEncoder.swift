// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore

/// Writes any `Encodable` as canonical JSON.
///
/// Single values are written at once into one buffer; objects and lists remember where their parts
/// stand there, and are put together at the end, in order.
final class CanonicalEncoder: Encoder {
  /// A part of a value: a piece of the buffer, or an object or list.
  enum Part {
    case absent
    case piece(start: Int, end: Int)
    case node(Node)
  }

  /// A part of an object or, without a name, of a list.
  struct Member {
    let name: String
    var part: Part
  }

  /// An object or a list.
  final class Node {
    let isObject: Bool
    var members: [Member] = []

    init(isObject: Bool) {
      self.isObject = isObject
      members.reserveCapacity(8)
    }
  }

  private(set) var buffer = CanonicalWriter(capacity: 512)
  /// The value that is being encoded.
  var current = Part.absent

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func bytes(of value: some Encodable) throws -> [UInt8] {
    let part = try self.part(of: value)
    var output = CanonicalWriter(capacity: buffer.bytes.count * 2)
    try render(part, into: &output)
    return output.bytes
  }

  // MARK: Parts

  func part<Value: Encodable>(of value: Value) throws -> Part {
    if Value.self == Instant.self, let instant = value as? Instant {
      return piece { $0.instant(instant) }
    }
    if Value.self == EventTree.self, let tree = value as? EventTree {
      return piece { $0.tree(tree) }
    }
    if Value.self == Decimal.self, let decimal = value as? Decimal {
      guard let exact = try? ExactDecimal(decimal.description) else { throw Self.floating }
      return piece { $0.raw(exact.description.utf8) }
    }
    let outer = current
    defer { current = outer }
    current = .absent
    try value.encode(to: self)
    return current
  }

  func piece(_ write: (inout CanonicalWriter) -> Void) -> Part {
    let start = buffer.bytes.count
    write(&buffer)
    return .piece(start: start, end: buffer.bytes.count)
  }

  static let floating = StorageError(
    .unwritableEvent, "a floating-point number has no place in an event")

  // MARK: Putting together

  private func render(_ part: Part, into output: inout CanonicalWriter) throws {
    switch part {
    case .absent: output.word("{}")
    case .piece(let start, let end): output.raw(buffer.bytes[start..<end])
    case .node(let node):
      output.byte(UInt8(ascii: node.isObject ? "{" : "["))
      if node.isObject { Self.sort(&node.members) }
      for (index, member) in node.members.enumerated() {
        if index > 0 { output.byte(UInt8(ascii: ",")) }
        if node.isObject {
          output.text(member.name)
          output.byte(UInt8(ascii: ":"))
        }
        try render(member.part, into: &output)
      }
      output.byte(UInt8(ascii: node.isObject ? "}" : "]"))
    }
  }

  /// Puts members in order; of two with one name the later counts.
  private static func sort(_ members: inout [Member]) {
    if members.count > 24 {
      let places = members.indices.sorted { left, right in
        let order = compare(members[left].name, members[right].name)
        return order == 0 ? left < right : order < 0
      }
      members = places.map { members[$0] }
    } else {
      for index in members.indices.dropFirst() {
        var place = index
        while place > 0, compare(members[place].name, members[place - 1].name) < 0 {
          members.swapAt(place, place - 1)
          place -= 1
        }
      }
    }
    var index = 1
    while index < members.count {
      if compare(members[index - 1].name, members[index].name) == 0 {
        members.remove(at: index - 1)
      } else {
        index += 1
      }
    }
  }

  /// Compares the bytes of two names.
  private static func compare(_ left: String, _ right: String) -> Int {
    var (left, right) = (left, right)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        for (one, other) in zip(left, right) where one != other { return one < other ? -1 : 1 }
        return left.count - right.count
      }
    }
  }

  // MARK: Containers

  private func node(isObject: Bool) -> Node {
    if case .node(let node) = current, node.isObject == isObject { return node }
    let node = Node(isObject: isObject)
    current = .node(node)
    return node
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(CanonicalObject<Key>(encoder: self, node: node(isObject: true)))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    CanonicalList(encoder: self, node: node(isObject: false))
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    CanonicalSingle(encoder: self)
  }
}
