// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A set of axes of a ``RuleSpace``: 256 bits.
struct AxisSet: Hashable, Sendable {
  static let capacity = 256

  private var words: SIMD4<UInt64> = .zero

  var isEmpty: Bool { words == .zero }

  func contains(_ axis: Int) -> Bool { words[axis >> 6] & (1 << UInt64(axis & 63)) != 0 }

  mutating func insert(_ axis: Int) {
    assert(axis < Self.capacity)
    words[axis >> 6] |= 1 << UInt64(axis & 63)
  }

  func union(_ other: Self) -> Self {
    var result = self
    result.words |= other.words
    return result
  }

  func subtracting(_ other: Self) -> Self {
    var result = self
    result.words &= ~other.words
    return result
  }

  func isDisjoint(with other: Self) -> Bool { words & other.words == .zero }

  /// Calls the body with each axis of the set, in order.
  func forEach(_ body: (Int) -> Void) {
    for word in 0..<4 {
      var bits = words[word]
      while bits != 0 {
        body(word * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }
}
