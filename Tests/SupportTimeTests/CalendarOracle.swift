// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTestKit
import SupportTime

/// A second, stupid model of whole calendars: it marks every minute of a stretch, part by part, with
/// dates and offsets from Foundation, and combines the marks.
struct CalendarOracle {
  let first: Int
  let open: [Bool]
  private static let utc: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? calendar.timeZone
    return calendar
  }()

  init(_ calendar: BusinessCalendar, around day: Int, days: Int) throws {
    first = (day - days) * 1_440
    open = try Self.marks(calendar, from: day - days, to: day + days)
  }

  func isOpen(_ minute: Int) -> Bool { open[minute - first] }

  func between(_ start: Int, _ end: Int) -> Int {
    start <= end ? (start..<end).count { isOpen($0) } : -(end..<start).count { isOpen($0) }
  }

  // MARK: Marks

  private static func marks(
    _ calendar: BusinessCalendar, from first: Int, to last: Int
  ) throws -> [Bool] {
    if let combination = calendar.combination {
      let lists = try combination.parts.map { try Self.marks($0, from: first, to: last) }
      return lists[0].indices.map { index in
        switch combination.operation {
        case .union: lists.contains { $0[index] }
        case .intersection: lists.allSatisfy { $0[index] }
        case .difference: lists[0][index] && !lists.dropFirst().contains { $0[index] }
        }
      }
    }
    let offsets = ["+05:30": 19_800, "-03:00": -10_800]
    let fixed = offsets[calendar.zone].flatMap { TimeZone(secondsFromGMT: $0) }
    guard let zone = fixed ?? TimeZone(identifier: calendar.zone) else {
      throw UnknownZoneInTest()
    }
    var open = Array(repeating: false, count: (last - first) * 1_440)
    if calendar.isAroundTheClock { return open.map { _ in true } }
    for day in (first - 4)...(last + 4) {
      for (start, end) in stretches(calendar.parts, on: day) {
        let begin = MinuteWalker.instant(zone, wall: day * 1_440 + start)
        let stop = MinuteWalker.instant(zone, wall: day * 1_440 + end)
        for minute in begin..<max(begin, stop)
        where minute >= first * 1_440 && minute < last * 1_440 {
          open[minute - first * 1_440] = true
        }
      }
    }
    return open
  }

  struct UnknownZoneInTest: Error {}

  // MARK: The hours of a date in minutes since its midnight

  static func stretches(_ parts: BusinessCalendar.Parts, on day: Int) -> [(Int, Int)] {
    let date = CivilDate(daysSince1970: day)
    if let validity = parts.validity, date < validity.lowerBound || validity.upperBound < date {
      return []
    }
    var stretches = plain(parts, day).map { interval -> (Int, Int) in
      let start = interval.start.hour * 60 + interval.start.minute
      let end = interval.end.hour * 60 + interval.end.minute
      return (start, end < start ? end + 1_440 : end)
    }
    for pause in parts.breaks where matches(pause.days, day, parts) {
      let from = pause.interval.start.hour * 60 + pause.interval.start.minute
      var to = pause.interval.end.hour * 60 + pause.interval.end.minute
      if to < from { to += 1_440 }
      stretches = stretches.flatMap { stretch -> [(Int, Int)] in
        runs(
          (stretch.0..<stretch.1).filter { minute in
            !(from..<to).contains(minute) && !(from + 1_440..<to + 1_440).contains(minute)
          })
      }
    }
    for adjustment in parts.adjustments where matches(adjustment.days, day, parts) {
      if let close = adjustment.close, !stretches.isEmpty {
        switch close {
        case .at(let time):
          let limit = time.hour * 60 + time.minute
          stretches[stretches.count - 1].1 = limit
          stretches = stretches.map { ($0.0, min($0.1, limit)) }
        case .by(let milliseconds):
          let moved = stretches[stretches.count - 1].1 + Int(milliseconds / 60_000)
          stretches[stretches.count - 1].1 = min(moved, 2_880)
        }
        stretches = stretches.filter { $0.0 < $0.1 }
      }
      if let open = adjustment.open, !stretches.isEmpty {
        switch open {
        case .at(let time):
          let limit = time.hour * 60 + time.minute
          stretches[0].0 = limit
          stretches = stretches.map { (max($0.0, limit), $0.1) }
        case .by(let milliseconds):
          stretches[0].0 = max(0, stretches[0].0 + Int(milliseconds / 60_000))
        }
        stretches = stretches.filter { $0.0 < $0.1 }
      }
    }
    return stretches
  }

  private static func runs(_ minutes: [Int]) -> [(Int, Int)] {
    var runs: [(Int, Int)] = []
    for minute in minutes {
      if let last = runs.last, last.1 == minute {
        runs[runs.count - 1].1 = minute + 1
      } else {
        runs.append((minute, minute + 1))
      }
    }
    return runs
  }

  private static func plain(_ parts: BusinessCalendar.Parts, _ day: Int) -> [DayInterval] {
    let date = CivilDate(daysSince1970: day)
    if let override = parts.overrides.first(where: { $0.date == date }) {
      return override.intervals
    }
    if parts.workdays.contains(date) { return parts.workdayHours }
    if let holiday = parts.holidays.first(where: { $0.date == date }) {
      return holiday.hours ?? parts.holidayHours
    }
    if let holiday = parts.recurringHolidays.first(where: { matches($0.days, day, parts) }) {
      return holiday.hours ?? parts.holidayHours
    }
    return parts.weekly[weekday(day)] ?? []
  }

  private static func foundation(_ day: Int) -> Date {
    Date(timeIntervalSince1970: Double(day) * 86_400)
  }

  private static func weekday(_ day: Int) -> Weekday {
    let weekday = utc.component(.weekday, from: foundation(day))
    return Weekday(rawValue: weekday == 1 ? 7 : weekday - 1) ?? .monday
  }

  private static func matches(
    _ days: CalendarDays, _ day: Int, _ parts: BusinessCalendar.Parts
  ) -> Bool {
    let date = foundation(day)
    let here = utc.dateComponents([.month, .day, .weekdayOrdinal], from: date)
    let month = utc.range(of: .day, in: .month, for: date)?.count ?? 0
    let number = here.day ?? 0
    switch days {
    case .date(let one): return one.daysSince1970 == day
    case .dates(let range):
      return range.lowerBound.daysSince1970 <= day && day <= range.upperBound.daysSince1970
    case .weekdays(let weekdays): return weekdays.contains(weekday(day))
    case .yearly(let wanted, let wantedDay): return here.month == wanted && number == wantedDay
    case .dayOfMonth(let wanted): return number == (wanted < 0 ? month : wanted)
    case .weekdayOfMonth(let count, let wanted, let wantedMonth):
      guard weekday(day) == wanted, wantedMonth == nil || wantedMonth == here.month else {
        return false
      }
      return count < 0
        ? utc.component(.month, from: foundation(day + 7)) != here.month
        : here.weekdayOrdinal == count
    case .workingDayOfMonth(let count, let wantedMonth):
      guard wantedMonth == nil || wantedMonth == here.month else { return false }
      let start = day - number + 1
      let worked = (start..<start + month).filter { !plain(parts, $0).isEmpty }
      guard let wanted = count < 0 ? worked.last : worked.dropFirst(count - 1).first else {
        return false
      }
      return wanted == day
    }
  }
}

