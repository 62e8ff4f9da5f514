// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Runs of open time.
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
      let end = min(close + place.cellStart - span.origin, spanEnd)
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
      let start = max(opening + place.cellStart - span.origin, span.start)
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
    return (first - 1..<max(first, last) + 2).clamped(to: BusinessCalendar.allDays)
  }
}
