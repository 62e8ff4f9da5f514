// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Whether a service is open, how long that lasts, and why it is closed.
public enum OpenStatus: Hashable, Sendable {
  /// Open until a closing; `nil` where it never closes.
  case open(until: Instant?)

  /// Closed until an opening, `nil` where none remains, for a reason.
  case closed(until: Instant?, because: ClosedReason)
}

/// Why a service is closed at some time of a date.
public enum ClosedReason: Hashable, Sendable {
  /// The time lies outside the hours of the date, or the date has none.
  case outsideHours
  /// The date is a holiday, with the name that the calendar gives it.
  case holiday(name: String?)
  /// The date was closed by an override.
  case override
}

extension BusinessClock {
  /// Returns whether it is open at an instant, until when, and if not, why.
  ///
  /// The reason is that of the local date: a holiday's name also before and after the hours that
  /// it would have had.
  public func status(at instant: Instant) -> OpenStatus {
    isOpen(at: instant)
      ? .open(until: nextClosing(after: instant))
      : .closed(
        until: nextOpening(atOrAfter: instant), because: reasonClosed(on: zone.date(at: instant)))
  }

  /// The reason why closed time on a date is closed.
  func reasonClosed(on date: CivilDate) -> ClosedReason {
    if let override = override(on: date) {
      return override.intervals.isEmpty ? .override : .outsideHours
    }
    return holiday(on: date).map { .holiday(name: $0.name) } ?? .outsideHours
  }
}
