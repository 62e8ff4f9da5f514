// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// An event of whole days, as far as holidays are concerned.
struct ICalendarEvent: Hashable, Sendable {
  /// `VEVENT[3]`, for findings.
  let path: String
  let line: Int
  private(set) var name: String?
  private(set) var identifier = ""
  private(set) var isCancelled = false
  private(set) var isTransparent = false

  /// The first date.
  private(set) var start = CivilDate.min
  /// The number of dates that an occurrence covers, at least 1.
  private(set) var length = 1
  private(set) var rule: ICalendarRule?
  /// The line of the rule.
  private(set) var ruleLine = 0
  /// First dates of occurrences beside those of the rule.
  private(set) var added: [CivilDate] = []
  /// First dates of occurrences that do not take place.
  private(set) var removed: Set<CivilDate> = []
  /// The first date of the occurrence that this event replaces, in the event of its identifier.
  private(set) var replaced: CivilDate?

  /// The zone of the start, where it has one that the host knows.
  private var zone: ZoneRules?
  /// Tells whether the start is given with a time.
  private var isTimed = false

  /// Reads an event from its properties; nil where its dates are not understood, after a report.
  init?(_ lines: [ICalendarLine], path: String, line: Int, _ problems: inout Problems) {
    self.path = path
    self.line = line
    var isUnderstood = true
    var seen: Set<String> = []
    for property in Self.sorted(lines) {
      if !isUnderstood, Self.relative.contains(property.name) { continue }
      var message: String?
      do throws(ICalendarMistake) {
        try Self.check(property.name, &seen)
        message = try take(property)
      } catch {
        // Of a cancelled event only the occurrence matters that it cancels.
        if isCancelled, property.name != "RECURRENCE-ID" { continue }
        let isDecisive = property.name != "SUMMARY" && isUnderstood
        message = isDecisive ? "\(error.words); the event is left out" : error.words
        if isDecisive { isUnderstood = false }
      }
      if let message {
        problems.report(
          Problem(
            path: "\(path).\(property.name)", line: property.number, column: 1, message: message))
      }
    }
    guard isUnderstood else { return nil }
    if let words = missing(seen) {
      problems.report(
        Problem(path: path, line: line, column: 1, message: "\(words); the event is left out"))
      return nil
    }
  }

  /// The properties in the order in which they are read: the start decides how others are.
  private static func sorted(_ lines: [ICalendarLine]) -> [ICalendarLine] {
    let first = ["STATUS", "DTSTART", "RECURRENCE-ID"]
    return first.flatMap { name in lines.filter { $0.name == name } }
      + lines.filter { !first.contains($0.name) }
  }

  private static func check(
    _ name: String, _ seen: inout Set<String>
  ) throws(ICalendarMistake) {
    guard single.contains(name) else { return }
    guard seen.insert(name).inserted else { throw ICalendarMistake("\(name) is given twice") }
    if seen.isSuperset(of: ["DTEND", "DURATION"]), name == "DTEND" || name == "DURATION" {
      throw ICalendarMistake("an event has DTEND or DURATION, not both")
    }
  }

  /// What an event lacks to be a holiday.
  private func missing(_ seen: Set<String>) -> String? {
    if isCancelled { return nil }
    if !seen.contains("DTSTART") { return "the event has no DTSTART" }
    if isTimed, seen.isDisjoint(with: ["DTEND", "DURATION"]) {
      return "the event has a time and no end, so it is no whole day"
    }
    return nil
  }

  private static let single: Set<String> = [
    "DTSTART", "DTEND", "DURATION", "RRULE", "RECURRENCE-ID", "STATUS", "TRANSP", "UID", "SUMMARY",
  ]

  /// Properties that have no meaning where the start has none.
  private static let relative: Set<String> = ["DTEND", "DURATION", "EXDATE", "RDATE"]

  // MARK: Properties

  /// Takes over a property; returns a remark where it looks wrong but is clear.
  private mutating func take(_ line: ICalendarLine) throws(ICalendarMistake) -> String? {
    switch line.name {
    case "SUMMARY": name = line.text
    case "UID": identifier = line.value
    case "STATUS": return try takeStatus(line.value.uppercased())
    case "TRANSP": isTransparent = line.value.uppercased() == "TRANSPARENT"
    case "DTSTART": try takeStart(line)
    case "RECURRENCE-ID":
      if let range = line[parameter: "RANGE"] {
        throw ICalendarMistake("RANGE=\(range) is not understood")
      }
      replaced = try date(try moment(line, line.value))
    case "DTEND" where !isCancelled: return try takeEnd(line)
    case "DURATION" where !isCancelled: try takeDuration(line.value)
    case "RRULE" where !isCancelled:
      ruleLine = line.number
      var read = try ICalendarRule(line.value)
      if let until = read.until { read.lastDate = try limit(until) }
      rule = read
    case "EXDATE" where !isCancelled: removed.formUnion(try dates(line))
    case "RDATE" where !isCancelled: added += try dates(line)
    case "EXRULE" where !isCancelled: throw ICalendarMistake("EXRULE is not understood")
    default: break
    }
    return nil
  }

