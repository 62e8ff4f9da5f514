// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A set of small numbers, a bit each.
struct NumberSet: Sendable {
  private var words: ContiguousArray<UInt64> = []

  func contains(_ number: Int) -> Bool {
    let word = number >> 6
    return word < words.count && words[word] & (1 << UInt64(number & 63)) != 0
  }

  mutating func insert(_ number: Int) {
    let word = number >> 6
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(number & 63)
  }
}
