// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Combined calendars")
struct CalendarCombinationTests {
  private static func office(_ zone: String, _ rules: CalendarRule...) throws -> BusinessCalendar {
    try BusinessCalendar(zone: zone, rules: [OpenHours(.weekdays, "09:00-17:00").rule] + rules)
  }

  @Test("a desk that follows the sun is open where any part is, each on its own clock")
  func union() throws {
    let desk = try BusinessCalendar.union(
      [
        Self.office("Australia/Sydney"), Self.office("Europe/Berlin"),
        Self.office("America/New_York"),
      ], zone: "UTC")
    let clock = try desk.compiled()
    // Wednesday 2025-07-02: Sydney 23:00-07:00, Berlin 07:00-15:00, New York 13:00-21:00 in UTC.
    let day = try Instant("2025-07-02T00:00:00Z")
    #expect(clock.duration(between: day, and: day + .seconds(86_400)) == .seconds(22 * 3_600))
    #expect(clock.nextClosing(after: day) == (try Instant("2025-07-02T21:00:00Z")))
    // Wednesday 2025-01-15: Sydney 22:00-06:00, Berlin 08:00-16:00, New York 14:00-22:00.
    let winter = try Instant("2025-01-15T06:30:00Z")
    #expect(clock.nextOpening(atOrAfter: winter) == (try Instant("2025-01-15T08:00:00Z")))
    #expect(clock.nextClosing(after: winter) == (try Instant("2025-01-16T06:00:00Z")))
    // The desk opens on Sunday in UTC, for Sydney's Monday, and on no Saturday.
    #expect(clock.isBusinessDay(try CivilDate("2025-01-12")))
    #expect(!clock.isBusinessDay(try CivilDate("2025-01-11")))
  }

  @Test("a shift inside opening hours is open where all are, and keeps holidays and reasons")
  func intersection() throws {
    let hotline = try Self.office("UTC", ClosedDays(on: "2025-10-06", "Monday off").rule)
    let shift = try BusinessCalendar(zone: "UTC") {
      OpenHours("every day", "14:00-22:00")
      OpenHours("2025-10-07")
      BreakHours("tea", "15:00-15:30")
    }
    let clock = try BusinessCalendar.intersection([hotline, shift]).compiled()
    let friday = try Instant("2025-10-03T12:00:00Z")
    #expect(
      Array(clock.periods(from: friday).prefix(3)).map(\.description) == [
        "2025-10-03T14:00:00Z..<2025-10-03T15:00:00Z",
        "2025-10-03T15:30:00Z..<2025-10-03T17:00:00Z",
        "2025-10-08T14:00:00Z..<2025-10-08T15:00:00Z",
      ])
    #expect(clock.isHoliday(try CivilDate("2025-10-06")))
    #expect(!clock.isBusinessDay(try CivilDate("2025-10-06")))
    let opening = try Instant("2025-10-08T14:00:00Z")
    for (text, reason) in [
      ("2025-10-06T16:00:00Z", ClosedReason.holiday(name: "Monday off")),
      ("2025-10-07T16:00:00Z", .override), ("2025-10-05T16:00:00Z", .outsideHours),
    ] {
      #expect(clock.status(at: try Instant(text)) == .closed(until: opening, because: reason))
    }
    #expect(
      clock.status(at: try Instant("2025-10-03T15:10:00Z"))
        == .closed(until: try Instant("2025-10-03T15:30:00Z"), because: .breakTime(name: "tea")))
  }

  @Test("what is taken out is closed and says so")
  func difference() throws {
    let maintenance = try BusinessCalendar(zone: "UTC") { OpenHours("sun", "02:00-04:00") }
    let clock = try BusinessCalendar.aroundTheClock.subtracting(maintenance).compiled()
    let sunday = try Instant("2025-10-05T03:00:00Z")
    #expect(
      clock.status(at: sunday)
        == .closed(until: try Instant("2025-10-05T04:00:00Z"), because: .excluded))
    #expect(
      clock.duration(between: sunday, and: sunday + .seconds(7 * 86_400)) == .seconds(166 * 3_600))
    #expect(clock.previousOpening(before: sunday) == (try Instant("2025-09-28T04:00:00Z")))
    #expect(clock.isOpen(at: .min) && clock.isOpen(at: .max))
    #expect(
      clock.addBusinessDays(3, to: try CivilDate("2025-10-03")) == (try CivilDate("2025-10-06")))
  }

  @Test("hours that succeed one another are a union of calendars with bounds")
  func succession() throws {
    let clock = try BusinessCalendar.union([
      Self.office("UTC", ValidDates(through: "2025-06-30").rule),
      BusinessCalendar(zone: "UTC") {
        OpenHours("mon-sat", "08:00-20:00")
        ValidDates(from: "2025-07-01")
      },
    ]).compiled()
    #expect(clock.validity == .min ... .max)
    #expect(
      clock.nextOpening(atOrAfter: try Instant("2025-06-30T17:00:00Z"))
        == (try Instant("2025-07-01T08:00:00Z")))
    #expect(!clock.isBusinessDay(try CivilDate("2025-06-28")))
    #expect(clock.isBusinessDay(try CivilDate("2025-07-05")))
  }

  @Test("an intersection is the same whichever part comes first")
  func orderOfParts() throws {
    let day = try BusinessCalendar(zone: "UTC") { OpenHours("every day", "09:00-17:00") }
    let shifts = try BusinessCalendar(zone: "UTC") {
      OpenHours("every day", "11:00-13:00", "15:00-20:00")
    }
    for parts in [[day, shifts], [shifts, day]] {
      let clock = try BusinessCalendar.intersection(parts).compiled()
      #expect(
        Array(clock.periods(from: try Instant("2025-10-03T00:00:00Z")).prefix(3))
          .map(\.description) == [
            "2025-10-03T11:00:00Z..<2025-10-03T13:00:00Z",
            "2025-10-03T15:00:00Z..<2025-10-03T17:00:00Z",
            "2025-10-04T11:00:00Z..<2025-10-04T13:00:00Z",
          ])
    }
  }

  @Test("combinations that never open, or have too few, too many or too deep parts, are refused")
  func refused() throws {
    let (day, night) = (
      try BusinessCalendar(zone: "UTC") { OpenHours("every day", "09:00-17:00") },
      try BusinessCalendar(zone: "UTC") { OpenHours("every day", "22:00-06:00") }
    )
    func reasons(_ make: () throws -> BusinessCalendar) -> [CalendarError.Reason] {
      do {
        _ = try make()
        return []
      } catch {
        return (error as? CalendarError)?.problems.map(\.reason) ?? []
      }
    }
    #expect(reasons { try .intersection([day, night]) } == [.noOpening])
    #expect(reasons { try day.subtracting(.aroundTheClock) } == [.noOpening])
    #expect(reasons { try .union([day]) } == [.tooFewParts])
    #expect(reasons { try .union(Array(repeating: day, count: 33)) } == [.tooDeep])
    #expect(
      reasons { try .union([day, night], zone: "Mars/Olympus") }
        == [.unknownZone(UnknownZone(identifier: "Mars/Olympus"))])
    var deep = day
    for _ in 0..<BusinessCalendar.deepestCombination { deep = try .union([deep, night]) }
    #expect(reasons { try .union([deep, night]) } == [.tooDeep])
    #expect(try deep.compiled().isOpen(at: Instant("2025-10-05T23:00:00Z")))
  }
}