  private mutating func takeStatus(_ status: String) throws(ICalendarMistake) -> String? {
    switch status {
    case "CANCELLED": isCancelled = true
    case "CONFIRMED": break
    case "TENTATIVE": return "the event is only tentative; it is taken as a holiday"
    default: throw ICalendarMistake("\(status.quoted) is no status of an event")
    }
    return nil
  }

  private mutating func takeStart(_ line: ICalendarLine) throws(ICalendarMistake) {
    let moment = try moment(line, line.value)
    isTimed = moment.kind != .date
    if moment.kind == .utc {
      throw ICalendarMistake("\(line.value) is a time in UTC, so no local midnight is known")
    }
    guard moment.seconds == 0 else {
      throw ICalendarMistake("the event starts at a time of the day, so it is no whole day")
    }
    if isTimed, let name = line[parameter: "TZID"] { zone = try? ZoneRules(identifier: name) }
    start = moment.date
  }

  private mutating func takeEnd(_ line: ICalendarLine) throws(ICalendarMistake) -> String? {
    let moment = try moment(line, line.value)
    guard (moment.kind != .date) == isTimed else {
      throw ICalendarMistake("one of DTSTART and DTEND has a time and one has none")
    }
    let end = try date(moment)
    let days = start.days(to: end)
    if days == 0, !isTimed {
      return "DTEND names the date after the last, so an event has at least one date; it is taken"
    }
    guard days > 0 else { throw ICalendarMistake("the event ends before it has lasted a day") }
    length = days
    return nil
  }

  private mutating func takeDuration(_ text: String) throws(ICalendarMistake) {
    let seconds = try Self.seconds(ofDuration: text)
    guard seconds > 0, seconds % 86_400 == 0 else {
      throw ICalendarMistake("\(text.quoted) is not a number of whole days")
    }
    length = seconds / 86_400
  }

  // MARK: Dates

  private func moment(
    _ line: ICalendarLine, _ text: some StringProtocol
  ) throws(ICalendarMistake) -> ICalendarMoment {
    let moment = try ICalendarMoment(text)
    switch line[parameter: "VALUE"]?.uppercased() {
    case "DATE" where moment.kind != .date:
      throw ICalendarMistake("\(String(text).quoted) is no date, as VALUE=DATE says")
    case nil, "DATE", "DATE-TIME": return moment
    case let type?: throw ICalendarMistake("VALUE=\(type) is not understood")
    }
  }

  /// The date of a moment that must be a whole day's start.
  private func date(_ moment: ICalendarMoment) throws(ICalendarMistake) -> CivilDate {
    if moment.kind == .utc, isTimed, zone == nil {
      throw ICalendarMistake("the zone of the start is not known, so a time in UTC has no date")
    }
    let wall = moment.wall(in: zone)
    guard wall.isMidnight else {
      throw ICalendarMistake("a time of the day is no whole day")
    }
    return wall.date
  }

  /// The last date of a rule with `UNTIL`, whose time may be any.
  private func limit(_ moment: ICalendarMoment) throws(ICalendarMistake) -> CivilDate {
    if moment.kind == .utc, isTimed, zone == nil {
      throw ICalendarMistake("the zone of the start is not known, so UNTIL in UTC has no date")
    }
    return moment.wall(in: zone).date
  }

  private func dates(_ line: ICalendarLine) throws(ICalendarMistake) -> [CivilDate] {
    var dates: [CivilDate] = []
    for text in line.value.split(separator: "," as Character, omittingEmptySubsequences: false) {
      dates.append(try date(try moment(line, text)))
    }
    return dates
  }

  /// Reads `P1D`, `P2W`, `PT24H`, `P1DT0H0M0S`.
  private static func seconds(ofDuration text: String) throws(ICalendarMistake) -> Int {
    let refusal = ICalendarMistake("\(text.quoted) is no duration")
    var rest = Substring(text.uppercased()).utf8
    if rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    guard rest.first == UInt8(ascii: "P") else { throw refusal }
    rest.removeFirst()
    var units: [(letter: Unicode.Scalar, seconds: Int)] = [("W", 604_800), ("D", 86_400)]
    var isClock = false
    var total = 0
    var isEmpty = true
    while let byte = rest.first {
      if byte == UInt8(ascii: "T"), !isClock {
        rest.removeFirst()
        units = [("H", 3_600), ("M", 60), ("S", 1)]
        isClock = true
      }
      let digits = rest.prefix(8).prefix { $0.isDigit }
      let count = Int(String(Substring(digits)))
      rest.removeFirst(digits.count)
      guard let count, let letter = rest.popFirst(),
        let index = units.firstIndex(where: { UInt8(ascii: $0.letter) == letter })
      else { throw refusal }
      // At most 8 digits of each unit: 64 bits hold the sum.
      total += count * units[index].seconds
      units.removeFirst(index + 1)
      isEmpty = false
    }
    guard !isEmpty else { throw refusal }
    return total
  }
}
