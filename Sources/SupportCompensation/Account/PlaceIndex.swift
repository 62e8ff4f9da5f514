// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Finds the places of keys that are numbered as they come.
///
/// Most customers have a few: their short sums are looked through in a row, which costs fewer
/// allocations an account than a dictionary.
struct PlaceIndex<Key: Identifier>: Hashable, Sendable {
  private static var fewest: Int { 16 }

  private var keys: [Key] = []
  private var sums: [UInt64] = []
  /// The places of all keys, once there are many.
  private var places: [Key: Int] = [:]

  subscript(key: Key) -> Int? {
    if keys.isEmpty { return nil }
    if keys.count > Self.fewest { return places[key] }
    let sum = Self.sum(of: key)
    for place in sums.indices where sum == 0 || sums[place] == sum || sums[place] == 0 {
      if keys[place] == key { return place }
    }
    return nil
  }

  /// Numbers a key that is not there yet.
  mutating func append(_ key: Key) {
    keys.append(key)
    if keys.count <= Self.fewest {
      sums.append(Self.sum(of: key))
    } else if places.isEmpty {
      places = Dictionary(keys.enumerated().map { ($1, $0) }) { first, _ in first }
      sums = []
    } else {
      places[key] = keys.count - 1
    }
  }

  /// A sum of the key's bytes (FNV-1a) that tells most keys apart; 0 for a key beyond ASCII, since
  /// texts of other bytes may be equal to it.
  private static func sum(of key: Key) -> UInt64 {
    func sum(_ bytes: some Sequence<UInt8>) -> UInt64 {
      var (sum, all) = (0xcbf2_9ce4_8422_2325 as UInt64, 0 as UInt8)
      for byte in bytes {
        sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3
        all |= byte
      }
      return all > 127 ? 0 : sum | 1
    }
    let bytes = key.rawValue.utf8
    return bytes.withContiguousStorageIfAvailable { sum($0) } ?? sum(bytes)
  }

  static func == (left: Self, right: Self) -> Bool { left.keys == right.keys }

  func hash(into hasher: inout Hasher) { hasher.combine(keys) }
}
