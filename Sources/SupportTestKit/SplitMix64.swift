// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A random number generator that gives the same numbers for the same seed on every machine.
///
/// Use it to make test data: pass the seed as the argument of a test, so that a failure names it.
/// It is SplitMix64 as published by Steele, Lea and Flood in "Fast Splittable Pseudorandom Number
/// Generators" (2014), section 4. It is not fit for secrets.
///
/// ```swift
/// var random = SplitMix64(seed: 7)
/// let amount = Int.random(in: 0..<100, using: &random)
/// ```
public struct SplitMix64: RandomNumberGenerator, Hashable, Sendable {
  private var state: UInt64

  /// Creates a generator; any seed is as good as any other.
  public init(seed: UInt64) {
    state = seed
  }

  /// Returns the next number, each of the 2⁶⁴ once in a period.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Returns true once in so many times on average; a number below 2 gives true always.
  public mutating func oneIn(_ times: Int) -> Bool {
    times < 2 || next() % UInt64(times) == 0
  }
}
