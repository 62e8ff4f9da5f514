// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Opening hours, as a rule of a calendar.
///
/// ```swift
/// OpenHours(.weekdays, "09:00-12:00", "13:00-18:00")      // each Monday to Friday
/// OpenHours("sat", "10:00-14:00")
/// OpenHours("2025-10-11", "09:00-12:00")                  // that date, whatever else holds
/// OpenHours(onWorkdaysOf: .china, "09:00-18:00")
/// ```
public struct OpenHours: Hashable, Sendable {
  /// The rule.
  public let rule: CalendarRule

  /// Opens on weekdays, or overrides the hours of a date or of each date of a range.
  ///
  /// - Parameters:
  ///   - days: Weekdays, a date or a range of dates.
  ///   - hours: Intervals such as `09:00-12:00`.
  public init(_ days: CalendarDays, _ hours: String...) {
    rule = CalendarRule(.open(on: days.description, hours: hours))
  }

  /// Opens on weekdays such as `mon-fri`, or overrides the hours of a date or a range of dates.
  ///
  /// - Parameters:
  ///   - days: `mon-fri`, `2025-10-11` or `2025-10-11..2025-10-12`.
  ///   - hours: Intervals such as `09:00-12:00`.
  public init(_ days: String, _ hours: String...) {
    rule = CalendarRule(.open(on: days, hours: hours))
  }

  /// Opens on all holidays that have no hours of their own, and makes a state's published holidays
  /// holidays.
  ///
  /// - Parameters:
  ///   - days: The state; `nil` for the holidays that other rules list.
  ///   - hours: Intervals such as `09:00-12:00`.
  public init(onHolidaysOf days: BusinessCalendar.PublishedDays?, _ hours: String...) {
    rule = CalendarRule(.openHolidays(of: days, hours: hours))
  }

  /// Opens on a state's published make-up workdays.
  ///
  /// - Parameters:
  ///   - days: The state.
  ///   - hours: Intervals such as `09:00-12:00`.
  public init(onWorkdaysOf days: BusinessCalendar.PublishedDays, _ hours: String...) {
    rule = CalendarRule(.openWorkdays(of: days, dates: [], hours: hours))
  }

  /// Opens on dates that are worked although a weekend or a holiday; all make-up workdays of a
  /// calendar have the same hours.
  ///
  /// - Parameters:
  ///   - dates: Dates such as `2025-10-11`.
  ///   - hours: Intervals such as `09:00-12:00`.
  public init(onWorkdays dates: [String], _ hours: String...) {
    rule = CalendarRule(.openWorkdays(of: nil, dates: dates, hours: hours))
  }
}
