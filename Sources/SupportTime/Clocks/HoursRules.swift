// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The hours of a calendar by date, on the clock: which rules hold on a date, and what they give.
///
/// Used while compiling and to tell reasons; it consults no zone.
struct HoursRules: Sendable {
  /// Open time in milliseconds since the midnight of the date on which it opens, up to 48 hours.
  struct Stretch: Hashable, Sendable {
    var start: Int64
    var end: Int64

    init(start: Int64, end: Int64) {
      self.start = start
      self.end = end
    }

    init(_ interval: DayInterval) {
      start = interval.start.millisecondsSinceMidnight
      end = interval.endMilliseconds
    }
  }

  /// Where the hours of a date come from.
  enum Source: Hashable, Sendable {
    case override(isClosed: Bool)
    case workday
    case holiday(name: String?)
    case week
  }

  let parts: BusinessCalendar.Parts
  private let week: [[DayInterval]]
  private let weekStretches: [[Stretch]]
  private let overrides: DayList<[DayInterval]>
  private let workdays: DayList<Void>
  private let holidays: DayList<BusinessCalendar.Holiday>
  /// Listed days whose hours or rules may differ from those of their kind, in order.
  let listedDays: [Int]
  /// Tells whether rules by the month make the hours depend on the date, not the weekday alone.
  let isYearly: Bool

  init(_ parts: BusinessCalendar.Parts) {
    self.parts = parts
    week = Weekday.allCases.map { parts.weekly[$0] ?? [] }
    weekStretches = week.map { $0.map(Stretch.init) }
    overrides = DayList(parts.overrides.map { ($0.date.daysSince1970, $0.intervals) })
    // What the calendar says itself counts before what its list says.
    holidays = DayList(
      (parts.holidays + (parts.holidaysOf?.holidays ?? [])).map { ($0.date.daysSince1970, $0) })
    workdays = DayList(
      (parts.workdays + (parts.workdaysOf?.makeUpWorkdays ?? [])).map { ($0.daysSince1970, ()) })
    var listed = overrides.days + holidays.days + workdays.days
    let selectors = parts.breaks.map(\.days) + parts.adjustments.map(\.days)
    isYearly = !parts.recurringHolidays.isEmpty || selectors.contains(where: \.isByMonth)
    if selectors.contains(where: \.countsWorkingDays) {
      listed = DayList(listed.map { ($0, ()) }).days.flatMap { Self.month(of: $0) }
    }
    for days in selectors.compactMap(\.listed) { listed += days }
    listedDays = DayList(listed.map { ($0, ()) }).days
  }

  /// The days of the month of a day.
  private static func month(of day: Int) -> ClosedRange<Int> {
    let (year, month, number) = CivilDate(daysSince1970: day).components
    let first = day - number + 1
    return first...first + CivilDate.length(ofMonth: month, year: year) - 1
  }

  // MARK: Hours

  /// The hours of a date after all rules; without what is listed where `listed` is `false`.
  func hours(on day: Int, listed: Bool = true) -> [Stretch] {
    let date = CivilDate(daysSince1970: day)
    let plain = plainHours(on: date, listed: listed)
    guard !plain.hours.isEmpty else { return [] }
    var hours: [Stretch]
    if case .week = plain.from {
      hours = weekStretches[date.weekday.rawValue - 1]
    } else {
      hours = plain.hours.map(Stretch.init)
    }
    guard !parts.breaks.isEmpty || !parts.adjustments.isEmpty else { return hours }
    for pause in parts.breaks where applies(pause.days, on: date, listed: listed) {
      hours = Self.take(pause.interval, out: hours)
    }
    for adjustment in parts.adjustments where applies(adjustment.days, on: date, listed: listed) {
      hours = Self.adjust(hours, adjustment)
    }
    return hours
  }

  /// The hours of a date before breaks and adjustments, and where they come from.
  func plainHours(on date: CivilDate, listed: Bool = true) -> (hours: [DayInterval], from: Source) {
    let day = date.daysSince1970
    if listed {
      if let hours = overrides.value(on: day) { return (hours, .override(isClosed: hours.isEmpty)) }
      if workdays.contains(day) { return (parts.workdayHours, .workday) }
    }
    if let holiday = holiday(on: date, listed: listed) {
      return (holiday.hours ?? parts.holidayHours, .holiday(name: holiday.name))
    }
    return (week[date.weekday.rawValue - 1], .week)
  }

  /// The holiday that a date is listed as, by a list first, by a rule second.
  func holiday(on date: CivilDate, listed: Bool = true) -> BusinessCalendar.Holiday? {
    if listed, let holiday = holidays.value(on: date.daysSince1970) { return holiday }
    guard !parts.recurringHolidays.isEmpty else { return nil }
    let components = date.components
    return parts.recurringHolidays.first { $0.days.contains(date, components) { _ in false } }
      .map { .init(date, name: $0.name, hours: $0.hours) }
  }

