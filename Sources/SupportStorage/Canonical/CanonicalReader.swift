// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Finds where the values of JSON text stand.
struct CanonicalReader {
  private typealias Place = CanonicalDocument.Place

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private var places: [CanonicalDocument.Place] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    places.reserveCapacity(32)
  }

  mutating func document() throws(StorageError) -> [CanonicalDocument.Place] {
    try value()
    skipBlanks()
    guard position == bytes.count else { throw failure }
    return places
  }

  private var failure: StorageError { CanonicalFailure.noJSON(at: position) }

  private var peek: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] <= 0x20,
      [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position])
    {
      position += 1
    }
  }

  private mutating func take(_ byte: Unicode.Scalar) throws(StorageError) {
    guard peek == UInt8(ascii: byte) else { throw failure }
    position += 1
  }

  private mutating func value() throws(StorageError) {
    skipBlanks()
    switch peek {
    case UInt8(ascii: "\""): try text()
    case UInt8(ascii: "{"): try container(.object, end: "}")
    case UInt8(ascii: "["): try container(.list, end: "]")
    case UInt8(ascii: "t"): try word("true", .true)
    case UInt8(ascii: "f"): try word("false", .false)
    case UInt8(ascii: "n"): try word("null", .null)
    default: try number()
    }
  }

  private mutating func word(
    _ word: StaticString, _ kind: CanonicalDocument.Kind
  ) throws(StorageError) {
    let end = position + word.utf8CodeUnitCount
    let isThere = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
    guard isThere else { throw failure }
    places.append(Place(kind: kind, start: position, end: end, next: places.count + 1))
    position = end
  }

  private mutating func number() throws(StorageError) {
    let start = position
    if peek == UInt8(ascii: "-") { position += 1 }
    let first = position
    try digits()
    guard bytes[first] != UInt8(ascii: "0") || position == first + 1 else { throw failure }
    var kind = CanonicalDocument.Kind.integer
    if peek == UInt8(ascii: ".") {
      kind = .number
      position += 1
      try digits()
    }
    if peek | 0x20 == UInt8(ascii: "e") {
      kind = .number
      position += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    places.append(Place(kind: kind, start: start, end: position, next: places.count + 1))
  }

  private mutating func digits() throws(StorageError) {
    guard peek.isDigit else { throw failure }
    while peek.isDigit { position += 1 }
  }

  private mutating func text() throws(StorageError) {
    try take("\"")
    let start = position
    var kind = CanonicalDocument.Kind.text
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        places.append(Place(kind: kind, start: start, end: position, next: places.count + 1))
        position += 1
        return
      }
      guard byte >= 0x20 else { throw failure }
      if byte == UInt8(ascii: "\\") {
        kind = .escapedText
        position += 1
      }
      position += 1
    }
    throw failure
  }

  private mutating func container(
    _ kind: CanonicalDocument.Kind, end: Unicode.Scalar
  ) throws(StorageError) {
    depth += 1
    guard depth <= CanonicalJSON.maximumDepth else {
      throw StorageError(
        .unreadableEvent, "there are more than \(CanonicalJSON.maximumDepth) levels")
    }
    let index = places.count
    places.append(Place(kind: kind, start: position, end: position, next: 0))
    position += 1
    skipBlanks()
    var count = 0
    var last: Int?
    var isInOrder = true
    while peek != UInt8(ascii: end) {
      if count > 0 {
        try take(",")
        skipBlanks()
      }
      if kind == .object {
        let name = places.count
        try text()
        if let last, isInOrder { isInOrder = precedes(last, name) }
        last = name
        skipBlanks()
        try take(":")
      }
      try value()
      skipBlanks()
      count += 1
    }
    position += 1
    depth -= 1
    places[index].end = position
    places[index].next = places.count
    places[index].count = count
    if !isInOrder { try refuseRepeats(in: index) }
  }

  /// Whether one plain name comes before another, so that they cannot be the same.
  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let (left, right) = (places[left], places[right])
    guard left.kind == .text, right.kind == .text else { return false }
    var (one, other) = (left.start, right.start)
    while one < left.end, other < right.end {
      if bytes[one] != bytes[other] { return bytes[one] < bytes[other] }
      one += 1
      other += 1
    }
    return one == left.end && other < right.end
  }

  /// Refuses an object with two members of one name: two readers could see two values.
  private func refuseRepeats(in index: Int) throws(StorageError) {
    var names: Set<[UInt8]> = []
    var place = index + 1
    for _ in 0..<places[index].count {
      let name = places[place]
      let plain = bytes[name.start..<name.end]
      let unescaped = name.kind == .text ? Array(plain) : try Self.unescaped(plain)
      guard names.insert(unescaped).inserted else {
        throw StorageError(.unreadableEvent, "an object has two members of one name")
      }
      place = places[place + 1].next
    }
  }
}

// MARK: - Escapes

extension CanonicalReader {
  /// The bytes that escaped text stands for.
  static func unescaped(_ text: ArraySlice<UInt8>) throws(StorageError) -> [UInt8] {
    var plain: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        plain.append(byte)
        continue
      }
      let start = rest.startIndex
      switch rest.popFirst() ?? 0 {
      case UInt8(ascii: "\""): plain.append(0x22)
      case UInt8(ascii: "\\"): plain.append(0x5C)
      case UInt8(ascii: "/"): plain.append(0x2F)
      case UInt8(ascii: "b"): plain.append(0x08)
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "n"): plain.append(0x0A)
      case UInt8(ascii: "r"): plain.append(0x0D)
      case UInt8(ascii: "t"): plain.append(0x09)
      case UInt8(ascii: "u"):
        guard let scalar = scalar(&rest) else { throw CanonicalFailure.noJSON(at: start) }
        plain.append(contentsOf: String(scalar).utf8)
      default: throw CanonicalFailure.noJSON(at: start)
      }
    }
    return plain
  }

  /// The scalar behind `\u`, which may take a pair of surrogates.
  private static func scalar(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard let unit = unit(&rest) else { return nil }
    guard unit & 0xFC00 == 0xD800 else { return Unicode.Scalar(unit) }
    guard rest.popFirst() == UInt8(ascii: "\\"), rest.popFirst() == UInt8(ascii: "u"),
      let low = self.unit(&rest), low & 0xFC00 == 0xDC00
    else { return nil }
    return Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF)
  }

  private static func unit(_ rest: inout ArraySlice<UInt8>) -> UInt32? {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = rest.popFirst() else { return nil }
      let letter = byte | 0x20
      if byte.isDigit {
        unit = unit << 4 | UInt32(byte - 48)
      } else if (97...102).contains(letter) {
        unit = unit << 4 | UInt32(letter - 87)
      } else {
        return nil
      }
    }
    return unit
  }
}
