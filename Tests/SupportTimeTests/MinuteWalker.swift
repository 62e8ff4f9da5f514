// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime

/// A second, stupid model of business time: it marks every minute of a stretch as open or closed
/// and answers by walking. It takes dates and offsets from Foundation and shares no code with the
/// library.
struct MinuteWalker {
  let zone: TimeZone
  let calendar: BusinessCalendar
  /// The first minute of the stretch, in minutes since 1970.
  let first: Int
  let open: [Bool]
  /// The minutes at which it opens, and those at which it closes.
  private let openings: [Int]
  private let closings: [Int]
  private let utc: Calendar

  init(_ calendar: BusinessCalendar, zone: TimeZone, around instant: Instant, days: Int) {
    self.zone = zone
    self.calendar = calendar
    var utc = Calendar(identifier: .gregorian)
    utc.timeZone = TimeZone(secondsFromGMT: 0) ?? zone
    self.utc = utc
    let middle = Int(instant.millisecondsSince1970 / 86_400_000)
    first = (middle - days) * 1_440
    var open = Array(repeating: false, count: days * 2 * 1_440)
    for day in (middle - days - 4)...(middle + days + 4) {
      for (start, end) in Self.minutes(calendar, zone: zone, utc: utc, day: day) {
        for minute in start..<Swift.max(start, end)
        where minute >= first && minute < first + open.count {
          open[minute - first] = true
        }
      }
    }
    self.open = open
    var (openings, closings): ([Int], [Int]) = ([], [])
    for (index, pair) in zip(open, open.dropFirst()).enumerated() where pair.0 != pair.1 {
      if pair.1 { openings.append(first + index + 1) } else { closings.append(first + index + 1) }
    }
    (self.openings, self.closings) = (openings, closings)
  }

  static func hours(
    _ calendar: BusinessCalendar, utc: Calendar, day: Int
  ) -> [DayInterval] {
    let date = CivilDate(daysSince1970: day)
    if let override = calendar.overrides.first(where: { $0.date == date }) {
      return override.intervals
    }
    if calendar.holidays.contains(where: { $0.date == date }) { return [] }
    // Foundation's weekdays: Sunday is 1.
    let midnight = Date(timeIntervalSince1970: Double(day) * 86_400)
    let weekday = utc.component(.weekday, from: midnight)
    return calendar.hours(on: Weekday(rawValue: weekday == 1 ? 7 : weekday - 1) ?? .monday)
  }

  /// The intervals that open on a day, in minutes since 1970; the end may not be after the start.
  static func minutes(
    _ calendar: BusinessCalendar, zone: TimeZone, utc: Calendar, day: Int
  ) -> [(Int, Int)] {
    hours(calendar, utc: utc, day: day).map { interval in
      let start = minute(of: interval.start)
      var end = minute(of: interval.end)
      if end < start { end += 1_440 }
      return (
        instant(zone, wall: day * 1_440 + start), instant(zone, wall: day * 1_440 + end)
      )
    }
  }

  private static func minute(of time: TimeOfDay) -> Int { time.hour * 60 + time.minute }

  /// The minute since 1970 at which the zone's clocks show a wall minute. No offset holds for less than
  /// two hours.
  static func instant(_ zone: TimeZone, wall: Int) -> Int {
    func offset(_ minute: Int) -> Int {
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(minute) * 60)) / 60
    }
    let offsets = Set(stride(from: -26 * 60, through: 26 * 60, by: 120).map { offset(wall + $0) })
    let shown = offsets.map { wall - $0 }.filter { offset($0) == wall - $0 }
    if let first = shown.min() { return first }
    return wall - offset(wall - 26 * 60)
  }

  // MARK: Questions, `nil` where the stretch is too short to tell

  func isOpen(_ minute: Int) -> Bool { open[minute - first] }

  func next(opening: Bool, after minute: Int) -> Int? {
    (opening ? openings : closings).first { $0 > minute }
  }

  func previous(opening: Bool, before minute: Int) -> Int? {
    (opening ? openings : closings).last { $0 < minute }
  }

  func between(_ start: Int, _ end: Int) -> Int {
    start <= end
      ? (start..<end).count { isOpen($0) } : -(end..<start).count { isOpen($0) }
  }

  func add(_ minutes: Int, to start: Int) -> Int? {
    var left = minutes
    var minute = start
    if left == 0 { return (minute..<first + open.count).first { isOpen($0) } }
    while left > 0 {
      guard minute < first + open.count else { return nil }
      if isOpen(minute) { left -= 1 }
      minute += 1
    }
    return minute
  }

  func subtract(_ minutes: Int, from end: Int) -> Int? {
    var left = minutes
    var minute = end
    if left == 0 {
      if isOpen(minute) { return minute }
      return (first..<minute).last { isOpen($0) }.map { $0 + 1 }
    }
    while left > 0 {
      guard minute > first else { return nil }
      minute -= 1
      if isOpen(minute) { left -= 1 }
    }
    return minute
  }

  func isBusinessDay(_ day: Int) -> Bool {
    Self.minutes(calendar, zone: zone, utc: utc, day: day).contains { $0.0 < $0.1 }
  }
}
