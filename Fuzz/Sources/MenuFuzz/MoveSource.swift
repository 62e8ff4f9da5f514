// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// Makes moves of the bytes behind a document; names are those of the document, and one that it lacks.
struct MoveSource {
  static let start = Instant(secondsSince1970: 1_748_822_400)

  private var bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes.prefix(512)
  }

  mutating func byte() -> UInt8? { bytes.popFirst() }

  /// One of several values; `nil` where there is none, or no byte is left.
  mutating func pick<Value>(_ values: [Value]) -> Value? {
    guard let byte = byte(), !values.isEmpty else { return nil }
    return values[Int(byte) % values.count]
  }

  /// An instant after another one: mostly soon, now and then much later or before.
  mutating func instant(after now: Instant) -> Instant? {
    guard let byte = byte() else { return nil }
    switch byte {
    case 0..<160: return now.adding(milliseconds: Int64(byte) * 50)
    case 160..<240: return now.adding(milliseconds: Int64(byte) * 60_000)
    case 240..<250: return now.adding(milliseconds: -Int64(byte))
    case 250..<254: return now.adding(milliseconds: Int64(byte) * 86_400_000)
    default: return byte == 254 ? .min : .max
    }
  }
}
