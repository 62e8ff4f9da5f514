// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Business time: rules")
struct BusinessClockRuleTests {
  /// Monday to Friday 09:00-12:00 and 13:00-18:00.
  private static func office(
    _ zone: String = "UTC", holidays: [BusinessCalendar.Holiday] = [],
    overrides: [BusinessCalendar.Override] = []
  ) throws -> BusinessClock {
    let hours = [try DayInterval("09:00-12:00"), try DayInterval("13:00-18:00")]
    let days: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
    return try BusinessCalendar(
      zone: zone, weekly: Dictionary(uniqueKeysWithValues: days.map { ($0, hours) }),
      holidays: holidays, overrides: overrides
    ).compiled()
  }

  private static func clock(
    _ zone: String, _ weekly: [Weekday: [String]]
  ) throws -> BusinessClock {
    try BusinessCalendar(
      zone: zone,
      weekly: weekly.mapValues { texts in try texts.map { try DayInterval($0) } }
    ).compiled()
  }

  // 2025-10-03 is a Friday.
  private static let friday = "2025-10-03"

  @Test(
    "a sum that ends exactly at a closing stays there, or moves on where asked",
    arguments: [
      (BusinessClock.Landing.closing, "2025-10-03T18:00:00Z"),
      (.nextOpening, "2025-10-06T09:00:00Z"),
    ])
  func landing(_ landing: BusinessClock.Landing, due: String) throws {
    let clock = try Self.office()
    let start = try Instant("2025-10-03T16:00:00Z")
    #expect(clock.add(.seconds(7_200), to: start, landing: landing) == (try Instant(due)))
  }

