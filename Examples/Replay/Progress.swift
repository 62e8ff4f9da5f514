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

  /// Shows how many rows were read, how many a second, and how long the rest will take.
  /// The part of the log that was read is 0 ... 1, or `nil` where that cannot be told.
  mutating func show(rows: Int, part: Double?) {
    let now = ContinuousClock.now
    guard isShown, now - last >= .milliseconds(100) else { return }
    last = now
    hasShown = true
    let text = Self.text(rows: rows, part: part, seconds: (now - start) / .seconds(1))
    FileHandle.standardError.write(Data("\r\(text)\u{1b}[K".utf8))
  }

  /// `1,234,567 rows, 812,000 a second, 43 %, 6 s left`.
  static func text(rows: Int, part: Double?, seconds: Double) -> String {
    let rate = ReportText.whole(Double(rows) / max(seconds, 0.001))
    let done = "\(ReportText.count(rows)) rows, \(ReportText.count(rate)) a second"
    guard let part, part > 0, part <= 1 else { return done }
    let left = ReportText.whole((seconds * (1 - part) / part).rounded(.up))
    return done + ", \(ReportText.whole(part * 100)) %, \(ReportText.count(left)) s left"
  }

  func clear() {
    if hasShown { FileHandle.standardError.write(Data("\r\u{1b}[K".utf8)) }
  }
}
