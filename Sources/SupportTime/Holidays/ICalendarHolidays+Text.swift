// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension ICalendarHolidays {
  /// Returns holidays as an iCalendar text (RFC 5545) that other programs import.
  ///
  /// Dates in a row with the same name become one event. Equal arguments give equal bytes: nothing
  /// is taken from a clock or at random. Reading the text gives the same holidays, as long as they
  /// have no hours of their own, which iCalendar cannot say, no date is listed twice and names hold
  /// no control characters but tab and line feed; other line ends become a line feed, other control
  /// characters are left out.
  ///
  /// A calendar's ``BusinessCalendar/holidays`` are those that it lists: recurring and published
  /// ones are not among them.
  ///
  /// ```swift
  /// let text = ICalendarHolidays.text(
  ///   of: calendar.holidays, calendarID: "support.example.com", stamp: now, title: "Support desk")
  /// ```
  ///
  /// - Parameters:
  ///   - holidays: The holidays in any order.
  ///   - calendarID: Makes the events' identifiers differ from those of other calendars; a domain
  ///     of the publisher is customary.
  ///   - stamp: When the text was made, `DTSTAMP`; programs take the later of two texts.
  ///   - title: The name of the calendar, if it has one.
  /// - Returns: Lines of at most 75 octets, each ended by CRLF.
  /// - Complexity: O(*n* log *n*) in the number of holidays.
  public static func text(
    of holidays: [BusinessCalendar.Holiday], calendarID: String, stamp: Instant,
    title: String? = nil
  ) -> String {
    var writer = ICalendarWriter()
    writer.line("BEGIN:VCALENDAR")
    writer.line("VERSION:2.0")
    writer.line("PRODID:-//SupportKit//Holidays//EN")
    writer.line("CALSCALE:GREGORIAN")
    if let title {
      writer.line("NAME:\(writer.escaped(title))")
      writer.line("X-WR-CALNAME:\(writer.escaped(title))")
    }
    let stamp = stamp.wallTime(utcOffset: 0)
    let time = [stamp.time.hour, stamp.time.minute, stamp.time.second]
    let clock = time.map { $0.padded(to: 2) }.joined()
    var last: CivilDate?
    var repeats = 0
    for run in runs(of: holidays) {
      repeats = run.first == last ? repeats + 1 : 1
      last = run.first
      let number = repeats > 1 ? "-\(repeats)" : ""
      writer.line("BEGIN:VEVENT")
      writer.line("UID:\(basic(run.first))\(number)@\(writer.escaped(calendarID))")
      writer.line("DTSTAMP:\(basic(stamp.date))T\(clock)Z")
      writer.line("DTSTART;VALUE=DATE:\(basic(run.first))")
      if run.last == .max {
        // The date after it has no four-digit year.
        writer.line("DURATION:P\(run.first.days(to: run.last) + 1)D")
      } else {
        writer.line("DTEND;VALUE=DATE:\(basic(run.last.adding(days: 1)))")
      }
      if let name = run.name { writer.line("SUMMARY:\(writer.escaped(name))") }
      writer.line("END:VEVENT")
    }
    writer.line("END:VCALENDAR")
    return String(writer.text)
  }

  private static func runs(
    of holidays: [BusinessCalendar.Holiday]
  ) -> [(first: CivilDate, last: CivilDate, name: String?)] {
    var runs: [(first: CivilDate, last: CivilDate, name: String?)] = []
    let sorted = holidays.enumerated().sorted {
      ($0.element.date, $0.offset) < ($1.element.date, $1.offset)
    }
    for (_, holiday) in sorted {
      if let run = runs.last, run.name == holiday.name, run.last.days(to: holiday.date) == 1 {
        runs[runs.count - 1].last = holiday.date
      } else {
        runs.append((holiday.date, holiday.date, holiday.name))
      }
    }
    return runs
  }

  /// `20251001`.
  private static func basic(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    return year.padded(to: 4) + month.padded(to: 2) + day.padded(to: 2)
  }
}

/// Writes folded lines.
private struct ICalendarWriter {
  private(set) var text = String.UnicodeScalarView()

  /// Writes a line, folded before its 76th octet and never within a letter.
  mutating func line(_ content: String) {
    var octets = 0
    for scalar in content.unicodeScalars {
      let size = UTF8.width(scalar)
      if octets + size > 75 {
        text.append(contentsOf: "\r\n ".unicodeScalars)
        octets = 1
      }
      text.append(scalar)
      octets += size
    }
    text.append(contentsOf: "\r\n".unicodeScalars)
  }

  /// Text with the characters escaped that separate values.
  func escaped(_ value: String) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\", ";", ",":
        result.append("\\")
        result.append(scalar)
      case "\n" where previous == "\r": break
      case "\n", "\r": result.append(contentsOf: "\\n".unicodeScalars)
      case "\t": result.append(scalar)
      default:
        if scalar.properties.generalCategory != .control { result.append(scalar) }
      }
      previous = scalar
    }
    return String(result)
  }
}
