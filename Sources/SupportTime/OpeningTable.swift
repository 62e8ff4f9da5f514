// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

internal import SupportCore

/// All opening time there is, compiled: the machine behind ``BusinessClock``.
///
/// The time line is cut into spans. In a *weekly* span the zones have one offset each and every date
/// its weekly hours, so that open time is arithmetic on the week; a *pattern* span is the same for
/// rules by the month and for further offsets of combined calendars. An *explicit* span lists its
/// intervals: dates with hours of their own, and dates on which a change of the clocks meets
/// opening hours. The open time before each span is summed up, so every question is a search for a
/// span, a division and a search in a few intervals, without allocation, for any instant there is.
/// Where a zone changes its clocks every year for ever, the spans of 400 years repeat.
final class OpeningTable: Sendable {
  static let week = 7 * TimeOfDay.millisecondsPerDay
  /// The first instant, a Monday 00:00 in UTC.
  static let lowest = Instant.min.millisecondsSince1970
  /// The end of the last instant.
  static let highest = Instant.max.millisecondsSince1970 + 1
  /// Added to local milliseconds it gives milliseconds since a Monday, never negative.
  static let mondayShift = week - lowest

  struct Span: Sendable {
    /// The first instant, in milliseconds.
    var start: Int64
    /// The open time before the span.
    var openBefore: Int64
    /// Added to an instant it gives the place in the pattern.
    var origin: Int64
    /// Added to the open time in the pattern it gives the open time since ``lowest``.
    var adjust: Int64
    /// The first of its intervals; 0 for a weekly span, below 0 for a pattern span.
    var first: Int
    /// Its sentinel; for a pattern span its index among the patterns.
    var last: Int

    var isWeekly: Bool { first == 0 }
    var isExplicit: Bool { first > 0 }
  }

  /// The weekly intervals first, then those of patterns and explicit spans.
  let intervals: OpenIntervals
  /// For each 2^20 ms of the week the first interval that may end after it.
  let weekSlots: [Int]
  /// The open time of a regular week and its reciprocal, 2^64 / open time.
  let weekOpen: Int64
  let weekReciprocal: UInt64

  let patterns: [OpenPattern]

  /// The spans in order, and one more at the end of time.
  let spans: [Span]
  /// For each 2^30 ms from `slotBase` the span at its start.
  let slots: [Int32]
  let slotBase: Int64

  /// The cycle that repeats, or the end of time where none does.
  let cycleStart: Int64
  let cycleEnd: Int64
  let openAtCycleStart: Int64
  let openAtCycleEnd: Int64
  /// All open time there is.
  let total: Int64

  init(_ builder: OpeningTableBuilder) {
    intervals = builder.intervals
    weekSlots = builder.weekSlots()
    weekOpen = builder.weekOpen
    weekReciprocal =
      builder.weekOpen > 1 ? UInt64.max / UInt64(builder.weekOpen) : UInt64.max
    patterns = builder.patterns
    spans = builder.spans
    (slots, slotBase) = builder.slots()
    cycleStart = builder.cycleStart
    cycleEnd = builder.cycleEnd
    openAtCycleStart = builder.openAtCycleStart
    openAtCycleEnd = builder.openAtCycleEnd
    total = builder.total
  }
}

// MARK: - From instants to open time

extension OpeningTable {
  /// The whole cycles to take off an instant.
  @inline(__always)
  private func cycles(at instant: Int64) -> Int64 {
    instant < cycleEnd ? 0 : (instant - cycleEnd) / (cycleEnd - cycleStart) + 1
  }

  /// The span of an instant before ``cycleEnd``.
  @inline(__always)
  func span(at instant: Int64) -> Int {
    var index = 0
    if instant >= slotBase {
      index = Int(slots[Swift.min(Int((instant - slotBase) >> 30), slots.count - 1)])
    }
    while spans[index + 1].start <= instant { index += 1 }
    return index
  }

