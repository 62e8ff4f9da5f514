// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Business dates, compiled: which dates open, counted by arithmetic on weeks or kinds of years and
/// a short list of dates that differ. Those of a combined calendar are found day by day.
struct BusinessDayTable: Sendable {
  private let plan: HoursPlan
  /// Business days before each weekday of a week, Monday 0; the last is the week's total.
  private let weekPrefix: [Int]
  /// For each kind of year the business days before each day, and the year's total.
  private let yearPrefix: [[Int]]
  /// The business days before each year of 400, and their total.
  private let yearsBefore: [Int]
  /// Dates that differ from their kind, in order, and the sum of differences up to each.
  private var differing: [Int] = []
  private var corrections: [Int] = []
  private let cycleStart: Int
  private let cycleEnd: Int
  /// The days that may open.
  private let days: Range<Int>

  /// The days from the first to the last opening there is.
  private let openDays: Range<Int>

  /// A Monday before every date.
  private static let monday = -719_176
  private static let lowest = BusinessCalendar.allDays.lowerBound
  static let end = BusinessCalendar.allDays.upperBound

  init(_ plan: HoursPlan, neverCloses: Bool, openDays: Range<Int>) {
    self.plan = plan
    self.openDays = openDays
    let hours = plan.leaves[0]
    weekPrefix = hours.week.reduce(into: [0]) { $0.append(($0.last ?? 0) + ($1.isEmpty ? 0 : 1)) }
    yearPrefix =
      hours.isYearly && plan.isSingle
      ? YearKind.all.map { kind in
        kind.days.reduce(into: [0]) {
          $0.append(($0.last ?? 0) + (hours.usualHours(on: $1).isEmpty ? 0 : 1))
        }
      } : []
    yearsBefore = yearPrefix.isEmpty ? [] : Self.sums(yearPrefix)
    days = hours.days
    let last = hours.listedDays.last.map { $0 + 7 } ?? Self.lowest
    let firstCycle = Int((ZoneRules.cycleEnd - ZoneRules.cycle) / DailyHours.day)
    let start = max(firstCycle, last)
    let repeats = hours.zone.repeats && start + GregorianCycle.days < Self.end && !neverCloses
    cycleStart = repeats ? start : Self.end
    cycleEnd = repeats ? start + GregorianCycle.days : Self.end
    if plan.isSingle { findDifferences(hours, neverCloses: neverCloses) }
  }

  private static func sums(_ kinds: [[Int]]) -> [Int] {
    YearKind.kindOfYear.reduce(into: [0]) { $0.append(($0.last ?? 0) + (kinds[$1].last ?? 0)) }
  }

  private mutating func findDifferences(_ hours: DailyHours, neverCloses: Bool) {
    var days = Set(hours.listedDays)
    if !neverCloses {
      for day in Self.daysOfChange(of: hours, before: cycleEnd) { days.insert(day) }
    }
    var sum = 0
    for day in days.sorted() where hours.days.contains(day) && day < cycleEnd {
      let opens = hours.hours(on: day).contains { hours.instants(of: $0, on: day) != nil }
      let usual = !hours.usualHours(on: day).isEmpty
      guard opens != usual else { continue }
      sum += opens ? 1 : -1
      differing.append(day)
      corrections.append(sum)
    }
  }

  /// The dates on which a change of the clocks may swallow an interval.
  private static func daysOfChange(of hours: DailyHours, before end: Int) -> [Int] {
    let zone = hours.zone
    var days: [Int] = []
    var index = 0
    var shift: Int64 = 0
    while index < zone.changes.count {
      let change = zone.changes[index] + shift
      // Only a change forward makes a gap.
      if zone.offsets[index + 1] > zone.offsets[index] {
        let gap = (change + zone.offsets[index], change + zone.offsets[index + 1])
        let first = gap.0.flooredQuotient(by: DailyHours.day)
        guard first < end else { break }
        if hours.meetsUsualHours(gap.0, gap.1) {
          days += (Int(first) - 1)...Int(gap.1.flooredQuotient(by: DailyHours.day))
        }
      }
      index += 1
      if index == zone.changes.count, zone.repeats {
        index = zone.index(at: ZoneRules.cycleEnd - ZoneRules.cycle)
        shift += ZoneRules.cycle
      }
    }
    return days
  }

