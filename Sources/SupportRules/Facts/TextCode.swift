// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// The code of an open text: 64 bits that are equal for equal texts.
///
/// Two texts may share a code, so that whoever finds an equal code compares the texts as well.
enum TextCode {
  /// FNV-1a (Fowler, Noll, Vo) over the UTF-8 of the text's canonical composition, so that texts
  /// that look the same are the same, however their accents are encoded. Never the lowest number of
  /// 64 bits, which stands for "not known".
  ///
  /// - Complexity: O(*n*) in the length of the text.
  static func code(of text: String) -> Int64 {
    let isPlain = text.utf8.allSatisfy { $0 < 128 }
    let hash =
      isPlain ? hash(text.utf8) : hash(text.precomposedStringWithCanonicalMapping.utf8)
    let code = Int64(bitPattern: hash)
    return code == .min ? 0 : code
  }

  private static func hash(_ bytes: String.UTF8View) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}