/// A random calendar with every kind of part, and sometimes a combination of several.
struct RandomWholeCalendar: Sendable {
  var random: SplitMix
  let calendar: BusinessCalendar
  let clock: BusinessClock
  /// A day since 1970 around which things happen.
  let day: Int

  private static let near = MadeOnce<UInt64, RandomWholeCalendar> {
    try RandomWholeCalendar(making: $0, far: false)
  }
  private static let far = MadeOnce<UInt64, RandomWholeCalendar> {
    try RandomWholeCalendar(making: $0, far: true)
  }

  /// The calendar of a seed, compiled once for all tests.
  init(seed: UInt64, far: Bool = false) throws {
    self = try (far ? Self.far : Self.near).value(seed)
  }

  private init(making seed: UInt64, far: Bool) throws {
    var made = try RandomCalendar(seed: seed)
    var random = made.random
    var day = Int(made.middle.millisecondsSince1970 / 86_400_000)
    var calendars: [BusinessCalendar] = []
    if far {
      day =
        random.pick([-120_000, -60_001, 170_000, 250_000, 1_000_000, 2_500_000])
        + Int.random(in: 0..<1_500, using: &random)
    }
    let count = random.pick([1, 1, 1, 2, 3])
    for index in 0..<count {
      if index > 0 { made = try RandomCalendar(seed: seed &+ UInt64(index) &* 7_919) }
      var parts = made.calendar.parts
      if far { parts.zone = random.pick(["UTC", "+05:30", "-03:00"]) }
      try Self.decorate(&parts, &random, around: day)
      var plain = made.calendar.parts
      plain.zone = parts.zone
      calendars.append(try (try? BusinessCalendar(parts)) ?? BusinessCalendar(plain))
    }
    var calendar = calendars[0]
    if count > 1 {
      let combined =
        switch random.pick([0, 0, 1, 2]) {
        case 0: try BusinessCalendar.union(calendars)
        case 1: try? BusinessCalendar.intersection(calendars)
        default: try? calendars[0].subtracting(calendars[1])
        }
      calendar = combined ?? calendar
    }
    self.calendar = calendar
    self.random = random
    self.day = day
    clock = try calendar.compiled()
  }

