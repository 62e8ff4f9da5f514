// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Finds the places of names that are numbered as they come and kept elsewhere, each with its sum.
///
/// Most customers have a few: their sums are looked through in a row, and a name that is new is mostly
/// told by one word of bits.
struct PlaceIndex: Sendable {
  private static let fewest = 16

  /// One bit for the sum of each name: a sum whose bit is not set is that of none.
  private var seen: UInt64 = 0
  /// How many names are numbered.
  private(set) var count = 0
  /// Whether every sum tells its name from others of another sum.
  private var isPlain = true
  /// The places of all names, once there are many.
  private var places: [String: Int] = [:]

  /// The place of a name.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - sum: Its ``sum(of:)``.
  ///   - sumAt: The sum of the name at a place.
  ///   - isThere: Whether it is what stands at a place; asked only where the sums do not tell.
  /// - Returns: `nil` for a name that is not numbered.
  @inline(__always)
  func place(
    of name: String, _ sum: UInt64, _ sumAt: (Int) -> UInt64, _ isThere: (Int) -> Bool
  ) -> Int? {
    let isPlain = isPlain && sum != 0
    if isPlain, seen & Self.bit(sum) == 0 { return nil }
    if !places.isEmpty { return places[name] }
    for place in 0..<count where !isPlain || sumAt(place) == sum {
      if isThere(place) { return place }
    }
    return nil
  }

  /// Whether the next name takes a dictionary.
  var isFull: Bool { count == Self.fewest }

  /// Numbers a name that is not there yet.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - sum: Its ``sum(of:)``.
  ///   - names: The names before, in order; read where it ``isFull``.
  mutating func append(_ name: String, _ sum: UInt64, after names: [String]) {
    if isFull {
      places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    }
    if count >= Self.fewest { places[name] = count }
    seen |= Self.bit(sum)
    isPlain = isPlain && sum != 0
    count += 1
  }

  /// The bit of a sum: sums of names that differ in one letter differ in few bits, spread here.
  private static func bit(_ sum: UInt64) -> UInt64 {
    1 << ((sum &* 0x9e37_79b9_7f4a_7c15) >> 58)
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
