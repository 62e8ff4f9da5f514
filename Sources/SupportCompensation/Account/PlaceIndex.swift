// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Finds the places of names that are numbered as they come and kept elsewhere.
///
/// Most customers have a few: their short sums are looked through in a row, which costs fewer
/// allocations an account than a dictionary.
struct PlaceIndex: Sendable {
  private static let fewest = 16

  private var sums: [UInt64] = []
  /// Whether every sum tells its name from others of another sum.
  private var isPlain = true
  /// The places of all names, once there are many.
  private var places: [String: Int] = [:]

  /// The place of a name.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - sum: Its ``sum(of:)``.
  ///   - isThere: Whether it is what stands at a place; asked only where the sums do not tell.
  /// - Returns: `nil` for a name that is not numbered.
  @inline(__always)
  func place(of name: String, _ sum: UInt64, _ isThere: (Int) -> Bool) -> Int? {
    if !places.isEmpty { return places[name] }
    let isPlain = isPlain && sum != 0
    for place in 0..<sums.count where sums[place] == sum || !isPlain {
      if isThere(place) { return place }
    }
    return nil
  }

  /// Whether the next name takes a dictionary.
  var isFull: Bool { sums.count == Self.fewest }

  /// Numbers a name that is not there yet.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - sum: Its ``sum(of:)``.
  ///   - names: The names before, in order; read where it ``isFull``.
  mutating func append(_ name: String, _ sum: UInt64, after names: [String]) {
    if !places.isEmpty {
      places[name] = places.count
    } else if !isFull {
      sums.append(sum)
      isPlain = isPlain && sum != 0
    } else {
      places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
      places[name] = sums.count
      sums = []
    }
  }

  /// A sum of the name's bytes (FNV-1a) that tells most names apart; 0 for a name beyond ASCII, since
  /// texts of other bytes may be equal to it.
  static func sum(of name: String) -> UInt64 {
    func sum(_ bytes: some Sequence<UInt8>) -> UInt64 {
      var (sum, all) = (0xcbf2_9ce4_8422_2325 as UInt64, 0 as UInt8)
      for byte in bytes {
        sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3
        all |= byte
      }
      return all > 127 ? 0 : sum | 1
    }
    let bytes = name.utf8
    return bytes.withContiguousStorageIfAvailable { sum($0) } ?? sum(bytes)
  }
}

extension PlaceIndex: Hashable {
  /// What is numbered tells which places it has: the index of equal names is equal.
  static func == (left: Self, right: Self) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}
