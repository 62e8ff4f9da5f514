// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Finds the events of an iCalendar text and reports what is out of place.
struct ICalendarReader {
  private(set) var events: [ICalendarEvent] = []
  private(set) var foundCalendar = false
  var problems = Problems()

  /// The components that are open, outermost first.
  private var open: [(name: String, line: Int)] = []
  /// The properties of the event that is open.
  private var lines: [ICalendarLine] = []
  private var eventCount = 0
  /// The components inside the deepest that is kept apart.
  private var tooDeep = 0
  private static let maximumDepth = 32
  /// The events read before the calendar that is open, and why it has none itself.
  private var eventsBefore = 0
  private var refusesCalendar = false

  mutating func read(_ bytes: [UInt8]) {
    ICalendarLine.forEach(in: bytes) { number, bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      if String(validating: bytes, as: UTF8.self) == nil {
        report("the text is not UTF-8; unreadable bytes became \u{FFFD}", number)
      }
      if let line = ICalendarLine(text[...].unicodeScalars, number: number) {
        take(line)
      } else if text.contains(where: { !$0.isWhitespace }) {
        report("\(text.quoted) is no line of the form NAME:value", number)
      }
    }
    for component in open.reversed() {
      report("\(component.name) does not end, so it is left out", component.line)
    }
    if open.contains(where: { $0.name == "VCALENDAR" }), refusesCalendar { dropCalendar() }
  }

  private mutating func take(_ line: ICalendarLine) {
    switch line.name {
    case "BEGIN": begin(line)
    case "END": end(line)
    default:
      if isInEvent {
        lines.append(line)
      } else if open.count == 1 {
        calendarProperty(line)
      } else if open.isEmpty {
        report("\(line.name.quoted) is outside the calendar", line.number)
      }
    }
  }

  private var isInEvent: Bool {
    open.count == 2 && open[0].name == "VCALENDAR" && open[1].name == "VEVENT"
  }

  // MARK: Components

  private mutating func begin(_ line: ICalendarLine) {
    let name = line.value.uppercased()
    guard open.count < Self.maximumDepth else {
      if tooDeep == 0 { report("components lie more than \(open.count) deep", line.number) }
      tooDeep += 1
      return
    }
    open.append((name, line.number))
    if open.count == 1 {
      guard name == "VCALENDAR" else {
        report("\(name.quoted) is outside the calendar, so it is left out", line.number)
        return
      }
      foundCalendar = true
      refusesCalendar = false
      eventsBefore = events.count
    } else if isInEvent {
      lines = []
      eventCount += 1
    } else if open.count == 2, open[0].name == "VCALENDAR", name != "VTIMEZONE" {
      report("\(name.quoted) is no event, so it is left out", line.number)
    }
  }

  private mutating func end(_ line: ICalendarLine) {
    guard tooDeep == 0 else {
      tooDeep -= 1
      return
    }
    let name = line.value.uppercased()
    guard let index = open.lastIndex(where: { $0.name == name }) else {
      report("\(name.quoted) ends without a beginning", line.number)
      return
    }
    for inner in open[(index + 1)...].reversed() {
      report("\(inner.name) does not end, so it is left out", inner.line)
    }
    open.removeSubrange((index + 1)...)
    if isInEvent {
      let path = "VEVENT[\(eventCount - 1)]"
      let event = ICalendarEvent(lines, path: path, line: open[1].line, &problems)
      if let event { events.append(event) }
    }
    open.removeLast()
    if open.isEmpty, refusesCalendar { dropCalendar() }
  }

  private mutating func dropCalendar() {
    events.removeSubrange(eventsBefore...)
    refusesCalendar = false
  }

  private mutating func calendarProperty(_ line: ICalendarLine) {
    guard open[0].name == "VCALENDAR" else { return }
    switch (line.name, line.value.uppercased()) {
    case ("CALSCALE", "GREGORIAN"): break
    case ("CALSCALE", let scale):
      refusesCalendar = true
      report("the calendar of \(scale.quoted) is not understood, so it is left out", line.number)
    case ("METHOD", "CANCEL"):
      refusesCalendar = true
      report("the calendar cancels events instead of giving them: it is left out", line.number)
    default: break
    }
  }

  private mutating func report(_ message: String, _ line: Int) {
    problems.report(Problem(path: "", line: line, column: 1, message: message))
  }
}
