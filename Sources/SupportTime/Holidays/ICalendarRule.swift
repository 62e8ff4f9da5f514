// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A rule by which an event repeats: `FREQ=YEARLY;BYMONTH=11;BYDAY=4TH`.
struct ICalendarRule: Hashable, Sendable {
  /// The period that a rule steps by.
  enum Frequency: String, Hashable, Sendable {
    case daily = "DAILY"
    case weekly = "WEEKLY"
    case monthly = "MONTHLY"
    case yearly = "YEARLY"
  }

  /// A weekday, or with a number that one of the month or year, counted from its end when negative.
  struct NumberedWeekday: Hashable, Sendable {
    let number: Int?
    let weekday: Weekday
  }

  var frequency = Frequency.yearly
  var interval = 1
  var count: Int?
  var until: ICalendarMoment?
  var months: Set<Int> = []
  var monthDays: Set<Int> = []
  var yearDays: Set<Int> = []
  var weekdays: Set<NumberedWeekday> = []
  var positions: Set<Int> = []
  var weekStart = Weekday.monday

  /// The last date that `until` allows, as the event's own zone has it.
  var lastDate: CivilDate?

  init(_ text: String) throws(ICalendarMistake) {
    var seen: Set<String> = []
    for part in text.split(separator: ";" as Character) {
      let sides = part.split(
        separator: "=" as Character, maxSplits: 1, omittingEmptySubsequences: false)
      let key = sides[0].uppercased()
      guard sides.count == 2 else { throw ICalendarMistake("\(key.quoted) has no value") }
      guard seen.insert(key).inserted else { throw ICalendarMistake("\(key) is given twice") }
      try take(key, sides[1].uppercased())
    }
    guard seen.contains("FREQ") else { throw ICalendarMistake("the rule has no FREQ") }
    try check()
  }

  private mutating func take(_ key: String, _ value: String) throws(ICalendarMistake) {
    switch key {
    case "FREQ":
      guard let known = Frequency(rawValue: value) else {
        throw ICalendarMistake("FREQ=\(value) is not understood for whole days")
      }
      frequency = known
    case "INTERVAL": interval = try Self.number(value, 1...999_999_999)
    case "COUNT": count = try Self.number(value, 1...999_999_999)
    case "UNTIL": until = try ICalendarMoment(value)
    case "BYMONTH": months = try Self.numbers(value, 1...12, signed: false)
    case "BYMONTHDAY": monthDays = try Self.numbers(value, 1...31)
    case "BYYEARDAY": yearDays = try Self.numbers(value, 1...366)
    case "BYSETPOS": positions = try Self.numbers(value, 1...366)
    case "BYDAY":
      for name in value.split(separator: "," as Character, omittingEmptySubsequences: false) {
        weekdays.insert(try Self.numberedWeekday(String(name)))
      }
    case "WKST":
      guard let weekday = Self.weekday(value) else {
        throw ICalendarMistake("\(value.quoted) is no weekday")
      }
      weekStart = weekday
    default: throw ICalendarMistake("\(key.quoted) in a rule is not understood")
    }
  }

  private func check() throws(ICalendarMistake) {
    if count != nil, until != nil {
      throw ICalendarMistake("a rule has COUNT or UNTIL, not both")
    }
    if frequency == .weekly, !monthDays.isEmpty {
      throw ICalendarMistake("a weekly rule has no BYMONTHDAY")
    }
    if frequency != .yearly, !yearDays.isEmpty {
      throw ICalendarMistake("only a yearly rule has BYYEARDAY")
    }
    if frequency == .daily || frequency == .weekly,
      weekdays.contains(where: { $0.number != nil })
    {
      throw ICalendarMistake("only weekdays of a month or year are numbered")
    }
    let isSet = [months, monthDays, yearDays].contains { !$0.isEmpty } || !weekdays.isEmpty
    if !positions.isEmpty, !isSet {
      throw ICalendarMistake("BYSETPOS needs another BY")
    }
  }
}

// MARK: - Parts

extension ICalendarRule {
  private static func number(
    _ text: some StringProtocol, _ bounds: ClosedRange<Int>
  ) throws(ICalendarMistake) -> Int {
    let isPlain = text.utf8.count <= 9 && text.utf8.allSatisfy { $0.isDigit }
    guard isPlain, let value = Int(text), bounds.contains(value) else {
      throw ICalendarMistake(
        "\(String(text).quoted) is no number of \(bounds.lowerBound) ... \(bounds.upperBound)")
    }
    return value
  }

  private static func signedNumber(
    _ text: some StringProtocol, _ bounds: ClosedRange<Int>
  ) throws(ICalendarMistake) -> Int {
    let isNegative = text.hasPrefix("-")
    let size = try number(isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...], bounds)
    return isNegative ? -size : size
  }

  private static func numbers(
    _ text: String, _ bounds: ClosedRange<Int>, signed: Bool = true
  ) throws(ICalendarMistake) -> Set<Int> {
    var values: Set<Int> = []
    for item in text.split(separator: "," as Character, omittingEmptySubsequences: false) {
      values.insert(try signed ? signedNumber(item, bounds) : number(item, bounds))
    }
    return values
  }

  private static func weekday(_ name: some StringProtocol) -> Weekday? {
    let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    return names.firstIndex { $0 == name }.map { Weekday.allCases[$0] }
  }

  private static func numberedWeekday(_ text: String) throws(ICalendarMistake) -> NumberedWeekday {
    guard let weekday = weekday(text.suffix(2)) else {
      throw ICalendarMistake("\(text.quoted) is no weekday")
    }
    let number = text.dropLast(2)
    return NumberedWeekday(
      number: number.isEmpty ? nil : try signedNumber(number, 1...53), weekday: weekday)
  }
}
