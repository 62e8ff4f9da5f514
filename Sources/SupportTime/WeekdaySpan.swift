// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

internal import SupportCore

/// Weekdays as documents write them: `mon`, `mon-fri`, or over the weekend `fri-mon`.
enum WeekdaySpan {
  /// Reads the weekdays of a key.
  static func weekdays(_ text: String) throws(TextError) -> [Weekday] {
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
    let length = (last.rawValue - first.rawValue + 7) % 7
    return (0...length).map { Weekday.allCases[(first.rawValue - 1 + $0) % 7] }
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
}
