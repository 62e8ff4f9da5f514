// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The starts of slots within a stretch of time, in order, whether they are taken or not.
struct SlotGrid: Sequence, IteratorProtocol {
  private let clock: BusinessClock
  private let plan: SlotPlan
  private let from: Instant
  private let limit: Instant
  private var periods: OpenPeriods.Iterator
  /// Where a service around the clock or a combined calendar is cut next; its openings may last for
  /// ever, so that each midnight counts as one.
  private var moment: Instant?
  private var current: Range<Instant>?
  /// The periods that follow, by their start: a zone that skips a day mixes two days' hours.
  private var following: [Range<Instant>] = []
  private var cursor: Instant = .min
  /// The latest end of the periods so far: an earlier one may end later.
  private var reach: Instant = .min

  init(_ plan: SlotPlan, on clock: BusinessClock, from: Instant, until limit: Instant) {
    self.clock = clock
    self.plan = plan
    self.from = from
    self.limit = limit
    // An interval has at most 48 hours, and a zone may skip a day: what is clipped here is over
    // before slots are asked for.
    let edge = from.adding(milliseconds: -4 * TimeOfDay.millisecondsPerDay)
    periods = clock.periods(from: edge, until: limit).makeIterator()
    if clock.calendar.isAroundTheClock || !clock.compiled.plan.isSingle {
      moment = clock.zone.instant(
        date: clock.zone.date(at: from).adding(days: -1), time: .midnight)
    }
    advance()
  }

  mutating func next() -> Slot? {
    while let period = current {
      // Where hours overlap or touch, the later opening starts the count again.
      reach = Swift.max(reach, period.upperBound)
      let end = following.first.map { Swift.min($0.lowerBound, reach) } ?? reach
      while cursor < Swift.min(end, limit) {
        let slot = Slot(
          start: cursor, end: cursor.adding(milliseconds: plan.lengthMilliseconds))
        cursor = cursor.adding(milliseconds: plan.stepMilliseconds)
        if slot.start >= from, isOpen(slot) { return slot }
      }
      guard end < limit else { return nil }
      advance()
    }
    return nil
  }

  private func isOpen(_ slot: Slot) -> Bool {
    let length = plan.lengthMilliseconds
    return slot.start.milliseconds(to: slot.end) == length
      && clock.milliseconds(between: slot.start, and: slot.end) == length
  }

  /// Goes on to the next period, at its first start that is not too early.
  private mutating func advance() {
    while !seesFirst, let period = nextPeriod() {
      following.insert(
        period, at: following.partitioningIndex { $0.lowerBound >= period.lowerBound })
    }
    current = following.isEmpty ? nil : following.removeFirst()
    guard let current else { return }
    cursor = current.lowerBound
    let early = cursor.milliseconds(to: from)
    if early > 0 {
      cursor = cursor.adding(
        milliseconds: early / plan.stepMilliseconds * plan.stepMilliseconds)
    }
  }

  /// Whether no period to come can start before the first that follows.
  ///
  /// A date's openings lie within the two days from its midnight, on clocks that may be set back,
  /// and no later date begins before it: nothing that is read after a period starts three days
  /// before it. A date that the zone skips begins together with the next.
  private var seesFirst: Bool {
    guard let first = following.first, let last = following.last else { return false }
    return moment != nil
      || first.lowerBound.milliseconds(to: last.lowerBound) >= 3 * TimeOfDay.millisecondsPerDay
  }

  private mutating func nextPeriod() -> Range<Instant>? {
    guard let piece = moment else { return periods.next() }
    guard piece < limit, let start = clock.nextOpening(atOrAfter: piece), start < limit else {
      return nil
    }
    let date = clock.zone.date(at: start)
    var end = clock.zone.instant(date: date, time: .endOfDay)
    // Where the hour around midnight is repeated, the first midnight may lie behind.
    if end <= start {
      end = clock.zone.instant(date: date.adding(days: 1), time: .endOfDay)
    }
    end = Swift.max(end, start.adding(milliseconds: 1))
    // Only where it closes before midnight: the next closing may be far away.
    if clock.milliseconds(between: start, and: end) < start.milliseconds(to: end),
      let closing = clock.nextClosing(after: start)
    {
      end = Swift.min(end, closing)
    }
    moment = end
    return start < end ? start..<end : nil
  }
}
