// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Chance that is the same on every machine: SplitMix64, and what is made of it by sums and products.
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// 0 ..< 1.
  mutating func share() -> Double { Double(next() >> 11) / Double(1 << 53) }

  /// Whether something of this chance happens.
  mutating func happens(_ chance: Double) -> Bool { share() < chance }

  mutating func number(below bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

  /// Exponential with mean 1.
  mutating func exponential() -> Double { -Self.logarithm(1 - share()) }

  /// A place of a list of weights.
  mutating func place(_ weights: [Double]) -> Int {
    var left = share() * weights.reduce(0, +)
    for (place, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return place }
    }
    return weights.count - 1
  }

  /// The natural logarithm of a number above 0, by the same steps everywhere: the series of
  /// artanh((m − 1) / (m + 1)).
  static func logarithm(_ value: Double) -> Double {
    let mantissa = value.significand
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var power = ratio
    var sum = 0.0
    for step in 0..<16 {
      sum += power / Double(2 * step + 1)
      power *= square
    }
    return 2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3
  }
}
