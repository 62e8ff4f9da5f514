// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// How long earned points last. A last date is included: the points end with the midnight behind it,
/// by the programme's clocks.
public enum PointExpiry: Hashable, Sendable {
  /// Without an end.
  case never
  /// Through the date that lies so long behind the date of earning.
  case after(MembershipSpan)
  /// Through the last date of the month that lies so many months behind the month of earning.
  case endOfMonth(after: Int)
  /// Through the next date with that month and day that lies at least so many months behind the date
  /// of earning; 29 February is the 28th in other years.
  case yearly(month: Int, day: Int, atLeast: Int)
  /// Through that date.
  case on(CivilDate)
  /// As long as the member is active; see ``PointRules/inactivity``.
  case inactivity

  /// The first instant at which points are gone that were earned at another; `nil` where no date says
  /// so.
  public func end(earned: Instant, in zone: ZoneRules) -> Instant? {
    lastDate(earned: zone.date(at: earned)).map { date in
      date == .max ? .max : zone.instant(date: date.adding(days: 1), time: .midnight)
    }
  }

  /// The last date on which points are there.
  func lastDate(earned date: CivilDate) -> CivilDate? {
    switch self {
    case .never, .inactivity: return nil
    case .after(let span): return span.date(after: date)
    case .endOfMonth(let months): return Self.endOfMonth(date, after: months)
    case .yearly(let month, let day, let months):
      let earliest = date.adding(months: months)
      let inYear = Self.date(earliest.year, month, day)
      return inYear >= earliest ? inYear : Self.date(earliest.year + 1, month, day)
    case .on(let date): return date
    }
  }

  static func endOfMonth(_ date: CivilDate, after months: Int) -> CivilDate {
    let inMonth = date.adding(months: months)
    let (year, month, day) = inMonth.components
    return inMonth.adding(days: CivilDate.length(ofMonth: month, year: year) - day)
  }

  private static func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    let month = min(max(month, 1), 12)
    let length = CivilDate.length(ofMonth: month, year: year)
    return (try? CivilDate(year: year, month: month, day: min(max(day, 1), length))) ?? .max
  }
}
