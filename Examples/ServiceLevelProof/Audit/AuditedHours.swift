// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
package import SupportCore
package import SupportTime

/// Opening hours as Foundation sees them, minute by minute over seven weeks.
package struct AuditedWeeks {
  /// The first minute since 1970.
  package let start: Int
  /// Which minutes are open, by the name of the hours.
  package let open: [String: [Bool]]
  /// The local date of each minute, as a running number.
  package let date: [Int]

  /// For each name of hours the working days in order, each with the minute at which it ends.
  private let ends: [String: [(date: Int, end: Int)]]

  package init(start: Int, open: [String: [Bool]], date: [Int]) {
    self.start = start
    self.open = open
    self.date = date
    ends = open.mapValues { open in
      var ends: [(date: Int, end: Int)] = []
      for minute in open.indices where open[minute] {
        if ends.last?.date == date[minute] { ends.removeLast() }
        ends.append((date[minute], start + minute + 1))
      }
      return ends
    }
  }

  package func counts(_ minute: Int, _ hours: String?) -> Bool {
    guard let hours else { return true }
    return counts(minute, in: open[hours])
  }

  /// The same with the hours looked up, `nil` for around the clock.
  package func counts(_ minute: Int, in open: [Bool]?) -> Bool {
    guard let open else { return true }
    let place = minute - start
    return place >= 0 && place < open.count && open[place]
  }

  /// The minute at which the n-th working day after a start ends.
  package func endOfDay(_ days: Int, after start: Int, _ hours: String) -> Int {
    let first = date[start - self.start]
    let later = (ends[hours] ?? []).filter { $0.date > first }
    return days <= later.count ? later[days - 1].end : .max
  }

  /// A minute moved on by an amount of open time.
  package func later(_ minute: Int, by amount: Int, _ hours: String?) -> Int {
    let open = hours.flatMap { self.open[$0] }
    var left = amount
    var at = minute
    while left > 0, at < start + date.count {
      if counts(at, in: open) { left -= 1 }
      at += 1
    }
    return at
  }
}

/// The weeks around the two changes of the clocks in 2025.
package enum AuditedHours {
  package static let zone = "Europe/Berlin"
  package static let days = 49

  package static let mondays = ["2025-03-24", "2025-10-20"].map { (try? CivilDate($0)) ?? .min }

  /// Weekdays as Foundation counts them (Sunday is 1), the first and the last open minute.
  package static let hours: [String: (weekdays: ClosedRange<Int>, from: Int, to: Int)] = [
    "office": (2...6, 9 * 60, 17 * 60), "late": (2...5, 12 * 60, 20 * 60),
    "night": (2...6, 22 * 60, 30 * 60), "daily": (1...7, 8 * 60, 22 * 60),
  ]

  package static let weeks: [AuditedWeeks] = mondays.map { monday in
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

  package static let clocks: [String: BusinessClock] =
    ((try? calendars()) ?? [:]).compactMapValues { try? $0.compiled() }

  package static func calendars() throws -> [String: BusinessCalendar] {
    try hours.mapValues { weekdays, from, to in
      let interval = try DayInterval(
        from: TimeOfDay(clamping: Int64(from) * 60_000),
        to: TimeOfDay(clamping: Int64(to % 1_440) * 60_000))
      var weekly: [Weekday: [DayInterval]] = [:]
      for weekday in weekdays {
        if let day = Weekday(rawValue: weekday == 1 ? 7 : weekday - 1) { weekly[day] = [interval] }
      }
      return try BusinessCalendar(zone: zone, weekly: weekly)
    }
  }
}
