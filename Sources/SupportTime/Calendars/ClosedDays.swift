// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Holidays, as a rule of a calendar.
///
/// ```swift
/// ClosedDays(on: "2025-10-01..2025-10-07", "National Day")
/// ClosedDays(on: "4th Thursday of November", "Thanksgiving")
/// ClosedDays(on: "12-24", "Christmas Eve", exceptFor: "09:00-12:00")
/// ClosedDays(of: .china)
/// ```
public struct ClosedDays: Hashable, Sendable {
  /// The rule.
  public let rule: CalendarRule

  /// Makes dates holidays: one, a range, or dates that come again.
  ///
  /// - Parameters:
  ///   - days: `2025-12-25`, `2025-10-01..2025-10-07`, `12-25`, `last Monday of May`.
  ///   - name: The name to tell customers.
  ///   - hours: The hours of this holiday; without any it has those of the calendar's holidays.
  public init(on days: String, _ name: String? = nil, exceptFor hours: String...) {
    rule = CalendarRule(.closed(on: days, name: name, hours: hours.isEmpty ? nil : hours))
  }

  /// Makes dates holidays: one, a range, or dates that come again.
  ///
  /// - Parameters:
  ///   - days: Dates; not weekdays, which are closed without hours.
  ///   - name: The name to tell customers.
  ///   - hours: The hours of this holiday; without any it has those of the calendar's holidays.
  public init(on days: CalendarDays, _ name: String? = nil, exceptFor hours: String...) {
    rule = CalendarRule(
      .closed(on: days.description, name: name, hours: hours.isEmpty ? nil : hours))
  }

  /// Makes a state's published holidays holidays.
  public init(of days: BusinessCalendar.PublishedDays) {
    rule = CalendarRule(.closedHolidays(of: days))
  }
}
