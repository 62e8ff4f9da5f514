// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Keys as a caller pressed them, up to 16: four bits each from the left, so that the order of two
/// rows is that of their numbers, and what begins with a row is a range.
struct KeyRow: Hashable, Comparable, Sendable {
  /// `0` is 1 … `9` is 10, `*` is 11, `#` is 12.
  private(set) var bits: UInt64 = 0
  private(set) var count = 0

  static let most = 16
  private static let keys = Array("0123456789*#".utf8)

  /// An empty row.
  init() {}

  /// The row of a text; `nil` where it has a sign that is no key, or more than 16.
  init?(_ text: String) {
    for byte in text.utf8 {
      guard let key = Self.code(byte), count < Self.most else { return nil }
      append(key)
    }
  }

  /// The number of a key.
  static func code(_ byte: UInt8) -> UInt64? {
    switch byte {
    case 0x30...0x39: UInt64(byte - 0x30) + 1
    case 0x2A: 11
    case 0x23: 12
    default: nil
    }
  }

  /// Adds a key; a row that is full counts on and keeps its keys.
  mutating func append(_ key: UInt64) {
    if count < Self.most { bits |= key << UInt64(60 - 4 * count) }
    count &+= 1
  }

  /// Takes the first key away; of a row that is full the keys behind the sixteenth are gone.
  mutating func removeFirst() {
    if count == 0 { return }
    bits <<= 4
    count = min(count, Self.most) - 1
  }

  var isEmpty: Bool { count == 0 }

  /// Whether this row begins with another.
  func begins(with other: Self) -> Bool {
    guard count >= other.count else { return false }
    return other.count == 0 || (bits ^ other.bits) >> UInt64(64 - 4 * other.count) == 0
  }

  /// The keys as text; those behind the sixteenth are gone.
  var text: String {
    var text = ""
    for place in 0..<min(count, Self.most) {
      let key = Int(bits >> UInt64(60 - 4 * place) & 15) - 1
      if Self.keys.indices.contains(key) {
        text.unicodeScalars.append(Unicode.Scalar(Self.keys[key]))
      }
    }
    return text
  }

  static func < (left: Self, right: Self) -> Bool {
    (left.bits, left.count) < (right.bits, right.count)
  }
}

/// The rows of keys that mean something at one place.
struct KeyTable: Hashable, Sendable {
  /// What a row means.
  enum Meaning: Hashable, Sendable {
    case option(Int)
    case dialled(Int)
    case code(Int)
  }

  /// What the keys so far come to.
  struct Match {
    /// What they mean as they are.
    var meaning: Meaning?
    /// Whether they can go on.
    var goesOn: Bool
  }

  private(set) var rows: [KeyRow] = []
  private(set) var meanings: [Meaning] = []

  /// Rows in any order, no two equal.
  init(_ entries: [(row: KeyRow, meaning: Meaning)]) {
    let sorted = entries.sorted { $0.row < $1.row }
    rows = sorted.map(\.row)
    meanings = sorted.map(\.meaning)
  }

  /// Looks keys up.
  ///
  /// - Complexity: O(log *n*).
  func match(_ row: KeyRow) -> Match {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    guard low < rows.count else { return Match(meaning: nil, goesOn: false) }
    guard rows[low] == row else {
      return Match(meaning: nil, goesOn: rows[low].begins(with: row))
    }
    let goesOn = low + 1 < rows.count && rows[low + 1].begins(with: row)
    return Match(meaning: meanings[low], goesOn: goesOn)
  }

  /// What the longest row means with which some keys begin, or which they are.
  ///
  /// - Complexity: O(*n*).
  func longest(in keys: KeyRow) -> Meaning? {
    // Of rows that begin with one another the longer stands behind the shorter.
    rows.lastIndex(where: keys.begins(with:)).map { meanings[$0] }
  }
}
