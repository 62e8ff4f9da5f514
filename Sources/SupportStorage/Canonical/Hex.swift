// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Bytes as text: two digits each, in lower case.
enum Hex {
  static func text(_ bytes: [UInt8]) -> String {
    var writer = CanonicalWriter(capacity: bytes.count * 2)
    for byte in bytes { writer.hex(byte) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  static func bytes(_ text: String) -> [UInt8]? {
    let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
    let numbers = digits.compactMap { $0 }
    return stride(from: 0, to: numbers.count, by: 2).map {
      UInt8(truncatingIfNeeded: numbers[$0] << 4 | numbers[$0 + 1])
    }
  }
}
