// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension BusinessCalendar.Parts {
  /// The same parts in order, so that equal calendars are equal values.
  var normalised: Self {
    var parts = self
    parts.holidays = holidays.map { .init($0.date, name: Self.named($0.name), hours: $0.hours) }
    parts.recurringHolidays = recurringHolidays.map {
      .init(on: $0.days, name: Self.named($0.name), hours: $0.hours)
    }
    parts.adjustments = adjustments.map {
      .init(id: Self.named($0.id), on: $0.days, open: $0.open, close: $0.close)
    }
    parts.weekly = weekly.mapValues { $0.sorted() }.filter { !$0.value.isEmpty }
    parts.holidays.sort { $0.date < $1.date }
    parts.overrides.sort { $0.date < $1.date }
    parts.workdays.sort()
    parts.holidayHours.sort()
    parts.workdayHours.sort()
    parts.recurringHolidays.sort {
      ($0.days.description, $0.name ?? "") < ($1.days.description, $1.name ?? "")
    }
    parts.breaks.sort {
      ($0.interval, $0.name, $0.days.description) < ($1.interval, $1.name, $1.days.description)
    }
    return parts
  }

  /// A blank name is none.
  private static func named(_ name: String?) -> String? {
    name.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil }
  }
}

// MARK: - Checks

extension BusinessCalendar {
  static func problems(ofZone zone: String) -> [CalendarError.Problem] {
    do {
      try ZoneRules.check(identifier: zone)
      return []
    } catch {
      return [.init(path: "zone", reason: .unknownZone(error))]
    }
  }

  /// What is wrong with single parts.
  static func problems(of parts: Parts) -> [CalendarError.Problem] {
    var problems: [CalendarError.Problem] = []
    for weekday in Weekday.allCases {
      problems += overlaps(
        in: (parts.weekly[weekday] ?? []).sorted(), path: "weekly.\(weekday.shortName)")
    }
    problems += duplicates(of: parts.holidays.map(\.date), path: "holidays")
    for (index, holiday) in parts.holidays.enumerated() {
      problems += overlaps(in: holiday.hours ?? [], path: "holidays[\(index)]")
    }
    problems += problemsOfRecurring(parts)
    problems += overlaps(in: parts.holidayHours.sorted(), path: "holidayHours")
    problems += duplicates(of: parts.workdays, path: "workdays")
    problems += overlaps(in: parts.workdayHours.sorted(), path: "workdayHours")
    if parts.workdayHours.isEmpty, !parts.workdays.isEmpty || parts.workdaysOf != nil {
      problems.append(.init(path: "workdayHours", reason: .hoursMissing))
    }
    for (index, override) in parts.overrides.enumerated() {
      problems += overlaps(in: override.intervals, path: "overrides[\(index)]")
    }
    problems += duplicates(of: parts.overrides.map(\.date), path: "overrides")
    for (index, pause) in parts.breaks.enumerated() {
      if pause.name.allSatisfy(\.isWhitespace) {
        problems.append(.init(path: "breaks[\(index)]", reason: .nameMissing))
      }
      if let mistake = pause.days.mistake {
        problems.append(.init(path: "breaks[\(index)]", reason: .badDays(pause.days, mistake)))
      }
    }
    return problems + problemsOfAdjustments(parts)
  }

  private static func problemsOfRecurring(_ parts: Parts) -> [CalendarError.Problem] {
    var problems: [CalendarError.Problem] = []
    var seen: Set<CalendarDays> = []
    for (index, holiday) in parts.recurringHolidays.enumerated() {
      let path = "recurringHolidays[\(index)]"
      if let mistake = holiday.days.mistake {
        problems.append(.init(path: path, reason: .badDays(holiday.days, mistake)))
      } else if !holiday.days.isByMonth || holiday.days.countsWorkingDays {
        let reason = "a recurring holiday comes by month: \"12-25\", \"last Monday of May\""
        problems.append(.init(path: path, reason: .badDays(holiday.days, reason)))
      } else if !seen.insert(holiday.days).inserted {
        problems.append(.init(path: path, reason: .duplicateDays(holiday.days)))
      }
      problems += overlaps(in: holiday.hours ?? [], path: path)
    }
    return problems
  }

  private static func problemsOfAdjustments(_ parts: Parts) -> [CalendarError.Problem] {
    var problems: [CalendarError.Problem] = []
    var ids: Set<String> = []
    for (index, adjustment) in parts.adjustments.enumerated() {
      let path = "adjustments[\(index)]"
      if let mistake = adjustment.days.mistake {
        problems.append(.init(path: path, reason: .badDays(adjustment.days, mistake)))
      }
      if let id = adjustment.id, !ids.insert(id).inserted {
        problems.append(.init(path: path, reason: .duplicateID(id)))
      }
      let changes = [adjustment.open, adjustment.close].compactMap(\.self)
      if changes.isEmpty { problems.append(.init(path: path, reason: .changesNothing)) }
      for case .by(let size) in changes
      where size == 0 || size.magnitude > UInt64(TimeOfDay.millisecondsPerDay) {
        problems.append(.init(path: path, reason: .changeOutOfBounds))
      }
    }
    return problems
  }

  /// What is wrong with the whole, where the parts are sound: it never opens, or an adjustment
  /// never applies.
  static func problems(ofRules parts: Parts) -> [CalendarError.Problem] {
    let rules = HoursRules(parts)
    guard rules.opens else { return [.init(path: "weekly", reason: .noOpening)] }
    return parts.adjustments.enumerated().compactMap { index, adjustment in
      rules.everApplies(adjustment.days)
        ? nil : .init(path: "adjustments[\(index)]", reason: .neverApplies)
    }
  }

  static func overlaps(in sorted: [DayInterval], path: String) -> [CalendarError.Problem] {
    zip(sorted, sorted.dropFirst())
      .filter { $0.endMilliseconds > $1.start.millisecondsSinceMidnight }
      .map { .init(path: path, reason: .overlap($0, $1)) }
  }

  private static func duplicates(
    of dates: [CivilDate], path: String
  ) -> [CalendarError.Problem] {
    var seen: Set<CivilDate> = []
    return dates.enumerated().compactMap { index, date in
      seen.insert(date).inserted
        ? nil : .init(path: "\(path)[\(index)]", reason: .duplicateDate(date))
    }
  }
}