  /// An instant's place: its span, its cell (the week or year of a pattern), the place in the cell,
  /// and the interval that holds it or comes next in the cell.
  struct Place {
    var span: Int
    var cellStart: Int64
    var cellLength: Int64
    /// The open time before the cell in the pattern.
    var cellOpen: Int64
    var rest: Int64
    var interval: Int
    /// Taken off the instant, a whole number of cycles.
    var shift: Int64
  }

  @inline(__always)
  func place(of instant: Int64) -> Place {
    let shift = cycles(at: instant) &* (cycleEnd &- cycleStart)
    let index = span(at: instant &- shift)
    let span = spans[index]
    var rest = instant &- shift &+ span.origin
    guard span.isWeekly else { return place(of: rest, in: span, index, shift) }
    let week = rest / Self.week
    let cellStart = week &* Self.week
    rest &-= cellStart
    var interval = weekSlots[Int(rest >> 20)]
    while intervals.closes[interval] <= rest { interval += 1 }
    return Place(
      span: index, cellStart: cellStart, cellLength: Self.week, cellOpen: week &* weekOpen,
      rest: rest, interval: interval, shift: shift)
  }

  private func place(of place: Int64, in span: Span, _ index: Int, _ shift: Int64) -> Place {
    guard span.isExplicit else {
      let cell = patterns[span.last].cell(at: place)
      let rest = place - cell.start
      return Place(
        span: index, cellStart: cell.start, cellLength: cell.length, cellOpen: cell.open,
        rest: rest, interval: interval(from: cell.first, to: cell.last, endingAfter: rest),
        shift: shift)
    }
    return Place(
      span: index, cellStart: 0, cellLength: .max, cellOpen: 0, rest: place,
      interval: interval(from: span.first, to: span.last, endingAfter: place), shift: shift)
  }

