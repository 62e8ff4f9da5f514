// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Recurring dates, breaks, adjustments and bounds")
struct CalendarRuleTests {
  private static func clock(_ rules: CalendarRule...) throws -> BusinessClock {
    try BusinessCalendar(
      zone: "UTC", rules: [OpenHours(.weekdays, "09:00-12:00", "13:00-18:00").rule] + rules
    ).compiled()
  }

  private static func hours(_ clock: BusinessClock, on date: String) throws -> [String] {
    let midnight = try Instant("\(date)T00:00:00Z")
    return clock.periods(from: midnight, until: midnight + .seconds(86_400)).map {
      "\($0.lowerBound.description.dropFirst(11).prefix(5))-"
        + $0.upperBound.description.dropFirst(11).prefix(5)
    }
  }

  @Test(
    "a holiday comes again each year, by date or by count",
    arguments: [
      ("12-25", "2025-12-25"), ("12-25", "2400-12-25"), ("02-29", "2024-02-29"),
      // Published dates of Thanksgiving and Memorial Day.
      ("4th Thursday of November", "2024-11-28"), ("4th Thursday of November", "2025-11-27"),
      ("4th Thursday of November", "2029-11-22"), ("last Monday of May", "2025-05-26"),
      ("last Monday of May", "2021-05-31"), ("1st of month", "2025-10-01"),
      ("last day of month", "2024-02-29"),
    ])
  func recurring(rule: String, date: String) throws {
    let clock = try Self.clock(ClosedDays(on: rule, "Off").rule)
    #expect(try Self.hours(clock, on: date) == [])
    #expect(clock.holiday(on: try CivilDate(date))?.name == "Off")
    #expect(!clock.isBusinessDay(try CivilDate(date)))
  }

