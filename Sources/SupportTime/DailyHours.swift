// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

internal import SupportCore

/// The opening hours of a calendar by date, and what they are in instants.
struct DailyHours: Sendable {
  let zone: ZoneRules
  /// Monday first.
  let week: [[DayInterval]]
  /// Dates with hours of their own, as days since 1970, in order; holidays have none.
  let listedDays: [Int]
  let listedHours: [[DayInterval]]
  let hasOvernight: Bool

  init(_ calendar: BusinessCalendar, zone: ZoneRules) {
    self.zone = zone
    week =
      calendar.isAroundTheClock ? Array(repeating: [.wholeDay], count: 7) : calendar.week
    var listed = calendar.overrides.map { ($0.date.daysSince1970, $0.intervals) }
    let overridden = Set(listed.map(\.0))
    for holiday in calendar.holidays where !overridden.contains(holiday.date.daysSince1970) {
      listed.append((holiday.date.daysSince1970, []))
    }
    listed.sort { $0.0 < $1.0 }
    listedDays = listed.map(\.0)
    listedHours = listed.map(\.1)
    hasOvernight =
      week.joined().contains(where: \.isOvernight)
      || listedHours.joined().contains(where: \.isOvernight)
  }

  static let day = TimeOfDay.millisecondsPerDay

  /// The weekday of a day since 1970, Monday 0.
  static func weekday(of day: Int) -> Int {
    let index = (day + 3) % 7
    return index < 0 ? index + 7 : index
  }

  func hours(on day: Int) -> [DayInterval] {
    var low = 0
    var high = listedDays.count
    while low < high {
      let middle = (low + high) >> 1
      if listedDays[middle] < day { low = middle + 1 } else { high = middle }
    }
    if low < listedDays.count, listedDays[low] == day { return listedHours[low] }
    return week[Self.weekday(of: day)]
  }

  /// An interval that opens on a day, in instants; `nil` where a change of the clocks swallows it.
  func instants(of interval: DayInterval, on day: Int) -> (start: Int64, end: Int64)? {
    let midnight = Int64(day) * Self.day
    let start = zone.milliseconds(local: midnight + interval.start.millisecondsSinceMidnight)
    let end = zone.milliseconds(local: midnight + interval.endMilliseconds)
    return start < end ? (start, end) : nil
  }

  /// The intervals that open on a day, in instants, as written.
  func instants(on day: Int) -> [(start: Int64, end: Int64)] {
    hours(on: day).compactMap { instants(of: $0, on: day) }
  }

  /// The day since 1970 on the zone's clocks.
  func day(at milliseconds: Int64) -> Int {
    Int((milliseconds + zone.offsetMilliseconds(at: milliseconds)).flooredQuotient(by: Self.day))
  }
}
