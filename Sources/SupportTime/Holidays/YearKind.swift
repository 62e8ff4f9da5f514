// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The fourteen kinds of year: by the weekday of 1 January and the length.
///
/// Rules by the month give the same hours on the same day of two years of one kind, and so do the
/// days around the new year, whose weekdays are the same as well.
struct YearKind: Sendable {
  /// The days since 1970 of a year of the kind.
  let days: Range<Int>

  /// By weekday of 1 January, Monday 0, ordinary years first.
  static let all: [Self] = {
    var kinds: [Int: Self] = [:]
    for year in 2_000..<2_028 {
      let first = GregorianCycle.newYear(year)
      let kind = Self(days: first..<GregorianCycle.newYear(year + 1))
      kinds[index(first: first, length: kind.days.count)] = kind
    }
    return (0..<14).compactMap { kinds[$0] }
  }()

  static func index(first: Int, length: Int) -> Int {
    DailyHours.weekday(of: first) + (length == 366 ? 7 : 0)
  }

  /// The kind of the year of a day and the day's place in it; for any day.
  static func place(of day: Int) -> (kind: Int, index: Int) {
    let cycle = GregorianCycle.days
    // Days before the first and after the last date count as those 400 years off.
    let since = day - GregorianCycle.start
    let cycles = since >= 0 ? since / cycle : -((cycle - 1 - since) / cycle)
    let rest = since - cycles * cycle
    var year = min(rest * 400 / cycle, 399)
    while yearStarts[year] > rest { year -= 1 }
    while yearStarts[year + 1] <= rest { year += 1 }
    return (kindOfYear[year], rest - yearStarts[year])
  }

  /// The days before each year of the 400 years from 2000, and their total.
  static let yearStarts: [Int] = (2_000...2_400).map {
    GregorianCycle.newYear($0) - GregorianCycle.start
  }

  static let kindOfYear: [Int] = (2_000..<2_400).map { year in
    let first = GregorianCycle.newYear(year)
    return index(first: first, length: GregorianCycle.newYear(year + 1) - first)
  }
}
