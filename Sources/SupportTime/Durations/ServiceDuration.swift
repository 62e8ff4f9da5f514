// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A span of time as a promise words it: 48 h, 8 business h, 4 working days, by the end of the
/// third working day, 1 month.
///
/// Only a ``BusinessClock`` turns it into an instant, with ``BusinessClock/due(after:from:)``: a
/// working day has no length of its own.
///
/// | text | value |
/// | --- | --- |
/// | `15 min`, `48 h`, `30 s` | ``elapsed(milliseconds:)`` |
/// | `8 business h`, `90 business min` | ``business(milliseconds:)`` |
/// | `4 working days` | ``workingDays(_:landing:)`` at the same time of day |
/// | `by end of 3 working days` | ``workingDays(_:landing:)`` at the end of the day |
/// | `by opening of 1 working day` | ``workingDays(_:landing:)`` at the opening |
/// | `2 days` | ``calendarDays(_:)`` |
/// | `1 month` | ``months(_:)`` |
/// | `PT48H`, `PT8H working`, `P4D working`, `P2D`, `P1M` | the same in the form of ISO 8601 |
public enum ServiceDuration: Hashable, Sendable {
  /// Time by any clock, whether the service is open or not.
  case elapsed(milliseconds: Int64)

  /// Time that counts only while the service is open.
  case business(milliseconds: Int64)

  /// Business dates after the local date of the start.
  case workingDays(Int, landing: BusinessClock.DayLanding)

  /// Dates after the local date of the start, at the same time of day, open or not.
  case calendarDays(Int)

  /// Months after the local date of the start, at the same time of day; a date that the month
  /// lacks becomes its last.
  case months(Int)
}

extension BusinessClock {
  /// Returns the instant at which a span of time from a start ends.
  ///
  /// Elapsed time, dates and months ignore opening hours; where the clocks change, a wall time
  /// moves forward by a gap, and of a repeated one the first counts. Results beyond the range of
  /// dates become its end.
  ///
  /// - Returns: `nil` where too few openings or business dates remain.
  public func due(after duration: ServiceDuration, from start: Instant) -> Instant? {
    switch duration {
    case .elapsed(let milliseconds): start.adding(milliseconds: milliseconds)
    case .business(let milliseconds): add(milliseconds: milliseconds, to: start)
    case .workingDays(let count, let landing):
      addBusinessDays(count, to: start, landing: landing)
    case .calendarDays(let count): atSameTime(start) { $0.adding(days: count) }
    case .months(let count): atSameTime(start) { $0.adding(months: count) }
    }
  }

  private func atSameTime(_ start: Instant, _ move: (CivilDate) -> CivilDate) -> Instant {
    let (date, time) = zone.wallTime(at: start)
    let moved = move(date)
    return moved == date ? start : zone.instant(date: moved, time: time)
  }
}

extension ServiceDuration {
  /// Tells whether the span runs backwards.
  package var isNegative: Bool {
    switch self {
    case .elapsed(let milliseconds), .business(let milliseconds): milliseconds < 0
    case .workingDays(let count, _), .calendarDays(let count), .months(let count): count < 0
    }
  }
}
