// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How the index finds the row of bits for the value of one field.
struct IndexColumn: Sendable {
  /// How a code becomes the number of its class.
  enum Classes: Sendable {
    /// Codes from here on are classes themselves.
    case direct(from: Int64, count: Int)
    /// The number of these limits that the code has reached.
    case limits([Int64])
    /// The place of the text in the vocabulary.
    case texts(TextTable)
    /// Whether one of these bits is set.
    case bit(Int64)
  }

  /// The position of the field; the date stands behind the last one.
  let position: Int
  /// The place of the field's text, -1 where it has none.
  let textSlot: Int
  let classes: Classes
  /// The row of class 0; the rows of the others follow.
  let firstRow: Int
  /// The row of terms that hold although the value is not known.
  let unknownCertain: Int
  /// The row of terms that may hold where the value is not known.
  let unknownPossible: Int

  /// The row for the value in some facts; -1 where it is not known.
  func row(_ facts: Facts, _ day: Int64) -> Int {
    let code = position < facts.codes.count ? facts.codes[position] : day
    if code == Facts.unknown { return -1 }
    if case .texts(let table) = classes {
      return firstRow + table.place(of: code, facts.texts[textSlot])
    }
    return firstRow + self.class(of: code)
  }

  /// The class of a code of any domain but open text.
  private func `class`(of code: Int64) -> Int {
    switch classes {
    // The facts of a schema are within its bounds.
    case .direct(let start, let count):
      Swift.min(Swift.max(Int(truncatingIfNeeded: code &- start), 0), count - 1)
    case .limits(let limits): Self.reached(code, limits)
    case .bit(let mask): code & mask != 0 ? 1 : 0
    case .texts: Int(truncatingIfNeeded: code)
    }
  }

  /// The row for a code as terms see it, where an open text is its place; `nil` for unknown.
  func row(ofSeen code: Int64) -> Int? {
    code == Facts.unknown ? nil : firstRow + self.class(of: code)
  }

  /// How many limits a code has reached, by a search without a jump that depends on the code.
  private static func reached(_ code: Int64, _ limits: [Int64]) -> Int {
    limits.withUnsafeBufferPointer { limits in
      var base = 0
      var length = limits.count
      while length > 1 {
        let half = length / 2
        base += limits[base + half - 1] <= code ? half : 0
        length -= half
      }
      return length == 1 && limits[base] <= code ? base + 1 : base
    }
  }
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
