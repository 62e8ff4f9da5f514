// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A digest (FNV-1a of 64 bits) that is quick and protects from nothing, where a test needs no more.
struct QuickDigest: RecordDigest {
  let name = "fnv-1a"

  func digest(of bytes: [UInt8]) -> [UInt8] {
    var state: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return (0..<8).map { UInt8(truncatingIfNeeded: state >> ($0 * 8)) }
  }
}
