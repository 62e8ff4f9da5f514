// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The opening hours of a service, as people write them.
///
/// Write or decode one, then compile it with ``compiled()`` and ask the ``BusinessClock``. A
/// calendar has a zone and either opening hours, or no closing at all, or is combined from others.
///
/// The hours of a date are found in this order:
/// 1. Outside the validity nothing opens.
/// 2. An override replaces the hours of its date, with none where it closes the date.
/// 3. A make-up workday has the hours of make-up workdays.
/// 4. A holiday has its own hours, or else those that the calendar gives to holidays, or none.
/// 5. Otherwise the weekday's hours hold: any number of intervals that do not overlap. Touching
///    intervals act as one; an overnight interval may run into the next day's hours, once counted.
/// 6. Breaks are taken out, and adjustments apply last.
///
/// ```swift
/// let calendar = try BusinessCalendar(zone: "Asia/Shanghai") {
///   OpenHours(.weekdays, "09:00-12:00", "13:00-18:00")
///   ClosedDays(of: .china)
///   OpenHours(onWorkdaysOf: .china, "09:00-18:00")
///   ClosedDays(on: "12-25", "Christmas Day")
/// }
/// ```
public struct BusinessCalendar: Hashable, Sendable {
  /// Everything that a calendar of its own hours is made of, in order and without doubles.
  ///
  /// Change a copy and make a calendar of it with ``init(_:)``. Of a combined calendar, and of one
  /// around the clock, only the zone says something.
  public let parts: Parts

  /// Tells whether the service never closes; then there are no hours, holidays or overrides.
  public let isAroundTheClock: Bool

  /// The calendars that this one is combined from; `nil` for one with hours of its own.
  public let combination: Combination?

  /// Creates a calendar from its parts, in any order.
  ///
  /// - Throws: ``CalendarError`` with every problem: an unknown zone, overlapping intervals of one
  ///   day, a date listed twice, a rule for dates that matches none, no opening at all.
  public init(_ parts: Parts) throws(CalendarError) {
    var problems = Self.problems(ofZone: parts.zone)
    problems += Self.problems(of: parts)
    let normal = parts.normalised
    if problems.isEmpty { problems += Self.problems(ofRules: normal) }
    guard problems.isEmpty else { throw CalendarError(problems: problems) }
    self.parts = normal
    isAroundTheClock = false
    combination = nil
  }

  /// Creates a calendar from weekly hours, holidays and overrides, in any order.
  ///
  /// - Throws: ``CalendarError`` with every problem, as ``init(_:)``.
  public init(
    zone: String,
    weekly: [Weekday: [DayInterval]],
    holidays: [Holiday] = [],
    overrides: [Override] = []
  ) throws(CalendarError) {
    var parts = Parts(zone: zone)
    parts.weekly = weekly
    parts.holidays = holidays
    parts.overrides = overrides
    try self.init(parts)
  }

  private init(open zone: String) {
    parts = Parts(zone: zone)
    isAroundTheClock = true
    combination = nil
  }

  init(unchecked combination: Combination, zone: String) {
    parts = Parts(zone: zone)
    isAroundTheClock = false
    self.combination = combination
  }

  /// The service that never closes, with dates by UTC.
  public static let aroundTheClock = Self(open: "UTC")

  /// Returns the service that never closes, with dates by a zone.
  ///
  /// - Throws: ``CalendarError`` where the zone is unknown.
  public static func aroundTheClock(zone: String) throws(CalendarError) -> Self {
    let problems = Self.problems(ofZone: zone)
    guard problems.isEmpty else { throw CalendarError(problems: problems) }
    return Self(open: zone)
  }
}

// MARK: - Questions

extension BusinessCalendar {
  /// The identifier of the zone whose clocks the hours are written for and whose dates count.
  public var zone: String { parts.zone }

  /// The dates that are listed as holidays, in order, without published and recurring ones.
  public var holidays: [Holiday] { parts.holidays }

  /// The dates with hours of their own, in order.
  public var overrides: [Override] { parts.overrides }

  /// Returns the weekly intervals that open on a weekday, in order, before breaks and adjustments;
  /// none where the service never closes.
  public func hours(on weekday: Weekday) -> [DayInterval] {
    parts.weekly[weekday] ?? []
  }

  /// The dates for which the calendar holds, both ends included; all dates where it has no bounds.
  ///
  /// Published days bound it to their years, and so does each part of a combination that uses them.
  /// Otherwise a union holds from the first to the last date of its parts, an intersection where
  /// all parts do, a difference where its first part does. Outside nothing opens.
  public var validity: ClosedRange<CivilDate> {
    let days = Self.overlap(validDays, publishedDays)
    guard !days.isEmpty else { return CivilDate.min ... .max }
    let first = CivilDate(daysSince1970: days.lowerBound)
    return first...CivilDate(daysSince1970: days.upperBound - 1)
  }

  /// All days since 1970.
  static let allDays = CivilDate.min.daysSince1970..<CivilDate.max.daysSince1970 + 1

  /// The days of the bounds that people set; may be empty.
  private var validDays: Range<Int> {
    guard let combination else {
      return parts.validity.map {
        $0.lowerBound.daysSince1970..<$0.upperBound.daysSince1970 + 1
      } ?? Self.allDays
    }
    let ranges = combination.parts.map(\.validDays)
    switch combination.operation {
    case .difference: return ranges.first ?? Self.allDays
    case .intersection: return ranges.reduce(Self.allDays, Self.overlap)
    case .union:
      let lower = ranges.map(\.lowerBound).min() ?? Self.allDays.lowerBound
      let upper = ranges.map(\.upperBound).max() ?? Self.allDays.upperBound
      return lower..<upper
    }
  }

  /// The days that all published lists cover; may be empty.
  var publishedDays: Range<Int> {
    let lists = leaves.flatMap { [$0.parts.holidaysOf, $0.parts.workdaysOf] }
    return lists.compactMap(\.self).map {
      $0.published.lowerBound.daysSince1970..<$0.published.upperBound.daysSince1970 + 1
    }.reduce(Self.allDays, Self.overlap)
  }

  /// The days that a calendar with hours of its own holds for, within bounds; may be empty.
  func days(within bounds: Range<Int>) -> Range<Int> { Self.overlap(validDays, bounds) }

  private static func overlap(_ one: Range<Int>, _ other: Range<Int>) -> Range<Int> {
    one.clamped(to: other)
  }
}
