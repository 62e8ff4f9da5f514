// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The parts of a calendar in a document.
extension CalendarReader {
  /// Reads all parts into those of the base; returns the nodes that were there.
  mutating func readParts(
    _ object: inout DocumentObject, _ parts: inout BusinessCalendar.Parts
  ) -> [DocumentNode] {
    let week = object.optional("weekly")
    let days = object.optional("holidays")
    let worked = object.optional("workdays")
    let dates = object.optional("overrides")
    let pauses = object.optional("breaks")
    let adjust = object.optional("adjust")
    let bounds = object.optional("validity")
    if let week {
      places.note(week, for: "weekly")
      parts.weekly = weekly(week)
    }
    if let days { holidays(days, &parts) }
    if let worked { workdays(worked, &parts) }
    if let dates {
      let overrides = overrides(dates)
      let replaced = Set(overrides.map(\.date))
      parts.overrides.removeAll { replaced.contains($0.date) }
      parts.overrides += overrides
    }
    if let pauses { breaks(pauses, &parts) }
    if let adjust { adjustments(adjust, &parts) }
    if let bounds, let validity = validity(bounds) { parts.validity = validity }
    return [week, days, worked, dates, pauses, adjust, bounds].compactMap(\.self)
  }

  // MARK: Hours

  private mutating func weekly(_ node: DocumentNode) -> [Weekday: [DayInterval]] {
    guard let object = node.object(&problems) else { return [:] }
    var weekly: [Weekday: [DayInterval]] = [:]
    for member in object.members where !isNote(member) {
      let hours = intervals(member.value)
      do throws(TextError) {
        for weekday in try WeekdaySpan.weekdays(member.key) {
          if weekly.updateValue(hours, forKey: weekday) != nil {
            problems.report("\(weekday.shortName) is given twice", atKeyOf: member)
          }
        }
      } catch {
        problems.report(
          error.description, atKeyOf: member,
          suggestion: Self.nearestWeekdays(to: member.key))
      }
    }
    return weekly
  }

  private static func nearestWeekdays(to key: String) -> String? {
    let text = key.lowercased()
    let names = text.split(separator: "-" as Character).map { String($0.prefix(3)) }
    let known = names.compactMap { name in
      Weekday(shortName: name) == nil ? nil : name
    }
    let candidate = known.joined(separator: "-")
    return known.count == names.count && !known.isEmpty && known.count <= 2 && candidate != key
      ? candidate : nil
  }

  private mutating func intervals(_ node: DocumentNode) -> [DayInterval] {
    guard let elements = node.array(&problems) else { return [] }
    var written: [(interval: DayInterval, node: DocumentNode)] = []
    for element in elements {
      if let interval = interval(element) { written.append((interval, element)) }
    }
    written.sort { $0.interval < $1.interval }
    for (one, next) in zip(written, written.dropFirst()) {
      for problem in BusinessCalendar.overlaps(in: [one.interval, next.interval], path: "") {
        problems.report(problem.reason.description, at: next.node)
      }
    }
    return written.map(\.interval)
  }

  private mutating func interval(_ node: DocumentNode) -> DayInterval? {
    node.text(&problems, DayInterval.init(_:))
  }

  // MARK: Holidays and workdays

  private mutating func holidays(_ node: DocumentNode, _ parts: inout BusinessCalendar.Parts) {
    var dates = [DocumentNode]()
    if case .array(let elements) = node.value {
      dates = elements
    } else {
      guard var object = node.object(&problems) else { return }
      if let of = object.optional("of") { parts.holidaysOf = published(of) ?? parts.holidaysOf }
      if let open = object.optional("open") { parts.holidayHours = intervals(open) }
      dates = object.optional("dates")?.array(&problems) ?? []
      object.finish(&problems)
    }
    var listed: Set<CivilDate> = []
    var ruled: Set<CalendarDays> = []
    for element in dates {
      for entry in holiday(element) {
        switch entry {
        case .listed(let holiday):
          if !listed.insert(holiday.date).inserted {
            problems.report("\(holiday.date) is listed twice", at: element)
          } else {
            parts.holidays.removeAll { $0.date == holiday.date }
          }
          parts.holidays.append(holiday)
        case .recurring(let holiday):
          if ruled.insert(holiday.days).inserted {
            parts.recurringHolidays.removeAll { $0.days == holiday.days }
          }
          places.note(element, for: "recurringHolidays[\(parts.recurringHolidays.count)]")
          parts.recurringHolidays.append(holiday)
        }
      }
    }
  }

  private enum HolidayEntry {
    case listed(BusinessCalendar.Holiday)
    case recurring(BusinessCalendar.RecurringHoliday)
  }

  private mutating func holiday(_ node: DocumentNode) -> [HolidayEntry] {
    if case .string = node.value {
      return date(node).map { [.listed(.init($0))] } ?? []
    }
    guard var object = node.object(&problems) else { return [] }
    let name = object.optional("name")?.nonEmptyString(&problems)
    let hours = object.optional("open").map { intervals($0) }
    let single = object.optional("date")
    let rule = object.optional("on")
    let first = object.optional("from")
    let last = object.optional("through")
    object.finish(&problems)
    let ways = [single, rule, first ?? last].compactMap(\.self)
    guard ways.count <= 1 else {
      for extra in ways.dropFirst() {
        problems.report("a holiday has one of date, on, or from and through", at: extra)
      }
      return []
    }
    if let single {
      return date(single).map { [.listed(.init($0, name: name, hours: hours))] } ?? []
    }
    if let rule {
      switch days(rule) {
      case nil: return []
      case .date(let date): return [.listed(.init(date, name: name, hours: hours))]
      case .dates(let range):
        return holidays(range.lowerBound, range.upperBound, name, hours, at: rule)
      case let days?: return [.recurring(.init(on: days, name: name, hours: hours))]
      }
    }
    guard let first, let last else {
      problems.report("a holiday needs a date, on, or from and through", at: node)
      return []
    }
    guard let from = date(first), let through = date(last) else { return [] }
    return holidays(from, through, name, hours, at: last)
  }

