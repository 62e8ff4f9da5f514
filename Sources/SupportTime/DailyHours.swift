// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

internal import SupportCore

/// The opening hours of one calendar by date, and what they are in instants.
struct DailyHours: Sendable {
  typealias Stretch = HoursRules.Stretch

  let zone: ZoneRules
  let rules: HoursRules
  /// The days on which hours may open; may be empty.
  let days: Range<Int>
  /// Monday first; of use only where the hours do not depend on the year.
  let week: [[Stretch]]
  /// For calendars with rules by the month: the hours of each day of each kind of year.
  private let years: [[[Stretch]]]
  /// Dates whose hours differ from those of their kind, as days since 1970, in order.
  let listedDays: [Int]
  private let listedHours: [[Stretch]]
  let hasOvernight: Bool

  init(_ calendar: BusinessCalendar, zone: ZoneRules, within bounds: Range<Int>) {
    self.zone = zone
    var parts = calendar.parts
    if calendar.isAroundTheClock {
      parts.weekly = Dictionary(
        uniqueKeysWithValues: Weekday.allCases.map { ($0, [.wholeDay]) })
    }
    let rules = HoursRules(parts)
    self.rules = rules
    let days = calendar.days(within: bounds)
    self.days = days
    // 1970-01-05 was a Monday.
    week = (4..<11).map { rules.isYearly ? [] : rules.hours(on: $0, listed: false) }
    years =
      rules.isYearly
      ? YearKind.all.map { kind in kind.days.map { rules.hours(on: $0, listed: false) } } : []
    var listedDays: [Int] = []
    var listedHours: [[Stretch]] = []
    for day in rules.listedDays where days.contains(day) {
      let hours = rules.hours(on: day)
      guard hours != Self.usualHours(on: day, week, years) else { continue }
      listedDays.append(day)
      listedHours.append(hours)
    }
    self.listedDays = listedDays
    self.listedHours = listedHours
    let all = week + years.joined() + listedHours
    hasOvernight = all.joined().contains { $0.end > Self.day }
  }

  static let day = TimeOfDay.millisecondsPerDay

  /// The weekday of a day since 1970, Monday 0.
  static func weekday(of day: Int) -> Int {
    let index = (day + 3) % 7
    return index < 0 ? index + 7 : index
  }

  var isYearly: Bool { !years.isEmpty }

  /// The hours of a day by its kind, whatever is listed and whatever the bounds.
  func usualHours(on day: Int) -> [Stretch] {
    Self.usualHours(on: day, week, years)
  }

  private static func usualHours(
    on day: Int, _ week: [[Stretch]], _ years: [[[Stretch]]]
  ) -> [Stretch] {
    guard !years.isEmpty else { return week[weekday(of: day)] }
    let (kind, index) = YearKind.place(of: day)
    return years[kind][index]
  }

  func hours(on day: Int) -> [Stretch] {
    guard days.contains(day) else { return [] }
    let index = listedDays.partitioningIndex { $0 >= day }
    if index < listedDays.count, listedDays[index] == day { return listedHours[index] }
    return usualHours(on: day)
  }

  /// A stretch that opens on a day, in instants; `nil` where a change of the clocks swallows it.
  func instants(of stretch: Stretch, on day: Int) -> (start: Int64, end: Int64)? {
    let midnight = Int64(day) * Self.day
    let start = zone.milliseconds(local: midnight + stretch.start)
    let end = zone.milliseconds(local: midnight + stretch.end)
    return start < end ? (start, end) : nil
  }

  /// The stretches that open on a day, in instants.
  func instants(on day: Int) -> [(start: Int64, end: Int64)] {
    hours(on: day).compactMap { instants(of: $0, on: day) }
  }

  /// The day since 1970 on the zone's clocks.
  func day(at milliseconds: Int64) -> Int { zone.day(at: milliseconds) }
}

extension ZoneRules {
  /// The day since 1970 on the zone's clocks.
  func day(at milliseconds: Int64) -> Int {
    Int((milliseconds + offsetMilliseconds(at: milliseconds)).flooredQuotient(by: DailyHours.day))
  }
}

/// The fourteen kinds of year: by the weekday of 1 January and the length.
///
/// Rules by the month give the same hours on the same day of two years of one kind, and so do the
/// days around the new year, whose weekdays are the same as well.
struct YearKind: Sendable {
  /// The days since 1970 of a year of the kind.
  let days: Range<Int>

  /// By weekday of 1 January, Monday 0, ordinary years first.
  static let all: [Self] = {
    var kinds: [Int: Self] = [:]
    for year in 2_000..<2_028 {
      let first = newYear(year)
      let kind = Self(days: first..<newYear(year + 1))
      kinds[index(first: first, length: kind.days.count)] = kind
    }
    return (0..<14).compactMap { kinds[$0] }
  }()

  static func newYear(_ year: Int) -> Int {
    (try? CivilDate(year: year, month: 1, day: 1))?.daysSince1970 ?? 0
  }

  static func index(first: Int, length: Int) -> Int {
    DailyHours.weekday(of: first) + (length == 366 ? 7 : 0)
  }

  /// The kind of the year of a day and the day's place in it; for any day.
  static func place(of day: Int) -> (kind: Int, index: Int) {
    let cycle = 146_097
    // Days before the first and after the last date count as those 400 years off.
    let since = day - start
    let cycles = since >= 0 ? since / cycle : -((cycle - 1 - since) / cycle)
    let rest = since - cycles * cycle
    var year = Swift.min(rest * 400 / cycle, 399)
    while yearStarts[year] > rest { year -= 1 }
    while yearStarts[year + 1] <= rest { year += 1 }
    return (kindOfYear[year], rest - yearStarts[year])
  }

  /// 2000-01-01, the start of 400 years.
  static let start = 10_957

  /// The days before each year of the 400 years from 2000, and their total.
  static let yearStarts: [Int] = (2_000...2_400).map { newYear($0) - start }

  static let kindOfYear: [Int] = (2_000..<2_400).map {
    index(first: newYear($0), length: newYear($0 + 1) - newYear($0))
  }
}
