// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// Finds places by names that stand elsewhere: an open table of places with the hashes of their names.
///
/// Names are hashed once for a question and compared only where the hash is equal; taking one out
/// hashes nothing.
struct PlaceTable: Sendable {
  private struct Slot: Sendable {
    var hash: UInt32
    var place: Int32
  }

  private var slots: ContiguousArray<Slot> = []
  private(set) var count = 0

  /// The hash of a name: equal for equal names, also where their accents are encoded differently.
  static func hash(_ name: String) -> UInt32 {
    let plain = name.utf8.withContiguousStorageIfAvailable { hash(ascii: $0) }
    if let plain, let hash = plain { return hash }
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for scalar in name.unicodeScalars {
      if !isPlain(scalar) { return hash(decomposed: name) }
      mix(scalar, into: &digest)
    }
    return folded(digest)
  }

  /// The same for a name of ASCII, which most are, in less time; `nil` for others.
  private static func hash(ascii name: UnsafeBufferPointer<UInt8>) -> UInt32? {
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for letter in name {
      if letter >= 0x80 { return nil }
      digest = (digest ^ UInt64(letter)) &* 0x100_0000_01b3
    }
    return folded(digest)
  }

  private static func hash(decomposed name: String) -> UInt32 {
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for scalar in name.decomposedStringWithCanonicalMapping.unicodeScalars {
      mix(scalar, into: &digest)
    }
    return folded(digest)
  }

  /// Whether a letter is its own canonical decomposition and never part of another's: ASCII, and the
  /// unified Han characters.
  @inline(__always)
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80 || (0x3400...0x9FFF ~= scalar.value)
  }

  /// FNV-1a, a letter at a time (Fowler, Noll, Vo 1991; IETF draft-eastlake-fnv).
  @inline(__always)
  private static func mix(_ scalar: Unicode.Scalar, into digest: inout UInt64) {
    digest = (digest ^ UInt64(scalar.value)) &* 0x100_0000_01b3
  }

  private static func folded(_ digest: UInt64) -> UInt32 {
    let mixed = (digest ^ (digest >> 29)) &* 0xbf58_476d_1ce4_e5b9
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }

  /// The place whose name has the hash and is the one that is meant; -1 where there is none.
  @inline(__always)
  func place(_ hash: UInt32, where isMeant: (Int) -> Bool) -> Int {
    if slots.isEmpty { return -1 }
    let mask = slots.count &- 1
    var index = Int(hash) & mask
    while slots[index].place >= 0 {
      if slots[index].hash == hash, isMeant(Int(slots[index].place)) {
        return Int(slots[index].place)
      }
      index = (index &+ 1) & mask
    }
    return -1
  }

  /// Adds a place whose name is not in the table.
  mutating func insert(_ place: Int, hash: UInt32) {
    if (count &+ 1) &* 4 > slots.count &* 3 { grow() }
    count &+= 1
    settle(Slot(hash: hash, place: Int32(truncatingIfNeeded: place)))
  }

  /// Takes a place out.
  mutating func remove(_ place: Int, hash: UInt32) {
    if slots.isEmpty { return }
    let mask = slots.count &- 1
    var hole = Int(hash) & mask
    while slots[hole].place != Int32(truncatingIfNeeded: place) {
      if slots[hole].place < 0 { return }
      hole = (hole &+ 1) & mask
    }
    count &-= 1
    var next = (hole &+ 1) & mask
    while slots[next].place >= 0 {
      let home = Int(slots[next].hash) & mask
      if (next &- home) & mask >= (next &- hole) & mask {
        slots[hole] = slots[next]
        hole = next
      }
      next = (next &+ 1) & mask
    }
    slots[hole].place = -1
  }

  private mutating func settle(_ slot: Slot) {
    let mask = slots.count &- 1
    var index = Int(slot.hash) & mask
    while slots[index].place >= 0 { index = (index &+ 1) & mask }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = ContiguousArray(
      repeating: Slot(hash: 0, place: -1), count: max(16, old.count &* 2))
    for slot in old where slot.place >= 0 { settle(slot) }
  }
}
