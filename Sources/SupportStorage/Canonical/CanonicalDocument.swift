// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// JSON that was read into a list of places: what stands where, without its values.
final class CanonicalDocument: Sendable {
  enum Kind: UInt8, Sendable {
    case null, `true`, `false`, integer, number, text, escapedText, list, object

    var isText: Bool { self == .text || self == .escapedText }
  }

  /// Where a value stands. Behind a list come its elements, behind an object its names and values by
  /// turns.
  struct Place: Sendable {
    var kind: Kind
    /// The bytes of the value; of text those between the quotation marks.
    var start: Int
    var end: Int
    /// The index of the place behind this value and all within it.
    var next: Int
    /// How many elements or members there are.
    var count = 0
  }

  let bytes: [UInt8]
  let places: [Place]

  init(_ bytes: [UInt8]) throws(StorageError) {
    self.bytes = bytes
    var reader = CanonicalReader(bytes)
    places = try reader.document()
  }

  func kind(at index: Int) -> Kind { places[index].kind }
  func count(of index: Int) -> Int { places[index].count }
  func next(after index: Int) -> Int { places[index].next }

  // MARK: Members

  /// The places of an object's names and values.
  func members(of index: Int) -> [(name: Int, value: Int)] {
    var place = index + 1
    return (0..<places[index].count).map { _ in
      let value = place + 1
      defer { place = places[value].next }
      return (place, value)
    }
  }

  /// Where the value of a member stands.
  func member(_ name: String, of index: Int) -> Int? {
    var name = name
    return name.withUTF8 { utf8 in
      var place = index + 1
      for _ in 0..<places[index].count {
        if isText(at: place, utf8) { return place + 1 }
        place = places[place + 1].next
      }
      return nil
    }
  }

  private func isText(at index: Int, _ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    let place = places[index]
    if place.kind == .escapedText {
      return (try? text(at: index))?.utf8.elementsEqual(utf8) ?? false
    }
    guard place.end - place.start == utf8.count else { return false }
    for offset in 0..<utf8.count where bytes[place.start + offset] != utf8[offset] { return false }
    return true
  }

  /// The way from the top to a place, for errors.
  func path(to index: Int) -> [any CodingKey] {
    var path: [any CodingKey] = []
    var here = 0
    while here < index {
      let isObject = places[here].kind == .object
      var (place, number) = (here + 1, 0)
      while place < places[here].next {
        let value = isObject ? place + 1 : place
        if index < places[value].next {
          let name = isObject ? (try? text(at: place)) ?? "" : ""
          path.append(isObject ? PathKey(stringValue: name) : PathKey(intValue: number))
          here = value
          break
        }
        place = places[value].next
        number += 1
      }
      if place >= places[here].next, here < index { return path }
    }
    return path
  }

  private struct PathKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
      self.stringValue = stringValue
      intValue = nil
    }

    init(intValue: Int) {
      stringValue = "\(intValue)"
      self.intValue = intValue
    }
  }
}

// MARK: - Values

extension CanonicalDocument {
  func text(at index: Int) throws(StorageError) -> String {
    let place = places[index]
    let slice = bytes[place.start..<place.end]
    if place.kind == .text {
      guard let text = String(validating: slice, as: UTF8.self) else {
        throw CanonicalFailure.noJSON(at: place.start)
      }
      return text
    }
    let plain = try CanonicalReader.unescaped(slice)
    guard let text = String(validating: plain, as: UTF8.self) else {
      throw CanonicalFailure.noJSON(at: place.start)
    }
    return text
  }

  func numberText(at index: Int) -> String? {
    let place = places[index]
    guard place.kind == .integer || place.kind == .number else { return nil }
    return String(decoding: bytes[place.start..<place.end], as: UTF8.self)
  }

  func integer<Value: FixedWidthInteger>(at index: Int, as type: Value.Type) -> Value? {
    let place = places[index]
    switch place.kind {
    case .integer:
      var value: Int64 = 0
      var start = place.start
      let isNegative = bytes[start] == UInt8(ascii: "-")
      if isNegative { start += 1 }
      guard place.end - start <= 18 else { return numberText(at: index).flatMap { Value($0) } }
      for byte in bytes[start..<place.end] { value = value * 10 + Int64(byte &- 48) }
      return Value(exactly: isNegative ? -value : value)
    case .number:
      guard let text = numberText(at: index), let exact = try? ExactDecimal(text),
        exact.scale == 0
      else { return nil }
      return Value(exactly: exact.significand)
    default: return nil
    }
  }

  /// An instant as `CanonicalWriter` writes it; `nil` for any other text.
  func instant(at index: Int) -> Instant? {
    let place = places[index]
    let length = place.end - place.start
    guard place.kind == .text, length == 20 || length == 24 else { return nil }
    let digits = bytes[place.start..<place.end]
    var isSound = true
    func number(_ offset: Int, _ count: Int) -> Int {
      var number = 0
      for byte in digits[(place.start + offset)..<(place.start + offset + count)] {
        isSound = isSound && byte.isDigit
        number = number * 10 + Int(byte &- 48)
      }
      return number
    }
    func mark(_ offset: Int, _ mark: Unicode.Scalar) {
      isSound = isSound && digits[place.start + offset] == UInt8(ascii: mark)
    }
    mark(4, "-")
    mark(7, "-")
    mark(10, "T")
    mark(13, ":")
    mark(16, ":")
    mark(length - 1, "Z")
    if length == 24 { mark(19, ".") }
    let milliseconds = length == 24 ? number(20, 3) : 0
    let (hour, minute, second) = (number(11, 2), number(14, 2), number(17, 2))
    let (year, month, day) = (number(0, 4), number(5, 2), number(8, 2))
    guard isSound, hour < 24, minute < 60, second < 60, year >= 1,
      let date = try? CivilDate(year: year, month: month, day: day)
    else { return nil }
    let seconds = (hour * 60 + minute) * 60 + second
    return Instant(
      millisecondsSince1970: Int64(date.daysSince1970) * 86_400_000
        + Int64(seconds * 1_000 + milliseconds))
  }

  func tree(at index: Int) throws(StorageError) -> EventTree {
    switch places[index].kind {
    case .null: return .null
    case .true: return .flag(true)
    case .false: return .flag(false)
    case .text, .escapedText: return .text(try text(at: index))
    case .integer, .number:
      if let number = integer(at: index, as: Int64.self) { return .integer(number) }
      guard let text = numberText(at: index), let exact = try? ExactDecimal(text) else {
        throw StorageError(.unreadableEvent, "a number has more than 38 digits")
      }
      return .number(exact)
    case .list:
      var elements: [EventTree] = []
      elements.reserveCapacity(places[index].count)
      var place = index + 1
      for _ in 0..<places[index].count {
        elements.append(try tree(at: place))
        place = places[place].next
      }
      return .list(elements)
    case .object:
      var members: [(String, EventTree)] = []
      members.reserveCapacity(places[index].count)
      for (name, value) in self.members(of: index) {
        members.append((try text(at: name), try tree(at: value)))
      }
      return .object(EventTree.Members(members))
    }
  }
}