  @Test("a holiday may open shorter, all holidays may, and an override wins")
  func holidayHours() throws {
    let clock = try Self.clock(
      ClosedDays(on: "12-24", "Christmas Eve", exceptFor: "09:00-11:00").rule,
      ClosedDays(on: "2025-12-25", "Christmas Day").rule,
      ClosedDays(on: "2025-12-26").rule,
      OpenHours(onHolidaysOf: nil, "10:00-10:30").rule,
      OpenHours("2025-12-26", "15:00-16:00").rule)
    #expect(try Self.hours(clock, on: "2025-12-24") == ["09:00-11:00"])
    #expect(try Self.hours(clock, on: "2025-12-25") == ["10:00-10:30"])
    #expect(try Self.hours(clock, on: "2025-12-26") == ["15:00-16:00"])
    #expect(clock.isHoliday(try CivilDate("2025-12-26")))
    #expect(clock.isBusinessDay(try CivilDate("2025-12-25")))
    #expect(
      clock.status(at: try Instant("2025-12-24T15:00:00Z"))
        == .closed(
          until: try Instant("2025-12-25T10:00:00Z"), because: .holiday(name: "Christmas Eve")))
  }

  @Test("a make-up workday opens on a weekend and on a holiday, but not against an override")
  func workdays() throws {
    let clock = try Self.clock(
      OpenHours(onWorkdays: ["2025-10-11", "2025-10-06", "2025-10-12"], "10:00-16:00").rule,
      ClosedDays(on: "2025-10-06", "Monday off").rule,
      OpenHours("2025-10-12").rule)
    #expect(try Self.hours(clock, on: "2025-10-11") == ["10:00-16:00"])
    #expect(try Self.hours(clock, on: "2025-10-06") == ["10:00-16:00"])
    #expect(try Self.hours(clock, on: "2025-10-12") == [])
    #expect(clock.isHoliday(try CivilDate("2025-10-06")))
  }

  @Test("a break is taken out of the hours and named; outside them it has no effect")
  func breaks() throws {
    let clock = try Self.clock(
      BreakHours("tea", "15:00-15:30", on: "mon-fri").rule,
      BreakHours("early", "06:00-07:00").rule,
      BreakHours("drill", "10:00-11:00", on: "2025-10-07").rule,
      BreakHours("weekend", "10:00-11:00", on: "sat-sun").rule)
    #expect(
      try Self.hours(clock, on: "2025-10-06") == ["09:00-12:00", "13:00-15:00", "15:30-18:00"])
    #expect(
      try Self.hours(clock, on: "2025-10-07") == [
        "09:00-10:00", "11:00-12:00", "13:00-15:00", "15:30-18:00",
      ])
    #expect(
      clock.status(at: try Instant("2025-10-06T15:10:00Z"))
        == .closed(until: try Instant("2025-10-06T15:30:00Z"), because: .breakTime(name: "tea")))
    let trace = try #require(
      clock.trace(from: try Instant("2025-10-07T09:30:00Z"), adding: .seconds(7_200)))
    #expect(
      trace.segments.map(\.skipped) == [nil, .breakTime(name: "drill"), nil, .outsideHours, nil])
  }

  @Test("a break over all hours of a date takes a business date, but no working day of the month")
  func breakOverAllHours() throws {
    // 1 October 2025 is a Wednesday.
    let clock = try Self.clock(
      BreakHours("stocktaking", "00:00-24:00", on: "2025-10-01").rule,
      AdjustedHours(on: "1st working day of month", close: "-1 h").rule)
    #expect(clock.businessDay(1, ofMonth: 10, year: 2025) == (try CivilDate("2025-10-02")))
    #expect(try Self.hours(clock, on: "2025-10-01") == [])
    #expect(try Self.hours(clock, on: "2025-10-02") == ["09:00-12:00", "13:00-18:00"])
  }

  @Test("breaks and adjustments take dates as text or as values alike")
  func datesAsValues() throws {
    let weekdays = CalendarDays.weekdays([.monday, .tuesday])
    #expect(
      BreakHours("tea", "15:00-15:15", on: weekdays).rule
        == BreakHours("tea", "15:00-15:15", on: "mon-tue").rule)
    #expect(
      AdjustedHours(on: .dayOfMonth(8), close: "+30 min").rule
        == AdjustedHours(on: "8th of month", close: "+30 min").rule)
  }

  @Test("the breaks of a night shift are those of the date on which it opens")
  func nightBreak() throws {
    let clock = try BusinessCalendar(zone: "UTC") {
      OpenHours("mon", "22:00-06:00")
      BreakHours("rest", "02:00-02:30", on: "mon")
    }.compiled()
    #expect(
      clock.status(at: try Instant("2025-10-07T02:10:00Z"))
        == .closed(until: try Instant("2025-10-07T02:30:00Z"), because: .breakTime(name: "rest")))
    #expect(
      clock.duration(
        between: try Instant("2025-10-06T00:00:00Z"), and: try Instant("2025-10-08T00:00:00Z"))
        == .seconds(27_000))
  }

  @Test(
    "an adjustment moves the first opening or the last closing of its dates",
    arguments: [
      ("8th of month", nil, "+30 min", "2025-10-08", ["09:00-12:00", "13:00-18:30"]),
      ("8th of month", nil, "+30 min", "2025-10-09", ["09:00-12:00", "13:00-18:00"]),
      ("8th of month", nil, "+30 min", "2025-11-08", []),
      ("last Friday of month", nil, "15:00", "2025-10-31", ["09:00-12:00", "13:00-15:00"]),
      ("last Friday of month", nil, "12:30", "2025-10-31", ["09:00-12:00"]),
      ("last Friday of month", nil, "08:00", "2025-10-31", []),
      ("last Friday of month", nil, "-6 h", "2025-10-31", ["09:00-12:00"]),
      ("last working day of month", nil, "16:00", "2025-10-31", ["09:00-12:00", "13:00-16:00"]),
      ("last working day of month", nil, "16:00", "2025-11-28", ["09:00-12:00", "13:00-16:00"]),
      ("2nd working day of month", "10:00", nil, "2025-11-04", ["10:00-12:00", "13:00-18:00"]),
      ("1st working day of November", "-1 h", nil, "2025-11-03", ["08:00-12:00", "13:00-18:00"]),
      ("fri", "+5 h", "+1 h", "2025-10-03", ["13:00-19:00"]),
      ("2025-10-06..2025-10-07", "14:00", "14:30", "2025-10-07", ["14:00-14:30"]),
    ] as [(String, String?, String?, String, [String])])
  func adjustments(
    days: String, open: String?, close: String?, date: String, hours: [String]
  ) throws {
    let clock = try Self.clock(AdjustedHours(on: days, open: open, close: close).rule)
    #expect(try Self.hours(clock, on: date) == hours)
    #expect(clock.isBusinessDay(try CivilDate(date)) == !hours.isEmpty)
  }

  @Test("the last working day moves where a holiday is listed")
  func lastWorkingDay() throws {
    let clock = try Self.clock(
      ClosedDays(on: "2025-10-31", "Off").rule,
      AdjustedHours(on: "last working day of month", close: "16:00").rule)
    #expect(try Self.hours(clock, on: "2025-10-30") == ["09:00-12:00", "13:00-16:00"])
    #expect(clock.businessDay(-1, ofMonth: 10, year: 2025) == (try CivilDate("2025-10-30")))
    #expect(clock.businessDay(1, ofMonth: 11, year: 2025) == (try CivilDate("2025-11-03")))
    #expect(clock.businessDay(-2, ofMonth: 11, year: 2025) == (try CivilDate("2025-11-27")))
    for count in [0, 24, -24, .min, .max] {
      #expect(clock.businessDay(count, ofMonth: 10, year: 2025) == nil)
    }
    #expect(clock.businessDay(1, ofMonth: 13, year: 2025) == nil)
    #expect(clock.businessDay(1, ofMonth: 1, year: 10_000) == nil)
  }

  @Test("the end of the working day is that of the local date, or of the next business date")
  func endOfDay() throws {
    let clock = try Self.clock()
    let friday = try Instant("2025-10-03T18:00:00Z")
    #expect(clock.endOfBusinessDay(at: try Instant("2025-10-03T07:00:00Z")) == friday)
    #expect(clock.endOfBusinessDay(at: try Instant("2025-10-03T20:00:00Z")) == friday)
    #expect(
      clock.endOfBusinessDay(at: try Instant("2025-10-04T07:00:00Z"))
        == (try Instant("2025-10-06T18:00:00Z")))
    #expect(
      clock.startOfBusinessDay(at: try Instant("2025-10-04T07:00:00Z"))
        == (try Instant("2025-10-06T09:00:00Z")))
  }

  @Test("outside its bounds nothing opens, and the answer says so")
  func bounds() throws {
    let clock = try Self.clock(ValidDates(from: "2025-10-02", through: "2025-10-07").rule)
    #expect(clock.validity == (try CivilDate("2025-10-02"))...(try CivilDate("2025-10-07")))
    #expect(try Self.hours(clock, on: "2025-10-01") == [])
    #expect(try Self.hours(clock, on: "2025-10-02") == ["09:00-12:00", "13:00-18:00"])
    #expect(try Self.hours(clock, on: "2025-10-07") == ["09:00-12:00", "13:00-18:00"])
    #expect(try Self.hours(clock, on: "2025-10-08") == [])
    #expect(clock.duration(between: .min, and: .max) == .seconds(4 * 8 * 3_600))
    #expect(clock.businessDays(from: .min, to: .max) == 4)
    #expect(clock.nextOpening(atOrAfter: .min) == (try Instant("2025-10-02T09:00:00Z")))
    #expect(clock.previousClosing(before: .max) == (try Instant("2025-10-07T18:00:00Z")))
    let error = #expect(throws: NoOpening.self) {
      try clock.require(clock.nextOpening(atOrAfter: Instant("2025-10-08T00:00:00Z")))
    }
    #expect(
      error?.description
        == "there is none in 2025-10-02 ... 2025-10-07, the dates that the calendar holds for")
    // It looks back from before the first opening, and all year is still to come.
    let back = #expect(throws: NoOpening.self) {
      try clock.require(clock.previousOpening(before: Instant("2025-10-02T00:00:00Z")))
    }
    #expect(back?.description == error?.description)
    #expect(
      clock.status(at: try Instant("2025-10-08T10:00:00Z"))
        == .closed(until: nil, because: .outsideValidity))
  }
}
