// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// How many seeds a law is tried on: two fifths of the count in every run, fifty times the count where
/// the environment sets `SUPPORTKIT_LONG`.
enum SeedCount {
  static func of(_ count: UInt64) -> Range<UInt64> {
    let isLong = ProcessInfo.processInfo.environment["SUPPORTKIT_LONG"] != nil
    return 0..<(isLong ? count * 50 : (count * 2 + 4) / 5)
  }
}
