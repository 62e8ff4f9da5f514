// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Repeating holidays")
struct ICalendarRuleTests {
  /// A random rule and the dates that python-dateutil finds, see Fixtures/icalendar/make-rules.py.
  struct Case: Decodable {
    var rule: String
    var start: String
    var length: Int
    var without: [String]
    var also: [String]
    var from: String
    var through: String
    var dates: [String]
  }

  static let cases = ICalendarFixture.lines("rules.jsonl", of: Case.self)

  static func basic(_ dates: [String]) -> String {
    dates.map { $0.filter { $0 != "-" } }.joined(separator: ",")
  }

  @Test("the expectations are there")
  func complete() { #expect(Self.cases.count == 600) }

  @Test("dates are those of python-dateutil", arguments: 0..<20)
  func dateutil(part: Int) throws {
    for item in Self.cases.enumerated().filter({ $0.offset % 20 == part }).map(\.element) {
      var lines = ["DTSTART;VALUE=DATE:\(Self.basic([item.start]))", "RRULE:\(item.rule)"]
      lines.append("DURATION:P\(item.length)D")
      if !item.without.isEmpty { lines.append("EXDATE;VALUE=DATE:\(Self.basic(item.without))") }
      if !item.also.isEmpty { lines.append("RDATE;VALUE=DATE:\(Self.basic(item.also))") }
      let text =
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n\(lines.joined(separator: "\r\n"))\r\nEND:VEVENT\r\n"
        + "END:VCALENDAR\r\n"
      let found = try ICalendarHolidays(
        text, from: try CivilDate(item.from), through: try CivilDate(item.through))
      #expect(found.holidays.map(\.date.description) == item.dates, "\(item)")
      #expect(found.findings.isEmpty, "\(item) \(found.findings)")
    }
  }

  /// A holiday by law, see Fixtures/icalendar/make-holidays.py.
  struct Holiday: Decodable, CustomTestStringConvertible {
    var name: String
    var start: String
    var rule: String
    var dates: [String]
    var testDescription: String { name }
  }

  @Test(
    "rules give the holidays of the law for a century",
    arguments: ICalendarFixture.lines("holidays.jsonl", of: Holiday.self))
  func law(_ holiday: Holiday) throws {
    let text = """
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      DTSTART;VALUE=DATE:\(holiday.start)
      RRULE:\(holiday.rule)
      SUMMARY:\(holiday.name)
      END:VEVENT
      END:VCALENDAR
      """
    let found = try ICalendarHolidays(
      text, from: try CivilDate("1997-01-01"), through: try CivilDate("2097-12-31"))
    #expect(holiday.dates.count == 101)
    #expect(found.holidays.map(\.date.description) == holiday.dates)
    #expect(found.holidays.allSatisfy { $0.name == holiday.name })
  }
}