  /// A holiday for each date of a range that is neither reversed nor too long.
  private mutating func holidays(
    _ from: CivilDate, _ through: CivilDate, _ name: String?, _ hours: [DayInterval]?,
    at node: DocumentNode
  ) -> [HolidayEntry] {
    guard (0..<BusinessCalendar.longestHoliday).contains(from.days(to: through)) else {
      problems.report(BusinessCalendar.rangeMistake(from, through), at: node)
      return []
    }
    return BusinessCalendar.Holiday.dates(from: from, through: through, name: name, hours: hours)
      .map { .listed($0) }
  }

  private mutating func workdays(_ node: DocumentNode, _ parts: inout BusinessCalendar.Parts) {
    guard var object = node.object(&problems) else { return }
    places.note(node, for: "workdayHours")
    if let of = object.optional("of") { parts.workdaysOf = published(of) ?? parts.workdaysOf }
    if let open = object.optional("open") { parts.workdayHours = intervals(open) }
    let dates = object.optional("dates")?.array(&problems) ?? []
    object.finish(&problems)
    var seen: Set<CivilDate> = []
    let known = Set(parts.workdays)
    for element in dates {
      guard let date = date(element) else { continue }
      if !seen.insert(date).inserted {
        problems.report("\(date) is listed twice", at: element)
      } else if !known.contains(date) {
        parts.workdays.append(date)
      }
    }
  }

  private mutating func published(_ node: DocumentNode) -> BusinessCalendar.PublishedDays? {
    node.oneOf(BusinessCalendar.PublishedDays.allCases.map { ($0.rawValue, $0) }, &problems)
  }

  // MARK: Other dates

  private mutating func overrides(_ node: DocumentNode) -> [BusinessCalendar.Override] {
    guard let object = node.object(&problems) else { return [] }
    var overrides: [BusinessCalendar.Override] = []
    var seen: Set<CivilDate> = []
    for member in object.members where !isNote(member) {
      let hours = intervals(member.value)
      do throws(TextError) {
        let date = try CivilDate(member.key)
        if !seen.insert(date).inserted {
          problems.report("\(date) is listed twice", atKeyOf: member)
        }
        overrides.append(.init(date, hours))
      } catch {
        problems.report(error.description, atKeyOf: member)
      }
    }
    return overrides
  }

  private mutating func breaks(_ node: DocumentNode, _ parts: inout BusinessCalendar.Parts) {
    for element in node.array(&problems) ?? [] {
      guard var object = element.object(&problems) else { continue }
      let name = object.required("name", &problems)?.nonEmptyString(&problems)
      let at = object.required("at", &problems).flatMap { interval($0) }
      var dates: CalendarDays? = .everyDay
      if let on = object.optional("on") { dates = days(on) }
      object.finish(&problems)
      guard let name, let at, let dates else { continue }
      places.note(element, for: "breaks[\(parts.breaks.count)]")
      parts.breaks.append(.init(name, at, on: dates))
    }
  }

  private mutating func adjustments(_ node: DocumentNode, _ parts: inout BusinessCalendar.Parts) {
    for element in node.array(&problems) ?? [] {
      guard var object = element.object(&problems) else { continue }
      let id = object.optional("id")?.nonEmptyString(&problems)
      let on = object.required("on", &problems).flatMap { days($0) }
      let open = object.optional("open")
      let close = object.optional("close")
      object.finish(&problems)
      let changes = (open.flatMap { change($0) }, close.flatMap { change($0) })
      let isWhole = (open == nil) == (changes.0 == nil) && (close == nil) == (changes.1 == nil)
      guard let on, isWhole else { continue }
      places.note(element, for: "adjustments[\(parts.adjustments.count)]")
      parts.adjustments.append(.init(id: id, on: on, open: changes.0, close: changes.1))
    }
  }

  private mutating func validity(_ node: DocumentNode) -> ClosedRange<CivilDate>? {
    guard var object = node.object(&problems) else { return nil }
    let first = object.optional("from")
    let last = object.optional("through")
    object.finish(&problems)
    if first == nil, last == nil {
      problems.report("the validity needs from, through or both", at: node)
      return nil
    }
    let from = first.map { date($0) } ?? .min
    let through = last.map { date($0) } ?? .max
    guard let from, let through else { return nil }
    guard from <= through else {
      problems.report(BusinessCalendar.rangeMistake(from, through), at: last ?? node)
      return nil
    }
    return from...through
  }

  // MARK: Pieces

  private mutating func date(_ node: DocumentNode) -> CivilDate? {
    node.text(&problems, CivilDate.init(_:))
  }

  private mutating func days(_ node: DocumentNode) -> CalendarDays? {
    node.text(&problems, CalendarDays.init(_:))
  }

  private mutating func change(_ node: DocumentNode) -> BusinessCalendar.Adjustment.Change? {
    node.text(&problems, BusinessCalendar.Adjustment.Change.init(_:))
  }

  /// A `note` for people is allowed among keys that people give.
  private mutating func isNote(_ member: DocumentNode.Member) -> Bool {
    guard member.key == "note" else { return false }
    _ = member.value.string(&problems)
    return true
  }
}