  /// The break that a time of a date falls in, in milliseconds since its midnight, where the hours
  /// of the date would be open without it.
  func breakName(at time: Int64, on day: Int) -> String? {
    let date = CivilDate(daysSince1970: day)
    let hours = plainHours(on: date).hours
    guard
      hours.contains(where: {
        $0.start.millisecondsSinceMidnight <= time && time < $0.endMilliseconds
      })
    else { return nil }
    return parts.breaks.first { pause in
      let isInside = [0, TimeOfDay.millisecondsPerDay].contains { shift in
        pause.interval.start.millisecondsSinceMidnight + shift <= time
          && time < pause.interval.endMilliseconds + shift
      }
      return isInside && applies(pause.days, on: date, listed: true)
    }?.name
  }

  private func applies(_ days: CalendarDays, on date: CivilDate, listed: Bool) -> Bool {
    if !listed, days.listed != nil { return false }
    return days.contains(date) { !plainHours(on: $0, listed: listed).hours.isEmpty }
  }

  // MARK: Breaks and adjustments

  private static func take(_ pause: DayInterval, out hours: [Stretch]) -> [Stretch] {
    var rest = hours
    for shift in [0, TimeOfDay.millisecondsPerDay] {
      let start = pause.start.millisecondsSinceMidnight + shift
      let end = pause.endMilliseconds + shift
      rest = rest.flatMap { stretch in
        [
          Stretch(start: stretch.start, end: min(stretch.end, start)),
          Stretch(start: max(stretch.start, end), end: stretch.end),
        ].filter { $0.start < $0.end }
      }
    }
    return rest
  }

  /// Both ends move first, so that a date's hours can be moved past themselves.
  private static func adjust(
    _ hours: [Stretch], _ adjustment: BusinessCalendar.Adjustment
  ) -> [Stretch] {
    guard let first = hours.first, let last = hours.last else { return [] }
    var hours = hours
    var (earliest, latest) = (Int64(0), 2 * TimeOfDay.millisecondsPerDay)
    switch adjustment.close {
    case .by(let milliseconds): hours[hours.count - 1].end = last.end + milliseconds
    case .at(let time):
      latest = time.millisecondsSinceMidnight
      hours[hours.count - 1].end = latest
    case nil: break
    }
    switch adjustment.open {
    case .by(let milliseconds): hours[0].start = first.start + milliseconds
    case .at(let time):
      earliest = time.millisecondsSinceMidnight
      hours[0].start = earliest
    case nil: break
    }
    return hours.map {
      Stretch(start: max($0.start, earliest), end: min($0.end, latest))
    }.filter { $0.start < $0.end }
  }

  // MARK: Checks

  /// The days within the calendar's bounds.
  private var days: Range<Int> {
    var days = BusinessCalendar.allDays
    for range in [parts.validity, parts.holidaysOf?.published, parts.workdaysOf?.published]
      .compactMap(\.self)
    {
      days = days.clamped(to: range.lowerBound.daysSince1970..<range.upperBound.daysSince1970 + 1)
    }
    return days
  }

  /// Tells whether any date within the bounds opens.
  var opens: Bool {
    let days = days
    let start = days.contains(GregorianCycle.start) ? GregorianCycle.start : days.lowerBound
    // 400 years have all kinds of dates; most calendars open within a week.
    let regular = start..<min(start + GregorianCycle.days, days.upperBound)
    let isHopeless =
      week.allSatisfy(\.isEmpty) && parts.holidayHours.isEmpty
      && parts.recurringHolidays.allSatisfy { $0.hours?.isEmpty ?? true }
    if !isHopeless, regular.contains(where: { !hours(on: $0).isEmpty }) { return true }
    return listedDays.contains { days.contains($0) && !hours(on: $0).isEmpty }
  }

  /// Tells whether an adjustment's dates ever have hours, as far as can be told at sight.
  func everApplies(_ dates: CalendarDays) -> Bool {
    let days = days
    func hasHours(_ day: Int) -> Bool {
      days.contains(day) && !plainHours(on: CivilDate(daysSince1970: day)).hours.isEmpty
    }
    if let listed = dates.listed { return listed.contains(where: hasHours) }
    guard case .weekdays(let weekdays) = dates else { return true }
    return weekdays.contains { !(parts.weekly[$0] ?? []).isEmpty } || !parts.holidayHours.isEmpty
      || !parts.recurringHolidays.isEmpty
      || listedDays.contains {
        weekdays.contains(CivilDate(daysSince1970: $0).weekday) && hasHours($0)
      }
  }
}
