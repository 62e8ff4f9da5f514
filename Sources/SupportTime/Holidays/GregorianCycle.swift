// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The 400 years after which the Gregorian calendar and its weeks repeat.
enum GregorianCycle {
  /// The days of 400 years, a whole number of weeks.
  static let days = 146_097

  /// 2000-01-01 as days since 1970, where the years of the cycle are counted from.
  static let start = 10_957

  /// The first day of a year as days since 1970, also beyond the years of dates.
  static func newYear(_ year: Int) -> Int {
    CivilDate.dayCount(year: year, month: 1, day: 1)
  }

  /// The days of a year before the first of a month.
  static func daysBefore(month: Int, year: Int) -> Int {
    CivilDate.dayCount(year: year, month: month, day: 1) - newYear(year)
  }
}
