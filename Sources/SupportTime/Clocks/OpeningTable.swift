// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

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
      index = Int(slots[min(Int((instant - slotBase) >> 30), slots.count - 1)])
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
        rest: rest, interval: intervals.index(from: cell.first, to: cell.last, endingAfter: rest),
        shift: shift)
    }
    return Place(
      span: index, cellStart: 0, cellLength: .max, cellOpen: 0, rest: place,
      interval: intervals.index(from: span.first, to: span.last, endingAfter: place), shift: shift)
  }

  @inline(__always)
  func isOpen(_ place: Place) -> Bool {
    intervals.opens[place.interval] <= place.rest
  }

  /// The open time before a place.
  @inline(__always)
  func open(before place: Place) -> Int64 {
    let into = max(0, place.rest &- intervals.opens[place.interval])
    let inside = intervals.before[place.interval] &+ into &+ place.cellOpen
    let open = spans[place.span].adjust &+ inside
    guard place.shift != 0 else { return open }
    return open
      + place.shift / (cycleEnd - cycleStart) * (openAtCycleEnd - openAtCycleStart)
  }
}
