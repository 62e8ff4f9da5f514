// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension ICalendarRule {
  /// The dates of a rule that starts on a date, in order.
  struct Dates: Sendable {
    /// The first dates of occurrences in the window.
    var dates: [CivilDate] = []
    /// Tells whether the rule itself hits the date on which it starts.
    var hitsStart = false
  }

  /// Finds the dates from one to another.
  ///
  /// The start counts as the first occurrence even where the rule misses it.
  func dates(
    startingOn start: CivilDate, from first: CivilDate, through last: CivilDate,
    _ steps: inout ICalendarSteps
  ) throws(ICalendarSteps.Exhausted) -> Dates {
    let filled = fillingIn(start)
    var found = Dates()
    found.hitsStart = try filled.period(0, start, &steps).contains(start)
    if first <= start, start <= last { found.dates.append(start) }
    let bound = min(last, lastDate ?? last)
    var remaining = (count ?? .max) - 1
    var index = count == nil ? filled.periods(from: start, to: first) : 0
    while remaining > 0, let begin = filled.firstDay(ofPeriod: index, start),
      begin <= bound.daysSince1970
    {
      for date in try filled.period(index, start, &steps) where date > start {
        guard date <= bound, remaining > 0 else { return found }
        remaining -= 1
        if date >= first { found.dates.append(date) }
      }
      index += 1
    }
    return found
  }

  /// What RFC 5545 takes from the start where a rule does not say it.
  private func fillingIn(_ start: CivilDate) -> Self {
    var rule = self
    guard weekdays.isEmpty, monthDays.isEmpty, yearDays.isEmpty else { return rule }
    switch frequency {
    case .daily: break
    case .weekly: rule.weekdays = [.init(number: nil, weekday: start.weekday)]
    case .monthly: rule.monthDays = [start.day]
    case .yearly:
      if months.isEmpty { rule.months = [start.month] }
      rule.monthDays = [start.day]
    }
    return rule
  }

  // MARK: Periods

  /// The number of periods that can be left out because they end before a date.
  private func periods(from start: CivilDate, to date: CivilDate) -> Int {
    guard date > start else { return 0 }
    let (from, to) = (start.components, date.components)
    let passed =
      switch frequency {
      case .daily: start.days(to: date)
      case .weekly: start.days(to: date) / 7
      case .monthly: (to.year - from.year) * 12 + to.month - from.month
      case .yearly: to.year - from.year
      }
    // A week may start before its period's first date: one period more is looked at.
    return max(passed / interval - 1, 0)
  }

  /// The first day of a period as days since 1970; nil beyond the last year.
  private func firstDay(ofPeriod index: Int, _ start: CivilDate) -> Int? {
    // No caller goes on after nil, so that the product stays below 10,000,000 + 999,999,999.
    let step = index * interval
    switch frequency {
    case .daily:
      let day = start.daysSince1970 + step
      return day > CivilDate.max.daysSince1970 ? nil : day
    case .weekly:
      let day = start.daysSince1970 - start.weekday.days(since: weekStart) + step * 7
      return day > CivilDate.max.daysSince1970 ? nil : day
    case .monthly:
      let month = start.year * 12 + start.month - 1 + step
      return Self.day(year: month / 12, month: month % 12 + 1)
    case .yearly: return Self.day(year: start.year + step, month: 1)
    }
  }

  private static func day(year: Int, month: Int) -> Int? {
    (try? CivilDate(year: year, month: month, day: 1))?.daysSince1970
  }

  /// The dates of a period that the rule takes, in order.
  private func period(
    _ index: Int, _ start: CivilDate, _ steps: inout ICalendarSteps
  ) throws(ICalendarSteps.Exhausted) -> [CivilDate] {
    guard let begin = firstDay(ofPeriod: index, start) else { return [] }
    var dates: [CivilDate] = []
    for span in spans(from: begin) {
      try steps.take(span.count)
      for day in span where day >= CivilDate.min.daysSince1970 {
        guard day <= CivilDate.max.daysSince1970 else { break }
        let date = CivilDate(daysSince1970: day)
        if takes(date) { dates.append(date) }
      }
    }
    guard !positions.isEmpty else { return dates }
    return dates.enumerated().filter { position, _ in
      positions.contains(position + 1) || positions.contains(position - dates.count)
    }.map(\.element)
  }

  /// The days of a period to look at: of a year only the months that count.
  private func spans(from begin: Int) -> [Range<Int>] {
    let date = CivilDate(daysSince1970: begin)
    switch frequency {
    case .daily: return [begin..<(begin + 1)]
    case .weekly: return [begin..<(begin + 7)]
    case .monthly:
      guard months.isEmpty || months.contains(date.month) else { return [begin..<(begin + 1)] }
      return [begin..<(begin + CivilDate.length(ofMonth: date.month, year: date.year))]
    case .yearly:
      return (1...12).compactMap { month in
        guard months.isEmpty || months.contains(month),
          let day = Self.day(year: date.year, month: month)
        else { return nil }
        return day..<(day + CivilDate.length(ofMonth: month, year: date.year))
      }
    }
  }

  // MARK: Dates

  private func takes(_ date: CivilDate) -> Bool {
    let (year, month, day) = date.components
    if !months.isEmpty, !months.contains(month) { return false }
    if !monthDays.isEmpty {
      let back = day - CivilDate.length(ofMonth: month, year: year) - 1
      guard monthDays.contains(day) || monthDays.contains(back) else { return false }
    }
    guard !yearDays.isEmpty || !weekdays.isEmpty else { return true }
    let length = CivilDate.isLeap(year: year) ? 366 : 365
    let yearDay = GregorianCycle.daysBefore(month: month, year: year) + day
    if !yearDays.isEmpty,
      !yearDays.contains(yearDay), !yearDays.contains(yearDay - length - 1)
    {
      return false
    }
    guard !weekdays.isEmpty else { return true }
    let isOfMonth = frequency == .monthly || !months.isEmpty
    let place = isOfMonth ? day : yearDay
    let size = isOfMonth ? CivilDate.length(ofMonth: month, year: year) : length
    let weekday = date.weekday
    let numbers = [nil, (place - 1) / 7 + 1, -((size - place) / 7 + 1)]
    return numbers.contains { weekdays.contains(.init(number: $0, weekday: weekday)) }
  }
}
