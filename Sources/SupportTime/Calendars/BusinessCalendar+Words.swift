// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension BusinessCalendar: CustomStringConvertible {
  /// The calendar in English words.
  public var description: String { text(in: .english) }

  /// Tells the calendar in words, for a page of opening hours or a review.
  ///
  /// `Monday–Friday 09:00–12:00 and 13:00–18:00 (Asia/Shanghai); closed on 2025-10-01 National Day;
  /// on the 8th of each month the end is 30 min later`
  ///
  /// - Parameters:
  ///   - language: Simplified Chinese, or else English.
  ///   - most: How many holidays, and how many overrides, are listed before they are counted.
  /// - Returns: One line without a full stop.
  public func text(in language: MessageLanguage, listing most: Int = 12) -> String {
    let words = CalendarWords(language: language, most: max(most, 0))
    if let combination {
      let parts = combination.parts.map { "(\($0.text(in: language, listing: most)))" }
      return words.combined(combination.operation, parts)
    }
    if isAroundTheClock { return words.pick("around the clock", "全天候") + " (\(zone))" }
    return words.text(parts)
  }
}

/// Tells the parts of a calendar in words.
private struct CalendarWords {
  let language: MessageLanguage
  let most: Int

  var isChinese: Bool { language == .simplifiedChinese }

  func pick(_ english: @autoclosure () -> String, _ chinese: @autoclosure () -> String) -> String {
    isChinese ? chinese() : english()
  }

  func combined(
    _ operation: BusinessCalendar.Combination.Operation, _ parts: [String]
  ) -> String {
    let separator = pick(", ", "、")
    let rest = parts.dropFirst().joined(separator: separator)
    switch operation {
    case .union:
      return pick("open where any is: ", "任一开放即开放：") + parts.joined(separator: separator)
    case .intersection:
      return pick("open where all are: ", "全部开放才开放：") + parts.joined(separator: separator)
    case .difference:
      return (parts.first ?? "") + pick(" without \(rest)", "，除去\(rest)")
    }
  }

  func text(_ parts: BusinessCalendar.Parts) -> String {
    var clauses = [week(parts) + " (\(parts.zone))"]
    clauses += holidays(parts)
    clauses += workdays(parts)
    clauses += overrides(parts)
    clauses += parts.breaks.map { pause in
      let hours = hours([pause.interval])
      return pick(
        "\(pause.name) \(hours)" + (pause.days == .everyDay ? "" : " \(on(pause.days))"),
        "\(pause.days == .everyDay ? "" : on(pause.days))\(hours) \(pause.name)")
    }
    clauses += parts.adjustments.map(adjustment)
    if let validity = parts.validity {
      clauses.append(
        pick(
          "valid from \(validity.lowerBound) through \(validity.upperBound)",
          "有效期 \(validity.lowerBound) 至 \(validity.upperBound)"))
    }
    return clauses.joined(separator: pick("; ", "；"))
  }

  // MARK: Hours

  /// `09:00–12:00 and 13:00–18:00`.
  func hours(_ intervals: [DayInterval]) -> String {
    let texts = intervals.map { "\($0.start)–\($0.end)" }
    if isChinese { return texts.joined(separator: "、") }
    guard let last = texts.last, texts.count > 1 else { return texts.joined() }
    return texts.dropLast().joined(separator: ", ") + " and " + last
  }

  func week(_ parts: BusinessCalendar.Parts) -> String {
    var groups: [(days: Set<Weekday>, hours: [DayInterval])] = []
    for weekday in Weekday.allCases {
      guard let hours = parts.weekly[weekday], !hours.isEmpty else { continue }
      if let index = groups.firstIndex(where: { $0.hours == hours }) {
        groups[index].days.insert(weekday)
      } else {
        groups.append(([weekday], hours))
      }
    }
    if groups.isEmpty { return pick("no weekly hours", "无固定营业时间") }
    return groups.map { "\(weekdays($0.days)) \(hours($0.hours))" }
      .joined(separator: pick(", ", "，"))
  }

  /// `Monday–Friday`, `Monday, Wednesday`, `every day`.
  func weekdays(_ weekdays: Set<Weekday>) -> String {
    if weekdays.count == 7 { return pick("every day", "每天") }
    return WeekdaySpan.ranges(weekdays).map { range in
      let first = pick(range.lowerBound.englishName, range.lowerBound.chineseName)
      let last = pick(range.upperBound.englishName, range.upperBound.chineseName)
      return range.lowerBound == range.upperBound ? first : first + pick("–", "至") + last
    }.joined(separator: pick(", ", "、"))
  }

  // MARK: Dates

