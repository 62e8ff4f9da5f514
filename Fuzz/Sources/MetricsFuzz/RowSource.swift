// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules

/// Makes rows from bytes, and where these end, from numbers that follow from all of them.
struct RowSource {
  private var bytes: ArraySlice<UInt8>
  private var state: UInt64

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    state = bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 } | 1
  }

  private mutating func byte() -> UInt8 {
    if let byte = bytes.popFirst() { return byte }
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return UInt8(truncatingIfNeeded: state >> 24)
  }

  mutating func below(_ bound: Int) -> Int { Int(byte()) % bound }

  /// A number of any size, small ones and extremes more often.
  private mutating func number() -> Int64 {
    switch byte() % 8 {
    case 0: return [.min, .max, -1, 0, 1][below(5)]
    case 1:
      let number = (0..<8).reduce(UInt64(0)) { sum, _ in sum << 8 | UInt64(byte()) }
      return Int64(bitPattern: number)
    default: return Int64(byte()) << 8 | Int64(byte())
    }
  }

  /// An instant of 2025, seldom any other.
  private mutating func instant() -> Int64 {
    byte() % 32 == 0
      ? number() : 1_735_689_600_000 + (Int64(byte()) << 8 | Int64(byte())) * 480_000
  }

  /// Adds a row in which some facts are not known. What a domain does not hold becomes unknown.
  mutating func write(to columns: inout MetricColumns, _ subject: MetricSubject) {
    columns.appendRow()
    for (position, field) in subject.schema.fields.enumerated() where byte() % 8 != 0 {
      switch field.domain {
      case .text:
        columns.set(position, toName: ["a", "b", "caf\u{E9}", "cafe\u{301}", ""][below(5)])
      case .instant: columns.set(position, to: instant())
      case .choice, .ordered, .boolean: columns.set(position, to: Int64(byte() % 4))
      default: columns.set(position, to: number())
      }
    }
  }
}
