// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Turns events into the holidays of a window.
struct ICalendarExpansion {
  let first: CivilDate
  let last: CivilDate
  var steps: ICalendarSteps

  /// The names of the events on a date: in the order of the text, and where there are several also
  /// for looking up.
  private struct Names {
    var list: [String] = []
    var known: Set<String> = []
  }

  private var names: [CivilDate: Names] = [:]

  init(first: CivilDate, last: CivilDate, steps: ICalendarSteps) {
    self.first = first
    self.last = last
    self.steps = steps
  }

  /// The holidays found, by date.
  var holidays: [BusinessCalendar.Holiday] {
    names.sorted { $0.key < $1.key }.map { date, names in
      // One name is shared by all its dates instead of copied.
      .init(
        date,
        name: names.list.count > 1 ? names.list.joined(separator: "; ") : names.list.first)
    }
  }

  mutating func run(
    _ events: [ICalendarEvent], leavingOutTransparent: Bool, _ problems: inout Problems
  ) throws(ICalendarError) {
    var replaced: [String: Set<CivilDate>] = [:]
    for event in events {
      if let date = event.replaced { replaced[event.identifier, default: []].insert(date) }
    }
    // What a cancelled or transparent event replaces is gone from its series all the same.
    for event in events
    where !event.isCancelled && !(leavingOutTransparent && event.isTransparent) {
      let gone = event.replaced == nil ? replaced[event.identifier] ?? [] : []
      do throws(ICalendarSteps.Exhausted) {
        try expand(event, without: gone, &problems)
      } catch {
        throw .tooManySteps(maximum: steps.maximum, line: event.line)
      }
    }
  }

  private mutating func expand(
    _ event: ICalendarEvent, without gone: Set<CivilDate>, _ problems: inout Problems
  ) throws(ICalendarSteps.Exhausted) {
    // An occurrence that starts before the window may last into it.
    let reach = first.adding(days: 1 - event.length)
    var starts = [event.start]
    if let rule = event.rule {
      let found = try rule.dates(startingOn: event.start, from: reach, through: last, &steps)
      starts = found.dates
      if !found.hitsStart {
        problems.report(
          Problem(
            path: "\(event.path).RRULE", line: event.ruleLine, column: 1,
            message: "the rule misses \(event.start), on which the event starts; it counts"))
      }
    }
    var seen: Set<CivilDate> = []
    for start in starts + event.added where start <= last && seen.insert(start).inserted {
      guard !event.removed.contains(start), !gone.contains(start) else { continue }
      let from = max(start, first)
      let through = min(start.adding(days: event.length - 1), last)
      guard from <= through else { continue }
      try steps.take(from.days(to: through) + 1)
      for day in from.daysSince1970...through.daysSince1970 {
        try add(event.name, on: CivilDate(daysSince1970: day))
      }
    }
  }

  private mutating func add(
    _ name: String?, on date: CivilDate
  ) throws(ICalendarSteps.Exhausted) {
    guard let name, let first = names[date]?.list.first else {
      names[date, default: Names()].list += name.map { [$0] } ?? []
      return
    }
    // Names that meet on a date are compared and copied, so their length counts.
    try steps.take(name.utf8.count)
    if names[date]?.known.isEmpty == true {
      try steps.take(first.utf8.count)
      names[date]?.known = [first]
    }
    if names[date]?.known.insert(name).inserted == true { names[date]?.list.append(name) }
  }
}
