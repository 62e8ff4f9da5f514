// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Opening hours of a day in seconds since its midnight; an overnight end is beyond 24 hours.
struct Hours: Hashable, Sendable {
  var start: Int
  var end: Int

  var text: String {
    "\(Self.text(start))-\(Self.text(end > 86_400 ? end - 86_400 : end))"
  }

  static func text(_ time: Int) -> String {
    let clock = [time / 3_600, time / 60 % 60].map { DayBook.padded($0, 2) }.joined(separator: ":")
    return time % 60 == 0 ? clock : clock + ":" + DayBook.padded(time % 60, 2)
  }
}

/// A desk with hours of its own: what a random calendar is made of, and the rules that give the
/// hours of a date, written apart from the library's.
struct Desk: Hashable, Sendable {
  /// A closing or opening that moves, in seconds.
  enum Change: Hashable, Sendable {
    case at(Int)
    case by(Int)

    var text: String {
      switch self {
      case .at(let time): Hours.text(time)
      case .by(let seconds): "\(seconds < 0 ? "-" : "+")\(abs(seconds) / 60) min"
      }
    }
  }

  struct Dated: Hashable, Sendable {
    var day: Int
    var hours: [Hours]?
  }

  struct Recurring: Hashable, Sendable {
    var rule: DayRule
    var hours: [Hours]?
  }

  struct Break: Hashable, Sendable {
    var at: Hours
    var rule: DayRule
  }

  struct Adjustment: Hashable, Sendable {
    var rule: DayRule
    var open: Change?
    var close: Change?
  }

  var zone: String
  var isAlwaysOpen = false
  /// By Foundation's weekday, Sunday 1.
  var weekly: [[Hours]] = Array(repeating: [], count: 8)
  var holidays: [Dated] = []
  var recurring: [Recurring] = []
  var holidayHours: [Hours] = []
  var workdays: [Int] = []
  var workdayHours: [Hours] = []
  var overrides: [Dated] = []
  var breaks: [Break] = []
  var adjustments: [Adjustment] = []
  var validity: ClosedRange<Int>?
}

// MARK: - The hours of a date

extension Desk {
  func isHoliday(_ day: Int, _ book: DayBook) -> Bool {
    holidays.contains { $0.day == day }
      || recurring.contains { $0.rule.matches(day, book) { _ in [] } }
  }

  /// The hours before breaks and adjustments.
  func plainHours(on day: Int, _ book: DayBook) -> [Hours] {
    if isAlwaysOpen { return [Hours(start: 0, end: 86_400)] }
    if let override = overrides.first(where: { $0.day == day }) { return override.hours ?? [] }
    if workdays.contains(day) { return workdayHours }
    if let holiday = holidays.first(where: { $0.day == day }) {
      return holiday.hours ?? holidayHours
    }
    if let holiday = recurring.first(where: { $0.rule.matches(day, book) { _ in [] } }) {
      return holiday.hours ?? holidayHours
    }
    return weekly[book.parts(of: day).weekday]
  }

  /// The hours after all rules.
  func hours(on day: Int, _ book: DayBook, worked: (Int) -> [Int]) -> [Hours] {
    if let validity, !validity.contains(day) { return [] }
    var hours = plainHours(on: day, book)
    for pause in breaks where pause.rule.matches(day, book, worked: worked) {
      for shift in [0, 86_400] {
        hours = hours.flatMap { one in
          let before = Hours(start: one.start, end: min(one.end, pause.at.start + shift))
          let after = Hours(start: max(one.start, pause.at.end + shift), end: one.end)
          return [before, after].filter { $0.start < $0.end }
        }
      }
    }
    for adjustment in adjustments where adjustment.rule.matches(day, book, worked: worked) {
      hours = Self.adjusted(hours, adjustment)
    }
    return hours
  }

