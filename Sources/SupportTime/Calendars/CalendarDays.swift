// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Dates by a rule: one date, a range, or dates that come again.
///
/// Breaks and adjustments take one to say when they apply, recurring holidays to say when they
/// come. As text:
///
/// | text | dates |
/// | --- | --- |
/// | `2025-10-11` | that date |
/// | `2025-07-01..2025-08-31` | the range, both ends included, at most 3,660 days |
/// | `every day` | all |
/// | `mon-fri`, `sat` | those weekdays |
/// | `12-25` | each 25 December; `02-29` only in leap years |
/// | `8th of month` | the 8th of each month; `31st` only where there is one |
/// | `last day of month` | the end of each month |
/// | `last Friday of month`, `4th Thursday of November` | by count of weekdays |
/// | `2nd working day of month`, `last working day of December` | by count of working days |
///
/// A working day is a date with hours after overrides, make-up workdays and holidays, before breaks
/// and adjustments.
public enum CalendarDays: Hashable, Sendable {
  /// One date.
  case date(CivilDate)
  /// The dates of a range.
  case dates(ClosedRange<CivilDate>)
  /// The given weekdays of each week; all seven are every day.
  case weekdays(Set<Weekday>)
  /// A date of each year, by month (1 ... 12) and day of the month.
  case yearly(month: Int, day: Int)
  /// A day of each month, counted from 1, or from the end with -1.
  case dayOfMonth(Int)
  /// A weekday by its count in a month, 1 ... 5, or -1 for the last; in each month where `month`
  /// is `nil`.
  case weekdayOfMonth(Int, Weekday, month: Int?)
  /// A working day by its count in a month, 1 ... 23, or -1 for the last; in each month where
  /// `month` is `nil`.
  ///
  /// A date is worked where it has hours before breaks and adjustments, since those may depend on
  /// this count. Where a break takes all hours of a date, it is no business date of
  /// ``BusinessClock`` but still counts here.
  case workingDayOfMonth(Int, month: Int?)

  /// All dates.
  public static let everyDay = Self.weekdays(Set(Weekday.allCases))

  /// Monday to Friday.
  public static let weekdays = Self.weekdays([.monday, .tuesday, .wednesday, .thursday, .friday])

  /// Saturday and Sunday.
  public static let weekend = Self.weekdays([.saturday, .sunday])
}

// MARK: - Dates

extension CalendarDays {
  /// The most dates of one range.
  static let longestRange = 3_660

  /// Why no date can ever match, or the rule says too much; `nil` where it is sound.
  var mistake: String? {
    switch self {
    case .date: nil
    case .dates(let range):
      range.lowerBound.days(to: range.upperBound) < Self.longestRange
        ? nil : "a range has at most \(Self.longestRange) days"
    case .weekdays(let weekdays): weekdays.isEmpty ? "no weekday is given" : nil
    case .yearly(let month, let day):
      (1...12).contains(month) && (1...CivilDate.length(ofMonth: month, year: 2_000)).contains(day)
        ? nil : "there is no day \(day) of month \(month)"
    case .dayOfMonth(let day):
      day == -1 || (1...31).contains(day) ? nil : "day \(day) is outside 1 ... 31"
    case .weekdayOfMonth(let count, _, let month):
      Self.mistake(count, 5, month)
    case .workingDayOfMonth(let count, let month):
      Self.mistake(count, 23, month)
    }
  }

  private static func mistake(_ count: Int, _ most: Int, _ month: Int?) -> String? {
    guard count == -1 || (1...most).contains(count) else {
      return "count \(count) is outside 1 ... \(most)"
    }
    return month.map { (1...12).contains($0) } ?? true ? nil : "there is no such month"
  }

  /// The days since 1970 that are listed; `nil` for dates that come again.
  var listed: ClosedRange<Int>? {
    switch self {
    case .date(let date): date.daysSince1970...date.daysSince1970
    case .dates(let range): range.lowerBound.daysSince1970...range.upperBound.daysSince1970
    default: nil
    }
  }

  /// Tells whether the dates depend on the year, not on the weekday alone.
  var isByMonth: Bool {
    switch self {
    case .date, .dates, .weekdays: false
    default: true
    }
  }

  /// Tells whether the dates depend on what is worked.
  var countsWorkingDays: Bool {
    if case .workingDayOfMonth = self { return true }
    return false
  }

  /// Tells whether a date matches.
  ///
  /// - Parameters:
  ///   - date: The date.
  ///   - isWorked: Tells of a date whether it is worked; asked only for the same month.
  /// - Returns: Whether the rule names the date.
  public func contains(_ date: CivilDate, isWorked: (CivilDate) -> Bool) -> Bool {
    contains(date, date.components, isWorked: isWorked)
  }

  /// Tells whether a date matches whose year, month and day are known.
  func contains(
    _ date: CivilDate, _ parts: @autoclosure () -> (year: Int, month: Int, day: Int),
    isWorked: (CivilDate) -> Bool
  ) -> Bool {
    switch self {
    case .date(let one): return date == one
    case .dates(let range): return range.contains(date)
    case .weekdays(let weekdays): return weekdays.contains(date.weekday)
    case .yearly(let month, let day):
      let parts = parts()
      return parts.month == month && parts.day == day
    case .dayOfMonth(let day):
      let parts = parts()
      return parts.day == (day > 0 ? day : CivilDate.length(ofMonth: parts.month, year: parts.year))
    case .weekdayOfMonth(let count, let weekday, let month):
      guard date.weekday == weekday else { return false }
      let parts = parts()
      guard month ?? parts.month == parts.month else { return false }
      return count > 0
        ? (parts.day - 1) / 7 + 1 == count
        : parts.day + 7 > CivilDate.length(ofMonth: parts.month, year: parts.year)
    case .workingDayOfMonth(let count, let month):
      let parts = parts()
      guard month ?? parts.month == parts.month else { return false }
      return Self.isWorkingDay(count, date, parts, isWorked)
    }
  }

  private static func isWorkingDay(
    _ count: Int, _ date: CivilDate, _ parts: (year: Int, month: Int, day: Int),
    _ isWorked: (CivilDate) -> Bool
  ) -> Bool {
    guard isWorked(date) else { return false }
    guard count > 0 else {
      let rest = CivilDate.length(ofMonth: parts.month, year: parts.year) - parts.day
      return (0..<rest).allSatisfy { !isWorked(date.adding(days: $0 + 1)) }
    }
    guard parts.day >= count else { return false }
    var before = 0
    for offset in 1..<max(parts.day, 1) where isWorked(date.adding(days: -offset)) {
      before += 1
      if before >= count { return false }
    }
    return before == count - 1
  }
}
