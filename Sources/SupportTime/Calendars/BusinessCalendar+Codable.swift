// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

/// The JSON of a calendar is that of a policy book, as ``BusinessCalendar/init(reading:zone:_:)``
/// reads it, with a `zone`; equal weekdays and consecutive dates are joined.
extension BusinessCalendar: Codable {
  /// Decodes a calendar and checks it as the initialiser does.
  ///
  /// Documents that people write are better read with the document reader, which tells the line of
  /// every mistake.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { BusinessCalendar(reading: $0, &$1) }
  }

  /// Encodes the calendar in the form of a policy book.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }

  /// The calendar in a document.
  package var form: DocumentForm {
    var members: [DocumentForm.Member] = [.init("zone", .text(zone))]
    if let combination {
      members.append(.init(combination.operation.rawValue, .list(combination.parts.map(\.form))))
    } else if isAroundTheClock {
      members.append(.init("aroundTheClock", .flag(true)))
    } else {
      members += parts.jsonOfHours + parts.jsonOfDates + parts.jsonOfRules
    }
    return .object(members)
  }
}

extension BusinessCalendar.Parts {
  fileprivate var jsonOfHours: [DocumentForm.Member] {
    let runs = WeekdaySpan.runs(of: Weekday.allCases.map { weekly[$0] ?? [] })
    return [.init("weekly", .object(runs.map { .init($0.key, .hours($0.hours)) }))]
  }

  fileprivate var jsonOfDates: [DocumentForm.Member] {
    var members: [DocumentForm.Member] = []
    let dates = DocumentForm.list(holidayEntries)
    if holidaysOf != nil || !holidayHours.isEmpty {
      var object: [DocumentForm.Member] = []
      if let holidaysOf { object.append(.init("of", .text(holidaysOf.rawValue))) }
      if !holidayHours.isEmpty { object.append(.init("open", .hours(holidayHours))) }
      if !holidayEntries.isEmpty { object.append(.init("dates", dates)) }
      members.append(.init("holidays", .object(object)))
    } else if !holidayEntries.isEmpty {
      members.append(.init("holidays", dates))
    }
    if workdaysOf != nil || !workdays.isEmpty || !workdayHours.isEmpty {
      var object: [DocumentForm.Member] = []
      if let workdaysOf { object.append(.init("of", .text(workdaysOf.rawValue))) }
      if !workdays.isEmpty {
        object.append(.init("dates", .list(workdays.map { .text($0.description) })))
      }
      object.append(.init("open", .hours(workdayHours)))
      members.append(.init("workdays", .object(object)))
    }
    guard !overrides.isEmpty else { return members }
    let entries = overrides.map {
      DocumentForm.Member($0.date.description, .hours($0.intervals))
    }
    return members + [.init("overrides", .object(entries))]
  }

  /// Consecutive dates of one name and hours joined, then the recurring ones.
  private var holidayEntries: [DocumentForm] {
    holidayRuns.map { run in
      let holiday = run.first
      if holiday.date == run.last, holiday.name == nil, holiday.hours == nil {
        return .text(holiday.date.description)
      }
      var members: [DocumentForm.Member] = []
      if holiday.date == run.last {
        members.append(.init("date", .text(holiday.date.description)))
      } else {
        members.append(.init("from", .text(holiday.date.description)))
        members.append(.init("through", .text(run.last.description)))
      }
      if let name = holiday.name { members.append(.init("name", .text(name))) }
      if let hours = holiday.hours { members.append(.init("open", .hours(hours))) }
      return .object(members)
    }
      + recurringHolidays.map { holiday in
        var members: [DocumentForm.Member] = [.init("on", .text(holiday.days.description))]
        if let name = holiday.name { members.append(.init("name", .text(name))) }
        if let hours = holiday.hours { members.append(.init("open", .hours(hours))) }
        return .object(members)
      }
  }

  fileprivate var jsonOfRules: [DocumentForm.Member] {
    var members: [DocumentForm.Member] = []
    if !breaks.isEmpty {
      let entries = breaks.map { pause in
        DocumentForm.object([
          .init("name", .text(pause.name)), .init("at", .text(pause.interval.description)),
          .init("on", .text(pause.days.description)),
        ])
      }
      members.append(.init("breaks", .list(entries)))
    }
    if !adjustments.isEmpty {
      let entries = adjustments.map { adjustment in
        var object: [DocumentForm.Member] = []
        if let id = adjustment.id { object.append(.init("id", .text(id))) }
        object.append(.init("on", .text(adjustment.days.description)))
        if let open = adjustment.open { object.append(.init("open", .text(open.description))) }
        if let close = adjustment.close { object.append(.init("close", .text(close.description))) }
        return DocumentForm.object(object)
      }
      members.append(.init("adjust", .list(entries)))
    }
    if let validity {
      members.append(
        .init(
          "validity",
          .object([
            .init("from", .text(validity.lowerBound.description)),
            .init("through", .text(validity.upperBound.description)),
          ])))
    }
    return members
  }
}

extension DocumentForm {
  fileprivate static func hours(_ intervals: [DayInterval]) -> Self {
    .texts(intervals.map(\.description))
  }
}
