// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The opening hours around an instant, one interval after the other, as they were written.
///
/// Touching intervals stay apart, overnight intervals come with the day on which they open, and
/// intervals that a change of the clocks swallows are left out. The sequence is lazy: take as many
/// as needed.
///
/// - Complexity: Each period takes time in the intervals of a day and the logarithm of what the
///   calendar lists; stretches without openings are jumped over.
public struct OpenPeriods: Sequence, Sendable {
  let clock: BusinessClock
  let edge: Instant
  let limit: Instant
  let isForward: Bool

  /// Creates the iterator.
  public func makeIterator() -> Iterator {
    Iterator(self)
  }

  /// Walks from day to day.
  public struct Iterator: IteratorProtocol, Sendable {
    private let plan: HoursPlan
    private let days: BusinessDayTable
    private let clock: BusinessClock
    private let lower: Int64
    private let upper: Int64
    private let isForward: Bool
    /// The next day to look at; `nil` at the end.
    private var day: Int?
    /// What is left of the day, the next one last.
    private var pending: [OpenInterval] = []

    init(_ periods: OpenPeriods) {
      clock = periods.clock
      plan = periods.clock.compiled.plan
      days = periods.clock.compiled.days
      isForward = periods.isForward
      let edge = periods.edge.millisecondsSince1970
      let limit = periods.limit.millisecondsSince1970
      lower = isForward ? edge : limit
      upper = isForward ? limit : edge
      guard lower < upper else { return }
      guard !periods.clock.calendar.isAroundTheClock else {
        pending = [OpenInterval(start: lower, end: upper)]
        return
      }
      // An interval may reach into the next day, and a zone may skip a whole one.
      day = isForward ? plan.zone.day(at: edge) - 3 : plan.zone.day(at: edge) + 2
      if let day { self.day = nextBusinessDay(from: day) }
    }

    /// Returns the next period, clipped at both ends of the question.
    public mutating func next() -> Range<Instant>? {
      while true {
        if let interval = pending.popLast() {
          return Instant(
            millisecondsSince1970: interval.start)..<Instant(millisecondsSince1970: interval.end)
        }
        guard let current = day else { return nil }
        fill(from: current)
        day = nextBusinessDay(from: current + (isForward ? 1 : -1))
      }
    }

    private mutating func fill(from current: Int) {
      let instants = plan.instants(on: current)
      for interval in isForward ? instants.reversed() : instants {
        let start = Swift.max(interval.start, lower)
        let end = Swift.min(interval.end, upper)
        if start < end { pending.append(OpenInterval(start: start, end: end)) }
      }
    }

    /// The first day at or beyond a day, in the direction of the walk, that opens.
    private func nextBusinessDay(from day: Int) -> Int? {
      let first = Swift.max(CivilDate.min.daysSince1970, plan.zone.day(at: lower) - 3)
      let last = Swift.min(CivilDate.max.daysSince1970, plan.zone.day(at: upper) + 2)
      guard isForward ? day <= last : day >= first else { return nil }
      let from = Swift.min(Swift.max(day, first), last)
      guard plan.isSingle else { return nextCombined(from: from, first, last) }
      let next = isForward ? days.day(0, from: from) : days.day(-1, from: from + 1)
      return next.flatMap { first <= $0 && $0 <= last ? $0 : nil }
    }

    /// The same for a combined calendar, jumping over stretches without openings.
    private func nextCombined(from day: Int, _ first: Int, _ last: Int) -> Int? {
      var cursor = day
      while cursor >= first, cursor <= last {
        if days.opens(on: cursor) { return cursor }
        let midnight = Int64(isForward ? cursor + 1 : cursor) * DailyHours.day
        let edge = Instant(millisecondsSince1970: plan.zone.milliseconds(local: midnight))
        let moment =
          isForward ? clock.nextOpening(atOrAfter: edge) : clock.latestMoment(atOrBefore: edge)
        guard let moment else { return nil }
        let other = plan.zone.day(at: moment.millisecondsSince1970)
        cursor = isForward ? Swift.max(cursor + 1, other) : Swift.min(cursor - 1, other)
      }
      return nil
    }
  }
}

extension BusinessClock {
  /// Returns the intervals from an instant on, as written, day by day, clipped at `start` and
  /// `limit`.
  public func periods(from start: Instant, until limit: Instant = .max) -> OpenPeriods {
    OpenPeriods(clock: self, edge: start, limit: limit, isForward: true)
  }

  /// Returns the intervals before an instant, as written, the latest first, clipped at `end` and
  /// `limit`.
  public func periodsBackward(from end: Instant, until limit: Instant = .min) -> OpenPeriods {
    OpenPeriods(clock: self, edge: end, limit: limit, isForward: false)
  }
}
