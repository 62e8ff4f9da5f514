// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Shows on a terminal how far the reading has come; shows nothing anywhere else.
struct Progress {
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var last = ContinuousClock.now
  private var hasShown = false

  init(isShown: Bool) {
    self.isShown = isShown && isatty(STDERR_FILENO) == 1
  }

  mutating func show(rows: Int) {
    let now = ContinuousClock.now
    guard isShown, now - last >= .milliseconds(100) else { return }
    last = now
    hasShown = true
    let seconds = (now - start) / .seconds(1)
    let rate = Int(Double(rows) / max(seconds, 0.001))
    FileHandle.standardError.write(Data("\r\(rows) rows, \(rate) a second\u{1b}[K".utf8))
  }

  func clear() {
    if hasShown { FileHandle.standardError.write(Data("\r\u{1b}[K".utf8)) }
  }
}
