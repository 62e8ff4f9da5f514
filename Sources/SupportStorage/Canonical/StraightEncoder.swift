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
    /// The member whose value is being written.
    var open = Member(start: 0, nameEnd: 0, end: 0)
  }

  /// A value that has no parts.
  enum Scalar {
    case null
    case flag(Bool)
    case integer(Int64)
    case unsigned(UInt64)
    case text(String)
  }

  /// A member of an object that is not whole yet: where its name starts and ends, marks included, and
  /// where its value ends.
  struct Member {
    var start: Int
    var nameEnd: Int
    var end: Int
  }

  // Whoever writes is asked for one part after the other, by one task: to watch each access would cost a
  // tenth of all.
  @exclusivity(unchecked) private var writer = CanonicalWriter(capacity: 512)
  @exclusivity(unchecked) private var frames: [Frame] = []
  @exclusivity(unchecked) private var members: [Member] = []
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
    if Value.self == Principal.self, let principal = value as? Principal {
      return writer.principal(principal)
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

  /// Begins the single value at a depth; whether it may be written.
  func beginSingle(at depth: Int) -> Bool {
    guard frames.count == depth, frames[depth - 1].shape == .open else {
      giveUp()
      return false
    }
    frames[depth - 1].shape = .single
    return true
  }

  /// Begins an element of the list at a depth; whether it may be written.
  func beginElement(at depth: Int) -> Bool {
    guard frames.count == depth else {
      giveUp()
      return false
    }
    if frames[depth - 1].count > 0 { writer.byte(UInt8(ascii: ",")) }
    frames[depth - 1].count += 1
    return true
  }

  /// Begins a member of the object at a depth; whether its value may be written.
  func beginMember(_ name: String, at depth: Int) -> Bool {
    guard beginElement(at: depth) else { return false }
    let start = writer.bytes.count
    writer.text(name)
    let nameEnd = writer.bytes.count
    if nameEnd - start - 2 != name.utf8.count { giveUp() }
    writer.byte(UInt8(ascii: ":"))
    frames[depth - 1].open = Member(start: start, nameEnd: nameEnd, end: nameEnd)
    return true
  }

  /// Ends the member that was begun at a depth.
  func endMember(at depth: Int) {
    guard frames.count == depth else { return giveUp() }
    var member = frames[depth - 1].open
    member.end = writer.bytes.count
    members.append(member)
  }

  func write(_ scalar: Scalar) {
    switch scalar {
    case .null: writer.word("null")
    case .flag(let flag): writer.flag(flag)
    case .integer(let number): writer.integer(number)
    case .unsigned(let number): writer.integer(number)
    case .text(let text): writer.text(text)
    }
  }

  // MARK: Order

  /// Puts the members of an object in order where they do not stand so.
  ///
  /// - Complexity: O(bytes of the object) where they do not.
  private func sort(from first: Int, start: Int) {
    switch Self.order(members[first...], in: writer.bytes, from: 0) {
    case .ascending: return
    case .repeated: return giveUp()
    case .mixed: break
    }
    let old = Array(writer.bytes[start...])
    var sorted = Array(members[first...])
    sorted.sort { Self.compare($0, $1, in: old, from: start) < 0 }
    guard Self.order(sorted[...], in: old, from: start) == .ascending else { return giveUp() }
    writer.truncate(to: start)
    for member in sorted {
      if writer.bytes.count > start { writer.byte(UInt8(ascii: ",")) }
      writer.raw(old[(member.start - start)..<(member.end - start)])
    }
  }

  private enum Order { case ascending, mixed, repeated }

  /// How members stand whose names are in bytes that begin at a place of the buffer.
  private static func order(
    _ members: ArraySlice<Member>, in bytes: [UInt8], from base: Int
  ) -> Order {
    var found = Order.ascending
    for index in members.indices.dropFirst() {
      let order = compare(members[index - 1], members[index], in: bytes, from: base)
      if order == 0 { return .repeated }
      if order > 0 { found = .mixed }
    }
    return found
  }

  /// Compares the names of two members, byte by byte.
  private static func compare(
    _ left: Member, _ right: Member, in bytes: [UInt8], from base: Int
  ) -> Int {
    // Behind the mark.
    let (one, other) = (left.start + 1 - base, right.start + 1 - base)
    let (oneCount, otherCount) = (left.nameEnd - left.start - 2, right.nameEnd - right.start - 2)
    return bytes.withUnsafeBufferPointer { bytes in
      for offset in 0..<min(oneCount, otherCount) where bytes[one + offset] != bytes[other + offset]
      {
        return bytes[one + offset] < bytes[other + offset] ? -1 : 1
      }
      return oneCount - otherCount
    }
  }

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
