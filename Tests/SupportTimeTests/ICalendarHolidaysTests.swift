// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

/// Texts and expectations that the tests ship.
enum ICalendarFixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/icalendar")

  static func lines<Line: Decodable>(_ file: String, of type: Line.Type) -> [Line] {
    let text = try? String(contentsOf: folder.appending(path: file), encoding: .utf8)
    return (text ?? "").split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
  }

  /// The dates and names that a text gives, `2025-10-01 National Day`.
  static func read(
    _ bytes: some Collection<UInt8>, _ first: String, _ last: String
  ) throws -> (days: [String], findings: [String]) {
    let found = try ICalendarHolidays(
      bytes, from: try CivilDate(first), through: try CivilDate(last))
    return (
      found.holidays.map { "\($0.date) \($0.name ?? "-")" }, found.findings.map(\.description)
    )
  }

  /// The same for the lines of events in a calendar.
  static func events(_ lines: String) throws -> (days: [String], findings: [String]) {
    let text = "BEGIN:VCALENDAR\nVERSION:2.0\n\(lines)\nEND:VCALENDAR\n"
    return try read(text.utf8, "2025-01-01", "2026-12-31")
  }

  static func event(_ lines: String...) throws -> (days: [String], findings: [String]) {
    try events("BEGIN:VEVENT\n\(lines.joined(separator: "\n"))\nEND:VEVENT")
  }
}

