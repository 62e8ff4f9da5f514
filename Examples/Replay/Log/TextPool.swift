// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Gives each different text of a column a small number, and keeps the text once.
struct TextPool {
  private(set) var texts: [String] = []
  private var slots: [Int32]
  private var hashes: [UInt64] = []
  private var bytes: [[UInt8]] = []

  init() {
    slots = Array(repeating: -1, count: 64)
  }

  /// The number of a text, given by its bytes; a new number for a text that is new, and `nil` for
  /// bytes that are no UTF-8. Texts are told apart by their bytes: letters composed in different
  /// ways are different texts.
  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int32? {
    let hash = Self.hash(text)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let candidate = Int(slots[slot])
      if hashes[candidate] == hash, Self.equal(bytes[candidate], text) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard let string = String(validating: text, as: UTF8.self) else { return nil }
    let number = Int32(texts.count)
    slots[slot] = number
    hashes.append(hash)
    bytes.append(Array(text))
    texts.append(string)
    if texts.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  private static func equal(_ left: [UInt8], _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count, let address = right.baseAddress else {
      return left.count == right.count
    }
    return memcmp(left, address, right.count) == 0
  }

  /// FNV-1a by bytes, with the high bits folded in at the end.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash ^ (hash >> 32)
  }
}
