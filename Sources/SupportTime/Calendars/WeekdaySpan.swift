// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Weekdays as documents write them: `mon`, `mon-fri`, or over the weekend `fri-mon`.
enum WeekdaySpan {
  /// Reads the weekdays of a key: a weekday, a range, or several with commas.
  static func weekdays(_ text: String) throws(TextError) -> [Weekday] {
    var weekdays: [Weekday] = []
    for part in text.split(separator: "," as Character, omittingEmptySubsequences: false) {
      for weekday in try span(String(part)) {
        guard !weekdays.contains(weekday) else {
          throw TextError(
            expected: "list of weekdays", text: text,
            reason: "\(weekday.shortName) is given twice")
        }
        weekdays.append(weekday)
      }
    }
    return weekdays
  }

  private static func span(_ text: String) throws(TextError) -> [Weekday] {
    func refuse(_ reason: String) -> TextError {
      TextError(expected: "weekday or range of weekdays", text: text, reason: reason)
    }
    let names = text.split(
      separator: "-" as Character, maxSplits: 2, omittingEmptySubsequences: false)
    var ends: [Weekday] = []
    for name in names {
      guard let weekday = Weekday(shortName: name) else {
        throw refuse("it is written \"mon\" or \"mon-fri\", of mon, tue, wed, thu, fri, sat, sun")
      }
      ends.append(weekday)
    }
    guard let first = ends.first, let last = ends.last, ends.count <= 2 else {
      throw refuse("a range has two ends")
    }
    return (0...last.days(since: first)).map { Weekday.allCases[(first.rawValue - 1 + $0) % 7] }
  }

  /// The shortest writing of a week: runs of weekdays with equal hours, those without left out.
  static func runs(of week: [[DayInterval]]) -> [(key: String, hours: [DayInterval])] {
    var runs: [(first: Weekday, last: Weekday, hours: [DayInterval])] = []
    for (weekday, hours) in zip(Weekday.allCases, week) where !hours.isEmpty {
      if let run = runs.last, run.hours == hours, run.last.rawValue + 1 == weekday.rawValue {
        runs[runs.count - 1].last = weekday
      } else {
        runs.append((weekday, weekday, hours))
      }
    }
    return runs.map { run in
      let first = run.first.shortName
      return (run.first == run.last ? first : "\(first)-\(run.last.shortName)", run.hours)
    }
  }

  /// `mon-fri`, `mon,wed,fri`: the ranges of a set in the order of the week.
  static func text(_ weekdays: Set<Weekday>) -> String {
    ranges(weekdays).map { range in
      range.lowerBound == range.upperBound
        ? range.lowerBound.shortName
        : "\(range.lowerBound.shortName)-\(range.upperBound.shortName)"
    }.joined(separator: ",")
  }

  /// The runs of neighbouring weekdays of a set.
  static func ranges(_ weekdays: Set<Weekday>) -> [ClosedRange<Weekday>] {
    var ranges: [ClosedRange<Weekday>] = []
    for weekday in weekdays.sorted() {
      if let last = ranges.last, last.upperBound.rawValue + 1 == weekday.rawValue {
        ranges[ranges.count - 1] = last.lowerBound...weekday
      } else {
        ranges.append(weekday...weekday)
      }
    }
    return ranges
  }
}
