// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Duration {
  /// The whole milliseconds in this duration, rounded down; durations beyond `Int64` saturate.
  package var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
    if overflow { return seconds < 0 ? .min : .max }
    let part = attoseconds / 1_000_000_000_000_000
    let floored = attoseconds < 0 && attoseconds % 1_000_000_000_000_000 != 0 ? part - 1 : part
    let (sum, spilled) = scaled.addingReportingOverflow(floored)
    return spilled ? (seconds < 0 ? .min : .max) : sum
  }
}
