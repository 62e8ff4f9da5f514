// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The opening hours of one calendar by date, and what they are in instants.
final class DailyHours: Sendable {
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
  /// From when until when usual hours may be open, since midnight; empty where they never are.
  private let usualBounds: (start: Int64, end: Int64)

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
    var bounds = (start: Int64.max, end: Int64.min)
    for kind in [week] + years {
      for stretch in kind.joined() {
        bounds = (min(bounds.start, stretch.start), max(bounds.end, stretch.end))
      }
    }
    usualBounds = bounds
    hasOvernight =
      bounds.end > Self.day || listedHours.joined().contains { $0.end > Self.day }
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

  /// Tells whether usual hours meet a stretch of wall time.
  func meetsUsualHours(_ start: Int64, _ end: Int64) -> Bool {
    guard usualBounds.start < usualBounds.end else { return false }
    let first = Int(start.flooredQuotient(by: Self.day)) - 2
    let last = Int(end.flooredQuotient(by: Self.day))
    return (first...last).contains { day in
      let midnight = Int64(day) * Self.day
      return midnight + usualBounds.start < end && midnight + usualBounds.end > start
        && days.contains(day)
        && usualHours(on: day).contains {
          midnight + $0.start < end && midnight + $0.end > start
        }
    }
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
  func instants(of stretch: Stretch, on day: Int) -> OpenInterval? {
    let midnight = Int64(day) * Self.day
    let start = zone.milliseconds(local: midnight + stretch.start)
    let end = zone.milliseconds(local: midnight + stretch.end)
    return start < end ? OpenInterval(start: start, end: end) : nil
  }

  /// The stretches that open on a day, in instants.
  func instants(on day: Int) -> [OpenInterval] {
    hours(on: day).compactMap { instants(of: $0, on: day) }
  }

  /// The stretches that may lie within some time, and some around it, in instants and in order.
  func instants(around start: Int64, _ end: Int64) -> [OpenInterval] {
    let first = day(at: start) - 3
    let last = day(at: end) + 2
    var found: [OpenInterval] = []
    var isInOrder = true
    for day in first...max(first, last) {
      for stretch in hours(on: day) {
        guard let interval = instants(of: stretch, on: day) else { continue }
        if let before = found.last, interval < before { isInOrder = false }
        found.append(interval)
      }
    }
    return isInOrder ? found : found.sorted()
  }

  /// The day since 1970 on the zone's clocks.
  func day(at milliseconds: Int64) -> Int { zone.day(at: milliseconds) }
}
