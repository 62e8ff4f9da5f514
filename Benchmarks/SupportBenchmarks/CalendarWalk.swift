// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime

/// What many programs do: ask Foundation's `Calendar` for each day's hours and add up what lies in
/// between.
struct CalendarWalk: Sendable {
  private let calendar: Calendar
  private let week: [[DayInterval]]
  /// The hours of listed dates, by their first instant.
  private let listed: [Date: [DayInterval]]

  init(_ hours: BusinessCalendar) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: hours.zone) ?? .gmt
    var listed: [Date: [DayInterval]] = [:]
    func day(_ date: CivilDate) -> Date {
      calendar.date(
        from: DateComponents(year: date.year, month: date.month, day: date.day)) ?? .distantPast
    }
    for holiday in hours.holidays { listed[day(holiday.date)] = [] }
    for override in hours.overrides { listed[day(override.date)] = override.intervals }
    self.calendar = calendar
    self.listed = listed
    // Foundation counts weekdays from Sunday.
    week = ([.sunday] + Weekday.allCases.dropLast()).map { hours.hours(on: $0) }
  }

  func milliseconds(between start: Instant, and end: Instant) -> Int64 {
    let (from, to) = (start.date, end.date)
    var day = calendar.startOfDay(for: from)
    var total: TimeInterval = 0
    while day < to {
      let weekday = calendar.component(.weekday, from: day) - 1
      for interval in listed[day] ?? week[weekday] {
        let opens = Swift.max(instant(of: interval.start, on: day), from)
        let closes = Swift.min(instant(of: interval.end, on: day), to)
        if opens < closes { total += closes.timeIntervalSince(opens) }
      }
      guard let next = calendar.date(byAdding: .day, value: 1, to: day) else { break }
      day = next
    }
    return Int64((total * 1_000).rounded())
  }

  private func instant(of time: TimeOfDay, on day: Date) -> Date {
    let minutes = Int(time.millisecondsSinceMidnight / 60_000)
    return calendar.date(bySettingHour: minutes / 60, minute: minutes % 60, second: 0, of: day)
      ?? day
  }
}
