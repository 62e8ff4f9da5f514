// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Reads the parts of a time, byte by byte.
struct ByteReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  mutating func digits(_ count: ClosedRange<Int>) -> Int? {
    var value = 0
    var read = 0
    while read < count.upperBound, position < bytes.count, bytes[position] &- 48 < 10 {
      value = value * 10 + Int(bytes[position] - 48)
      position += 1
      read += 1
    }
    return read >= count.lowerBound ? value : nil
  }

  /// A fraction of a second of any length, cut to milliseconds.
  mutating func milliseconds() -> Int? {
    let start = position
    var value = 0
    while position < bytes.count, bytes[position] &- 48 < 10 {
      if position - start < 3 { value = value * 10 + Int(bytes[position] - 48) }
      position += 1
    }
    switch position - start {
    case 0: return nil
    case 1: return value * 100
    case 2: return value * 10
    default: return value
    }
  }

  /// The number of a month by its English name, or by the name's first three letters.
  mutating func monthName(isLong: Bool) -> Int? {
    for (index, name) in Self.monthNames.enumerated() {
      let wanted = isLong ? name : String(name.prefix(3))
      let end = position + wanted.utf8.count
      guard end <= bytes.count else { continue }
      let text = String(decoding: bytes[position..<end], as: UTF8.self).lowercased()
      guard text == wanted else { continue }
      position = end
      return index + 1
    }
    return nil
  }

  private static let monthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// Reads AM or PM.
  mutating func isAfternoon() -> Bool? {
    guard position + 2 <= bytes.count else { return nil }
    let name = String(decoding: bytes[position..<position + 2], as: UTF8.self).lowercased()
    guard name == "am" || name == "pm" else { return nil }
    position += 2
    return name == "pm"
  }

  /// Reads `Z`, `+08`, `+0800` or `+08:00` as seconds ahead of UTC.
  mutating func offset() -> Int? {
    if skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z")) { return 0 }
    let sign = skip(UInt8(ascii: "+")) ? 1 : -1
    if sign < 0, !skip(UInt8(ascii: "-")) { return nil }
    guard let hours = digits(2...2), hours < 24 else { return nil }
    _ = skip(UInt8(ascii: ":"))
    let minutes = isAtEnd ? 0 : digits(2...2) ?? 60
    return minutes < 60 ? sign * (hours * 60 + minutes) * 60 : nil
  }
}
