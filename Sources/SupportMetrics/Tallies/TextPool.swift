// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Different texts, numbered in the order in which they came.
///
/// Each text's hash is kept beside it, so that a text which one pool knows is hashed no more when another
/// takes it over. Texts that look the same are one, however their accents are encoded.
struct TextPool: Sendable {
  private(set) var texts: [String] = []
  private var hashes: ContiguousArray<UInt64> = []
  /// The numbers of the texts where their hashes lead; -1 is free. A power of two of them, at most two
  /// thirds taken.
  private var slots: ContiguousArray<Int32> = []

  /// About how many bytes the texts and the table take.
  var memory: Int {
    texts.reduce(hashes.count * 8 + slots.count * 4) { $0 + 16 + $1.bytesOutside }
  }

  /// The hash of the text of a number.
  func hash(at number: Int) -> UInt64 { hashes[number] }

  /// The number of a text; a new one is given the next.
  mutating func id(of text: String) -> Int32 { id(of: text, hash: StableHash.hash(text)) }

  /// The numbers here of all texts of another pool.
  mutating func ids(of other: Self) -> [Int64] {
    zip(other.texts, other.hashes).map { Int64(id(of: $0, hash: $1)) }
  }

  private mutating func id(of text: String, hash: UInt64) -> Int32 {
    if texts.count * 3 >= slots.count * 2 { growSlots() }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if hashes[number] == hash, texts[number] == text { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = Int32(clamping: texts.count)
    slots[slot] = number
    texts.append(text)
    hashes.append(hash)
    return number
  }

  private mutating func growSlots() {
    slots = ContiguousArray(repeating: -1, count: Swift.max(slots.count * 2, 16))
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(clamping: number)
    }
  }

  mutating func removeAll(keepingCapacity: Bool) {
    texts.removeAll(keepingCapacity: keepingCapacity)
    hashes.removeAll(keepingCapacity: keepingCapacity)
    if keepingCapacity {
      for slot in slots.indices { slots[slot] = -1 }
    } else {
      slots = []
    }
  }
}