  private static func decorate(
    _ parts: inout BusinessCalendar.Parts, _ random: inout SplitMix, around day: Int
  ) throws {
    func date(_ reach: Int = 8) -> CivilDate {
      CivilDate(daysSince1970: day + Int.random(in: -reach...reach, using: &random))
    }
    func time() throws -> String {
      let minute = Int.random(in: 0..<96, using: &random) * 15
      return "\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
    }
    func interval() throws -> DayInterval {
      while true {
        if let interval = try? DayInterval("\(try time())-\(try time())") { return interval }
      }
    }
    func rule() -> CalendarDays {
      let near = date(4)
      return random.pick([
        .date(near), .dates(near...near.adding(days: 2)), .everyDay, .weekdays, .weekend,
        .yearly(month: near.month, day: near.day), .dayOfMonth(near.day), .dayOfMonth(-1),
        .weekdayOfMonth((near.day - 1) / 7 + 1, near.weekday, month: nil),
        .weekdayOfMonth(-1, near.weekday, month: near.month), .workingDayOfMonth(-1, month: nil),
        .workingDayOfMonth(random.pick([1, 2, 5, 10]), month: nil),
        .workingDayOfMonth(random.pick([1, 15, -1]), month: near.month),
      ])
    }
    if random.chance(40) { parts.holidayHours = [try interval()] }
    if random.chance(50) {
      let near = date()
      parts.recurringHolidays = [
        .init(on: .yearly(month: near.month, day: near.day), name: "Yearly"),
        .init(
          on: .weekdayOfMonth(-1, random.pick(Weekday.allCases), month: near.month),
          name: "Monthly", hours: random.chance(50) ? [try interval()] : nil),
      ]
    }
    if random.chance(30) {
      parts.workdays = Array(Set([date(), date(), date()])).sorted()
      parts.workdayHours = [try interval()]
    }
    for _ in 0..<random.pick([0, 1, 2]) {
      parts.breaks.append(.init("pause", try interval(), on: rule()))
    }
    for _ in 0..<random.pick([0, 1, 2]) {
      let changes: [BusinessCalendar.Adjustment.Change?] = [
        nil, .by(milliseconds: 1_800_000), .by(milliseconds: -5_400_000),
        .at(try TimeOfDay(try time())), .by(milliseconds: 36_000_000),
      ]
      parts.adjustments.append(
        .init(on: rule(), open: random.pick(changes), close: random.pick(changes)))
    }
    if random.chance(20) { parts.validity = date(3)...date(3).adding(days: 9) }
  }
}