  /// Both ends of the day move; then what lies outside a time that was set is cut off, and what is
  /// empty or inverted vanishes.
  private static func adjusted(_ hours: [Hours], _ adjustment: Adjustment) -> [Hours] {
    guard !hours.isEmpty else { return [] }
    var hours = hours
    let last = hours.count - 1
    var (lowest, highest) = (0, 2 * 86_400)
    switch adjustment.close {
    case .by(let seconds): hours[last].end = min(hours[last].end + seconds, 2 * 86_400)
    case .at(let time):
      hours[last].end = time
      highest = time
    case nil: break
    }
    switch adjustment.open {
    case .by(let seconds): hours[0].start = max(hours[0].start + seconds, 0)
    case .at(let time):
      hours[0].start = time
      lowest = time
    case nil: break
    }
    return hours.map { Hours(start: max($0.start, lowest), end: min($0.end, highest)) }
      .filter { $0.start < $0.end }
  }
}

// MARK: - The document

extension Desk {
  /// The calendar as people write it, for the library to read.
  func document(_ book: DayBook) -> String {
    var members = ["\"zone\": \"\(zone)\""]
    func add(_ key: String, _ value: String) { members.append("\"\(key)\": \(value)") }
    if isAlwaysOpen {
      add("aroundTheClock", "true")
      return Self.object(members)
    }
    let week = (1...7).filter { !weekly[$0].isEmpty }.map {
      "\"\(DayRule.shortNames[$0])\": \(Self.list(weekly[$0]))"
    }
    add("weekly", Self.object(week))
    let listed = holidays.map { holiday in
      Self.entry("date", book.text(holiday.day), holiday.hours)
    }
    let recurring = recurring.map { Self.entry("on", $0.rule.text(book), $0.hours) }
    let dates = "[\((listed + recurring).joined(separator: ", "))]"
    if !holidayHours.isEmpty {
      add("holidays", "{\"open\": \(Self.list(holidayHours)), \"dates\": \(dates)}")
    } else if dates != "[]" {
      add("holidays", dates)
    }
    if !workdays.isEmpty {
      let dates = workdays.map { "\"\(book.text($0))\"" }.joined(separator: ", ")
      add("workdays", "{\"dates\": [\(dates)], \"open\": \(Self.list(workdayHours))}")
    }
    if !overrides.isEmpty {
      add(
        "overrides",
        Self.object(overrides.map { "\"\(book.text($0.day))\": \(Self.list($0.hours ?? []))" }))
    }
    if !breaks.isEmpty {
      let texts = breaks.map {
        "{\"name\": \"break\", \"at\": \"\($0.at.text)\", \"on\": \"\($0.rule.text(book))\"}"
      }
      add("breaks", "[\(texts.joined(separator: ", "))]")
    }
    if !adjustments.isEmpty {
      add("adjust", "[\(adjustments.map { Self.entry($0, book) }.joined(separator: ", "))]")
    }
    if let validity {
      add(
        "validity",
        "{\"from\": \"\(book.text(validity.lowerBound))\", "
          + "\"through\": \"\(book.text(validity.upperBound))\"}")
    }
    return Self.object(members)
  }

  private static func object(_ members: [String]) -> String {
    "{\(members.joined(separator: ", "))}"
  }

  private static func list(_ hours: [Hours]) -> String {
    "[\(hours.map { "\"\($0.text)\"" }.joined(separator: ", "))]"
  }

  private static func entry(_ key: String, _ value: String, _ hours: [Hours]?) -> String {
    let open = hours.map { ", \"open\": \(list($0))" } ?? ""
    return "{\"\(key)\": \"\(value)\"\(open)}"
  }

  private static func entry(_ adjustment: Adjustment, _ book: DayBook) -> String {
    var members = ["\"on\": \"\(adjustment.rule.text(book))\""]
    if let open = adjustment.open { members.append("\"open\": \"\(open.text)\"") }
    if let close = adjustment.close { members.append("\"close\": \"\(close.text)\"") }
    return object(members)
  }
}