  private func interval(from first: Int, to last: Int, endingAfter instant: Int64) -> Int {
    var low = first
    var high = last
    while high - low > 4 {
      let middle = (low + high) >> 1
      if intervals.closes[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    while intervals.closes[low] <= instant { low += 1 }
    return low
  }

  @inline(__always)
  func isOpen(_ place: Place) -> Bool {
    intervals.opens[place.interval] <= place.rest
  }

  /// The open time before a place.
  @inline(__always)
  func open(before place: Place) -> Int64 {
    let into = Swift.max(0, place.rest &- intervals.opens[place.interval])
    let inside = intervals.before[place.interval] &+ into &+ place.cellOpen
    let open = spans[place.span].adjust &+ inside
    guard place.shift != 0 else { return open }
    return open
      + place.shift / (cycleEnd - cycleStart) * (openAtCycleEnd - openAtCycleStart)
  }
}

// MARK: - From open time to instants

extension OpeningTable {
  /// The earliest instant with that much open time before it, for 0 < `open` ≤ ``total``: inside an
  /// opening or at its end.
  func earliest(open: Int64, near hint: Int) -> Int64 {
    var open = open
    var shift: Int64 = 0
    if open > openAtCycleEnd {
      let perCycle = openAtCycleEnd - openAtCycleStart
      let cycles = (open - openAtCycleEnd - 1) / perCycle + 1
      open -= cycles * perCycle
      shift = cycles * (cycleEnd - cycleStart)
    }
    let span = spans[self.span(holding: open - 1, near: hint)]
    let inside = open - span.adjust
    // INVARIANT: there is open time in the span, so a pattern has some each week or cycle.
    guard !span.isWeekly else {
      let (week, into) = weeks(in: inside - 1)
      return week * Self.week - span.origin + shift
        + end(of: into, from: 0, to: span.last)
    }
    guard span.isExplicit else {
      let cell = patterns[span.last].cell(holding: inside - 1)
      return cell.start - span.origin + shift
        + end(of: inside - 1 - cell.open, from: cell.first, to: cell.last)
    }
    return shift + end(of: inside - 1, from: span.first, to: span.last)
  }

  /// The place in a cell after the millisecond of open time that follows `open`.
  @inline(__always)
  private func end(of open: Int64, from first: Int, to last: Int) -> Int64 {
    let interval = interval(from: first, to: last, holding: open)
    return intervals.opens[interval] + open + 1 - intervals.before[interval]
  }

  /// The latest instant with that much open time before it, for 0 ≤ `open` < ``total``: inside an
  /// opening or at its start.
  func latest(open: Int64, near hint: Int) -> Int64 {
    earliest(open: open + 1, near: hint) - 1
  }

  /// The span with the millisecond of open time that follows `open`.
  private func span(holding open: Int64, near hint: Int) -> Int {
    var index = hint
    var steps = 0
    while spans[index].openBefore <= open {
      if open < spans[index + 1].openBefore { return index }
      index += 1
      steps += 1
      if steps == 4 { break }
    }
    var low = spans[index].openBefore <= open ? index : 0
    var high = spans[index].openBefore <= open ? spans.count - 1 : index
    while high - low > 1 {
      let middle = (low + high) >> 1
      if spans[middle].openBefore <= open { low = middle } else { high = middle }
    }
    return low
  }

  /// Divides by the open time of a week, without a division.
  @inline(__always)
  private func weeks(in open: Int64) -> (quotient: Int64, rest: Int64) {
    var quotient = Int64(
      truncatingIfNeeded: UInt64(truncatingIfNeeded: open)
        .multipliedFullWidth(by: weekReciprocal).high)
    var rest = open &- quotient &* weekOpen
    // The reciprocal is rounded down, so the quotient may be short by one or two.
    while rest >= weekOpen {
      quotient &+= 1
      rest &-= weekOpen
    }
    return (quotient, rest)
  }

  /// The interval with the millisecond of open time that follows `open` in a pattern.
  @inline(__always)
  private func interval(from first: Int, to last: Int, holding open: Int64) -> Int {
    var low = first
    var high = last
    while high - low > 8 {
      let middle = (low + high) >> 1
      if intervals.before[middle] <= open { low = middle } else { high = middle }
    }
    while intervals.before[low + 1] <= open { low += 1 }
    return low
  }
}

// MARK: - Runs of open time

extension OpeningTable {
  /// Tells whether the pattern of a span never closes.
  private func isFull(_ span: Span) -> Bool {
    if span.isExplicit { return false }
    return span.isWeekly ? weekOpen == Self.week : patterns[span.last].isFull
  }

  /// The closing that ends the opening around an open instant; `nil` where it never closes.
  func closing(after open: Int64) -> Int64? {
    var instant = open
    while true {
      let place = place(of: instant)
      let span = spans[place.span]
      let spanEnd = spans[place.span + 1].start
      let close = isFull(span) ? OpenIntervals.sentinel : intervals.closes[place.interval]
      let end = Swift.min(close + place.cellStart - span.origin, spanEnd)
      if end + place.shift >= Self.highest { return nil }
      if end < spanEnd, close < place.cellLength { return end + place.shift }
      instant = end + place.shift
      if !isOpen(self.place(of: instant)) { return instant }
    }
  }

  /// The opening that starts the opening around an open instant; `nil` where it was always open.
  func opening(before open: Int64) -> Int64? {
    var instant = open
    while true {
      let place = place(of: instant)
      let span = spans[place.span]
      let opening = isFull(span) ? -OpenIntervals.sentinel : intervals.opens[place.interval]
      let start = Swift.max(opening + place.cellStart - span.origin, span.start)
      if start + place.shift <= Self.lowest { return nil }
      if start > span.start, span.isExplicit || opening > 0 { return start + place.shift }
      instant = start + place.shift - 1
      if !isOpen(self.place(of: instant)) { return instant + 1 }
    }
  }
  /// The days of a zone from the first opening to the last closing; none where nothing opens.
  func openDays(_ zone: ZoneRules) -> Range<Int> {
    guard total > 0 else { return 0..<0 }
    let first = zone.day(at: latest(open: 0, near: 0))
    let last = zone.day(at: earliest(open: total, near: 0) - 1)
    return (first - 1..<Swift.max(first, last) + 2).clamped(to: BusinessCalendar.allDays)
  }
}
