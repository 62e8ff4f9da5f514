// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// A holiday from its first date through its last.
public struct HolidaySpan: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// Its first date.
  public let first: CivilDate
  /// Its last date, included.
  public let last: CivilDate

  /// Creates a span; a plan refuses one that ends before it begins.
  public init(_ name: String, _ first: CivilDate, through last: CivilDate) {
    self.name = name
    self.first = first
    self.last = last
  }

  /// The holidays of a clock's calendar whose first date lies in a range: dates that follow each other
  /// are one span, named after the first of them that has a name.
  ///
  /// - Complexity: O(dates), and at most 400 dates beyond the range for its last span.
  public static func spans(
    of clock: BusinessClock, beginning range: ClosedRange<CivilDate>
  ) -> [Self] {
    var spans: [Self] = []
    var date = range.lowerBound
    if clock.isHoliday(date), clock.isHoliday(date.adding(days: -1)) {
      // It began before the range.
      while date <= range.upperBound, clock.isHoliday(date) {
        guard date < .max else { return [] }
        date = date.adding(days: 1)
      }
    }
    while date <= range.upperBound {
      if clock.isHoliday(date) {
        var (last, name) = (date, clock.holiday(on: date)?.name)
        while date.days(to: last) < 400, last < .max, clock.isHoliday(last.adding(days: 1)) {
          last = last.adding(days: 1)
          name = name ?? clock.holiday(on: last)?.name
        }
        spans.append(Self(name ?? "\(date)", date, through: last))
        date = last
      }
      guard date < .max else { break }
      date = date.adding(days: 1)
    }
    return spans
  }
}