  @Test("a difference that falls exactly on an opening stays there")
  func subtractToOpening() throws {
    let clock = try Self.office()
    #expect(
      clock.subtract(.seconds(3_600), from: try Instant("2025-10-06T10:00:00Z"))
        == (try Instant("2025-10-06T09:00:00Z")))
  }

  @Test(
    "adding zero gives the next opening, subtracting zero the previous closing",
    arguments: [
      ("2025-10-03T10:00:00Z", "2025-10-03T10:00:00Z", "2025-10-03T10:00:00Z"),
      ("2025-10-03T12:30:00Z", "2025-10-03T13:00:00Z", "2025-10-03T12:00:00Z"),
      ("2025-10-04T12:00:00Z", "2025-10-06T09:00:00Z", "2025-10-03T18:00:00Z"),
      ("2025-10-03T18:00:00Z", "2025-10-06T09:00:00Z", "2025-10-03T18:00:00Z"),
      ("2025-10-03T09:00:00Z", "2025-10-03T09:00:00Z", "2025-10-03T09:00:00Z"),
    ])
  func zero(start: String, added: String, subtracted: String) throws {
    let clock = try Self.office()
    #expect(clock.add(.zero, to: try Instant(start)) == (try Instant(added)))
    #expect(clock.subtract(.zero, from: try Instant(start)) == (try Instant(subtracted)))
  }

  @Test("opening is inside, closing is not")
  func halfOpen() throws {
    let clock = try Self.office()
    #expect(clock.isOpen(at: try Instant("2025-10-03T09:00:00Z")))
    #expect(clock.isOpen(at: try Instant("2025-10-03T11:59:59.999Z")))
    #expect(!clock.isOpen(at: try Instant("2025-10-03T12:00:00Z")))
  }

  @Test("time between is negative where the second instant is earlier")
  func signed() throws {
    let clock = try Self.office()
    let (one, other) = (try Instant("2025-10-03T11:00:00Z"), try Instant("2025-10-06T10:00:00Z"))
    #expect(clock.duration(between: one, and: other) == .seconds(7 * 3_600))
    #expect(clock.duration(between: other, and: one) == .seconds(-7 * 3_600))
  }

  @Test("touching intervals act as one, over midnight and over the week's end")
  func touching() throws {
    let clock = try Self.clock(
      "UTC", [.sunday: ["20:00-22:00", "22:00-24:00"], .monday: ["00:00-02:00"]])
    // 2025-10-05 is a Sunday.
    let inside = try Instant("2025-10-05T21:00:00Z")
    #expect(clock.nextClosing(after: inside) == (try Instant("2025-10-06T02:00:00Z")))
    #expect(
      clock.previousOpening(before: try Instant("2025-10-06T01:00:00Z"))
        == (try Instant("2025-10-05T20:00:00Z")))
    #expect(clock.nextOpening(after: inside) == (try Instant("2025-10-12T20:00:00Z")))
    let periods = Array(clock.periods(from: inside).prefix(3))
    #expect(
      periods.map(\.lowerBound.description) == [
        "2025-10-05T21:00:00Z", "2025-10-05T22:00:00Z", "2025-10-06T00:00:00Z",
      ])
  }

  @Test("an overnight interval belongs to the day on which it opens")
  func overnight() throws {
    let clock = try BusinessCalendar(
      zone: "UTC", weekly: [.friday: [DayInterval("22:00-09:00")]],
      holidays: [.init(CivilDate("2025-10-04"), name: "Saturday off")]
    ).compiled()
    #expect(clock.isOpen(at: try Instant("2025-10-04T08:59:00Z")))
    #expect(clock.isBusinessDay(try CivilDate("2025-10-03")))
    #expect(!clock.isBusinessDay(try CivilDate("2025-10-04")))
  }

  @Test("an override replaces the hours of its date, and wins over a holiday")
  func overrides() throws {
    let clock = try Self.office(
      holidays: [
        .init(try CivilDate("2025-10-03"), name: "Unity Day"), .init(try CivilDate("2025-10-06")),
      ],
      overrides: [.init(try CivilDate("2025-10-03"), [try DayInterval("10:00-11:00")])])
    #expect(
      clock.duration(
        between: try Instant("2025-10-03T00:00:00Z"), and: try Instant("2025-10-07T00:00:00Z"))
        == .seconds(3_600))
    #expect(clock.isHoliday(try CivilDate("2025-10-03")))
    #expect(clock.isBusinessDay(try CivilDate("2025-10-03")))
    #expect(!clock.isBusinessDay(try CivilDate("2025-10-06")))
  }

  @Test(
    "a night shift has the hours that pass, not those the clock shows",
    arguments: [("2025-03-29", 7), ("2025-10-25", 9), ("2025-06-14", 8)])
  func elapsed(saturday: String, hours: Int) throws {
    let clock = try Self.clock("Europe/Berlin", [.saturday: ["22:00-06:00"]])
    let date = try CivilDate(saturday)
    let from = clock.zone.instant(date: date, time: .midnight)
    let to = clock.zone.instant(date: date.adding(days: 2), time: .midnight)
    #expect(clock.duration(between: from, and: to) == .seconds(hours * 3_600))
  }

  @Test("an end in a gap moves forward; an interval that turns empty vanishes")
  func gap() throws {
    // 2026-03-08, 02:00 becomes 03:00.
    let ending = try Self.clock("America/New_York", [.sunday: ["01:00-02:30"]])
    let from = try Instant("2026-03-08T05:00:00Z")
    #expect(ending.nextClosing(after: from) == (try Instant("2026-03-08T07:30:00Z")))
    let within = try Self.clock(
      "America/New_York", [.sunday: ["02:00-03:00"], .tuesday: ["09:00-10:00"]])
    #expect(!within.isBusinessDay(try CivilDate("2026-03-08")))
    #expect(within.isBusinessDay(try CivilDate("2026-03-01")))
    #expect(within.nextOpening(atOrAfter: from) == (try Instant("2026-03-10T13:00:00Z")))
    #expect(
      within.addBusinessDays(1, to: try CivilDate("2026-03-07"))
        == (try CivilDate("2026-03-10")))
  }

  @Test("of a repeated hour the first counts")
  func fold() throws {
    // 2025-11-02, 02:00 becomes 01:00.
    let clock = try Self.clock("America/New_York", [.sunday: ["01:15-01:45"]])
    #expect(clock.isOpen(at: try Instant("2025-11-02T05:30:00Z")))
    #expect(!clock.isOpen(at: try Instant("2025-11-02T06:30:00Z")))
  }

  @Test(
    "business days move on at closed times and stay at a closing",
    arguments: [
      // Saturday + 1 = Monday; 20:00 is closed, so the next opening counts.
      ("2025-10-04T10:00:00Z", 1, "2025-10-06T10:00:00Z"),
      ("2025-10-03T20:00:00Z", 1, "2025-10-07T09:00:00Z"),
      ("2025-10-03T18:00:00Z", 1, "2025-10-06T18:00:00Z"),
      ("2025-10-03T12:30:00Z", 1, "2025-10-06T13:00:00Z"),
      ("2025-10-03T12:30:00Z", -1, "2025-10-02T12:00:00Z"),
      ("2025-10-06T07:00:00Z", -1, "2025-10-02T18:00:00Z"),
      ("2025-10-04T10:00:00Z", 0, "2025-10-06T09:00:00Z"),
      ("2025-10-03T10:00:00Z", 0, "2025-10-03T10:00:00Z"),
    ])
  func businessDays(start: String, count: Int, due: String) throws {
    let clock = try Self.office()
    #expect(clock.addBusinessDays(count, to: try Instant(start)) == (try Instant(due)))
  }

  @Test("the end of a working day is the last closing, its opening the first")
  func edges() throws {
    let clock = try Self.office()
    let start = try Instant("2025-10-03T10:00:00Z")
    #expect(
      clock.addBusinessDays(1, to: start, landing: .endOfDay)
        == (try Instant("2025-10-06T18:00:00Z")))
    #expect(
      clock.addBusinessDays(1, to: start, landing: .opening)
        == (try Instant("2025-10-06T09:00:00Z")))
  }

  @Test("after midnight in a night shift the local date counts")
  func nightShift() throws {
    let night: [String] = ["22:00-06:00"]
    let clock = try Self.clock(
      "UTC", [.monday: night, .tuesday: night, .wednesday: night, .thursday: night])
    // Wednesday 01:00, in Tuesday's shift: one business day on is Thursday.
    #expect(
      clock.addBusinessDays(1, to: try Instant("2025-10-01T01:00:00Z"))
        == (try Instant("2025-10-02T01:00:00Z")))
  }

  @Test("zero days from a time in the second pass of a fold are that time, not the one before")
  func zeroDaysInAFold() throws {
    let clock = try BusinessCalendar(zone: "Europe/Berlin") {
      OpenHours("every day", "00:00-24:00")
    }.compiled()
    // On 2025-10-26 the clocks show 02:30 at 00:30 UTC and again at 01:30 UTC.
    for pass in ["2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z"] {
      #expect(clock.addBusinessDays(0, to: try Instant(pass)) == (try Instant(pass)))
    }
  }

  @Test("a holiday on the first of each year closes that day, and never the day before")
  func firstDaysOfYears() throws {
    let clock = try BusinessCalendar(zone: "UTC") {
      OpenHours("every day", "09:00-17:00")
      ClosedDays(on: "01-01", "New Year")
    }.compiled()
    for year in 2000...2400 {
      let midnight = try Instant("\(year)-12-31T00:00:00Z")
      #expect(clock.isOpen(at: midnight + .seconds(10 * 3_600)), "\(year)")
      #expect(!clock.isOpen(at: midnight + .seconds(34 * 3_600)), "\(year)")
      let open = clock.duration(between: midnight, and: midnight + .seconds(48 * 3_600))
      #expect(open == .seconds(8 * 3_600))
    }
  }

  @Test("a date that is listed centuries ahead counts for itself alone")
  func farAhead() throws {
    let clock = try BusinessCalendar(zone: "Europe/Berlin") {
      OpenHours(.weekdays, "09:00-17:00")
      ClosedDays(on: "2300-06-05", "a Tuesday")
      ClosedDays(on: "2650-06-05", "a Wednesday")
    }.compiled()
    // The calendar of Gregory repeats itself every 400 years.
    for (date, isOpen) in [
      ("2250-06-05", true), ("2300-06-05", false), ("2650-06-05", false), ("2700-06-05", true),
    ] {
      #expect(clock.isOpen(at: try Instant("\(date)T10:00:00Z")) == isOpen, "\(date)")
    }
  }

  @Test("hours are known to the last day of 9999, and none behind it")
  func lastDay() throws {
    let clock = try BusinessCalendar(zone: "Europe/Berlin") {
      OpenHours(.weekdays, "09:00-17:00")
    }.compiled()
    // A Friday.
    let midnight = try Instant("9999-12-31T00:00:00Z")
    #expect(clock.nextOpening(atOrAfter: midnight) == (try Instant("9999-12-31T08:00:00Z")))
    let closing = try Instant("9999-12-31T16:00:00Z")
    #expect(clock.add(.seconds(8 * 3_600), to: midnight) == closing)
    #expect(clock.add(.milliseconds(8 * 3_600_000 + 1), to: midnight) == nil)
    #expect(clock.nextOpening(atOrAfter: closing) == nil)
  }

  @Test("where no opening remains, the answer says so")
  func noneLeft() throws {
    let day = try CivilDate("2025-10-03")
    let clock = try BusinessCalendar(
      zone: "UTC", weekly: [:], overrides: [.init(day, [DayInterval("09:00-10:00")])]
    ).compiled()
    let before = try Instant("2025-10-01T00:00:00Z")
    let after = try Instant("2025-10-04T00:00:00Z")
    #expect(clock.add(.seconds(3_600), to: before) == (try Instant("2025-10-03T10:00:00Z")))
    #expect(clock.add(.seconds(3_601), to: before) == nil)
    #expect(clock.subtract(.seconds(3_600), from: after) == (try Instant("2025-10-03T09:00:00Z")))
    #expect(clock.subtract(.seconds(3_601), from: after) == nil)
    #expect(clock.nextOpening(atOrAfter: after) == nil)
    #expect(clock.nextClosing(after: after) == nil)
    #expect(clock.previousOpening(before: before) == nil)
    #expect(clock.previousClosing(before: before) == nil)
    #expect(clock.subtract(.zero, from: before) == nil)
    #expect(clock.addBusinessDays(1, to: day) == nil)
    #expect(clock.status(at: after) == .closed(until: nil, because: .outsideHours))
    #expect(clock.due(after: .business(milliseconds: 0), from: after) == nil)
  }

  @Test("a service around the clock is always open and never closes")
  func aroundTheClock() throws {
    let clock = try BusinessCalendar.aroundTheClock(zone: "Asia/Shanghai").compiled()
    let now = try Instant("2025-10-03T10:00:00Z")
    #expect(clock.isOpen(at: now) && clock.isOpen(at: .min) && clock.isOpen(at: .max))
    #expect(clock.add(.seconds(90_000), to: now) == now + .seconds(90_000))
    #expect(clock.subtract(.seconds(90_000), from: now) == now - .seconds(90_000))
    #expect(clock.duration(between: .min, and: .max) == Instant.min.duration(to: .max))
    #expect(clock.nextClosing(after: now) == nil && clock.previousClosing(before: now) == nil)
    #expect(clock.nextOpening(after: now) == nil && clock.previousOpening(before: now) == nil)
    #expect(clock.status(at: now) == .open(until: nil))
    #expect(clock.addBusinessDays(3, to: now) == now + .seconds(3 * 86_400))
    // By the end of the date in Shanghai.
    #expect(
      clock.addBusinessDays(1, to: now, landing: .endOfDay)
        == (try Instant("2025-10-04T16:00:00Z")))
    #expect(Array(clock.periods(from: now)) == [now..<Instant.max])
  }

  @Test("status tells until when, and why it is closed")
  func status() throws {
    let clock = try Self.office(
      holidays: [.init(try CivilDate("2025-10-06"), name: "Monday off")],
      overrides: [.init(try CivilDate("2025-10-07"), [])])
    let opening = try Instant("2025-10-08T09:00:00Z")
    #expect(
      clock.status(at: try Instant("2025-10-03T10:00:00Z"))
        == .open(until: try Instant("2025-10-03T12:00:00Z")))
    #expect(
      clock.status(at: try Instant("2025-10-05T10:00:00Z"))
        == .closed(until: opening, because: .outsideHours))
    #expect(
      clock.status(at: try Instant("2025-10-06T10:00:00Z"))
        == .closed(until: opening, because: .holiday(name: "Monday off")))
    #expect(
      clock.status(at: try Instant("2025-10-07T10:00:00Z"))
        == .closed(until: opening, because: .override))
  }

  @Test("a trace names what was skipped and why")
  func trace() throws {
    let clock = try Self.office(holidays: [.init(try CivilDate("2025-10-06"), name: "Monday off")])
    let trace = try #require(
      clock.trace(from: try Instant("2025-10-03T17:00:00Z"), adding: .seconds(7_200)))
    #expect(
      trace.segments.map { "\($0.start) \($0.end) \($0.counted / 3_600_000)" } == [
        "2025-10-03T17:00:00Z 2025-10-03T18:00:00Z 1",
        "2025-10-03T18:00:00Z 2025-10-06T00:00:00Z 0",
        "2025-10-06T00:00:00Z 2025-10-07T00:00:00Z 0",
        "2025-10-07T00:00:00Z 2025-10-07T09:00:00Z 0",
        "2025-10-07T09:00:00Z 2025-10-07T10:00:00Z 1",
      ])
    #expect(
      trace.segments.map(\.skipped) == [
        nil, .outsideHours, .holiday(name: "Monday off"), .outsideHours, nil,
      ])
  }
}
