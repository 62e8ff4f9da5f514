// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Finds the places of keys that are numbered as they come.
///
/// Most customers have a few: their hashes are looked through in a row, which costs fewer allocations
/// an account than a dictionary. No answer depends on what the hashes are.
struct PlaceIndex<Key: Hashable & Sendable>: Hashable, Sendable {
  private static var fewest: Int { 16 }

  private var keys: [Key] = []
  private var hashes: [Int] = []
  /// The places of all keys, once there are many.
  private var places: [Key: Int] = [:]

  subscript(key: Key) -> Int? {
    if keys.isEmpty { return nil }
    if keys.count > Self.fewest { return places[key] }
    let hash = key.hashValue
    for place in hashes.indices where hashes[place] == hash && keys[place] == key { return place }
    return nil
  }

  /// Numbers a key that is not there yet.
  mutating func append(_ key: Key) {
    keys.append(key)
    if keys.count <= Self.fewest {
      hashes.append(key.hashValue)
    } else if places.isEmpty {
      places = Dictionary(keys.enumerated().map { ($1, $0) }) { first, _ in first }
      hashes = []
    } else {
      places[key] = keys.count - 1
    }
  }

  static func == (left: Self, right: Self) -> Bool { left.keys == right.keys }

  func hash(into hasher: inout Hasher) { hasher.combine(keys) }
}
