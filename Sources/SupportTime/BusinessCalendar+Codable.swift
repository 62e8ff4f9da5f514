// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The JSON of a calendar is that of a policy book, as ``BusinessCalendar/init(reading:zone:_:)``
/// reads it, with a `zone`; equal weekdays and consecutive dates are joined.
extension BusinessCalendar: Codable {
  /// Decodes a calendar and checks it as the initialiser does.
  ///
  /// Documents that people write are better read with the document reader, which tells the line of
  /// every mistake.
  public init(from decoder: any Decoder) throws {
    let text = try CalendarJSON(from: decoder).text
    do {
      self = try DocumentNode.read(text) { node, problems in
        BusinessCalendar(reading: node, &problems)
      }
    } catch {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: error.description))
    }
  }

  /// Encodes the calendar in the form of a policy book.
  public func encode(to encoder: any Encoder) throws {
    try json.encode(to: encoder)
  }

  private var json: CalendarJSON {
    var members: [(String, CalendarJSON)] = [("zone", .string(zone))]
    if let combination {
      members.append((combination.operation.rawValue, .array(combination.parts.map(\.json))))
    } else if isAroundTheClock {
      members.append(("aroundTheClock", .boolean(true)))
    } else {
      members += parts.jsonOfHours + parts.jsonOfDates + parts.jsonOfRules
    }
    return .object(members)
  }
}

extension BusinessCalendar.Parts {
  fileprivate var jsonOfHours: [(String, CalendarJSON)] {
    let runs = WeekdaySpan.runs(of: Weekday.allCases.map { weekly[$0] ?? [] })
    return [("weekly", .object(runs.map { ($0.key, .hours($0.hours)) }))]
  }

  fileprivate var jsonOfDates: [(String, CalendarJSON)] {
    var members: [(String, CalendarJSON)] = []
    let dates = CalendarJSON.array(holidayEntries)
    if holidaysOf != nil || !holidayHours.isEmpty {
      var object: [(String, CalendarJSON)] = []
      if let holidaysOf { object.append(("of", .string(holidaysOf.rawValue))) }
      if !holidayHours.isEmpty { object.append(("open", .hours(holidayHours))) }
      if !holidayEntries.isEmpty { object.append(("dates", dates)) }
      members.append(("holidays", .object(object)))
    } else if !holidayEntries.isEmpty {
      members.append(("holidays", dates))
    }
    if workdaysOf != nil || !workdays.isEmpty || !workdayHours.isEmpty {
      var object: [(String, CalendarJSON)] = []
      if let workdaysOf { object.append(("of", .string(workdaysOf.rawValue))) }
      if !workdays.isEmpty {
        object.append(("dates", .array(workdays.map { .string($0.description) })))
      }
      object.append(("open", .hours(workdayHours)))
      members.append(("workdays", .object(object)))
    }
    guard !overrides.isEmpty else { return members }
    let entries = overrides.map { ($0.date.description, CalendarJSON.hours($0.intervals)) }
    return members + [("overrides", .object(entries))]
  }

  /// Consecutive dates of one name and hours joined, then the recurring ones.
  private var holidayEntries: [CalendarJSON] {
    holidayRuns.map { run in
      let holiday = run.first
      if holiday.date == run.last, holiday.name == nil, holiday.hours == nil {
        return .string(holiday.date.description)
      }
      var members: [(String, CalendarJSON)] = []
      if holiday.date == run.last {
        members.append(("date", .string(holiday.date.description)))
      } else {
        members.append(("from", .string(holiday.date.description)))
        members.append(("through", .string(run.last.description)))
      }
      if let name = holiday.name { members.append(("name", .string(name))) }
      if let hours = holiday.hours { members.append(("open", .hours(hours))) }
      return .object(members)
    }
      + recurringHolidays.map { holiday in
        var members: [(String, CalendarJSON)] = [("on", .string(holiday.days.description))]
        if let name = holiday.name { members.append(("name", .string(name))) }
        if let hours = holiday.hours { members.append(("open", .hours(hours))) }
        return .object(members)
      }
  }

  fileprivate var jsonOfRules: [(String, CalendarJSON)] {
    var members: [(String, CalendarJSON)] = []
    if !breaks.isEmpty {
      let entries = breaks.map { pause in
        CalendarJSON.object([
          ("name", .string(pause.name)), ("at", .string(pause.interval.description)),
          ("on", .string(pause.days.description)),
        ])
      }
      members.append(("breaks", .array(entries)))
    }
    if !adjustments.isEmpty {
      let entries = adjustments.map { adjustment in
        var object: [(String, CalendarJSON)] = []
        if let id = adjustment.id { object.append(("id", .string(id))) }
        object.append(("on", .string(adjustment.days.description)))
        if let open = adjustment.open { object.append(("open", .string(open.description))) }
        if let close = adjustment.close { object.append(("close", .string(close.description))) }
        return CalendarJSON.object(object)
      }
      members.append(("adjust", .array(entries)))
    }
    if let validity {
      members.append(
        (
          "validity",
          .object([
            ("from", .string(validity.lowerBound.description)),
            ("through", .string(validity.upperBound.description)),
          ])
        ))
    }
    return members
  }
}
