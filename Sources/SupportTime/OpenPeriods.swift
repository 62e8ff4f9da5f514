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
    private let hours: DailyHours
    private let days: BusinessDayTable
    private let lower: Int64
    private let upper: Int64
    private let isForward: Bool
    /// The next day to look at; `nil` at the end.
    private var day: Int?
    /// What is left of the day, the next one last.
    private var pending: [(start: Int64, end: Int64)] = []

    init(_ periods: OpenPeriods) {
      hours = periods.clock.parts.hours
      days = periods.clock.parts.days
      isForward = periods.isForward
      let edge = periods.edge.millisecondsSince1970
      let limit = periods.limit.millisecondsSince1970
      lower = isForward ? edge : limit
      upper = isForward ? limit : edge
      guard lower < upper else { return }
      guard !periods.clock.calendar.isAroundTheClock else {
        pending = [(lower, upper)]
        return
      }
      // An interval may reach into the next day, and a zone may skip a whole one.
      day = isForward ? hours.day(at: edge) - 3 : hours.day(at: edge) + 2
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
      let instants = hours.instants(on: current)
      for interval in isForward ? instants.reversed() : instants {
        let start = Swift.max(interval.start, lower)
        let end = Swift.min(interval.end, upper)
        if start < end { pending.append((start, end)) }
      }
    }

    /// The first day at or beyond a day, in the direction of the walk, that opens.
    private func nextBusinessDay(from day: Int) -> Int? {
      let first = Swift.max(CivilDate.min.daysSince1970, hours.day(at: lower) - 3)
      let last = Swift.min(CivilDate.max.daysSince1970, hours.day(at: upper) + 2)
      let from = Swift.min(Swift.max(day, CivilDate.min.daysSince1970), last)
      if isForward {
        guard day <= last else { return nil }
        let next = days.day(withBefore: days.count(before: from), near: from)
        return next.flatMap { $0 <= last ? $0 : nil }
      }
      guard day >= first else { return nil }
      let previous = days.day(withBefore: days.count(before: from + 1) - 1, near: from)
      return previous.flatMap { $0 >= first ? $0 : nil }
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
