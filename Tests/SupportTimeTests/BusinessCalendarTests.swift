// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Calendars as people write them")
struct BusinessCalendarTests {
  private static func read(_ text: String, zone: String? = "Asia/Shanghai") throws
    -> (calendar: BusinessCalendar?, problems: [String])
  {
    var problems = Problems()
    let node = try DocumentNode.parse(text)
    let calendar = BusinessCalendar(reading: node, zone: zone, &problems)
    return (calendar, problems.all.map(\.description))
  }

  @Test("every mistake of construction is told at once")
  func construction() throws {
    let date = try CivilDate("2025-10-01")
    let (early, late) = (try DayInterval("09:00-12:00"), try DayInterval("11:00-13:00"))
    let night = try DayInterval("22:00-06:00")
    let error = #expect(throws: CalendarError.self) {
      try BusinessCalendar(
        zone: "Asia/Shangai", weekly: [.tuesday: [late, early]],
        holidays: [.init(date), .init(date, name: "again")],
        overrides: [.init(date, [night, try DayInterval("23:00-23:30")]), .init(date, [])])
    }
    #expect(
      error?.problems.map(\.description) == [
        "zone: \"Asia/Shangai\" is not a known time zone; did you mean \"Asia/Shanghai\"?",
        "weekly.tue: 09:00-12:00 and 11:00-13:00 overlap",
        "holidays[1]: 2025-10-01 is listed twice",
        "overrides[0]: 22:00-06:00 and 23:00-23:30 overlap",
        "overrides[1]: 2025-10-01 is listed twice",
      ])
  }

  @Test("a calendar without any opening is refused")
  func noOpening() throws {
    let error = #expect(throws: CalendarError.self) {
      try BusinessCalendar(zone: "UTC", weekly: [.monday: []], overrides: [.init(.min, [])])
    }
    #expect(error?.problems.map(\.reason) == [.noOpening])
  }

  @Test("touching intervals and a night running into the next day are no mistake")
  func touching() throws {
    let calendar = try BusinessCalendar(
      zone: "UTC",
      weekly: [
        .monday: [
          DayInterval("09:00-12:00"), DayInterval("12:00-13:00"), DayInterval("22:00-06:00"),
        ],
        .tuesday: [DayInterval("05:00-07:00")],
      ])
    // Night and morning overlap for an hour, which counts once.
    let clock = try calendar.compiled()
    #expect(
      clock.duration(
        between: try Instant("2025-10-06T00:00:00Z"), and: try Instant("2025-10-08T00:00:00Z"))
        == .seconds(13 * 3_600))
  }

  @Test(
    "intervals are read and written",
    arguments: [
      ("09:00-17:00", "09:00-17:00"), ("9:00 - 17:00", "09:00-17:00"),
      ("22:00-06:00", "22:00-06:00"), ("00:00-24:00", "00:00-24:00"),
      ("22:00-00:00", "22:00-24:00"), ("09:00:30–10:00", "09:00:30-10:00"),
    ])
  func intervalText(text: String, written: String) throws {
    let interval = try DayInterval(text)
    #expect(interval.description == written)
    #expect(try DayInterval(interval.description) == interval)
  }

  @Test(
    "text that is no interval is refused",
    arguments: ["", "09:00", "09:00-", "09:00-09:00", "24:00-06:00", "09:00-25:00", "a-b", "1-2-3"])
  func intervalMistakes(text: String) {
    #expect(throws: TextError.self) { try DayInterval(text) }
  }

  @Test("the policy book's form is read")
  func document() throws {
    let (calendar, problems) = try Self.read(
      """
      {
        "note": "hotline",
        "weekly": { "mon-fri": ["09:00-12:00", "13:00-18:00"], "sat": ["10:00-12:00"] },
        "holidays": [
          "2025-10-10", { "date": "2025-12-25", "name": "Christmas Day" },
          { "from": "2025-10-01", "through": "2025-10-07", "name": "National Day" }
        ],
        "overrides": { "2025-10-11": ["09:00-12:00"], "2025-10-04": [] }
      }
      """)
    #expect(problems == [])
    let made = try #require(calendar)
    #expect(made.zone == "Asia/Shanghai")
    #expect(made.hours(on: .friday).map(\.description) == ["09:00-12:00", "13:00-18:00"])
    #expect(made.hours(on: .sunday).isEmpty)
    #expect(made.holidays.count == 9)
    #expect(made.holidays.first?.name == "National Day")
    #expect(made.overrides.map(\.date.description) == ["2025-10-04", "2025-10-11"])
    let data = try JSONEncoder().encode(made)
    #expect(try JSONDecoder().decode(BusinessCalendar.self, from: data) == made)
    let again = try Self.read(String(decoding: data, as: UTF8.self), zone: nil)
    #expect(again.calendar == made)
  }

  @Test("a service around the clock is read and written")
  func aroundTheClock() throws {
    let (calendar, _) = try Self.read("{\"aroundTheClock\": true}", zone: "UTC")
    #expect(calendar == .aroundTheClock)
    let data = try JSONEncoder().encode(BusinessCalendar.aroundTheClock)
    #expect(try JSONDecoder().decode(BusinessCalendar.self, from: data) == .aroundTheClock)
  }

  @Test("every mistake of a document is told at its path and line")
  func documentMistakes() throws {
    let (calendar, problems) = try Self.read(
      """
      {
        "zone": "Asia/Shangai",
        "weekly": { "mon-fry": ["09:00-12:00"], "tue": ["09:00-12:00", "11:00-13:00"],
          "tue-wed": ["09:00-25:00"] },
        "holidays": ["2025-02-30", { "from": "2025-10-07", "through": "2025-10-01" }, "2025-10-01",
          "2025-10-01"],
        "overides": {}
      }
      """)
    #expect(calendar == nil)
    let places = [
      "line 2:11 · zone: ", "line 3:15 · weekly[\"mon-fry\"]: ", "line 3:66 · weekly.tue[1]: ",
      "line 4:5 · weekly[\"tue-wed\"]: ", "line 4:17 · weekly[\"tue-wed\"][0]: ",
      "line 5:16 · holidays[0]: ", "line 5:65 · holidays[1].through: ", "line 6:5 · holidays[3]: ",
      "line 7:3 · overides: ",
    ]
    for place in places {
      #expect(problems.contains { $0.hasPrefix(place) }, "\(place) in \(problems)")
    }
    #expect(problems.count == places.count)
    #expect(problems.contains { $0.hasSuffix("did you mean \"Asia/Shanghai\"?") })
    #expect(problems.contains { $0.hasSuffix("did you mean \"overrides\"?") })
  }

  @Test(
    "what the whole lacks is told",
    arguments: [
      "{}", "{\"weekly\": {\"mon\": []}}", "{\"aroundTheClock\": true, \"weekly\": {}}",
      "{\"holidays\": [{\"name\": \"x\"}]}", "[]", "{\"aroundTheClock\": 1}",
      "{\"weekly\": {\"mon\": [\"09:00-10:00\"]}, \"holidays\": [{\"from\": \"2025-01-01\", \"through\": \"2027-01-01\"}]}",
    ])
  func lacking(text: String) throws {
    let (calendar, problems) = try Self.read(text)
    #expect(calendar == nil)
    #expect(!problems.isEmpty)
  }
}
