// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportKit
import Testing

/// The code and the numbers of the article "Modelling business hours".
@Suite("Documentation: modelling business hours")
struct ModellingBusinessHoursTests {
  @Test("one line")
  func oneLine() throws {
    let calendar = try BusinessCalendar(
      zone: "Asia/Shanghai", weekly: [.monday: [DayInterval("09:00-17:00")]])
    let clock = try calendar.compiled()
    let due = clock.add(.seconds(9 * 3_600), to: try Instant("2025-06-02T09:00+08:00"))
    #expect(due == (try Instant("2025-06-09T10:00+08:00")))
  }

  @Test("a week with a lunch break, from a document")
  func lunch() throws {
    let calendar = try BusinessCalendar(
      """
      { "weekly": { "mon-fri": ["09:00-12:00", "13:00-18:00"], "sat": ["10:00-14:00"] } }
      """, zone: "Asia/Shanghai")
    let clock = try calendar.compiled()
    let due = clock.add(.seconds(2 * 3_600), to: try Instant("2025-06-06T11:30+08:00"))
    #expect(due == (try Instant("2025-06-06T14:30+08:00")))
  }

  @Test("a night shift belongs to the day on which it opens")
  func overnight() throws {
    let night = [try DayInterval("22:00-06:00")]
    let calendar = try BusinessCalendar(
      zone: "Asia/Shanghai", weekly: [.thursday: night, .friday: night],
      holidays: [.init(CivilDate("2025-06-06"), name: "Company day")])  // a Friday
    let clock = try calendar.compiled()
    let fridayMorning = clock.isOpen(at: try Instant("2025-06-06T05:00+08:00"))
    let fridayNight = clock.isOpen(at: try Instant("2025-06-06T23:00+08:00"))
    #expect(fridayMorning)
    #expect(!fridayNight)
  }

  @Test("holidays close, overrides win")
  func exceptions() throws {
    let hours = [try DayInterval("09:00-18:00")]
    let calendar = try BusinessCalendar(
      zone: "Asia/Shanghai",
      weekly: [.wednesday: hours, .thursday: hours, .friday: hours],
      holidays: BusinessCalendar.Holiday.dates(
        from: CivilDate("2025-10-01"), through: CivilDate("2025-10-08"), name: "National Day"),
      overrides: [
        .init(CivilDate("2025-10-03"), [try DayInterval("10:00-12:00")]),  // a holiday that opens
        .init(CivilDate("2025-10-11"), hours),  // a Saturday that is worked
      ])
    let clock = try calendar.compiled()
    let status = clock.status(at: try Instant("2025-10-06T10:00+08:00"))
    let workingDays = clock.businessDays(
      from: try CivilDate("2025-10-01"), to: try CivilDate("2025-10-11"))
    #expect(
      status
        == .closed(
          until: try Instant("2025-10-09T09:00+08:00"), because: .holiday(name: "National Day")))
    #expect(workingDays == 4)
  }

  @Test("breaks, and adjustments that come again")
  func recurring() throws {
    let calendar = try BusinessCalendar(zone: "Asia/Shanghai") {
      OpenHours(.weekdays, "09:00-18:00")
      BreakHours("lunch", "12:00-13:00")
      ClosedDays(on: "12-25", "Christmas Day")
      AdjustedHours(on: "8th of month", close: "+30 min")
      AdjustedHours(on: "last Friday of month", close: "15:00")
    }
    let clock = try calendar.compiled()
    let members = clock.nextClosing(after: try Instant("2025-07-08T17:00+08:00"))
    let lastFriday = clock.nextClosing(after: try Instant("2025-07-25T14:00+08:00"))
    #expect(members == (try Instant("2025-07-08T18:30+08:00")))
    #expect(lastFriday == (try Instant("2025-07-25T15:00+08:00")))
    let sunday = try CivilDate("2025-06-08")
    #expect(!clock.isBusinessDay(sunday))
  }

  @Test("a desk that follows the sun, and its maintenance")
  func followTheSun() throws {
    let (desk, opened) = try followsTheSun()
    let maintenance = try BusinessCalendar(
      zone: "UTC", weekly: [.tuesday: [DayInterval("20:00-20:30")]])
    let clock = try desk.subtracting(maintenance).compiled()
    let due = clock.add(.seconds(4 * 3_600), to: opened)
    #expect(due == (try Instant("2025-10-01T10:30Z")))
  }

  private func followsTheSun() throws -> (desk: BusinessCalendar, opened: Instant) {
    let desk = try BusinessCalendar.union([
      BusinessCalendar(zone: "Asia/Shanghai") {
        OpenHours(.weekdays, "09:00-17:00")
        ClosedDays(on: "2025-10-01", "National Day")
      },
      BusinessCalendar(zone: "Europe/Berlin") { OpenHours(.weekdays, "09:00-17:00") },
      BusinessCalendar(zone: "America/New_York") { OpenHours(.weekdays, "09:00-17:00") },
    ])
    let clock = try desk.compiled()
    let opened = try Instant("2025-09-30T20:00Z")
    let due = clock.add(.seconds(4 * 3_600), to: opened)
    #expect(due == (try Instant("2025-10-01T10:00Z")))
    return (desk, opened)
  }

  @Test("a day on which the clocks change has the hours that really pass")
  func clockChanges() throws {
    let calendar = try BusinessCalendar(
      zone: "Europe/Berlin", weekly: [.sunday: [DayInterval("01:00-04:00")]])
    let clock = try calendar.compiled()
    let march = clock.duration(
      between: try Instant("2025-03-30T00:00+01:00"), and: try Instant("2025-03-31T00:00+02:00"))
    let october = clock.duration(
      between: try Instant("2025-10-26T00:00+02:00"), and: try Instant("2025-10-27T00:00+01:00"))
    #expect(march == .seconds(2 * 3_600))
    #expect(october == .seconds(4 * 3_600))
  }

  @Test("a trace tells what was skipped")
  func trace() throws {
    let calendar = try BusinessCalendar(
      zone: "Asia/Shanghai",
      weekly: [.monday: [DayInterval("09:00-17:00")], .friday: [DayInterval("09:00-17:00")]],
      holidays: [.init(CivilDate("2025-06-09"), name: "Company day")])  // a Monday
    let clock = try calendar.compiled()
    let start = try Instant("2025-06-06T16:00+08:00")
    let trace = clock.trace(after: .businessHours(2), from: start)
    let skipped = trace?.segments.compactMap(\.skipped)
    let words = trace?.explanation.text(in: .english)
    #expect(trace?.due == (try Instant("2025-06-13T10:00+08:00")))
    #expect(skipped == [.outsideHours, .holiday(name: "Company day"), .outsideHours])
    let article = QuotationTests.root.appending(
      path: "Sources/SupportTime/SupportTime.docc/ModellingBusinessHours.md")
    let told = try String(contentsOf: article, encoding: .utf8)
    #expect(told.contains("```text\n\(words ?? "nothing")\n```"))
  }
}
