// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Holidays to iCalendar")
struct ICalendarTextTests {
  static func text(
    _ holidays: [BusinessCalendar.Holiday], title: String? = nil
  ) throws -> String {
    ICalendarHolidays.text(
      of: holidays, calendarID: "support.example.com",
      stamp: try Instant("2025-09-30T16:30:05.250+08:00"), title: title)
  }

  @Test("the text is the one that RFC 5545 asks for")
  func golden() throws {
    let holidays = BusinessCalendar.Holiday.dates(
      from: try CivilDate("2025-10-01"), through: try CivilDate("2025-10-03"),
      name: "National Day; offices, shops")
    let text = try Self.text(
      holidays + [.init(try CivilDate("2025-12-31")), .init(.max, name: "国庆节")], title: "Desk")
    #expect(
      text
        == """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//SupportKit//Holidays//EN
        CALSCALE:GREGORIAN
        NAME:Desk
        X-WR-CALNAME:Desk
        BEGIN:VEVENT
        UID:20251001@support.example.com
        DTSTAMP:20250930T083005Z
        DTSTART;VALUE=DATE:20251001
        DTEND;VALUE=DATE:20251004
        SUMMARY:National Day\\; offices\\, shops
        END:VEVENT
        BEGIN:VEVENT
        UID:20251231@support.example.com
        DTSTAMP:20250930T083005Z
        DTSTART;VALUE=DATE:20251231
        DTEND;VALUE=DATE:20260101
        END:VEVENT
        BEGIN:VEVENT
        UID:99991231@support.example.com
        DTSTAMP:20250930T083005Z
        DTSTART;VALUE=DATE:99991231
        DURATION:P1D
        SUMMARY:国庆节
        END:VEVENT
        END:VCALENDAR

        """.replacingOccurrences(of: "\n", with: "\r\n"))
  }

  static let scalars: [Unicode.Scalar] = [
    "a", "Z", " ", ";", ",", ":", "\\", "\"", "\n", "\t", "ü", "节", "🎉", "\u{301}", "\u{200D}",
    "\u{2028}", "=", "^", "n", "N",
  ]

  @Test("what is written is read again, whatever the names", arguments: UInt64(0)..<300)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    var date = CivilDate(daysSince1970: Int.random(in: -719_162..<2_932_000, using: &random))
    var holidays: [BusinessCalendar.Holiday] = []
    for _ in 0..<Int.random(in: 0..<20, using: &random) {
      date = date.adding(days: random.chance(60) ? 1 : Int.random(in: 1..<40, using: &random))
      if date == .max || holidays.last?.date == date { break }
      var name = holidays.last?.name
      if random.chance(50) {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<120, using: &random) {
          scalars.append(random.pick(Self.scalars))
        }
        name = random.chance(20) ? nil : String(scalars)
      }
      holidays.append(.init(date, name: name))
    }
    var shuffled = holidays
    shuffled.shuffle(using: &random)
    let text = try Self.text(shuffled, title: "A,B")
    let found = try ICalendarHolidays(text, from: .min, through: .max)
    #expect(found.holidays == holidays)
    #expect(found.findings.isEmpty)
    // The form: 75 octets, CRLF, whole letters in every line.
    for line in Data(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    {
      #expect(line.last == 0x0D)
      #expect(line.count <= 76)
      #expect(String(validating: line, as: UTF8.self) != nil)
    }
    let again = try Self.text(shuffled, title: "A,B")
    #expect(again == text)
  }

  @Test("identifiers stay apart where a date is listed twice")
  func identifiers() throws {
    let date = try CivilDate("2025-10-01")
    let text = try Self.text([.init(date, name: "A"), .init(date, name: "B"), .init(date)])
    let identifiers = text.split(separator: "\r\n").filter { $0.hasPrefix("UID:") }
    #expect(
      identifiers == [
        "UID:20251001@support.example.com", "UID:20251001-2@support.example.com",
        "UID:20251001-3@support.example.com",
      ])
    let found = try ICalendarHolidays(text, from: date, through: date)
    #expect(found.holidays == [.init(date, name: "A; B")])
  }
}
