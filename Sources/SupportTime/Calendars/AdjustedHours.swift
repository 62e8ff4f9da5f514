// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// An earlier or later opening or closing, as a rule of a calendar.
///
/// ```swift
/// AdjustedHours(on: "8th of month", close: "+30 min")
/// AdjustedHours(on: "last Friday of month", close: "15:00", id: "early-friday")
/// ```
public struct AdjustedHours: Hashable, Sendable {
  /// The rule.
  public let rule: CalendarRule

  /// Moves the first opening, the last closing or both of dates.
  ///
  /// - Parameters:
  ///   - days: `8th of month`, `last Friday of month`, `2025-10-11`, …
  ///   - open: What happens to the first opening: `+30 min`, `-1 h`, `10:00`.
  ///   - close: What happens to the last closing.
  ///   - id: The rule's name.
  public init(
    on days: String, open: String? = nil, close: String? = nil, id: String? = nil
  ) {
    rule = CalendarRule(.adjust(id: id, on: days, open: open, close: close))
  }

  /// Moves the first opening, the last closing or both of dates.
  ///
  /// - Parameters:
  ///   - days: The dates.
  ///   - open: What happens to the first opening: `+30 min`, `-1 h`, `10:00`.
  ///   - close: What happens to the last closing.
  ///   - id: The rule's name.
  public init(
    on days: CalendarDays, open: String? = nil, close: String? = nil, id: String? = nil
  ) {
    self.init(on: days.description, open: open, close: close, id: id)
  }
}
