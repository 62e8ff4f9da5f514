// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A hash of 64 bits that is the same on every machine and in every version.
///
/// Texts are hashed by FNV-1a over the bytes of their composed form, then mixed; numbers are mixed
/// alone. The mixing is the last step of SplitMix64 (Steele, Lea and Flood 2014).
package enum StableHash {
  package static func hash(_ name: String) -> UInt64 {
    var name = name
    let (hash, isPlain) = name.withUTF8(folded)
    if isPlain { return mixed(hash) }
    var composed = name.canonical
    return mixed(composed.withUTF8(folded).hash)
  }

  /// FNV-1a of bytes, and whether all are ASCII, which has one form only.
  private static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> (hash: UInt64, isPlain: Bool) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var all: UInt8 = 0
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      all |= byte
    }
    return (hash, all < 128)
  }

  package static func hash(_ number: Int64) -> UInt64 {
    mixed(UInt64(bitPattern: number) &+ 0x9E37_79B9_7F4A_7C15)
  }

  private static func mixed(_ hash: UInt64) -> UInt64 {
    var mixed = hash
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