  func holidays(_ parts: BusinessCalendar.Parts) -> [String] {
    var entries: [(day: String, hours: [DayInterval])] = []
    func add(_ day: String, _ name: String?, _ hours: [DayInterval]) {
      entries.append((name.map { "\(day) \($0)" } ?? day, hours))
    }
    if let state = parts.holidaysOf { add(holidays(of: state), nil, parts.holidayHours) }
    for run in parts.holidayRuns {
      let first = run.first
      let day = first.date == run.last ? "\(first.date)" : "\(first.date)–\(run.last)"
      add(day, first.name, first.hours ?? parts.holidayHours)
    }
    for holiday in parts.recurringHolidays {
      add(dates(holiday.days), holiday.name, holiday.hours ?? parts.holidayHours)
    }
    return clauses(entries)
  }

  func workdays(_ parts: BusinessCalendar.Parts) -> [String] {
    var days: [String] = []
    if let state = parts.workdaysOf { days.append(workdays(of: state)) }
    days += parts.workdays.map(\.description)
    return days.isEmpty ? [] : [open(parts.workdayHours, on: list(days))]
  }

  func overrides(_ parts: BusinessCalendar.Parts) -> [String] {
    clauses(parts.overrides.map { ($0.date.description, $0.intervals) })
  }

  /// One clause for each set of hours, in the order of their first day.
  func clauses(_ entries: [(day: String, hours: [DayInterval])]) -> [String] {
    var groups: [(hours: [DayInterval], days: [String])] = []
    for (day, hours) in entries {
      if let index = groups.firstIndex(where: { $0.hours == hours }) {
        groups[index].days.append(day)
      } else {
        groups.append((hours, [day]))
      }
    }
    return groups.map { open($0.hours, on: list($0.days)) }
  }

  private func holidays(of state: BusinessCalendar.PublishedDays) -> String {
    switch state {
    case .china: pick("China's statutory holidays", "中国法定节假日")
    }
  }

  private func workdays(of state: BusinessCalendar.PublishedDays) -> String {
    switch state {
    case .china: pick("China's make-up workdays", "中国调休工作日")
    }
  }

  func open(_ hours: [DayInterval], on days: String) -> String {
    if hours.isEmpty { return pick("closed on \(days)", "\(days)休息") }
    return pick("open \(self.hours(hours)) on \(days)", "\(days) \(self.hours(hours))")
  }

  func list(_ days: [String]) -> String {
    let separator = pick(", ", "、")
    let shown = days.prefix(most).joined(separator: separator)
    guard days.count > most else { return shown }
    let rest = days.count - most
    return shown.isEmpty
      ? pick("\(rest) days", "\(rest) 天") : shown + pick(" and \(rest) more", "等另外 \(rest) 项")
  }

  // MARK: Rules

  /// `on the 8th of each month`, `每月8日`.
  func on(_ days: CalendarDays) -> String { pick("on \(dates(days))", dates(days)) }

  func dates(_ days: CalendarDays) -> String {
    switch days {
    case .date(let date): return date.description
    case .dates(let range): return "\(range.lowerBound)–\(range.upperBound)"
    case .weekdays(let weekdays): return self.weekdays(weekdays)
    case .yearly(let month, let day):
      return pick(
        "\(day) \(CalendarDays.english(month: month)) of each year", "每年\(month)月\(day)日")
    case .dayOfMonth(let day):
      return pick(
        day < 0 ? "the last day of each month" : "the \(CalendarDays.ordinal(day)) of each month",
        day < 0 ? "每月最后一天" : "每月\(day)日")
    case .weekdayOfMonth(let count, let weekday, let month):
      return pick(
        "the \(CalendarDays.ordinal(count)) \(weekday.englishName) of \(english(month))",
        chinese(month) + (count < 0 ? "最后一个" : "第\(count)个") + weekday.chineseName)
    case .workingDayOfMonth(let count, let month):
      return pick(
        "the \(CalendarDays.ordinal(count)) working day of \(english(month))",
        chinese(month) + (count < 0 ? "最后一个" : "第\(count)个") + "工作日")
    }
  }

  private func english(_ month: Int?) -> String {
    month == nil ? "each month" : CalendarDays.english(month: month)
  }

  private func chinese(_ month: Int?) -> String { month.map { "每年\($0)月" } ?? "每月" }

  func adjustment(_ adjustment: BusinessCalendar.Adjustment) -> String {
    var changes: [String] = []
    if let open = adjustment.open { changes.append(change(open, pick("the start", "开始时间"))) }
    if let close = adjustment.close { changes.append(change(close, pick("the end", "结束时间"))) }
    return on(adjustment.days) + pick(" ", "") + changes.joined(separator: pick(" and ", "、"))
  }

  private func change(_ change: BusinessCalendar.Adjustment.Change, _ what: String) -> String {
    switch change {
    case .at(let time): return pick("\(what) is at \(time)", "\(what)为 \(time)")
    case .by(let milliseconds):
      let size = Int64(clamping: milliseconds.magnitude)
      let amount = ElapsedText.text(milliseconds: size, inChinese: isChinese)
      return milliseconds < 0
        ? pick("\(what) is \(amount) earlier", "\(what)提前 \(amount)")
        : pick("\(what) is \(amount) later", "\(what)推迟 \(amount)")
    }
  }
}