@Suite("Holidays from iCalendar")
struct ICalendarHolidaysTests {
  @Test("a calendar as Google exports it: whole days, one date twice, a breakfast with a time")
  func google() throws {
    let bytes = try Data(contentsOf: ICalendarFixture.folder.appending(path: "google.ics"))
    let found = try ICalendarFixture.read(bytes, "2025-01-01", "2025-12-31")
    #expect(
      found.days == [
        "2025-10-01 National Day",
        "2025-10-02 National Day Golden Week holiday",
        "2025-10-03 National Day Golden Week holiday",
        "2025-10-04 National Day Golden Week holiday",
        "2025-10-05 National Day Golden Week holiday",
        "2025-10-06 National Day Golden Week holiday; Mid-Autumn Festival",
        "2025-10-07 National Day Golden Week holiday",
        "2025-10-08 National Day Golden Week holiday",
      ])
    #expect(
      found.findings == [
        "line 46:1 · VEVENT[3].DTSTART: the event starts at a time of the day, so it is no whole "
          + "day; the event is left out"
      ])
  }

  @Test("a calendar as Outlook exports it: midnights of a zone, an alarm inside, one cancelled")
  func outlook() throws {
    let bytes = try Data(contentsOf: ICalendarFixture.folder.appending(path: "outlook.ics"))
    let found = try ICalendarFixture.read(bytes, "2025-01-01", "2030-12-31")
    #expect(
      found.days == [
        "2025-12-24 Christmas Eve, closed from noon", "2025-12-25 1. und 2. Weihnachtstag",
        "2025-12-26 1. und 2. Weihnachtstag", "2026-12-24 Christmas Eve, closed from noon",
        "2027-12-24 Christmas Eve, closed from noon",
      ])
    #expect(found.findings.isEmpty)
  }

  @Test("a calendar as Apple exports it: a monthly rule, dates left out, one moved, a folded title")
  func apple() throws {
    let bytes = try Data(contentsOf: ICalendarFixture.folder.appending(path: "apple.ics"))
    let found = try ICalendarFixture.read(bytes, "2025-01-01", "2026-12-31")
    let title =
      "Offsite 🏔 with a title that is long enough to be folded by any program; says who? "
      + "«Everybody»"
    #expect(
      found.days == [
        "2025-07-04 Inventory day", "2025-09-15 \(title)", "2025-09-16 \(title)",
        "2025-09-17 \(title)", "2025-11-07 Inventory day",
        "2025-12-12 Inventory day (moved from the week before)",
      ])
    #expect(found.findings.isEmpty)
  }

  @Test("line ends, folds within a letter, a byte order mark and quoted parameters are read")
  func forms() throws {
    let lines = [
      "BEGIN:VCALENDAR", "BEGIN:VEVENT", "dtstart;value=date;X-A=\"a;b:c,d\":20250501",
      "SUMMARY;ALTREP=\"http://example.com/a:b\":Tag der\\, Arbeit\\; \\\\ \\n1\\N2",
      "END:VEVENT", "END:VCALENDAR",
    ]
    for end in ["\r\n", "\n", "\r"] {
      for mark in ["", "\u{FEFF}"] {
        for last in ["", end] {
          let text = mark + lines.joined(separator: end) + last
          let found = try ICalendarFixture.read(text.utf8, "2025-05-01", "2025-05-01")
          #expect(found.days == ["2025-05-01 Tag der, Arbeit; \\ \n1\n2"])
          #expect(found.findings.isEmpty)
        }
      }
    }
    // A fold within the two bytes of ü.
    let bytes =
      Array("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20250501\nSUMMARY:S".utf8) + [0xC3, 0x0A, 0x20]
      + [0xBC] + Array("d\nEND:VEVENT\nEND:VCALENDAR".utf8)
    #expect(try ICalendarFixture.read(bytes, "2025-05-01", "2025-05-01").days == ["2025-05-01 Süd"])
  }

  @Test(
    "lengths of events",
    arguments: [
      ("DTSTART;VALUE=DATE:20250601", 1), ("DTSTART:20250601\nDTEND:20250604", 3),
      ("DTSTART:20250601\nDURATION:P2D", 2), ("DTSTART:20250601\nDURATION:P1W", 7),
      ("DURATION:PT24H\nDTSTART:20250601", 1), ("DTSTART:20250601T000000\nDURATION:P1DT0H0M0S", 1),
      ("DTEND:20250603T000000\nDTSTART:20250601T000000", 2),
    ])
  func lengths(lines: String, count: Int) throws {
    let found = try ICalendarFixture.event(lines, "SUMMARY:A")
    #expect(found.days == (1...count).map { "2025-06-0\($0) A" })
    #expect(found.findings.isEmpty)
  }

  @Test("an event that lasts into the window or beyond it counts inside")
  func clipped() throws {
    let found = try ICalendarFixture.events(
      """
      BEGIN:VEVENT
      DTSTART:20241230
      DTEND:20250103
      END:VEVENT
      BEGIN:VEVENT
      DTSTART:20261230
      DURATION:P900W
      END:VEVENT
      """)
    #expect(found.days == ["2025-01-01 -", "2025-01-02 -", "2026-12-30 -", "2026-12-31 -"])
  }

  @Test(
    "what is not understood is reported with its line, and the event is left out",
    arguments: [
      ("DTSTART:20250601\nRRULE:FREQ=YEARLY;BYWEEKNO=20", 5, "\"BYWEEKNO\" in a rule"),
      ("DTSTART:20250601\nRRULE:FREQ=HOURLY", 5, "FREQ=HOURLY is not understood"),
      ("DTSTART:20250601\nRRULE:FREQ=YEARLY;COUNT=2;UNTIL=20260101", 5, "not both"),
      ("DTSTART:20250601\nRRULE:INTERVAL=2", 5, "no FREQ"),
      (
        "DTSTART:20250601\nRRULE:FREQ=YEARLY;INTERVAL=0", 5, "\"0\" is no number of 1 ... 999999999"
      ),
      ("DTSTART:20250601\nRRULE:FREQ=YEARLY;COUNT=99999999999999999999", 5, "is no number"),
      ("DTSTART:20250601\nRRULE:FREQ=YEARLY;BYMONTH=13", 5, "\"13\" is no number of 1 ... 12"),
      ("DTSTART:20250601\nRRULE:FREQ=YEARLY;BYDAY=54MO", 5, "\"54\" is no number of 1 ... 53"),
      ("DTSTART:20250601\nRRULE:FREQ=YEARLY;BYDAY=XX", 5, "\"XX\" is no weekday"),
      ("DTSTART:20250601\nRRULE:FREQ=WEEKLY;BYDAY=1MO", 5, "are numbered"),
      ("DTSTART:20250601\nRRULE:FREQ=WEEKLY;BYMONTHDAY=1", 5, "no BYMONTHDAY"),
      ("DTSTART:20250601\nRRULE:FREQ=YEARLY;BYSETPOS=1", 5, "needs another BY"),
      ("DTSTART:20250601\nRRULE:FREQ=YEARLY;FREQ=DAILY", 5, "FREQ is given twice"),
      ("DTSTART:20250601\nRRULE:FREQ=YEARLY\nRRULE:FREQ=MONTHLY", 6, "RRULE is given twice"),
      ("DTSTART:20250601\nRRULE:RSCALE=CHINESE;FREQ=YEARLY", 5, "\"RSCALE\" in a rule"),
      ("DTSTART:20250601\nEXRULE:FREQ=YEARLY", 5, "EXRULE is not understood"),
      ("DTSTART:20250601\nEXDATE:20250601T090000", 5, "a time of the day is no whole day"),
      ("DTSTART:20250601\nRDATE;VALUE=PERIOD:20250601T000000/P1D", 5, "neither a date nor"),
      ("DTSTART:20250601\nDTEND:20250531", 5, "ends before it has lasted a day"),
      ("DTSTART:20250601\nDTEND:20250602T000000", 5, "one has none"),
      ("DTSTART:20250601\nDURATION:PT90M", 5, "\"PT90M\" is not a number of whole days"),
      ("DTSTART:20250601\nDURATION:-P1D", 5, "\"-P1D\" is no duration"),
      ("DTSTART:20250601\nDTEND:20250602\nDURATION:P1D", 6, "not both"),
      ("DTSTART:20250601T000000", 3, "a time and no end"),
      ("DTSTART:20250601T000000Z\nDTEND:20250602T000000Z", 4, "is a time in UTC"),
      ("DTSTART:20250631", 4, "\"20250631\" is no date: day 31 is outside 1 ... 30"),
      ("DTSTART;VALUE=DATE:20250601T000000", 4, "as VALUE=DATE says"),
      ("DTSTART:2025-06-01", 4, "neither a date nor a date with a time"),
      ("SUMMARY:No start", 3, "has no DTSTART"),
      ("DTSTART:20250601\nSTATUS:MAYBE", 5, "\"MAYBE\" is no status"),
      ("DTSTART:20250601\nRECURRENCE-ID;RANGE=THISANDFUTURE:20250601", 5, "RANGE=THISANDFUTURE"),
    ])
  func notUnderstood(lines: String, line: Int, words: String) throws {
    let found = try ICalendarFixture.event(lines)
    #expect(found.days.isEmpty)
    #expect(found.findings.count == 1)
    let finding = found.findings.first ?? ""
    #expect(finding.hasPrefix("line \(line):1 · VEVENT[0]"), "\(finding)")
    #expect(finding.contains(words) && finding.hasSuffix("left out"), "\(finding)")
  }

  @Test(
    "what looks wrong but is clear is taken, and reported",
    arguments: [
      ("DTSTART:20250601\nDTEND:20250601", "at least one date"),
      ("DTSTART:20250601\nSTATUS:TENTATIVE", "only tentative"),
      ("DTSTART:20250601\nRRULE:FREQ=YEARLY;BYMONTH=7;COUNT=1", "the rule misses 2025-06-01"),
      ("DTSTART:20250601\nSUMMARY:-\nSUMMARY:Two", "SUMMARY is given twice"),
    ])
  func remarks(lines: String, words: String) throws {
    let found = try ICalendarFixture.event(lines)
    #expect(found.days == ["2025-06-01 -"])
    #expect(found.findings.count == 1)
    #expect(found.findings.first?.contains(words) == true)
  }

  @Test("a text out of shape is reported line by line, and the events in shape are read")
  func shape() throws {
    let text = """
      X-STRAY:1
      BEGIN:VCALENDAR
      BEGIN:VTODO
      BEGIN:VEVENT
      DTSTART:20250101
      END:VEVENT
      END:VTODO
      BEGIN:VEVENT
      no colon here
      DTSTART:20250601
      BEGIN:VALARM
      DTSTART:20250101
      END:VEVENT
      END:VJOURNAL
      END:VCALENDAR
      BEGIN:VCALENDAR
      CALSCALE:CHINESE
      BEGIN:VEVENT
      DTSTART:20250701
      END:VEVENT
      END:VCALENDAR
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      DTSTART:20250801
      """
    let found = try ICalendarFixture.read(text.utf8, "2025-01-01", "2025-12-31")
    #expect(found.days == ["2025-06-01 -"])
    #expect(
      found.findings.map { $0.prefix { $0 != ":" } } == [
        "line 1", "line 3", "line 9", "line 11", "line 14", "line 17", "line 22", "line 23",
      ])
  }

  @Test(
    "a rule stops at UNTIL by the clocks of the event's zone",
    arguments: [
      ("DTSTART:20250601", "UNTIL=20250603", 3),
      ("DTSTART:20250601", "UNTIL=20250603T235959Z", 3),
      ("DTSTART;TZID=Asia/Shanghai:20250601T000000\nDURATION:P1D", "UNTIL=20250602T160000Z", 3),
      ("DTSTART;TZID=Asia/Shanghai:20250601T000000\nDURATION:P1D", "UNTIL=20250602T155959Z", 2),
      ("DTSTART;TZID=America/New_York:20250601T000000\nDURATION:P1D", "UNTIL=20250603T035959Z", 2),
    ])
  func until(start: String, until: String, count: Int) throws {
    let found = try ICalendarFixture.event(start, "RRULE:FREQ=DAILY;\(until)")
    #expect(found.days == (1...count).map { "2025-06-0\($0) -" })
    #expect(found.findings.isEmpty)
  }

  @Test("an occurrence can be cancelled alone")
  func cancelledOccurrence() throws {
    let found = try ICalendarFixture.events(
      """
      BEGIN:VEVENT
      UID:a
      DTSTART:20250601
      RRULE:FREQ=DAILY;COUNT=3
      END:VEVENT
      BEGIN:VEVENT
      UID:a
      STATUS:CANCELLED
      RECURRENCE-ID:20250602
      DTSTART:20250602
      END:VEVENT
      """)
    #expect(found.days == ["2025-06-01 -", "2025-06-03 -"])
  }

  @Test("transparent events are left out where the caller wants")
  func transparent() throws {
    let bytes = try Data(contentsOf: ICalendarFixture.folder.appending(path: "google.ics"))
    let found = try ICalendarHolidays(
      bytes, from: .min, through: .max, transparent: .leaveOut)
    #expect(found.holidays.isEmpty)
  }

  @Test("an occurrence that leaves its owner free takes its date out of the series")
  func transparentOccurrence() throws {
    let text = """
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      UID:a
      DTSTART;VALUE=DATE:20260101
      RRULE:FREQ=DAILY;COUNT=3
      END:VEVENT
      BEGIN:VEVENT
      UID:a
      RECURRENCE-ID;VALUE=DATE:20260102
      DTSTART;VALUE=DATE:20260102
      TRANSP:TRANSPARENT
      END:VEVENT
      END:VCALENDAR
      """
    func days(_ transparent: ICalendarHolidays.TransparentEvents) throws -> [String] {
      try ICalendarHolidays(text, from: .min, through: .max, transparent: transparent)
        .holidays.map(\.date.description)
    }
    #expect(try days(.leaveOut) == ["2026-01-01", "2026-01-03"])
    #expect(try days(.include) == ["2026-01-01", "2026-01-02", "2026-01-03"])
  }

  @Test("rules without end stop at the window or at the steps allowed")
  func steps() throws {
    let text = """
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      DTSTART:00010101
      RRULE:FREQ=DAILY
      END:VEVENT
      BEGIN:VEVENT
      DTSTART:00010101
      RRULE:FREQ=DAILY;COUNT=999999999
      END:VEVENT
      END:VCALENDAR
      """
    let day = try CivilDate("2025-06-01")
    #expect(try ICalendarHolidays(text, from: day, through: day).holidays.count == 1)
    #expect(throws: ICalendarError.tooManySteps(maximum: 1_000, line: 6)) {
      try ICalendarHolidays(text, from: day, through: day, maximumSteps: 1_000)
    }
    #expect(throws: ICalendarError.tooManySteps(maximum: -1, line: 2)) {
      try ICalendarHolidays(text, from: day, through: day, maximumSteps: -1)
    }
    let last = try ICalendarHolidays(
      text.replacingOccurrences(of: "0001", with: "9700"),
      from: try CivilDate("9999-01-01"), through: .max)
    #expect(last.holidays.count == 365)
    #expect(last.holidays.last?.date == .max)
  }

  @Test("names that meet on a date are joined once each, and long ones take steps")
  func names() throws {
    let event = { (name: String) in "BEGIN:VEVENT\nDTSTART:20250601\n\(name)\nEND:VEVENT" }
    let names = ["SUMMARY:A", "", "SUMMARY:B", "SUMMARY:A", "SUMMARY:C"].map(event)
    let found = try ICalendarFixture.events(names.joined(separator: "\n"))
    #expect(found.days == ["2025-06-01 A; B; C"])
    let long = String(repeating: "x", count: 5_000)
    let text = "BEGIN:VCALENDAR\n\(event("SUMMARY:A\(long)"))\n\(event("SUMMARY:B\(long)"))\n"
    let day = try CivilDate("2025-06-01")
    #expect(throws: ICalendarError.tooManySteps(maximum: 10_000, line: 6)) {
      try ICalendarHolidays(text, from: day, through: day, maximumSteps: 10_000)
    }
  }

  @Test("components nested without end are reported once and cost no more than others")
  func nesting() throws {
    let deep = String(repeating: "BEGIN:X\nEND:Y\n", count: 20_000)
    let day = try CivilDate("2025-06-01")
    let found = try ICalendarHolidays("BEGIN:VCALENDAR\n" + deep, from: day, through: day)
    #expect(found.holidays.isEmpty)
    #expect(found.findings.contains { $0.message == "components lie more than 32 deep" })
    let level = 40
    let text =
      "BEGIN:VCALENDAR\n" + String(repeating: "BEGIN:X\n", count: level)
      + String(repeating: "END:X\n", count: level)
      + "BEGIN:VEVENT\nDTSTART:20250601\nEND:VEVENT\nEND:VCALENDAR\n"
    let whole = try ICalendarHolidays(text, from: day, through: day)
    #expect(whole.holidays == [.init(day)])
    #expect(whole.findings.map(\.line) == [2, 33])
  }

  @Test("the text as a whole is refused by typed errors")
  func refused() throws {
    let day = try CivilDate("2025-06-01")
    for text in ["", "<html></html>", "BEGIN:VEVENT\nDTSTART:20250601\nEND:VEVENT"] {
      #expect(throws: ICalendarError.notICalendar) {
        try ICalendarHolidays(text, from: day, through: day)
      }
    }
    #expect(throws: ICalendarError.windowReversed(from: day, through: .min)) {
      try ICalendarHolidays("", from: day, through: .min)
    }
    let size = ICalendarHolidays.maximumBytes + 1
    #expect(throws: ICalendarError.tooLarge(bytes: size)) {
      try ICalendarHolidays(repeatElement(0x20, count: size), from: day, through: day)
    }
  }

  @Test("findings beyond a hundred are counted")
  func manyFindings() throws {
    let text = "BEGIN:VCALENDAR\n" + String(repeating: "?\n", count: 150) + "END:VCALENDAR\n"
    let found = try ICalendarHolidays(text, from: .min, through: .max)
    #expect(found.findings.count == 100)
    #expect(found.omittedFindings == 50)
  }
}
