// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension BusinessCalendar {
  /// Reads a calendar that people wrote, in the form of a policy book.
  ///
  /// ```json
  /// {
  ///   "weekly": { "mon-fri": ["09:00-12:00", "13:00-18:00"] },
  ///   "holidays": [{ "from": "2025-10-01", "through": "2025-10-07", "name": "National Day" }],
  ///   "overrides": { "2025-10-11": ["09:00-12:00"] }
  /// }
  /// ```
  ///
  /// or `{ "aroundTheClock": true }`; both may name a `zone` of their own. After a report there is
  /// no calendar.
  ///
  /// - Parameters:
  ///   - node: The node to read.
  ///   - defaultZone: The zone of calendars that name none; `nil` makes `zone` required.
  ///   - problems: Takes every mistake, at its path and line.
  public init?(
    reading node: DocumentNode, zone defaultZone: String? = nil, _ problems: inout Problems
  ) {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    var reader = CalendarReader(problems: problems)
    let zone = reader.zone(&object, default: defaultZone)
    let always = object.optional("aroundTheClock")
    let weekly = object.optional("weekly")
    let holidays = object.optional("holidays")
    let overrides = object.optional("overrides")
    if let always, reader.isAroundTheClock(always) {
      reader.refuseHours([weekly, holidays, overrides])
    }
    let week = weekly.map { reader.weekly($0) } ?? [:]
    let closed = holidays.map { reader.holidays($0) } ?? []
    let special = overrides.map { reader.overrides($0) } ?? []
    problems = reader.problems
    object.finish(&problems)
    guard problems == before, let zone else { return nil }
    do throws(CalendarError) {
      self =
        reader.neverCloses
        ? try .aroundTheClock(zone: zone)
        : try Self(zone: zone, weekly: week, holidays: closed, overrides: special)
    } catch {
      // What the parts could not show: that the whole never opens.
      for problem in error.problems {
        problems.report(problem.reason.description, at: weekly ?? node)
      }
      return nil
    }
  }
}

/// Reads the members of a calendar, going on after a mistake.
private struct CalendarReader {
  var problems: Problems
  var neverCloses = false

  // MARK: Zone

  mutating func zone(_ object: inout DocumentObject, default defaultZone: String?) -> String? {
    guard let node = object.optional("zone") else {
      if let defaultZone { return defaultZone }
      return object.required("zone", &problems)?.string(&problems)
    }
    guard let zone = node.string(&problems) else { return nil }
    do {
      try ZoneRules.check(identifier: zone)
      return zone
    } catch {
      problems.report(
        "\"\(error.identifier)\" is not a known time zone", at: node, suggestion: error.suggestion)
      return nil
    }
  }

  // MARK: Around the clock

  mutating func isAroundTheClock(_ node: DocumentNode) -> Bool {
    guard let flag = node.boolean(&problems) else { return false }
    neverCloses = flag
    return flag
  }

  mutating func refuseHours(_ nodes: [DocumentNode?]) {
    for case let node? in nodes {
      problems.report("a service around the clock has no hours of its own", at: node)
    }
  }

  // MARK: Hours

  mutating func weekly(_ node: DocumentNode) -> [Weekday: [DayInterval]] {
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
          error.description, atKeyOf: member, suggestion: Self.nearestWeekdays(to: member.key))
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

  mutating func intervals(_ node: DocumentNode) -> [DayInterval] {
    guard let elements = node.array(&problems) else { return [] }
    var written: [(interval: DayInterval, node: DocumentNode)] = []
    for element in elements {
      let interval = element.text(&problems) { text throws(TextError) in try DayInterval(text) }
      if let interval { written.append((interval, element)) }
    }
    written.sort { $0.interval < $1.interval }
    for (one, next) in zip(written, written.dropFirst()) {
      for problem in BusinessCalendar.overlaps(in: [one.interval, next.interval], place: "") {
        problems.report(problem.reason.description, at: next.node)
      }
    }
    return written.map(\.interval)
  }

  // MARK: Dates

  mutating func overrides(_ node: DocumentNode) -> [BusinessCalendar.Override] {
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

  mutating func holidays(_ node: DocumentNode) -> [BusinessCalendar.Holiday] {
    guard let elements = node.array(&problems) else { return [] }
    var holidays: [BusinessCalendar.Holiday] = []
    var seen: Set<CivilDate> = []
    for element in elements {
      for holiday in entry(element) {
        if !seen.insert(holiday.date).inserted {
          problems.report("\(holiday.date) is listed twice", at: element)
        }
        holidays.append(holiday)
      }
    }
    return holidays
  }

  private mutating func entry(_ node: DocumentNode) -> [BusinessCalendar.Holiday] {
    if case .string = node.value {
      return date(node).map { [.init($0)] } ?? []
    }
    guard var object = node.object(&problems) else { return [] }
    let name = object.optional("name")?.nonEmptyString(&problems)
    let single = object.optional("date")
    let first = object.optional("from")
    let last = object.optional("through")
    object.finish(&problems)
    if let single {
      for extra in [first, last].compactMap(\.self) {
        problems.report("a holiday has a date, or from and through, not both", at: extra)
      }
      return date(single).map { [.init($0, name: name)] } ?? []
    }
    guard let first, let last else {
      problems.report("a holiday needs a date, or from and through", at: node)
      return []
    }
    guard let from = date(first), let through = date(last) else { return [] }
    guard (0..<BusinessCalendar.longestHoliday).contains(from.days(to: through)) else {
      problems.report(BusinessCalendar.rangeMistake(from, through), at: last)
      return []
    }
    return BusinessCalendar.Holiday.dates(from: from, through: through, name: name)
  }

  private mutating func date(_ node: DocumentNode) -> CivilDate? {
    node.text(&problems) { text throws(TextError) in try CivilDate(text) }
  }

  /// A `note` for people is allowed among keys that people give.
  private mutating func isNote(_ member: DocumentNode.Member) -> Bool {
    guard member.key == "note" else { return false }
    _ = member.value.string(&problems)
    return true
  }
}
