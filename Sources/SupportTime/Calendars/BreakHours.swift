// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A break, as a rule of a calendar.
///
/// ```swift
/// BreakHours("lunch", "12:00-13:00", on: "mon-fri")
/// BreakHours("stock-taking", "14:00-18:00", on: "last working day of month")
/// ```
public struct BreakHours: Hashable, Sendable {
  /// The rule.
  public let rule: CalendarRule

  /// Takes an interval out of the hours of dates.
  ///
  /// - Parameters:
  ///   - name: What the break is called.
  ///   - hours: An interval such as `12:00-13:00`.
  ///   - days: `every day`, `mon-fri`, `2025-10-11`, `last Friday of month`, …
  public init(_ name: String, _ hours: String, on days: String = "every day") {
    rule = CalendarRule(.pause(name: name, hours: hours, on: days))
  }

  /// Takes an interval out of the hours of dates.
  ///
  /// - Parameters:
  ///   - name: What the break is called.
  ///   - hours: An interval such as `12:00-13:00`.
  ///   - days: The dates.
  public init(_ name: String, _ hours: String, on days: CalendarDays) {
    self.init(name, hours, on: days.description)
  }
}
