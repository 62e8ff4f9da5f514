// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The yearly rule at the end of a TZif file: a POSIX TZ string, `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// Hours of a change may be -167 ... 167, and the offset of the second time may be behind the
/// first, as in Ireland (`IST-1GMT0,M10.5.0,M3.5.0/1`).
struct TZifFooter: Hashable, Sendable {
  /// Why a text is no such rule, a clause that completes `the rule …`.
  struct Mistake: Error, Hashable, Sendable {
    let words: String
  }

  /// The day on which the clocks change.
  enum Day: Hashable, Sendable {
    /// `J60`: 1 ... 365, 29 February never counted.
    case julian(Int)
    /// `59`: 0 ... 365, 29 February counted.
    case ordinal(Int)
    /// `M3.5.0`: month, week 1 ... 5 (the last), weekday 0 ... 6 (Sunday is 0).
    case weekday(month: Int, week: Int, day: Int)
  }

  /// A change in each year: the day and the seconds after its midnight, -604,799 ... 604,799.
  struct YearlyChange: Hashable, Sendable {
    var day: Day
    var seconds: Int64
  }

  /// The other time of the year.
  struct Summer: Hashable, Sendable {
    var offset: Int64
    var start: YearlyChange
    var end: YearlyChange
  }

  /// Seconds ahead of UTC outside the other time.
  let offset: Int64
  let summer: Summer?
}

// MARK: - Text

extension TZifFooter {
  init(_ text: String) throws(Mistake) {
    var scanner = TZifFooterScanner(text)
    try scanner.name()
    offset = try scanner.offset()
    guard !scanner.isAtEnd else {
      summer = nil
      return
    }
    try scanner.name()
    let other = scanner.isAt(",") || scanner.isAtEnd ? offset + 3_600 : try scanner.offset()
    guard abs(other) < 86_400 else {
      throw Mistake(words: "puts clocks \(other) s from UTC, a day or more")
    }
    try scanner.expect(",")
    let start = try scanner.change()
    try scanner.expect(",")
    let end = try scanner.change()
    guard scanner.isAtEnd else { throw Mistake(words: "goes on after its end") }
    summer = Summer(offset: other, start: start, end: end)
  }
}

private struct TZifFooterScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  func isAt(_ character: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: character) }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard isAt(character) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func expect(_ character: Unicode.Scalar) throws(TZifFooter.Mistake) {
    guard skip(character) else {
      throw TZifFooter.Mistake(words: "lacks a \"\(character)\"")
    }
  }

  /// Skips the letters of a time: three or more, or anything plain between `<` and `>`.
  mutating func name() throws(TZifFooter.Mistake) {
    let isQuoted = skip("<")
    var length = 0
    while let byte = rest.first {
      let isLetter = byte.isLetter
      let isSign = byte.isDigit || byte == 43 || byte == 45
      guard isLetter || (isQuoted && isSign) else { break }
      rest.removeFirst()
      length += 1
    }
    if isQuoted { try expect(">") }
    guard length >= 3 else { throw TZifFooter.Mistake(words: "lacks a name of three letters") }
  }

  /// Reads an offset, which POSIX counts west of Greenwich; the result is ahead of UTC.
  mutating func offset() throws(TZifFooter.Mistake) -> Int64 {
    let ahead = -(try time(hours: 24))
    guard abs(ahead) < 86_400 else {
      throw TZifFooter.Mistake(words: "puts clocks \(ahead) s from UTC, a day or more")
    }
    return ahead
  }

  mutating func change() throws(TZifFooter.Mistake) -> TZifFooter.YearlyChange {
    let day: TZifFooter.Day
    if skip("M") {
      let month = try number(1...12)
      try expect(".")
      let week = try number(1...5)
      try expect(".")
      day = .weekday(month: month, week: week, day: try number(0...6))
    } else if skip("J") {
      day = .julian(try number(1...365))
    } else {
      day = .ordinal(try number(0...365))
    }
    return .init(day: day, seconds: skip("/") ? try time(hours: 167) : 7_200)
  }

  private mutating func time(hours: Int) throws(TZifFooter.Mistake) -> Int64 {
    let isNegative = skip("-")
    if !isNegative { _ = skip("+") }
    var seconds = try number(0...hours) * 3_600
    if skip(":") {
      seconds += try number(0...59) * 60
      if skip(":") { seconds += try number(0...59) }
    }
    return Int64(isNegative ? -seconds : seconds)
  }

  private mutating func number(_ bounds: ClosedRange<Int>) throws(TZifFooter.Mistake) -> Int {
    let digits = rest.prefix(4).prefix { $0.isDigit }
    guard let value = Int(String(digits) ?? ""), bounds.contains(value) else {
      throw TZifFooter.Mistake(
        words: "lacks a number of \(bounds.lowerBound) ... \(bounds.upperBound)")
    }
    rest.removeFirst(digits.count)
    return value
  }
}

// MARK: - Years

extension TZifFooter {
  /// Returns the offset in force before the first of some years and every change in them, in order.
  ///
  /// The first year's own changes are complete; ask from a year before the one that matters.
  func changes(years: ClosedRange<Int>) -> (before: Int64, changes: [TZifData.Change]) {
    guard let summer else { return (offset, []) }
    // Seasons that touch or overlap are one: clocks that never change have one without end.
    var seasons: [(start: Int64, end: Int64)] = []
    for year in (years.lowerBound - 1)...(years.upperBound + 1) {
      let start = Self.seconds(of: summer.start, year: year) - offset
      var end = Self.seconds(of: summer.end, year: year) - summer.offset
      if start == end { continue }
      if end < start { end = Self.seconds(of: summer.end, year: year + 1) - summer.offset }
      if let last = seasons.last, start <= last.end {
        seasons[seasons.count - 1].end = max(last.end, end)
      } else {
        seasons.append((start, end))
      }
    }
    let bound = Self.newYear(years.lowerBound)
    var before = offset
    var changes: [TZifData.Change] = []
    for season in seasons {
      if season.start < bound, season.end > bound { before = summer.offset }
      changes.append(.init(seconds: season.start, offset: summer.offset))
      changes.append(.init(seconds: season.end, offset: offset))
    }
    return (before, changes.filter { $0.seconds >= bound })
  }

  private static func seconds(of change: YearlyChange, year: Int) -> Int64 {
    let first = newYear(year)
    let days: Int
    switch change.day {
    case .julian(let day): days = CivilDate.isLeap(year: year) && day >= 60 ? day : day - 1
    case .ordinal(let day): days = day
    case .weekday(let month, let week, let day):
      let before = GregorianCycle.daysBefore(month: month, year: year)
      // 1970-01-01 was a Thursday, day 4 of a week that starts on Sunday.
      let weekday = Int(((first / 86_400 + Int64(before) + 4) % 7 + 7) % 7)
      let start = (day - weekday + 7) % 7 + (week - 1) * 7
      let length = CivilDate.length(ofMonth: month, year: year)
      days = before + (start < length ? start : start - 7)
    }
    return first + Int64(days) * 86_400 + change.seconds
  }

  static func newYear(_ year: Int) -> Int64 {
    Int64(GregorianCycle.newYear(year)) * 86_400
  }
}
