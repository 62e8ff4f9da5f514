// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Business dates: dates on which an interval opens.
extension BusinessClock {
  /// Where on the date a sum of business days falls.
  public enum DayLanding: Hashable, Sendable {
    /// At the time of day of the start.
    case sameTime
    /// At the last closing of the intervals that open on the date.
    case endOfDay
    /// At the first opening of the date.
    case opening
  }

  // MARK: Dates

  /// Tells whether an interval opens on a date; every date is where the service never closes.
  public func isBusinessDay(_ date: CivilDate) -> Bool {
    compiled.days.opens(on: date.daysSince1970)
  }

  /// Tells whether an interval opens on the local date of an instant.
  public func isBusinessDay(at instant: Instant) -> Bool {
    isBusinessDay(zone.date(at: instant))
  }

  /// Tells whether a date is listed as a holiday, also where an override opens it.
  public func isHoliday(_ date: CivilDate) -> Bool {
    holiday(on: date) != nil
  }

  /// Tells whether the local date of an instant is listed as a holiday.
  public func isHoliday(at instant: Instant) -> Bool {
    isHoliday(zone.date(at: instant))
  }

  /// Returns the holiday that is listed for a date, also where an override opens it.
  ///
  /// Of a combined calendar the first part that lists the date tells.
  public func holiday(on date: CivilDate) -> BusinessCalendar.Holiday? {
    for leaf in compiled.plan.leaves {
      if let holiday = leaf.rules.holiday(on: date) { return holiday }
    }
    return nil
  }

  /// Returns the `count`-th business date after a date, or before it where `count` is negative.
  ///
  /// A date plus zero is itself. A start that is no business date counts for nothing: Saturday
  /// plus one is Monday.
  ///
  /// - Returns: `nil` where too few business dates remain.
  /// - Complexity: O(log *n*) for *n* days; of a combined calendar O(*n*).
  public func addBusinessDays(_ count: Int, to date: CivilDate) -> CivilDate? {
    let day = date.daysSince1970
    guard count != 0 else { return date }
    let landed =
      count > 0 ? compiled.days.day(count - 1, from: day + 1) : compiled.days.day(count, from: day)
    return landed.map(CivilDate.init(daysSince1970:))
  }

  /// Returns the business dates after one date up to and including another, negative where the
  /// second is earlier.
  public func businessDays(from start: CivilDate, to end: CivilDate) -> Int {
    let (first, last) = (start.daysSince1970 + 1, end.daysSince1970 + 1)
    return first <= last
      ? compiled.days.count(from: first, to: last) : -compiled.days.count(from: last, to: first)
  }

  /// Returns a business date by its count in a month: 1 for the first, -1 for the last, -2 for the
  /// one before it.
  ///
  /// ``CalendarDays/workingDayOfMonth(_:month:)`` counts otherwise where a break takes all hours of a
  /// date: that date is worked there and no business date here.
  ///
  /// - Parameters:
  ///   - count: The count, from the month's start where positive, from its end where negative.
  ///   - month: 1 ... 12.
  ///   - year: 1 ... 9999.
  /// - Returns: `nil` where the month has fewer business dates, and for a count, month or year out
  ///   of bounds.
  public func businessDay(_ count: Int, ofMonth month: Int, year: Int) -> CivilDate? {
    guard count != 0, count.magnitude <= 31,
      let first = try? CivilDate(year: year, month: month, day: 1)
    else { return nil }
    let start = first.daysSince1970
    let days = start..<start + CivilDate.length(ofMonth: month, year: year)
    let day =
      count > 0
      ? compiled.days.day(count - 1, from: start) : compiled.days.day(count, from: days.upperBound)
    guard let day, days.contains(day) else { return nil }
    return CivilDate(daysSince1970: day)
  }

  /// Returns the last closing of the intervals that open on the local date of an instant, or on the
  /// next business date where none does; the date's end where the service never closes.
  ///
  /// - Returns: `nil` where no business date remains.
  public func endOfBusinessDay(at instant: Instant) -> Instant? {
    addBusinessDays(0, to: instant, landing: .endOfDay)
  }

  /// Returns the first opening of the intervals that open on the local date of an instant, or on
  /// the next business date where none does.
  ///
  /// - Returns: `nil` where no business date remains.
  public func startOfBusinessDay(at instant: Instant) -> Instant? {
    addBusinessDays(0, to: instant, landing: .opening)
  }

  // MARK: Instants

  /// Returns the instant that many business dates later, or earlier where `count` is negative.
  ///
  /// The local date counts, also after midnight in an overnight interval.
  ///
  /// - `.sameTime` keeps the time of day. Where that is closed, it moves on to the next opening
  ///   for `count` ≥ 0, and an exact closing stays; it moves back to the previous closing for
  ///   `count` < 0.
  /// - `.endOfDay` takes the last closing of the intervals that open on the date; the date's end
  ///   where the service never closes.
  /// - `.opening` takes the first opening of the date.
  ///
  /// With a `count` of zero on a date that does not open, the last two take the next business date.
  ///
  /// - Returns: `nil` where too few business dates or no opening remains.
  public func addBusinessDays(
    _ count: Int, to start: Instant, landing: DayLanding = .sameTime
  ) -> Instant? {
    let (date, time) = zone.wallTime(at: start)
    guard landing == .sameTime else {
      let offset = count == 0 && !isBusinessDay(date) ? 1 : count
      guard let landed = addBusinessDays(offset, to: date) else { return nil }
      return edge(of: landed, landing)
    }
    guard let landed = addBusinessDays(count, to: date) else { return nil }
    let instant = count == 0 ? start : zone.instant(date: landed, time: time)
    if count < 0 { return latestMoment(atOrBefore: instant) }
    guard let moment = latestMoment(atOrBefore: instant), moment == instant else {
      return nextOpening(atOrAfter: instant)
    }
    return instant
  }

  /// The first opening or the last closing of a business date.
  private func edge(of date: CivilDate, _ landing: DayLanding) -> Instant? {
    let intervals = compiled.plan.instants(on: date.daysSince1970)
    let edge =
      landing == .opening ? intervals.map(\.start).min() : intervals.map(\.end).max()
    guard let edge, edge >= OpeningTable.lowest, edge < OpeningTable.highest else { return nil }
    return Instant(millisecondsSince1970: edge)
  }
}
