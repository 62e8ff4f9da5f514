// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

extension String {
  /// The one way to write a text of all that look the same: the composed form of Unicode (NFC), so
  /// that equal texts have equal bytes.
  var canonical: String {
    utf8.allSatisfy { $0 < 128 } ? self : precomposedStringWithCanonicalMapping
  }

  /// The bytes that a text takes outside of its value: none up to 15.
  var bytesOutside: Int {
    let count = utf8.count
    return count > 15 ? count + 32 : 0
  }
}
