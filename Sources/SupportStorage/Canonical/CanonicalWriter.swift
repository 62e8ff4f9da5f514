// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Writes the pieces of canonical JSON into bytes.
struct CanonicalWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 256) {
    bytes.reserveCapacity(capacity)
  }

  mutating func truncate(to count: Int) {
    bytes.removeSubrange(count...)
  }

  mutating func byte(_ byte: UInt8) {
    bytes.append(byte)
  }

  mutating func raw(_ more: some Collection<UInt8>) {
    bytes.append(contentsOf: more)
  }

  mutating func word(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Text in quotation marks. Only what JSON demands is escaped.
  mutating func text(_ text: String) {
    var text = text
    bytes.append(0x22)
    text.withUTF8 { utf8 in
      if utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
        bytes.append(contentsOf: utf8)
      } else {
        for byte in utf8 { escaped(byte) }
      }
    }
    bytes.append(0x22)
  }

  private mutating func escaped(_ byte: UInt8) {
    switch byte {
    case 0x22, 0x5C: pair(byte)
    case 0x08: pair(UInt8(ascii: "b"))
    case 0x09: pair(UInt8(ascii: "t"))
    case 0x0A: pair(UInt8(ascii: "n"))
    case 0x0C: pair(UInt8(ascii: "f"))
    case 0x0D: pair(UInt8(ascii: "r"))
    case 0..<0x20:
      word("\\u00")
      hex(byte)
    default: bytes.append(byte)
    }
  }

  private mutating func pair(_ byte: UInt8) {
    bytes.append(0x5C)
    bytes.append(byte)
  }

  /// Two digits in lower case.
  mutating func hex(_ byte: UInt8) {
    for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 48 + digit : 87 + digit) }
  }

  mutating func integer(_ number: some FixedWidthInteger) {
    if let small = Int64(exactly: number) { return integer(small) }
    raw(String(number).utf8)
  }

  mutating func integer(_ number: Int64) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    digits(number.magnitude)
  }

  private mutating func digits(_ number: UInt64) {
    guard number > 9 else { return bytes.append(48 + UInt8(truncatingIfNeeded: number)) }
    let start = bytes.count
    var rest = number
    while rest > 0 {
      bytes.append(48 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }

  mutating func flag(_ flag: Bool) {
    if flag { word("true") } else { word("false") }
  }

  /// An instant as its description is, in quotation marks.
  mutating func instant(_ instant: Instant) {
    let (date, time) = instant.wallTime(utcOffset: 0)
    let (year, month, day) = date.components
    bytes.append(0x22)
    padded(year, 1_000)
    bytes.append(UInt8(ascii: "-"))
    padded(month, 10)
    bytes.append(UInt8(ascii: "-"))
    padded(day, 10)
    bytes.append(UInt8(ascii: "T"))
    padded(time.hour, 10)
    bytes.append(UInt8(ascii: ":"))
    padded(time.minute, 10)
    bytes.append(UInt8(ascii: ":"))
    padded(time.second, 10)
    let rest = Int(time.millisecondsSinceMidnight % 1_000)
    if rest > 0 {
      bytes.append(UInt8(ascii: "."))
      padded(rest, 100)
    }
    bytes.append(UInt8(ascii: "Z"))
    bytes.append(0x22)
  }

  /// As a principal encodes itself.
  mutating func principal(_ principal: Principal) {
    switch principal {
    case .customer(let id): named(id.rawValue, #","kind":"customer"}"#)
    case .agent(let id): named(id.rawValue, #","kind":"agent"}"#)
    case .automation(let id): named(id.rawValue, #","kind":"automation"}"#)
    case .system: word(#"{"kind":"system"}"#)
    }
  }

  private mutating func named(_ id: String, _ rest: StaticString) {
    word(#"{"id":"#)
    text(id)
    word(rest)
  }

  /// A number with leading zeros; `highest` is the value of its first digit's place.
  private mutating func padded(_ number: Int, _ highest: Int) {
    var place = highest
    while place > 0 {
      bytes.append(48 + UInt8(truncatingIfNeeded: number / place % 10))
      place /= 10
    }
  }
}

extension CanonicalWriter {
  mutating func tree(_ tree: EventTree) {
    switch tree {
    case .null: word("null")
    case .flag(let flag): self.flag(flag)
    case .integer(let number): integer(number)
    case .number(let number): raw(number.description.utf8)
    case .text(let text): self.text(text)
    case .list(let list):
      byte(UInt8(ascii: "["))
      for (index, element) in list.enumerated() {
        if index > 0 { byte(UInt8(ascii: ",")) }
        self.tree(element)
      }
      byte(UInt8(ascii: "]"))
    case .object(let members):
      byte(UInt8(ascii: "{"))
      for (index, member) in members.all.enumerated() {
        if index > 0 { byte(UInt8(ascii: ",")) }
        text(member.name)
        byte(UInt8(ascii: ":"))
        self.tree(member.value)
      }
      byte(UInt8(ascii: "}"))
    }
  }
}
