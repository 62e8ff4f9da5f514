// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// SplitMix64: the same inputs in every run, on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A span in milliseconds whose size, not only its value, is random: as often minutes as years.
  mutating func span(from shortest: Int64, to longest: Int64) -> Int64 {
    var octaves = 0
    while shortest << (octaves + 1) <= longest { octaves += 1 }
    let base = shortest << Int64.random(in: 0...Int64(octaves), using: &self)
    return Swift.min(Int64.random(in: base...(base * 2), using: &self), longest)
  }
}
