// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The dates for which a calendar holds, as a rule of it.
///
/// ```swift
/// ValidDates(from: "2025-01-01", through: "2025-12-31")
/// ```
public struct ValidDates: Hashable, Sendable {
  /// The rule.
  public let rule: CalendarRule

  /// Closes all dates before one and after another.
  ///
  /// - Parameters:
  ///   - first: The first date; the first of all where `nil`.
  ///   - last: The last date; the last of all where `nil`.
  public init(from first: String? = nil, through last: String? = nil) {
    rule = CalendarRule(.valid(from: first, through: last))
  }
}
