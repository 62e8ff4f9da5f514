// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension BusinessCalendar {
  /// Returns the calendar of an office: Monday to Friday, 09:00 to 17:00.
  ///
  /// - Parameters:
  ///   - zone: The zone whose clocks the hours are written for.
  ///   - holidays: Dates that are closed.
  /// - Returns: The calendar.
  /// - Throws: `CalendarError` where the zone is unknown or a holiday stands twice.
  public static func office(
    zone: String = "UTC", holidays: [CivilDate] = []
  ) throws(CalendarError) -> Self {
    try weekdays(9, to: 17, zone: zone, holidays: holidays)
  }

  /// Returns the calendar of a night shift: Monday to Friday, 22:00 to 06:00 of the next day.
  ///
  /// - Throws: `CalendarError` where the zone is unknown.
  public static func night(zone: String = "UTC") throws(CalendarError) -> Self {
    try weekdays(22, to: 6, zone: zone, holidays: [])
  }

  private static func weekdays(
    _ opening: Int64, to closing: Int64, zone: String, holidays: [CivilDate]
  ) throws(CalendarError) -> Self {
    let hour: Int64 = 3_600_000
    let interval = try? DayInterval(
      from: TimeOfDay(clamping: opening * hour), to: TimeOfDay(clamping: closing * hour))
    let hours = interval.map { [$0] } ?? []
    let weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
    return try Self(
      zone: zone, weekly: Dictionary(uniqueKeysWithValues: weekdays.map { ($0, hours) }),
      holidays: holidays.map { Holiday($0) })
  }
}
