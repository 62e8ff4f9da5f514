// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Finds the places of keys that are numbered as they come.
///
/// Most customers have a few: those are compared one by one, which is faster than hashing them, and
/// costs one allocation less an account.
struct PlaceIndex<Key: Hashable & Sendable>: Hashable, Sendable {
  private static var fewest: Int { 12 }

  private var keys: [Key] = []
  /// The places of all keys, once there are many.
  private var places: [Key: Int] = [:]

  subscript(key: Key) -> Int? {
    keys.count <= Self.fewest ? keys.firstIndex(of: key) : places[key]
  }

  /// Numbers a key that is not there yet.
  mutating func append(_ key: Key) {
    keys.append(key)
    if keys.count == Self.fewest + 1 {
      places = Dictionary(keys.enumerated().map { ($1, $0) }) { first, _ in first }
    } else if keys.count > Self.fewest {
      places[key] = keys.count - 1
    }
  }

  static func == (left: Self, right: Self) -> Bool { left.keys == right.keys }

  func hash(into hasher: inout Hasher) { hasher.combine(keys) }
}
