// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The opening hours of a service, as people write them.
///
/// Write or decode one, then compile it with ``compiled()`` and ask the ``BusinessClock``. A
/// calendar has a zone and either opening hours or, as a value of its own, no closing at all.
///
/// - Each weekday has any number of intervals. Touching intervals act as one. Intervals of one day
///   do not overlap; an overnight interval may run into the next day's hours and counts once.
/// - An override replaces the hours of its date, with none where it closes the date.
/// - A holiday closes its date unless an override exists for it.
///
/// ```swift
/// let calendar = try BusinessCalendar(
///   zone: "Asia/Shanghai",
///   weekly: [.monday: [DayInterval("09:00-12:00"), DayInterval("13:00-18:00")]],
///   holidays: [.init(CivilDate("2025-10-01"), name: "National Day")])
/// ```
public struct BusinessCalendar: Hashable, Sendable {
  /// The identifier of the zone whose clocks the hours are written for.
  public let zone: String

  /// Tells whether the service never closes; then there are no hours, holidays or overrides.
  public let isAroundTheClock: Bool

  /// The hours by weekday, Monday first, each day's intervals in order.
  let week: [[DayInterval]]

  /// The dates that are closed, in order.
  public let holidays: [Holiday]

  /// The dates with hours of their own, in order.
  public let overrides: [Override]

  /// Creates a calendar from its parts, in any order.
  ///
  /// - Throws: ``CalendarError`` with every problem: an unknown zone, overlapping intervals of one
  ///   day, a date listed twice, no opening at all.
  public init(
    zone: String,
    weekly: [Weekday: [DayInterval]],
    holidays: [Holiday] = [],
    overrides: [Override] = []
  ) throws(CalendarError) {
    var problems = Self.problems(ofZone: zone)
    let week = Weekday.allCases.map { (weekly[$0] ?? []).sorted() }
    for (weekday, intervals) in zip(Weekday.allCases, week) {
      problems += Self.overlaps(in: intervals, place: "weekly.\(weekday.shortName)")
    }
    problems += Self.duplicates(of: holidays.map(\.date), place: "holidays")
    for (index, override) in overrides.enumerated() {
      problems += Self.overlaps(in: override.intervals, place: "overrides[\(index)]")
    }
    problems += Self.duplicates(of: overrides.map(\.date), place: "overrides")
    if week.allSatisfy(\.isEmpty), overrides.allSatisfy(\.intervals.isEmpty) {
      problems.append(.init(place: "weekly", reason: .noOpening))
    }
    guard problems.isEmpty else { throw CalendarError(problems: problems) }
    self.zone = zone
    isAroundTheClock = false
    self.week = week
    self.holidays = holidays.sorted { $0.date < $1.date }
    self.overrides = overrides.sorted { $0.date < $1.date }
  }

  private init(open zone: String) {
    self.zone = zone
    isAroundTheClock = true
    week = []
    holidays = []
    overrides = []
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

  /// Returns the intervals that open on a weekday, in order; none where the service never closes.
  public func hours(on weekday: Weekday) -> [DayInterval] {
    week.isEmpty ? [] : week[weekday.rawValue - 1]
  }
}

// MARK: - Parts

extension BusinessCalendar {
  /// A date that is closed.
  public struct Holiday: Hashable, Sendable {
    /// The date that is closed.
    public let date: CivilDate

    /// The name to tell customers, if there is one.
    public let name: String?

    /// Creates a holiday.
    public init(_ date: CivilDate, name: String? = nil) {
      self.date = date
      self.name = name
    }

    /// Returns a holiday for each date of a range, both ends included; none where it is reversed.
    public static func dates(
      from first: CivilDate, through last: CivilDate, name: String? = nil
    ) -> [Self] {
      guard first <= last else { return [] }
      return (first.daysSince1970...last.daysSince1970).map {
        Self(CivilDate(daysSince1970: $0), name: name)
      }
    }
  }

  /// A date with hours of its own.
  public struct Override: Hashable, Sendable {
    /// The date whose hours are replaced.
    public let date: CivilDate

    /// The intervals that open on the date, in order; none where it is closed.
    public let intervals: [DayInterval]

    /// Creates an override.
    public init(_ date: CivilDate, _ intervals: [DayInterval]) {
      self.date = date
      self.intervals = intervals.sorted()
    }
  }
}

// MARK: - Checks

extension BusinessCalendar {
  private static func problems(ofZone zone: String) -> [CalendarError.Problem] {
    do {
      try ZoneRules.check(identifier: zone)
      return []
    } catch {
      return [.init(place: "zone", reason: .unknownZone(error))]
    }
  }

  static func overlaps(in sorted: [DayInterval], place: String) -> [CalendarError.Problem] {
    zip(sorted, sorted.dropFirst())
      .filter { $0.endMilliseconds > $1.start.millisecondsSinceMidnight }
      .map { .init(place: place, reason: .overlap($0, $1)) }
  }

  private static func duplicates(
    of dates: [CivilDate], place: String
  ) -> [CalendarError.Problem] {
    var seen: Set<CivilDate> = []
    return dates.enumerated().compactMap { index, date in
      seen.insert(date).inserted
        ? nil : .init(place: "\(place)[\(index)]", reason: .duplicateDate(date))
    }
  }
}
