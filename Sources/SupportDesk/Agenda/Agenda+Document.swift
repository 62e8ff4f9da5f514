// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

extension Agenda.Duty {
  init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let before = problems
    let id = object.required("id", &problems)?.nonEmptyString(&problems)
    let purpose = object.required("purpose", &problems)?.nonEmptyString(&problems)
    let to = object.optional("to").flatMap { $0.nonEmptyString(&problems) }
    let over = object.optional("over").flatMap { $0.nonEmptyString(&problems) }
    let ways = ["on", "every", "before", "after"].filter { object.optional($0) != nil }
    guard ways.count == 1, let way = ways.first, let what = object.optional(way) else {
      problems.report(
        "a duty falls due in one way: \"on\", \"every\", \"before\" or \"after\"", at: node)
      _ = (object.optional("at"), object.optional("from"), object.optional("event"))
      object.finish(&problems)
      return nil
    }
    let schedule: Schedule?
    switch way {
    case "on": schedule = Self.on(what, &object, &problems)
    case "every": schedule = Self.every(what, &object, &problems)
    default: schedule = Self.around(what, sign: way == "before" ? -1 : 1, &object, &problems)
    }
    object.finish(&problems)
    guard problems == before, let id, let purpose, let schedule else { return nil }
    self.init(
      RuleID(id), schedule, purpose: purpose, to: to.map(GroupID.init(_:)), over: over)
  }

  private static func timeOfDay(
    _ object: inout DocumentObject, _ problems: inout Problems
  ) -> TimeOfDay? {
    object.required("at", &problems)?.text(&problems) { text throws(TextError) in
      try TimeOfDay(text)
    }
  }

  private static func on(
    _ node: DocumentNode, _ object: inout DocumentObject, _ problems: inout Problems
  ) -> Schedule? {
    let at = timeOfDay(&object, &problems)
    guard let text = node.nonEmptyString(&problems) else { return nil }
    if let weekday = Weekday(shortName: text) { return at.map { .weekly(weekday, at: $0) } }
    let words = text.split(separator: " ")
    if words.count == 3, words[1] == "of", words[2] == "month" {
      if words[0] == "last" { return at.map { .monthly(day: 31, at: $0) } }
      let digits = words[0].prefix { $0.isASCII && $0.isNumber }
      let suffixes = ["st", "nd", "rd", "th"]
      if let day = Int(digits), (1...31).contains(day),
        suffixes.contains(String(words[0].dropFirst(digits.count)))
      {
        return at.map { .monthly(day: day, at: $0) }
      }
    }
    problems.report(
      "\(text.quoted) is no day: \"mon\" … \"sun\", \"1st of month\" … \"last of month\"", at: node)
    return nil
  }

  private static func every(
    _ node: DocumentNode, _ object: inout DocumentObject, _ problems: inout Problems
  ) -> Schedule? {
    let at = timeOfDay(&object, &problems)
    let from = object.required("from", &problems)?.text(&problems) { text throws(TextError) in
      try CivilDate(text)
    }
    let span = node.text(&problems) { text throws(TextError) in try ServiceDuration(text) }
    guard let span else { return nil }
    guard case .calendarDays(let days) = span, (1...3_660).contains(days) else {
      problems.report("a duty comes back after 1 ... 3660 days, such as \"30 days\"", at: node)
      return nil
    }
    guard let at, let from else { return nil }
    return .everyDays(days, from: from, at: at)
  }

  private static func around(
    _ node: DocumentNode, sign: Int64, _ object: inout DocumentObject, _ problems: inout Problems
  ) -> Schedule? {
    let event = object.required("event", &problems)?.nonEmptyString(&problems)
    let span = node.text(&problems) { text throws(TextError) in try ServiceDuration(text) }
    guard let span else { return nil }
    let milliseconds: Int64
    switch span {
    case .elapsed(let length): milliseconds = length
    case .calendarDays(let days) where (0...3_660).contains(days):
      milliseconds = Int64(days) * 86_400_000
    default:
      problems.report("a time before or after an event is elapsed time or days", at: node)
      return nil
    }
    guard let event, milliseconds >= 0 else { return nil }
    return .around(event: event, milliseconds: sign * milliseconds)
  }
}
