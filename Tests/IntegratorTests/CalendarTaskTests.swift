// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportKit
import Testing

@Suite("Integrator: a calendar with a lunch break and holidays")
struct CalendarTaskTests {
  private func office() throws -> BusinessCalendar {
    try BusinessCalendar(zone: "Europe/Berlin") {
      OpenHours(.weekdays, "09:00-12:00", "13:00-18:00")
      ClosedDays(on: "2025-12-25", "Christmas Day")
      ClosedDays(on: "2025-12-26", "Boxing Day")
    }
  }

  @Test("braces and a document make the same calendar of the same words")
  func forms() throws {
    let written = try BusinessCalendar(
      """
      { "weekly": { "mon-fri": ["09:00-12:00", "13:00-18:00"] },
        "holidays": [{ "on": "2025-12-25", "name": "Christmas Day" },
                     { "on": "2025-12-26", "name": "Boxing Day" }] }
      """, zone: "Europe/Berlin")
    #expect(try written == office())
  }

  @Test("eight hours from Christmas Eve end after the holidays and the weekend")
  func due() throws {
    let berlin = WallClock("Europe/Berlin")
    // Wednesday 16–18 is 2 h; Thursday and Friday are holidays, then a weekend; Monday 9–12 makes
    // 5 h, and 13–16 makes 8 h.
    let due = try office().compiled().due(
      after: .businessHours(8), from: berlin.instant(2025, 12, 24, 16))
    #expect(due == berlin.instant(2025, 12, 29, 16))
  }

  @Test("the business time of a month is the open minutes that Foundation's calendar counts")
  func month() throws {
    let berlin = WallClock("Europe/Berlin")
    let (start, end) = (berlin.instant(2025, 12, 1), berlin.instant(2026, 1, 1))
    let minutes = berlin.openMinutes(from: start, to: end) { wall in
      guard let weekday = wall.weekday, let day = wall.day, let hour = wall.hour else {
        return false
      }
      return (2...6).contains(weekday) && day != 25 && day != 26 && (9..<18).contains(hour)
        && hour != 12
    }
    let between = try office().compiled().milliseconds(between: start, and: end)
    #expect(between == Int64(minutes) * 60_000)
    #expect(minutes == 21 * 8 * 60, "23 weekdays, two of them holidays, of eight hours")
  }

  @Test("two mistakes are told at once, each at its rule")
  func mistakes() throws {
    let error = try #require(throws: CalendarError.self) {
      try BusinessCalendar(zone: "Europe/Berlin") {
        OpenHours(.weekdays, "09:00-12:00", "13:00-25:00")
        ClosedDays(on: "2025-02-29", "no such date")
      }
    }
    #expect(error.problems.map(\.path) == ["rules[0]", "rules[1]"])
  }
}
