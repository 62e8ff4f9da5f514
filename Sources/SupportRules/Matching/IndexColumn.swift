// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How the index finds the row of bits for the value of one field. It holds plain numbers only, so
/// that looking at it costs nothing.
struct IndexColumn: Sendable {
  /// How a code becomes the number of its class.
  enum Classes: Sendable {
    /// Codes from here on are classes themselves.
    case direct(from: Int64, count: Int)
    /// The number of limits that the code has reached, among those of the index from here on.
    case limits(start: Int, count: Int)
    /// The place of the text in one of the index's tables.
    case texts(table: Int, slot: Int)
    /// Whether this bit is set.
    case bit(Int64)
  }

  /// The position of the field; the date stands behind the last one.
  let position: Int
  let classes: Classes
  /// The row of class 0; the rows of the others follow.
  let firstRow: Int
  /// The row of terms that hold although the value is not known.
  let unknownCertain: Int
  /// The row of terms that may hold where the value is not known.
  let unknownPossible: Int
}

/// How many of some limits in order a code has reached, by a search without a jump that depends on
/// the code.
func reachedLimits(_ code: Int64, _ limits: UnsafeBufferPointer<Int64>) -> Int {
  var base = 0
  var length = limits.count
  while length > 1 {
    let half = length / 2
    base += limits[base + half - 1] <= code ? half : 0
    length -= half
  }
  return length == 1 && limits[base] <= code ? base + 1 : base
}

/// The open texts that rules mention, found by their code and then compared.
struct TextTable: Sendable {
  private let slots: [Int32]
  private let codes: [Int64]
  private let words: [String]
  private let mask: Int

  init(_ words: [String]) {
    var size = 4
    while size < words.count * 2 { size *= 2 }
    mask = size - 1
    self.words = words
    codes = words.map(TextCode.code)
    var slots = [Int32](repeating: -1, count: size)
    for (position, code) in codes.enumerated() {
      var slot = Int(truncatingIfNeeded: code) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(position)
    }
    self.slots = slots
  }

  /// The place of a text, 0 where it is not mentioned.
  func place(of code: Int64, _ text: String) -> Int {
    var slot = Int(truncatingIfNeeded: code) & mask
    while true {
      let position = Int(slots[slot])
      if position < 0 { return 0 }
      if codes[position] == code, words[position] == text { return position + 1 }
      slot = (slot + 1) & mask
    }
  }
}
