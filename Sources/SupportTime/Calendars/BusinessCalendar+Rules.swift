// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension BusinessCalendar {
  /// Creates a calendar from rules in braces.
  ///
  /// ```swift
  /// let hours = try BusinessCalendar(zone: "Asia/Shanghai") {
  ///   OpenHours(.weekdays, "09:00-12:00", "13:00-18:00")
  ///   ClosedDays(of: .china)
  ///   OpenHours(onWorkdaysOf: .china, "09:00-18:00")
  /// }
  /// ```
  ///
  /// - Throws: ``CalendarError`` with every problem of every rule, placed at `rules[0]`, …
  public init(
    zone: String, @CalendarBuilder _ rules: () -> [CalendarRule]
  ) throws(CalendarError) {
    try self.init(zone: zone, rules: rules())
  }

  /// Creates a calendar from an array of rules, in any order.
  ///
  /// - Throws: ``CalendarError`` with every problem of every rule, placed at `rules[0]`, …
  public init(zone: String, rules: [CalendarRule]) throws(CalendarError) {
    var reader = CalendarRuleReader(parts: Parts(zone: zone))
    for (index, rule) in rules.enumerated() { reader.read(rule.content, path: "rules[\(index)]") }
    guard reader.problems.isEmpty else {
      let others = Self.problems(ofZone: zone) + Self.problems(of: reader.parts)
      throw CalendarError(problems: reader.problems + others)
    }
    try self.init(reader.parts)
  }
}

/// Reads the texts of rules into the parts of a calendar, going on after a mistake.
private struct CalendarRuleReader {
  var parts: BusinessCalendar.Parts
  var problems: [CalendarError.Problem] = []
  private var path = ""
  private var hasWorkdayHours = false
  private var hasHolidayHours = false

  init(parts: BusinessCalendar.Parts) {
    self.parts = parts
  }

  mutating func read(_ rule: CalendarRule.Content, path: String) {
    self.path = path
    switch rule {
    case .open(let days, let hours): open(days, intervals(hours))
    case .openHolidays(let list, let hours):
      if let list { parts.holidaysOf = list }
      if hasHolidayHours { report(.givenTwice("the hours of holidays")) }
      hasHolidayHours = true
      parts.holidayHours = intervals(hours)
    case .openWorkdays(let list, let dates, let hours):
      openWorkdays(list, dates, intervals(hours))
    case .closed(let days, let name, let hours): close(days, name, hours.map { intervals($0) })
    case .closedHolidays(let list): parts.holidaysOf = list
    case .pause(let name, let hours, let days):
      guard let interval = intervals([hours]).first, let days = self.days(days) else { return }
      parts.breaks.append(.init(name, interval, on: days))
    case .adjust(let id, let days, let open, let close):
      let changes = (open.flatMap { change($0) }, close.flatMap { change($0) })
      guard let days = self.days(days) else { return }
      guard (open == nil) == (changes.0 == nil), (close == nil) == (changes.1 == nil) else {
        return
      }
      parts.adjustments.append(.init(id: id, on: days, open: changes.0, close: changes.1))
    case .valid(let from, let through): bound(from, through)
    }
  }

  private mutating func open(_ text: String, _ hours: [DayInterval]) {
    guard let days = days(text) else { return }
    switch days {
    case .weekdays(let weekdays):
      for weekday in weekdays.sorted() {
        if parts.weekly[weekday] != nil { report(.givenTwice(weekday.shortName)) }
        parts.weekly[weekday] = hours
      }
    case .date(let date): parts.overrides.append(.init(date, hours))
    case .dates(let range):
      parts.overrides += BusinessCalendar.Holiday.dates(
        from: range.lowerBound, through: range.upperBound
      ).map { .init($0.date, hours) }
    default:
      report(
        .badDays(days, "hours open on weekdays or dates; a recurring date is a holiday with hours"))
    }
  }

  private mutating func openWorkdays(
    _ list: BusinessCalendar.PublishedDays?, _ dates: [String], _ hours: [DayInterval]
  ) {
    if let list { parts.workdaysOf = list }
    parts.workdays += dates.compactMap { text in
      read { () throws(TextError) in try CivilDate(text) }
    }
    if hasWorkdayHours, parts.workdayHours != hours.sorted() {
      report(.givenTwice("the hours of make-up workdays"))
    }
    hasWorkdayHours = true
    parts.workdayHours = hours.sorted()
  }

  private mutating func close(_ text: String, _ name: String?, _ hours: [DayInterval]?) {
    guard let days = days(text) else { return }
    switch days {
    case .date(let date): parts.holidays.append(.init(date, name: name, hours: hours))
    case .dates(let range):
      parts.holidays += BusinessCalendar.Holiday.dates(
        from: range.lowerBound, through: range.upperBound, name: name, hours: hours)
    default: parts.recurringHolidays.append(.init(on: days, name: name, hours: hours))
    }
  }

  private mutating func bound(_ from: String?, _ through: String?) {
    if parts.validity != nil { report(.givenTwice("the validity")) }
    let first = from.map { text in read { () throws(TextError) in try CivilDate(text) } } ?? .min
    let last = through.map { text in read { () throws(TextError) in try CivilDate(text) } } ?? .max
    guard let first, let last else { return }
    guard first <= last else {
      let error = TextError(
        expected: "validity", text: "\(first)..\(last)", reason: "\(last) is before \(first)")
      return report(.text(error))
    }
    parts.validity = first...last
  }

  // MARK: Pieces

  private mutating func report(_ reason: CalendarError.Reason) {
    problems.append(.init(path: path, reason: reason))
  }

  private mutating func read<Value>(_ make: () throws(TextError) -> Value) -> Value? {
    do throws(TextError) {
      return try make()
    } catch {
      report(.text(error))
      return nil
    }
  }

  private mutating func intervals(_ texts: [String]) -> [DayInterval] {
    texts.compactMap { text in read { () throws(TextError) in try DayInterval(text) } }
  }

  private mutating func days(_ text: String) -> CalendarDays? {
    read { () throws(TextError) in try CalendarDays(text) }
  }

  private mutating func change(_ text: String) -> BusinessCalendar.Adjustment.Change? {
    read { () throws(TextError) in try BusinessCalendar.Adjustment.Change(text) }
  }
}
