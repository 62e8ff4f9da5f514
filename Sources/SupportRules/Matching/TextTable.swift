// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

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
