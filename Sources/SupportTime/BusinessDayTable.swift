// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

internal import SupportCore

/// Business dates, compiled: which dates open, counted by arithmetic on the week and a short list
/// of dates that differ from it.
struct BusinessDayTable: Sendable {
  /// Business days before each weekday of a week, Monday 0; the last is the week's total.
  private let weekPrefix: [Int]
  /// Dates that differ from their weekday, in order, and the sum of differences up to each.
  private let differing: [Int]
  private let corrections: [Int]
  private let cycleStart: Int
  private let cycleEnd: Int

  /// A Monday before every date.
  private static let monday = -719_176
  /// Days in the 400 years that repeat.
  private static let cycle = 146_097
  private static let lowest = CivilDate.min.daysSince1970
  static let end = CivilDate.max.daysSince1970 + 1

  init(_ hours: DailyHours, neverCloses: Bool) {
    weekPrefix = hours.week.reduce(into: [0]) { $0.append(($0.last ?? 0) + ($1.isEmpty ? 0 : 1)) }
    let last = hours.listedDays.last.map { $0 + 7 } ?? Self.lowest
    let firstCycle = Int((ZoneRules.cycleEnd - ZoneRules.cycle) / DailyHours.day)
    let start = Swift.max(firstCycle, last)
    let repeats = hours.zone.repeats && start + Self.cycle < Self.end && !neverCloses
    cycleStart = repeats ? start : Self.end
    cycleEnd = repeats ? start + Self.cycle : Self.end

    var days = Set(hours.listedDays)
    if !neverCloses {
      for day in Self.daysOfChange(in: hours.zone, before: cycleEnd) { days.insert(day) }
    }
    var differing: [Int] = []
    var corrections: [Int] = []
    var sum = 0
    for day in days.sorted() where day >= Self.lowest && day < cycleEnd {
      let opens = hours.hours(on: day).contains { hours.instants(of: $0, on: day) != nil }
      let usual = !hours.week[DailyHours.weekday(of: day)].isEmpty
      guard opens != usual else { continue }
      sum += opens ? 1 : -1
      differing.append(day)
      corrections.append(sum)
    }
    self.differing = differing
    self.corrections = corrections
  }

  /// The dates on which a change of the clocks may swallow an interval.
  private static func daysOfChange(in zone: ZoneRules, before end: Int) -> [Int] {
    var days: [Int] = []
    var index = 0
    var shift: Int64 = 0
    while index < zone.changes.count {
      let change = zone.changes[index] + shift
      // Only a change forward makes a gap.
      if zone.offsets[index + 1] > zone.offsets[index] {
        let first = (change + zone.offsets[index]).flooredQuotient(by: DailyHours.day)
        guard first < end else { break }
        let last = (change + zone.offsets[index + 1]).flooredQuotient(by: DailyHours.day)
        days += (Int(first) - 1)...Int(last)
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

  /// The business dates before a day.
  func count(before day: Int) -> Int {
    guard day >= cycleEnd, cycleEnd < Self.end else { return plainCount(before: day) }
    let cycles = (day - cycleEnd) / Self.cycle + 1
    let inCycle = plainCount(before: cycleEnd) - plainCount(before: cycleStart)
    return plainCount(before: day - cycles * Self.cycle) + cycles * inCycle
  }

  private func plainCount(before day: Int) -> Int {
    let since = day - Self.monday
    var low = 0
    var high = differing.count
    while low < high {
      let middle = (low + high) >> 1
      if differing[middle] < day { low = middle + 1 } else { high = middle }
    }
    let week = since / 7 * weekPrefix[7] + weekPrefix[since % 7]
    return week + (low > 0 ? corrections[low - 1] : 0)
  }

  /// The business date that has exactly that many business dates before it.
  func day(withBefore count: Int, near hint: Int) -> Int? {
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
        low = Swift.max(low - step, Self.lowest - 1)
        step *= 2
      } while low >= Self.lowest && isPast(low)
    } else {
      (low, high) = (hint, hint)
      repeat {
        low = high
        high = Swift.min(high + step, Self.end - 1)
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
