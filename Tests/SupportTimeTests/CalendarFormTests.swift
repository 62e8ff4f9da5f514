// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Calendars in rules, parts, documents and words")
struct CalendarFormTests {
  private static let document = """
    {
      "zone": "Asia/Shanghai",
      "weekly": { "mon-fri": ["09:00-12:00", "13:00-18:00"], "sat": ["10:00-12:00"] },
      "holidays": {
        "of": "china", "open": ["09:00-22:00"],
        "dates": [
          { "from": "2025-12-29", "through": "2025-12-31", "name": "Stock-taking", "open": [] },
          { "on": "12-24", "name": "Christmas Eve", "open": ["09:00-11:00"] }
        ]
      },
      "workdays": { "of": "china", "dates": ["2025-11-02"], "open": ["09:00-21:00"] },
      "overrides": { "2025-10-12": ["09:00-12:00"], "2025-10-13": [] },
      "breaks": [{ "name": "tea", "at": "15:00-15:15", "on": "mon-fri" }],
      "adjust": [
        { "id": "CM-04", "on": "8th of month", "close": "+30 min" },
        { "on": "last Friday of month", "open": "+1 h", "close": "15:00" }
      ],
      "validity": { "from": "2025-01-01", "through": "2026-06-30" }
    }
    """

  private static func read(_ text: String) throws -> BusinessCalendar {
    try DocumentNode.read(text) { node, problems in BusinessCalendar(reading: node, &problems) }
  }

  private static func built() throws -> BusinessCalendar {
    try BusinessCalendar(zone: "Asia/Shanghai") {
      OpenHours(.weekdays, "09:00-12:00", "13:00-18:00")
      OpenHours("sat", "10:00-12:00")
      OpenHours(onHolidaysOf: .china, "09:00-22:00")
      ClosedDays(on: "12-24", "Christmas Eve", exceptFor: "09:00-11:00")
      OpenHours(onWorkdaysOf: .china, "09:00-21:00")
      OpenHours(onWorkdays: ["2025-11-02"], "09:00-21:00")
      OpenHours("2025-10-12", "09:00-12:00")
      OpenHours("2025-10-13")
      BreakHours("tea", "15:00-15:15", on: "mon-fri")
      AdjustedHours(on: "8th of month", close: "+30 min", id: "CM-04")
      AdjustedHours(on: "last Friday of month", open: "+1 h", close: "15:00")
      ValidDates(from: "2025-01-01", through: "2026-06-30")
    }
  }

  private static func parts() throws -> BusinessCalendar.Parts {
    let office = [try DayInterval("13:00-18:00"), try DayInterval("09:00-12:00")]
    var parts = BusinessCalendar.Parts(zone: "Asia/Shanghai")
    for weekday in Weekday.allCases.prefix(5) { parts.weekly[weekday] = office }
    parts.weekly[.saturday] = [try DayInterval("10:00-12:00")]
    parts.weekly[.sunday] = []
    parts.holidaysOf = .china
    parts.holidayHours = [try DayInterval("09:00-22:00")]
    parts.holidays = BusinessCalendar.Holiday.dates(
      from: try CivilDate("2025-12-29"), through: try CivilDate("2025-12-31"),
      name: "Stock-taking", hours: []
    ).reversed()
    parts.recurringHolidays = [
      .init(
        on: .yearly(month: 12, day: 24), name: "Christmas Eve",
        hours: [try DayInterval("09:00-11:00")])
    ]
    parts.workdaysOf = .china
    parts.workdays = [try CivilDate("2025-11-02")]
    parts.workdayHours = [try DayInterval("09:00-21:00")]
    parts.overrides = [
      .init(try CivilDate("2025-10-13"), []),
      .init(try CivilDate("2025-10-12"), [try DayInterval("09:00-12:00")]),
    ]
    parts.breaks = [.init("tea", try DayInterval("15:00-15:15"), on: .weekdays)]
    parts.adjustments = [
      .init(id: "CM-04", on: .dayOfMonth(8), close: .by(.seconds(1_800))),
      .init(
        on: .weekdayOfMonth(-1, .friday, month: nil), open: .by(.seconds(3_600)),
        close: .at(try TimeOfDay("15:00"))),
    ]
    parts.validity = try CivilDate("2025-01-01")...(try CivilDate("2026-06-30"))
    return parts
  }

