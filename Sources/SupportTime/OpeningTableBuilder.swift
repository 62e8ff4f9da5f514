// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

internal import SupportCore

/// Cuts the time line into spans for an ``OpeningTable``.
struct OpeningTableBuilder {
  private typealias Table = OpeningTable
  private let hours: DailyHours

  private(set) var intervals = OpenIntervals()
  private(set) var weekOpen: Int64 = 0
  private var weekLast = 0
  private(set) var spans: [OpeningTable.Span] = []
  private(set) var cycleStart = OpeningTable.highest
  private(set) var cycleEnd = OpeningTable.highest
  private(set) var openAtCycleStart: Int64 = 0
  private(set) var openAtCycleEnd: Int64 = 0
  private(set) var total: Int64 = 0

  /// Stretches of the time line that need a list of intervals.
  private var ranges: [(start: Int64, end: Int64)] = []
  /// Instants at which only the offset changes, and the seam of the cycle.
  private var cuts: [Int64] = []

  init(_ hours: DailyHours, neverCloses: Bool) {
    self.hours = hours
    layWeek()
    guard !neverCloses else {
      appendWeekly(from: Table.lowest, offset: 0)
      finish()
      return
    }
    layListedDates()
    layCycle()
    layChanges()
    layOut()
    finish()
  }

  // MARK: The week

  private mutating func layWeek() {
    var written: [(start: Int64, end: Int64)] = []
    for weekday in -1..<7 {
      let midnight = Int64(weekday) * DailyHours.day
      for interval in hours.week[(weekday + 7) % 7] {
        written.append(
          (
            midnight + interval.start.millisecondsSinceMidnight,
            midnight + interval.endMilliseconds
          ))
      }
    }
    weekOpen = intervals.append(unionOf: written, from: 0, to: Table.week)
    weekLast = intervals.opens.count - 1
  }

  func weekSlots() -> [Int] {
    (0...(OpeningTable.week >> 20)).map { slot in
      intervals.closes.prefix(weekLast).firstIndex { $0 > slot << 20 } ?? weekLast
    }
  }

  /// Tells whether the weekly hours meet a stretch of wall time.
  private func weekMeets(_ start: Int64, _ end: Int64) -> Bool {
    let from = (start + Table.mondayShift) % Table.week
    let to = from + (end - start)
    return (0..<weekLast).contains { index in
      let open = intervals.opens[index]
      let close = intervals.closes[index]
      return open < to && close > from || open + Table.week < to
    }
  }

  // MARK: What is not weekly

  private mutating func layListedDates() {
    let length = hours.hasOvernight ? 2 : 1
    for day in hours.listedDays {
      var start = hours.zone.milliseconds(local: Int64(day) * DailyHours.day)
      var end = hours.zone.milliseconds(local: Int64(day + length) * DailyHours.day)
      // A change of the clocks nearby may carry an interval over midnight.
      if hours.zone.offsetMilliseconds(at: start - DailyHours.day)
        != hours.zone.offsetMilliseconds(at: end + DailyHours.day)
      {
        start -= DailyHours.day
        end += DailyHours.day
      }
      ranges.append((start, end))
    }
  }

  private mutating func layCycle() {
    guard hours.zone.repeats else { return }
    let lastRange = ranges.last?.end ?? Table.lowest
    let start = Swift.max(ZoneRules.cycleEnd - ZoneRules.cycle, lastRange + Table.week)
    guard start + ZoneRules.cycle < Table.highest else { return }
    cycleStart = start
    cycleEnd = start + ZoneRules.cycle
    cuts.append(cycleStart)
  }

  private mutating func layChanges() {
    let zone = hours.zone
    var index = 0
    var shift: Int64 = 0
    while index < zone.changes.count {
      let change = zone.changes[index] + shift
      guard change < cycleEnd else { return }
      let wall = (change + zone.offsets[index], change + zone.offsets[index + 1])
      let from = Swift.min(wall.0, wall.1)
      let to = Swift.max(wall.0, wall.1)
      if weekMeets(from, to) {
        let first = from.flooredQuotient(by: DailyHours.day) - 1
        let last = to.flooredQuotient(by: DailyHours.day) + 2
        ranges.append(
          (
            first * DailyHours.day - zone.offsets[index],
            last * DailyHours.day - zone.offsets[index + 1]
          ))
      } else {
        cuts.append(change)
      }
      index += 1
      if index == zone.changes.count, zone.repeats {
        index = zone.index(at: ZoneRules.cycleEnd - ZoneRules.cycle)
        shift += ZoneRules.cycle
      }
    }
  }

  // MARK: Spans

