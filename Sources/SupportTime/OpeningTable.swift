// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

internal import SupportCore

/// All opening time there is, compiled: the machine behind ``BusinessClock``.
///
/// The time line is cut into spans. In a *weekly* span the zone has one offset and every date its
/// weekly hours, so that open time is arithmetic on the week. An *explicit* span lists its
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
    /// The first of its intervals; 0 for a weekly span.
    var first: Int
    /// Its sentinel.
    var last: Int

    var isWeekly: Bool { first == 0 }
  }

  /// The weekly intervals first, then those of the explicit spans.
  let intervals: OpenIntervals
  /// For each 2^20 ms of the week the first interval that may end after it.
  let weekSlots: [Int]
  /// The open time of a regular week and its reciprocal, 2^64 / open time.
  let weekOpen: Int64
  let weekReciprocal: UInt64

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

  /// An instant's place: its span, the start of its week in the pattern, the place in that week,
  /// and the interval that holds it or comes next in the pattern.
  struct Place {
    var span: Int
    var week: Int64
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
    guard span.isWeekly else {
      return Place(
        span: index, week: 0, rest: rest,
        interval: interval(in: span, endingAfter: rest), shift: shift)
    }
    let week = rest / Self.week
    rest &-= week &* Self.week
    var interval = weekSlots[Int(rest >> 20)]
    while intervals.closes[interval] <= rest { interval += 1 }
    return Place(span: index, week: week, rest: rest, interval: interval, shift: shift)
  }

  private func interval(in span: Span, endingAfter instant: Int64) -> Int {
    var low = span.first
    var high = span.last
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
    let inside = intervals.before[place.interval] &+ into &+ place.week &* weekOpen
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
    // INVARIANT: there is open time in the span, so a weekly one has some each week.
    let (week, into) = span.isWeekly ? weeks(in: inside - 1) : (0, inside - 1)
    let interval = interval(in: span, holding: into)
    return week * Self.week + intervals.opens[interval] + into + 1
      - intervals.before[interval] - span.origin + shift
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
  private func interval(in span: Span, holding open: Int64) -> Int {
    var low = span.first
    var high = span.last
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
  /// The closing that ends the opening around an open instant; `nil` where it never closes.
  func closing(after open: Int64) -> Int64? {
    var instant = open
    while true {
      let place = place(of: instant)
      let span = spans[place.span]
      let spanEnd = spans[place.span + 1].start
      var end = intervals.closes[place.interval]
      if span.isWeekly, end == Self.week, intervals.opens[0] == 0 {
        end = weekOpen == Self.week ? OpenIntervals.sentinel : end + intervals.closes[0]
      }
      end = Swift.min(end + place.week * Self.week - span.origin, spanEnd)
      if end + place.shift >= Self.highest { return nil }
      if end < spanEnd { return end + place.shift }
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
      var start = intervals.opens[place.interval]
      if span.isWeekly, start == 0, intervals.closes[span.last - 1] == Self.week {
        start =
          weekOpen == Self.week
          ? -OpenIntervals.sentinel : intervals.opens[span.last - 1] - Self.week
      }
      start = Swift.max(start + place.week * Self.week - span.origin, span.start)
      if start + place.shift <= Self.lowest { return nil }
      if start > span.start { return start + place.shift }
      instant = start + place.shift - 1
      if !isOpen(self.place(of: instant)) { return instant + 1 }
    }
  }
}
