// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Cuts the time line into spans for an ``OpeningTable``.
struct OpeningTableBuilder {
  private typealias Table = OpeningTable
  private let plan: HoursPlan

  private(set) var intervals = OpenIntervals()
  private(set) var weekOpen: Int64 = 0
  private var weekLast = 0
  private(set) var patterns: [OpenPattern] = []
  private(set) var spans: [OpeningTable.Span] = []
  private(set) var cycleStart = OpeningTable.highest
  private(set) var cycleEnd = OpeningTable.highest
  private(set) var openAtCycleStart: Int64 = 0
  private(set) var openAtCycleEnd: Int64 = 0
  private(set) var total: Int64 = 0

  /// Stretches of the time line that need a list of intervals.
  private var ranges: [OpenInterval] = []
  /// Instants at which only the offset changes, and the seam of the cycle.
  private var cuts: [Int64] = []

  /// The leaves' offsets ahead of the first one's, `nil` for those out of bounds: what decides the
  /// pattern.
  private typealias Offsets = [Int64?]
  /// The patterns that are known, few for any calendar.
  private var known: [(offsets: Offsets, pattern: Int)] = []
  /// The offsets of the weekly spans.
  private let weekOffsets: Offsets?
  /// For each leaf the instants between which it may open, and its zone.
  private let active: [(span: OpenInterval, zone: ZoneRules)]

  init(_ plan: HoursPlan, neverCloses: Bool) {
    self.plan = plan
    active = plan.leaves.map { (Self.bounds(of: $0), $0.zone) }
    weekOffsets =
      plan.leaves.contains(where: \.isYearly) ? nil : plan.leaves.map { _ in 0 }
    layWeek()
    guard !neverCloses else {
      appendWeekly(from: Table.lowest, offset: 0)
      finish()
      return
    }
    layListedDates()
    layBounds()
    layCycle()
    layChanges()
    layOut()
    finish()
  }

  private static func bounds(of leaf: DailyHours) -> OpenInterval {
    let all = BusinessCalendar.allDays
    guard !leaf.days.isEmpty else { return OpenInterval(start: Table.highest, end: Table.lowest) }
    func midnight(_ day: Int) -> Int64 {
      leaf.zone.milliseconds(local: Int64(day) * DailyHours.day)
    }
    return OpenInterval(
      start: leaf.days.lowerBound <= all.lowerBound ? Int64.min : midnight(leaf.days.lowerBound),
      end: leaf.days.upperBound >= all.upperBound ? Int64.max : midnight(leaf.days.upperBound)
    )
  }

  // MARK: Patterns

  private mutating func layWeek() {
    weekOpen =
      intervals.append(
        unionOf: weekOffsets.map { written($0, days: 0..<7) } ?? [], from: 0, to: Table.week)
    weekLast = intervals.opens.count - 1
  }

  /// The intervals of a pattern on days counted from a Monday or from 1970, and around them.
  private func written(_ offsets: Offsets, days: Range<Int>) -> [OpenInterval] {
    plan.combine { index in
      guard let offset = offsets[index] else { return [] }
      let leaf = plan.leaves[index]
      var written: [OpenInterval] = []
      for day in days.lowerBound - 3..<days.upperBound + 3 {
        let midnight = Int64(day - days.lowerBound) * DailyHours.day - offset
        // 1970-01-05 was a Monday.
        for stretch in leaf.usualHours(on: days.count == 7 ? day + 4 : day) {
          written.append(
            OpenInterval(start: midnight + stretch.start, end: midnight + stretch.end))
        }
      }
      // What a break leaves of a night may start after the next day's hours.
      return written.sorted()
    }
  }

  private mutating func pattern(_ offsets: Offsets) -> Int {
    if let match = known.last(where: { $0.offsets == offsets }) { return match.pattern }
    var open: [Int64] = []
    var kinds: [(first: Int, last: Int)] = []
    let isYearly = zip(offsets, plan.leaves).contains { $0 != nil && $1.isYearly }
    for days in isYearly ? YearKind.all.map(\.days) : [0..<7] {
      let first = intervals.opens.count
      let length = Int64(days.count) * DailyHours.day
      open.append(intervals.append(unionOf: written(offsets, days: days), from: 0, to: length))
      kinds.append((first, intervals.opens.count - 1))
    }
    patterns.append(OpenPattern(kinds: kinds, open: open))
    known.append((offsets, patterns.count - 1))
    return patterns.count - 1
  }

  func weekSlots() -> [Int] {
    (0...(OpeningTable.week >> 20)).map { slot in
      intervals.closes.prefix(weekLast).firstIndex { $0 > slot << 20 } ?? weekLast
    }
  }

  // MARK: What is not regular

  private mutating func layListedDates() {
    for leaf in plan.leaves {
      let length = leaf.hasOvernight ? 2 : 1
      for day in leaf.listedDays {
        var start = leaf.zone.milliseconds(local: Int64(day) * DailyHours.day)
        var end = leaf.zone.milliseconds(local: Int64(day + length) * DailyHours.day)
        // A change of the clocks nearby may carry an interval over midnight.
        if leaf.zone.offsetMilliseconds(at: start - DailyHours.day)
          != leaf.zone.offsetMilliseconds(at: end + DailyHours.day)
        {
          start -= DailyHours.day
          end += DailyHours.day
        }
        ranges.append(OpenInterval(start: start, end: end))
      }
    }
  }