  private mutating func layOut() {
    ranges.sort { $0.start < $1.start }
    cuts.sort()
    var cut = cuts[...]
    var cursor = Table.lowest
    var index = 0
    while index < ranges.count {
      let start = Swift.max(ranges[index].start, Table.lowest)
      var end = ranges[index].end
      index += 1
      while index < ranges.count, ranges[index].start <= end {
        end = Swift.max(end, ranges[index].end)
        index += 1
      }
      end = Swift.min(end, cycleEnd)
      guard start < end else { continue }
      appendWeekly(from: cursor, to: start, cuts: &cut)
      let seam = start < cycleStart && cycleStart < end ? cycleStart : end
      appendExplicit(from: start, to: seam)
      if seam < end { appendExplicit(from: seam, to: end) }
      while let next = cut.first, next <= end { cut.removeFirst() }
      cursor = end
    }
    appendWeekly(from: cursor, to: cycleEnd, cuts: &cut)
  }

  private mutating func appendWeekly(
    from start: Int64, to end: Int64, cuts: inout ArraySlice<Int64>
  ) {
    guard start < end else { return }
    var cursor = start
    while let next = cuts.first, next < end {
      cuts.removeFirst()
      guard next > cursor else { continue }
      appendWeekly(from: cursor, offset: hours.zone.offsetMilliseconds(at: cursor))
      cursor = next
    }
    appendWeekly(from: cursor, offset: hours.zone.offsetMilliseconds(at: cursor))
  }

  private mutating func appendWeekly(from start: Int64, offset: Int64) {
    let origin = offset + Table.mondayShift
    let open = openTime(upTo: start)
    let inside = weekly(openBefore: start + origin)
    spans.append(
      .init(
        start: start, openBefore: open, origin: origin, adjust: open - inside, first: 0,
        last: weekLast))
  }

  private mutating func appendExplicit(from start: Int64, to end: Int64) {
    var written: [(start: Int64, end: Int64)] = []
    for day in (hours.day(at: start) - 3)...(hours.day(at: end) + 2) {
      written += hours.instants(on: day)
    }
    let open = openTime(upTo: start)
    let first = intervals.opens.count
    _ = intervals.append(unionOf: written, from: start, to: end)
    spans.append(
      .init(
        start: start, openBefore: open, origin: 0, adjust: open, first: first,
        last: intervals.opens.count - 1))
  }

  /// The open time before a place in the weeks.
  private func weekly(openBefore place: Int64) -> Int64 {
    let week = place / Table.week
    let rest = place % Table.week
    let index = (0..<weekLast).first { intervals.closes[$0] > rest } ?? weekLast
    return week * weekOpen + intervals.before[index]
      + Swift.max(0, rest - intervals.opens[index])
  }

  /// The open time before the end of the spans so far.
  private func openTime(upTo end: Int64) -> Int64 {
    guard let span = spans.last else { return 0 }
    return span.isWeekly
      ? span.adjust + weekly(openBefore: end + span.origin)
      : span.adjust + intervals.before[span.last]
  }

  private mutating func finish() {
    let end = cycleEnd
    let open = openTime(upTo: end)
    spans.append(
      .init(
        start: end, openBefore: open, origin: 0, adjust: open, first: weekLast, last: weekLast))
    openAtCycleEnd = open
    openAtCycleStart = spans.first { $0.start == cycleStart }?.openBefore ?? open
    total = open
    guard cycleEnd < Table.highest else { return }
    // INVARIANT: no span lies after the cycle's end, so the rest is whole cycles and a part.
    let length = cycleEnd - cycleStart
    let cycles = (Table.highest - cycleEnd) / length
    let part = cycleStart + (Table.highest - cycleEnd) % length
    let rest = openTime(before: part) - openAtCycleStart
    total += cycles * (openAtCycleEnd - openAtCycleStart) + rest
  }

  private func openTime(before instant: Int64) -> Int64 {
    guard let index = spans.lastIndex(where: { $0.start <= instant }) else { return 0 }
    let span = spans[index]
    guard !span.isWeekly else {
      return span.adjust + weekly(openBefore: instant + span.origin)
    }
    let interval =
      (span.first..<span.last).first { intervals.closes[$0] > instant } ?? span.last
    return span.adjust + intervals.before[interval]
      + Swift.max(0, instant - intervals.opens[interval])
  }

  /// For each 2^30 ms after the first span the span at its start, and where they begin.
  func slots() -> (slots: [Int32], base: Int64) {
    let last = spans.count - 2
    guard last > 0 else { return ([0], OpeningTable.highest) }
    let base = spans[1].start
    var slots: [Int32] = []
    var index = 1
    for slot in 0...((spans[last].start - base) >> 30) {
      while spans[index + 1].start <= base + slot << 30 { index += 1 }
      slots.append(Int32(index))
    }
    return (slots, base)
  }
}
