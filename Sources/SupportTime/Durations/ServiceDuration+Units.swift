// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

internal import SupportCore

/// Spans of time in the units in which promises are made, for those that are written in code:
/// `.businessHours(8)` is what `try ServiceDuration("8 business h")` reads.
///
/// Amounts beyond 64 bits of milliseconds become the nearest bound; negative ones mean earlier.
extension ServiceDuration {
  /// Returns seconds of elapsed time: `30 s`.
  public static func seconds(_ count: Int) -> Self { .elapsed(milliseconds: span(count, 1_000)) }

  /// Returns minutes of elapsed time: `15 min`.
  public static func minutes(_ count: Int) -> Self { .elapsed(milliseconds: span(count, 60_000)) }

  /// Returns hours of elapsed time: `48 h`.
  public static func hours(_ count: Int) -> Self { .elapsed(milliseconds: span(count, 3_600_000)) }

  /// Returns minutes of business time: `90 business min`.
  public static func businessMinutes(_ count: Int) -> Self {
    .business(milliseconds: span(count, 60_000))
  }

  /// Returns hours of business time: `8 business h`.
  public static func businessHours(_ count: Int) -> Self {
    .business(milliseconds: span(count, 3_600_000))
  }

  /// Returns business dates after the local date of the start, at the same time of day:
  /// `4 working days`.
  public static func workingDays(_ count: Int) -> Self {
    .workingDays(count, landing: .sameTime)
  }

  private static func span(_ count: Int, _ unit: Int64) -> Int64 {
    let (span, overflow) = Int64(count).multipliedReportingOverflow(by: unit)
    return overflow ? (count < 0 ? -.max : .max) : span
  }
}
