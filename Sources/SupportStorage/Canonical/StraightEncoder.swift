// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore

/// Writes most `Encodable` values as canonical JSON straight into one buffer: an object whose members
/// did not come in order is put in order where it stands, once it is whole.
///
/// What it cannot write that way (members that come later than others, one name twice, names that need
/// an escape) it leaves to ``CanonicalEncoder``, which writes the same bytes for all that both can write.
final class StraightEncoder: Encoder {
  /// A value that is being written.
  struct Frame {
    enum Shape { case open, single, list, object }

    var shape = Shape.open
    /// Where the value starts.
    let start: Int
    /// Where its members begin among all that are known.
    let firstMember: Int
    /// How many elements or members it has.
    var count = 0
  }

  /// A member of an object that is not whole yet: where its name starts and ends, marks included, and
  /// where its value ends.
  struct Member {
    var start: Int
    var nameEnd: Int
    var end: Int
  }

  private var writer = CanonicalWriter(capacity: 512)
  private var frames: [Frame] = []
  private var members: [Member] = []
  /// Whether the value is one for the other encoder.
  private(set) var isOdd = false

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  init() {
    frames.reserveCapacity(8)
    members.reserveCapacity(24)
  }

  /// The bytes of a value; `nil` where it is one for the other encoder.
  func bytes(of value: some Encodable) throws -> [UInt8]? {
    do {
      try write(value)
    } catch {
      // What went wrong, the other encoder tells as well.
      if !isOdd { throw error }
    }
    return isOdd ? nil : writer.bytes
  }

  // MARK: Values

  func write<Value: Encodable>(_ value: Value) throws {
    if Value.self == Instant.self, let instant = value as? Instant {
      return writer.instant(instant)
    }
    if Value.self == EventTree.self, let tree = value as? EventTree { return writer.tree(tree) }
    if Value.self == Decimal.self { return giveUp() }
    frames.append(Frame(start: writer.bytes.count, firstMember: members.count))
    try value.encode(to: self)
    if let frame = frames.popLast() { finish(frame) }
  }

  private func finish(_ frame: Frame) {
    switch frame.shape {
    case .open: writer.word("{}")
    case .single: break
    case .list: writer.byte(UInt8(ascii: "]"))
    case .object:
      sort(from: frame.firstMember, start: frame.start + 1)
      members.removeSubrange(frame.firstMember...)
      writer.byte(UInt8(ascii: "}"))
    }
  }

  /// Leaves the value to the other encoder.
  func giveUp() {
    isOdd = true
  }

  // MARK: Parts

  /// How many elements the list at a depth has.
  func count(at depth: Int) -> Int { depth <= frames.count ? frames[depth - 1].count : 0 }

  /// Writes the single value at a depth.
  func single(at depth: Int, _ write: () throws -> Void) rethrows {
    guard frames.count == depth, frames[depth - 1].shape == .open else { return giveUp() }
    frames[depth - 1].shape = .single
    try write()
  }

  func piece(_ write: (inout CanonicalWriter) -> Void) { write(&writer) }

  /// Writes an element of the list at a depth.
  func element(at depth: Int, _ write: () throws -> Void) rethrows {
    guard frames.count == depth else { return giveUp() }
    if frames[depth - 1].count > 0 { writer.byte(UInt8(ascii: ",")) }
    frames[depth - 1].count += 1
    try write()
  }

  /// Writes a member of the object at a depth.
  func member(_ name: String, at depth: Int, _ write: () throws -> Void) rethrows {
    guard frames.count == depth else { return giveUp() }
    if frames[depth - 1].count > 0 { writer.byte(UInt8(ascii: ",")) }
    frames[depth - 1].count += 1
    let start = writer.bytes.count
    writer.text(name)
    let nameEnd = writer.bytes.count
    if nameEnd - start - 2 != name.utf8.count { giveUp() }
    writer.byte(UInt8(ascii: ":"))
    try write()
    members.append(Member(start: start, nameEnd: nameEnd, end: writer.bytes.count))
  }

  // MARK: Order

  /// Puts the members of an object in order where they do not stand so.
  private func sort(from first: Int, start: Int) {
    var isInOrder = true
    for index in members.indices.dropFirst(first + 1) {
      let order = writer.compare(name(of: members[index - 1]), name(of: members[index]))
      if order == 0 { return giveUp() }
      isInOrder = isInOrder && order < 0
    }
    if isInOrder { return }
    members[first...].sort { writer.compare(name(of: $0), name(of: $1)) < 0 }
    for index in members.indices.dropFirst(first + 1)
    where writer.compare(name(of: members[index - 1]), name(of: members[index])) == 0 {
      return giveUp()
    }
    writer.rearrange(members[first...].lazy.map { $0.start..<$0.end }, from: start)
  }

  private func name(of member: Member) -> Range<Int> { (member.start + 1)..<(member.nameEnd - 1) }

  // MARK: Containers

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    begin(.object, UInt8(ascii: "{"))
    return KeyedEncodingContainer(StraightObject<Key>(encoder: self, depth: frames.count))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    begin(.list, UInt8(ascii: "["))
    return StraightList(encoder: self, depth: frames.count)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    StraightSingle(encoder: self, depth: frames.count)
  }

  private func begin(_ shape: Frame.Shape, _ mark: UInt8) {
    let top = frames.count - 1
    guard top >= 0, frames[top].shape != shape else { return }
    guard frames[top].shape == .open else { return giveUp() }
    frames[top].shape = shape
    writer.byte(mark)
  }
}

extension CanonicalWriter {
  /// Compares two stretches of what was written, byte by byte.
  fileprivate func compare(_ left: Range<Int>, _ right: Range<Int>) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      for offset in 0..<min(left.count, right.count) {
        let (one, other) = (bytes[left.lowerBound + offset], bytes[right.lowerBound + offset])
        if one != other { return one < other ? -1 : 1 }
      }
      return left.count - right.count
    }
  }

  /// Puts all stretches behind a place in another order, with commas between them.
  fileprivate mutating func rearrange(_ order: some Sequence<Range<Int>>, from start: Int) {
    let old = Array(bytes[start...])
    truncate(to: start)
    for stretch in order {
      if bytes.count > start { byte(UInt8(ascii: ",")) }
      raw(old[(stretch.lowerBound - start)..<(stretch.upperBound - start)])
    }
  }
}
