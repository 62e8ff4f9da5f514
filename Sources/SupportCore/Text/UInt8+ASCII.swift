// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension UInt8 {
  /// Whether this is an ASCII digit.
  @inline(__always)
  package var isDigit: Bool { self &- 48 <= 9 }

  /// Whether this is an ASCII letter.
  @inline(__always)
  package var isLetter: Bool { (self | 0x20) &- 97 <= 25 }
}