  /// The first and the last date of a calendar with bounds are listed.
  private mutating func layBounds() {
    for (bounds, _) in active {
      for edge in [bounds.start, bounds.end] where edge > Table.lowest && edge < Table.highest {
        ranges.append(
          OpenInterval(start: edge - 2 * DailyHours.day, end: edge + 3 * DailyHours.day))
      }
    }
  }

  private mutating func layCycle() {
    guard plan.leaves.contains(where: \.zone.repeats) else { return }
    let lastRange = ranges.map(\.end).max() ?? Table.lowest
    let start = max(ZoneRules.cycleEnd - ZoneRules.cycle, lastRange + Table.week)
    guard start + ZoneRules.cycle < Table.highest else { return }
    cycleStart = start
    cycleEnd = start + ZoneRules.cycle
    cuts.append(cycleStart)
  }

  private mutating func layChanges() {
    var done: Set<ZoneRules> = []
    for leaf in plan.leaves where done.insert(leaf.zone).inserted {
      layChanges(of: leaf.zone, met: plan.leaves.filter { $0.zone == leaf.zone })
    }
  }

  private mutating func layChanges(of zone: ZoneRules, met leaves: [DailyHours]) {
    var index = 0
    var shift: Int64 = 0
    while index < zone.changes.count {
      let change = zone.changes[index] + shift
      guard change < cycleEnd else { return }
      let wall = (change + zone.offsets[index], change + zone.offsets[index + 1])
      let from = min(wall.0, wall.1)
      let to = max(wall.0, wall.1)
      if leaves.contains(where: { $0.meetsUsualHours(from, to) }) {
        let first = from.flooredQuotient(by: DailyHours.day) - 1
        let last = to.flooredQuotient(by: DailyHours.day) + 2
        ranges.append(
          OpenInterval(
            start: first * DailyHours.day - zone.offsets[index],
            end: last * DailyHours.day - zone.offsets[index + 1]))
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
      let start = max(ranges[index].start, Table.lowest)
      var end = ranges[index].end
      index += 1
      while index < ranges.count, ranges[index].start <= end {
        end = max(end, ranges[index].end)
        index += 1
      }
      end = min(end, cycleEnd)
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
      appendPattern(from: cursor)
      cursor = next
    }
    appendPattern(from: cursor)
  }

  private mutating func appendPattern(from start: Int64) {
    let frame = active[0].zone.offsetMilliseconds(at: start)
    if active.count == 1, weekOffsets != nil, active[0].span.start <= start,
      start < active[0].span.end
    {
      return appendWeekly(from: start, offset: frame)
    }
    let offsets: Offsets = active.map { leaf in
      leaf.span.start <= start && start < leaf.span.end
        ? leaf.zone.offsetMilliseconds(at: start) - frame : nil
    }
    guard offsets != weekOffsets else { return appendWeekly(from: start, offset: frame) }
    let index = pattern(offsets)
    let origin = frame + (patterns[index].isYearly ? OpenPattern.yearShift : Table.mondayShift)
    let open = openTime(upTo: start)
    let inside = self.open(in: patterns[index], before: start + origin)
    spans.append(
      .init(
        start: start, openBefore: open, origin: origin, adjust: open - inside, first: -1,
        last: index))
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
    let written = plan.instants(around: start, end)
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
    let index = intervals.index(from: 0, to: weekLast, endingAfter: rest)
    return week * weekOpen + intervals.before[index]
      + max(0, rest - intervals.opens[index])
  }

  private func open(in pattern: OpenPattern, before place: Int64) -> Int64 {
    let cell = pattern.cell(at: place)
    let rest = place - cell.start
    let index = intervals.index(from: cell.first, to: cell.last, endingAfter: rest)
    return cell.open + intervals.before[index] + max(0, rest - intervals.opens[index])
  }

  /// The open time before the end of the spans so far.
  private func openTime(upTo end: Int64) -> Int64 {
    guard let span = spans.last else { return 0 }
    return openTime(before: end, in: span)
  }

  private func openTime(before instant: Int64, in span: OpeningTable.Span) -> Int64 {
    if span.isWeekly { return span.adjust + weekly(openBefore: instant + span.origin) }
    guard span.isExplicit else {
      return span.adjust + open(in: patterns[span.last], before: instant + span.origin)
    }
    let interval = intervals.index(from: span.first, to: span.last, endingAfter: instant)
    return span.adjust + intervals.before[interval]
      + max(0, instant - intervals.opens[interval])
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
    return openTime(before: instant, in: spans[index])
  }

  /// For each 2^30 ms after the first span the span at its start, and where they begin.
  func slots() -> (slots: [Int32], base: Int64) {
    let last = spans.count - 2
    guard last > 0 else { return ([0], OpeningTable.highest) }
    let base = spans[1].start
    let count = Int((spans[last].start - base) >> 30) + 1
    var slots: [Int32] = []
    slots.reserveCapacity(count)
    for index in 1...last where slots.count < count {
      // The slots that begin before the next span does.
      let end = min(count, Int((spans[index + 1].start - base + 1 << 30 - 1) >> 30))
      slots.append(contentsOf: repeatElement(Int32(index), count: max(0, end - slots.count)))
    }
    return (slots, base)
  }
}