  // MARK: Questions

  /// Tells whether an interval opens on a day.
  func opens(on day: Int) -> Bool {
    guard plan.isSingle else { return !plan.instants(on: day).isEmpty }
    return count(before: day + 1) > count(before: day)
  }

  /// The business dates before a day, counted from some day on; single calendars only.
  private func count(before day: Int) -> Int {
    let day = min(max(day, days.lowerBound), days.upperBound)
    guard day >= cycleEnd, cycleEnd < Self.end else { return plainCount(before: day) }
    let cycles = (day - cycleEnd) / GregorianCycle.days + 1
    let inCycle = plainCount(before: cycleEnd) - plainCount(before: cycleStart)
    return plainCount(before: day - cycles * GregorianCycle.days) + cycles * inCycle
  }

  private func plainCount(before day: Int) -> Int {
    let count = differing.partitioningIndex { $0 >= day }
    return usualCount(before: day) + (count > 0 ? corrections[count - 1] : 0)
  }

  /// The dates before a day that would open if none were listed.
  private func usualCount(before day: Int) -> Int {
    let since = day - Self.monday
    guard !yearPrefix.isEmpty else { return since / 7 * weekPrefix[7] + weekPrefix[since % 7] }
    let fromStart = day - GregorianCycle.start + 6 * GregorianCycle.days
    let cycles = fromStart / GregorianCycle.days
    let rest = fromStart % GregorianCycle.days
    let year = YearKind.yearStarts.partitioningIndex { $0 > rest } - 1
    return cycles * yearsBefore[400] + yearsBefore[year]
      + yearPrefix[YearKind.kindOfYear[year]][rest - YearKind.yearStarts[year]]
  }

  /// The business dates from one day up to another, not included; `start` ≤ `end`.
  ///
  /// - Complexity: O(1) of a single calendar; O(*n*) days of a combined one.
  func count(from start: Int, to end: Int) -> Int {
    guard !plan.isSingle else { return count(before: end) - count(before: start) }
    return (start..<max(start, end)).clamped(to: openDays).count { opens(on: $0) }
  }

  /// The business date that has `count` others between a day and itself: at or after the day where
  /// `count` ≥ 0, before the day where it is negative, -1 being the last one before.
  func day(_ count: Int, from day: Int) -> Int? {
    guard plan.isSingle else { return walk(count, from: day) }
    let (target, overflow) = self.count(before: day).addingReportingOverflow(count)
    return overflow ? nil : self.day(withBefore: target, near: day)
  }

  private func walk(_ count: Int, from day: Int) -> Int? {
    guard count.magnitude < UInt(GregorianCycle.days * 25) else { return nil }
    var left = count
    var cursor =
      count >= 0
      ? max(day, openDays.lowerBound) : min(day, openDays.upperBound) - 1
    while openDays.contains(cursor) {
      if opens(on: cursor) {
        if left == 0 || left == -1 { return cursor }
        left += count >= 0 ? -1 : 1
      }
      cursor += count >= 0 ? 1 : -1
    }
    return nil
  }

  /// The business date that has exactly that many business dates before it.
  private func day(withBefore count: Int, near hint: Int) -> Int? {
    guard count >= self.count(before: Self.lowest), count < self.count(before: Self.end) else {
      return nil
    }
    // The first day whose successor has more than `count` before it.
    func isPast(_ day: Int) -> Bool { self.count(before: day + 1) > count }
    var step = 2
    var low: Int
    var high: Int
    if isPast(hint) {
      (low, high) = (hint, hint)
      repeat {
        high = low
        low = max(low - step, Self.lowest - 1)
        step *= 2
      } while low >= Self.lowest && isPast(low)
    } else {
      (low, high) = (hint, hint)
      repeat {
        low = high
        high = min(high + step, Self.end - 1)
        step *= 2
      } while !isPast(high)
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if isPast(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
