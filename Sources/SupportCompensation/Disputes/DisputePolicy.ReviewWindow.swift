// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

extension DisputePolicy {
  /// The days of a month on which a past dispute may be opened again.
  ///
  /// With 1 ... 15 it is open from the 1st 00:00 on and closed from the 16th 00:00 on, by the clocks
  /// of the policy's zone. Days that a month lacks are left out; a month that lacks all of them has no
  /// window.
  public struct ReviewWindow: Hashable, Sendable {
    /// The days, 1 ... 31, both ends included.
    public var days: ClosedRange<Int>
    /// How many times one dispute may be opened again, at least 1.
    public var mostTimes: Int

    /// Creates a window; the policy checks it.
    public init(days: ClosedRange<Int>, mostTimes: Int) {
      self.days = days
      self.mostTimes = mostTimes
    }
  }

  /// The window that is open at an instant, or the next one.
  ///
  /// - Returns: The window, its end not included; `nil` where there is none, or none any more.
  /// - Complexity: O(log changes of the zone).
  public func reviewWindow(at instant: Instant) -> Range<Instant>? {
    guard let review else { return nil }
    let date = zone.date(at: instant)
    // Clocks that go back over midnight may show the end of a month twice: begin a month before.
    let first = date.adding(days: 1 - date.day).adding(months: -1)
    // Of two neighbouring months at most one lacks a day.
    for month in 0...4 {
      let start = first.adding(months: month)
      let length = CivilDate.length(ofMonth: start.month, year: start.year)
      guard review.days.lowerBound <= length else { continue }
      let end = min(review.days.upperBound, length)
      let opens = zone.instant(
        date: start.adding(days: review.days.lowerBound - 1), time: .midnight)
      let closes = zone.instant(date: start.adding(days: end), time: .midnight)
      if opens < closes, instant < closes { return opens..<closes }
    }
    return nil
  }
}
