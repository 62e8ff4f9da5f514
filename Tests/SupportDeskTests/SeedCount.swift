// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// How many seeds a law is tried on: some in every run, all of them where the environment sets
/// `SUPPORTKIT_LONG`.
enum SeedCount {
  private static let isLong = ProcessInfo.processInfo.environment["SUPPORTKIT_LONG"] != nil

  static func of(_ some: UInt64, long all: UInt64, from first: UInt64 = 0) -> Range<UInt64> {
    first..<(first + (isLong ? all : some))
  }
}