  @Test("rules in braces, an array of parts, a document and coded JSON give the same value")
  func sameValue() throws {
    let calendar = try BusinessCalendar(Self.parts())
    #expect(try Self.read(Self.document) == calendar)
    #expect(
      try JSONDecoder().decode(BusinessCalendar.self, from: Data(Self.document.utf8)) == calendar)
    let data = try JSONEncoder().encode(calendar)
    #expect(try JSONDecoder().decode(BusinessCalendar.self, from: data) == calendar)
    #expect(try Self.read(String(decoding: data, as: UTF8.self)) == calendar)
    // A builder cannot close a holiday against the hours of holidays; parts can.
    var parts = try Self.parts()
    parts.holidays = []
    #expect(try BusinessCalendar(parts) == Self.built())
  }

  @Test("a calendar is read from its text alone, with all mistakes at their lines")
  func text() throws {
    #expect(try BusinessCalendar(Self.document) == BusinessCalendar(Self.parts()))
    let elsewhere = try BusinessCalendar(#"{ "weekly": { "mon": ["09:00-10:00"] } }"#, zone: "UTC")
    #expect(elsewhere.zone == "UTC")
    let error = try #require(throws: DocumentError.self) {
      try BusinessCalendar(
        """
        { "weekly": { "mon": ["09:00-25:00"] },
          "hollidays": [] }
        """)
    }
    #expect(error.problems.map(\.line).sorted() == [1, 1, 2], "the zone, the hours, the key")
  }

  @Test("a holiday's day or range may be said by any of its keys")
  func holidayKeys() throws {
    func holidays(_ list: String) throws -> [BusinessCalendar.Holiday] {
      try BusinessCalendar(
        #"{ "weekly": { "mon-fri": ["09:00-10:00"] }, "holidays": [\#(list)] }"#, zone: "UTC"
      ).holidays
    }
    let day = try [BusinessCalendar.Holiday(CivilDate("2025-12-25"), name: "Christmas")]
    #expect(try holidays(#"{ "date": "2025-12-25", "name": "Christmas" }"#) == day)
    #expect(try holidays(#"{ "on": "2025-12-25", "name": "Christmas" }"#) == day)
    let week = BusinessCalendar.Holiday.dates(
      from: try CivilDate("2025-10-01"), through: try CivilDate("2025-10-07"))
    #expect(try holidays(#"{ "from": "2025-10-01", "through": "2025-10-07" }"#) == week)
    #expect(try holidays(#"{ "on": "2025-10-01..2025-10-07" }"#) == week)
    #expect(throws: DocumentError.self) {
      try holidays(#"{ "on": "2025-12-25" }, { "date": "2025-12-25" }"#)
    }
  }

  @Test("a calendar is told in both languages")
  func words() throws {
    #expect(
      try BusinessCalendar(Self.parts()).text(in: .english)
        == """
        Monday–Friday 09:00–12:00 and 13:00–18:00, Saturday 10:00–12:00 (Asia/Shanghai); \
        open 09:00–22:00 on China's statutory holidays; \
        closed on 2025-12-29–2025-12-31 Stock-taking; \
        open 09:00–11:00 on 24 December of each year Christmas Eve; \
        open 09:00–21:00 on China's make-up workdays, 2025-11-02; \
        open 09:00–12:00 on 2025-10-12; closed on 2025-10-13; \
        tea 15:00–15:15 on Monday–Friday; \
        on the 8th of each month the end is 30 min later; \
        on the last Friday of each month the start is 1 h later and the end is at 15:00; \
        valid from 2025-01-01 through 2026-06-30
        """)
    #expect(
      try BusinessCalendar(Self.parts()).text(in: .simplifiedChinese)
        == """
        周一至周五 09:00–12:00、13:00–18:00，周六 10:00–12:00 (Asia/Shanghai)；\
        中国法定节假日 09:00–22:00；2025-12-29–2025-12-31 Stock-taking休息；\
        每年12月24日 Christmas Eve 09:00–11:00；中国调休工作日、2025-11-02 09:00–21:00；\
        2025-10-12 09:00–12:00；2025-10-13休息；周一至周五15:00–15:15 tea；\
        每月8日结束时间推迟 30 分钟；每月最后一个周五开始时间推迟 1 小时、结束时间为 15:00；\
        有效期 2025-01-01 至 2026-06-30
        """)
    #expect(BusinessCalendar.aroundTheClock.description == "around the clock (UTC)")
  }

  @Test(
    "rules for dates are read and written",
    arguments: [
      "2025-10-11", "2025-07-01..2025-08-31", "every day", "mon-fri", "sat", "mon,wed,fri-sat",
      "12-25", "02-29", "1st of month", "2nd of month", "3rd of month", "8th of month",
      "11th of month", "22nd of month", "31st of month", "last day of month",
      "last Friday of month", "4th Thursday of November", "2nd working day of month",
      "last working day of December",
    ])
  func days(text: String) throws {
    #expect(try CalendarDays(text).description == text)
    let data = try JSONEncoder().encode([CalendarDays(text)])
    #expect(try JSONDecoder().decode([CalendarDays].self, from: data) == [CalendarDays(text)])
  }

  @Test(
    "text that is no rule for dates is refused",
    arguments: [
      "", " ", "8", "8th", "8st of month", "32nd of month", "0th of month", "6th Friday of month",
      "8th of November", "last day of May", "13-01", "02-30", "00-00", "mon-mon-mon", "mon,mon",
      "2025-10-07..2025-10-01", "0001-01-01..9999-12-31", "10000-01-01", "last Fryday of month",
      "24th working day of month", "last of month", "every", "of month", "last working day of",
      "02025-10-01", "12-+5", "12-5", "2025-10-11" + String(repeating: " ", count: 70) + "nonsense",
    ])
  func dayMistakes(text: String) {
    #expect(throws: TextError.self) { try CalendarDays(text) }
  }

  @Test(
    "changes of hours are read and written, and others refused",
    arguments: [
      ("+30 min", "+30 min"), ("-1 h", "-1 h"), ("15:00", "15:00"), ("+90 s", "+90 s"),
      ("+25 h", nil), ("+0 min", nil), ("30 min", nil), ("25:00", nil), ("+2 days", nil), ("", nil),
      ("+8 business h", nil), ("--1 h", nil),
    ] as [(String, String?)])
  func changes(text: String, written: String?) {
    #expect((try? BusinessCalendar.Adjustment.Change(text))?.description == written)
  }

  @Test("every mistake of all rules is told at once")
  func ruleMistakes() throws {
    let error = #expect(throws: CalendarError.self) {
      try BusinessCalendar(zone: "Asia/Shangai") {
        OpenHours("mon-fry", "09:00-12:00")
        OpenHours(.weekdays, "09:00-25:00", "09:00-09:00")
        ClosedDays(on: "2025-02-30")
        AdjustedHours(on: "8th of month", close: "later")
        ClosedDays(on: .weekend)
        ValidDates(from: "2025-12-31", through: "2025-01-01")
      }
    }
    let places = error?.problems.map(\.path) ?? []
    #expect(
      places == [
        "rules[0]", "rules[1]", "rules[1]", "rules[2]", "rules[3]", "rules[5]", "zone",
        "recurringHolidays[0]",
      ])
  }

  @Test("every mistake of the parts is told at once, and what never applies or opens is refused")
  func partMistakes() throws {
    var parts = try Self.parts()
    parts.adjustments += [
      .init(id: "CM-04", on: .dayOfMonth(40), close: .by(milliseconds: .max)), .init(on: .everyDay),
    ]
    parts.breaks.append(.init(" ", try DayInterval("10:00-11:00"), on: .weekdays([])))
    parts.workdayHours = []
    parts.recurringHolidays.append(.init(on: .yearly(month: 12, day: 24)))
    parts.recurringHolidays.append(.init(on: .workingDayOfMonth(1, month: nil)))
    let error = #expect(throws: CalendarError.self) { try BusinessCalendar(parts) }
    #expect(
      error?.problems.map(\.path) == [
        "recurringHolidays[1]", "recurringHolidays[2]", "workdayHours", "breaks[1]", "breaks[1]",
        "adjustments[2]", "adjustments[2]", "adjustments[2]", "adjustments[3]",
      ])
    let never = #expect(throws: CalendarError.self) {
      try BusinessCalendar(zone: "UTC") {
        OpenHours(.weekdays, "09:00-10:00")
        AdjustedHours(on: "sat", close: "15:00")
        AdjustedHours(on: "2025-10-04..2025-10-05", close: "15:00")
        AdjustedHours(on: "2025-10-03..2025-10-05", close: "15:00")
      }
    }
    #expect(never?.problems.map(\.path) == ["adjustments[0]", "adjustments[1]"])
    #expect(never?.problems.map(\.reason) == [.neverApplies, .neverApplies])
    let closed = #expect(throws: CalendarError.self) {
      try BusinessCalendar(zone: "UTC") {
        OpenHours(.weekdays, "09:00-10:00")
        ValidDates(from: "2025-10-04", through: "2025-10-05")
      }
    }
    #expect(closed?.problems.map(\.reason) == [.noOpening])
  }

  @Test("a section of calendars builds on others by name")
  func section() throws {
    let text = """
      {
        "members": { "base": "hotline", "adjust": [
          { "id": "CM-04", "on": "8th of month", "close": "+30 min" }] },
        "hotline": { "weekly": { "mon-fri": ["09:00-21:00"] }, "holidays": ["2025-10-10"],
          "overrides": { "2025-10-11": ["09:00-12:00"] } },
        "night": { "weekly": { "mon-sun": ["22:00-09:00"] } },
        "summer": { "base": "members", "weekly": { "sat": ["09:00-10:00"] },
          "overrides": { "2025-10-11": [] }, "holidays": [{ "date": "2025-10-10", "name": "Off" }] },
        "all": { "union": ["hotline", "night", { "zone": "UTC", "aroundTheClock": true }] },
        "note": "for all"
      }
      """
    var problems = Problems()
    let named = BusinessCalendar.section(
      reading: try DocumentNode.parse(text), zone: "Asia/Shanghai", &problems)
    #expect(problems.all.map(\.description) == [])
    #expect(named.map(\.name) == ["members", "hotline", "night", "summer", "all"])
    let calendars = Dictionary(uniqueKeysWithValues: named.map { ($0.name, $0.calendar) })
    let hotline = try #require(calendars["hotline"])
    var members = hotline.parts
    members.adjustments = [.init(id: "CM-04", on: .dayOfMonth(8), close: .by(.seconds(1_800)))]
    #expect(try calendars["members"] == BusinessCalendar(members))
    let summer = try #require(calendars["summer"])
    #expect(summer.holidays.map(\.name) == ["Off"])
    #expect(summer.overrides.map(\.intervals) == [[]])
    #expect(summer.hours(on: .monday).isEmpty && summer.parts.adjustments.count == 1)
    #expect(calendars["all"]?.combination?.parts.count == 3)
  }

  @Test("every mistake of a section is told at its place")
  func sectionMistakes() throws {
    let text = """
      {
        "a": { "base": "b" },
        "b": { "union": ["c", "a"] },
        "c": { "base": "houtline", "weekly": {} },
        "hotline": { "weekly": { "mon": ["09:00-10:00"] },
          "holidays": { "of": "chna", "dates": [{ "on": "mon-fri" }, { "on": "12-25", "date": "2025-12-25" }] },
          "workdays": { "dates": ["2025-10-11", "2025-10-11"] },
          "breaks": [{ "at": "12:00-13:00" }],
          "adjust": [{ "on": "8th of month" }, { "on": "8st of month", "close": "15:00" },
            { "on": "fri", "close": "soon" }],
          "validity": { "from": "2025-10-10", "through": "2025-10-01" } },
        "u": { "union": ["hotline"], "weekly": {} },
        "n": { "base": "c2", "adjust": [{ "on": "sat", "close": "15:00" }] },
        "c2": { "weekly": { "mon": ["09:00-10:00"] } },
        "t": { "base": "t2" }, "t2": { "aroundTheClock": true }
      }
      """
    var problems = Problems()
    let named = BusinessCalendar.section(
      reading: try DocumentNode.parse(text), zone: "UTC", &problems)
    #expect(named.map(\.name) == ["c2", "t2"])
    let paths = Set(problems.all.map(\.path))
    for path in [
      "b.union[1]", "c.base", "hotline.holidays.of", "hotline.holidays.dates[0]",
      "hotline.holidays.dates[1].on", "hotline.workdays.dates[1]", "hotline.workdays",
      "hotline.breaks[0]", "hotline.adjust[0]", "hotline.adjust[1].on", "hotline.adjust[2].close",
      "hotline.validity.through", "u.weekly", "n.adjust[0]", "t.base",
    ] {
      #expect(paths.contains(path), "\(path) in \(problems.all.map(\.description))")
    }
    #expect(problems.all.contains { $0.message.contains("a → b → a") })
    #expect(problems.all.contains { $0.suggestion == "hotline" })
    #expect(problems.all.contains { $0.suggestion == "china" })
  }
}
