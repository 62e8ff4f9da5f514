// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How time is cut for figures.
///
/// A tally is kept by one cut and told by the same or any coarser one: what was counted by the day
/// gives weeks, months, quarters and years without counting again.
public enum MetricPeriod: Hashable, Sendable {
  /// All of it together.
  case whole
  /// Years of the Gregorian calendar.
  case year
  /// Quarters: January to March, …
  case quarter
  /// Months.
  case month
  /// Weeks, Monday to Sunday (ISO 8601).
  case week
  /// Days of the zone.
  case day
  /// Parts of an hour or of a day, in minutes from the beginning of the zone's hour or day: 1 ... 60
  /// that divide an hour, or whole hours that divide a day.
  case interval(minutes: Int)

  /// Whether figures by this cut follow from tallies by another.
  ///
  /// Intervals of a day follow into days, and so into all that days make up; weeks make up nothing
  /// but the whole.
  public func follows(from finer: Self) -> Bool {
    switch (self, finer) {
    case (.whole, _): true
    case (.interval(let coarse), .interval(let fine)):
      objection == nil && fine > 0 && coarse % fine == 0
    case (.day, .interval), (.day, .day): true
    case (.week, .interval), (.week, .day), (.week, .week): true
    case (.month, .interval), (.month, .day), (.month, .month): true
    case (.quarter, .interval), (.quarter, .day), (.quarter, .month), (.quarter, .quarter): true
    case (.year, .interval), (.year, .day), (.year, .month), (.year, .quarter), (.year, .year): true
    default: false
    }
  }

  /// Why it is no way to cut time; `nil` for all but intervals that do not divide an hour or a day.
  var objection: String? {
    guard case .interval(let minutes) = self else { return nil }
    let divides =
      minutes > 0 && (60 % minutes == 0 || (minutes % 60 == 0 && 1_440 % minutes == 0))
    return divides ? nil : "an interval of \(minutes) minutes divides neither an hour nor a day"
  }
}

extension MetricPeriod: CustomStringConvertible {
  /// `month`, `30 min`.
  public var description: String {
    switch self {
    case .whole: "whole"
    case .year: "year"
    case .quarter: "quarter"
    case .month: "month"
    case .week: "week"
    case .day: "day"
    case .interval(let minutes): "\(minutes) min"
    }
  }
}
