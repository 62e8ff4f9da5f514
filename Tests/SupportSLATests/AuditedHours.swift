// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

/// Opening hours as Foundation sees them, minute by minute over seven weeks.
struct AuditedWeeks {
  /// The first minute since 1970.
  let start: Int
  /// Which minutes are open, by the name of the hours.
  let open: [String: [Bool]]
  /// The local date of each minute, as a running number.
  let date: [Int]

  func counts(_ minute: Int, _ hours: String?) -> Bool {
    guard let hours else { return true }
    guard let open = open[hours], minute >= start, minute - start < open.count else {
      return false
    }
    return open[minute - start]
  }

  /// The minute at which the n-th working day after a start ends; around the clock every day works.
  func endOfDay(_ days: Int, after start: Int, _ hours: String?) -> Int {
    let first = date[start - self.start]
    var left = days
    var last = first
    for minute in start..<self.start + date.count {
      let day = date[minute - self.start]
      if day == last || !counts(minute, hours) { continue }
      last = day
      left -= 1
      if left == 0 { return end(of: day, hours) }
    }
    return .max
  }

  private func end(of day: Int, _ hours: String?) -> Int {
    let last = date.indices.last { date[$0] == day && counts(start + $0, hours) }
    return last.map { start + $0 + 1 } ?? .max
  }

  /// A minute moved on by an amount of open time.
  func later(_ minute: Int, by amount: Int, _ hours: String?) -> Int {
    var left = amount
    var at = minute
    while left > 0 {
      if counts(at, hours) { left -= 1 }
      at += 1
    }
    return at
  }
}

/// The weeks around the two changes of the clocks in 2025.
enum AuditedHours {
  static let zone = "Europe/Berlin"
  static let days = 49

  static let mondays = ["2025-03-24", "2025-10-20"].map { (try? CivilDate($0)) ?? .min }

  /// Weekdays as Foundation counts them (Sunday is 1), the first and the last open minute.
  static let hours: [String: (weekdays: ClosedRange<Int>, from: Int, to: Int)] = [
    "office": (2...6, 9 * 60, 17 * 60), "late": (2...5, 12 * 60, 20 * 60),
    "night": (2...6, 22 * 60, 30 * 60), "daily": (1...7, 8 * 60, 22 * 60),
  ]

  static let weeks: [AuditedWeeks] = mondays.map { monday in
    var calendar = Foundation.Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
    let start = monday.daysSince1970 * 1_440
    var shown: [(weekday: Int, minute: Int)] = []
    var date: [Int] = []
    var number = 0
    for minute in 0..<days * 1_440 {
      let instant = Date(timeIntervalSince1970: Double(start + minute) * 60)
      let parts = calendar.dateComponents([.weekday, .hour, .minute], from: instant)
      let next = (weekday: parts.weekday ?? 1, minute: (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
      if let last = shown.last, last.weekday != next.weekday { number += 1 }
      shown.append(next)
      date.append(number)
    }
    let open = hours.mapValues { weekdays, from, to in
      shown.map { weekday, minute in
        let before = weekday == 1 ? 7 : weekday - 1
        return (weekdays.contains(weekday) && (from..<to).contains(minute))
          || (weekdays.contains(before) && (from..<to).contains(minute + 1_440))
      }
    }
    return AuditedWeeks(start: start, open: open, date: date)
  }

  static let clocks: [String: BusinessClock] =
    ((try? calendars()) ?? [:]).compactMapValues { try? $0.compiled() }

  static func calendars() throws -> [String: BusinessCalendar] {
    try hours.mapValues { weekdays, from, to in
      let interval = try DayInterval(
        from: TimeOfDay(clamping: Int64(from) * 60_000),
        to: TimeOfDay(clamping: Int64(to % 1_440) * 60_000))
      var weekly: [Weekday: [DayInterval]] = [:]
      for weekday in weekdays {
        weekly[try #require(Weekday(rawValue: weekday == 1 ? 7 : weekday - 1))] = [interval]
      }
      return try BusinessCalendar(zone: zone, weekly: weekly)
    }
  }
}
