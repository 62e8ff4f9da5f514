// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Traces of deadlines in words")
struct TraceTextTests {
  let clock: BusinessClock

  init() throws {
    let hours = [try DayInterval("09:00-12:00"), try DayInterval("13:00-18:00")]
    let weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
    clock = try BusinessCalendar(
      zone: "Asia/Shanghai",
      weekly: Dictionary(uniqueKeysWithValues: weekdays.map { ($0, hours) }),
      holidays: BusinessCalendar.Holiday.dates(
        from: CivilDate("2025-10-01"), through: CivilDate("2025-10-07"), name: "National Day")
        + [.init(CivilDate("2025-10-08"))],
      overrides: [.init(CivilDate("2025-10-09"), [])]
    ).compiled()
  }

  private func explanation(_ start: String, hours: Int64) throws -> Explanation {
    let trace = try #require(
      clock.trace(from: try Instant(start), addingMilliseconds: hours * 3_600_000))
    return trace.explanation(in: clock.zone)
  }

  @Test("each stretch is told with its reason and the sum so far")
  func english() throws {
    // Tuesday afternoon; the next opening is on Friday of the week after.
    #expect(
      try explanation("2025-09-30T17:00+08:00", hours: 4).text()
        == """
        4 h of business time from 2025-09-30 17:00 +08:00; due 2025-10-10 12:00 +08:00
          counted from 2025-09-30 17:00 +08:00 to 2025-09-30 18:00 +08:00: 1 h, in all 1 h
          skipped from 2025-09-30 18:00 +08:00 to 2025-10-01 00:00 +08:00: closed
          skipped from 2025-10-01 00:00 +08:00 to 2025-10-08 00:00 +08:00: \
        holiday "National Day"
          skipped from 2025-10-08 00:00 +08:00 to 2025-10-09 00:00 +08:00: holiday
          skipped from 2025-10-09 00:00 +08:00 to 2025-10-10 00:00 +08:00: \
        closed on that date by exception
          skipped from 2025-10-10 00:00 +08:00 to 2025-10-10 09:00 +08:00: closed
          counted from 2025-10-10 09:00 +08:00 to 2025-10-10 12:00 +08:00: 3 h, in all 4 h
        """)
  }

  @Test("the same trace in Chinese")
  func chinese() throws {
    #expect(
      try explanation("2025-09-30T17:00+08:00", hours: 4).text(in: .simplifiedChinese)
        == """
        自 2025-09-30 17:00 +08:00 起计 4 小时 营业时间,截止 2025-10-10 12:00 +08:00
          计入 2025-09-30 17:00 +08:00 至 2025-09-30 18:00 +08:00:1 小时,累计 1 小时
          不计 2025-09-30 18:00 +08:00 至 2025-10-01 00:00 +08:00:非营业时间
          不计 2025-10-01 00:00 +08:00 至 2025-10-08 00:00 +08:00:假日“National Day”
          不计 2025-10-08 00:00 +08:00 至 2025-10-09 00:00 +08:00:假日
          不计 2025-10-09 00:00 +08:00 至 2025-10-10 00:00 +08:00:当日例外停业
          不计 2025-10-10 00:00 +08:00 至 2025-10-10 09:00 +08:00:非营业时间
          计入 2025-10-10 09:00 +08:00 至 2025-10-10 12:00 +08:00:3 小时,累计 4 小时
        """)
  }

  @Test("the lunch break is closed time")
  func lunch() throws {
    #expect(
      try explanation("2025-09-30T11:30+08:00", hours: 1).text()
        == """
        1 h of business time from 2025-09-30 11:30 +08:00; due 2025-09-30 13:30 +08:00
          counted from 2025-09-30 11:30 +08:00 to 2025-09-30 12:00 +08:00: 30 min, in all 30 min
          skipped from 2025-09-30 12:00 +08:00 to 2025-09-30 13:00 +08:00: closed
          counted from 2025-09-30 13:00 +08:00 to 2025-09-30 13:30 +08:00: 30 min, in all 1 h
        """)
  }

  @Test("nothing to count is due at once and has no stretches")
  func nothing() throws {
    #expect(
      try explanation("2025-09-30T11:30+08:00", hours: 0).text()
        == "0 s of business time from 2025-09-30 11:30 +08:00; due 2025-09-30 11:30 +08:00")
    #expect(
      try BusinessCalendar.aroundTheClock.compiled().trace(
        from: .epoch, addingMilliseconds: -1) == nil)
  }

  @Test("across a change of the clocks each instant has its own offset")
  func changeOfClocks() throws {
    let trace = try #require(
      BusinessCalendar.aroundTheClock(zone: "Europe/Berlin").compiled().trace(
        from: try Instant("2025-03-30T00:00Z"), addingMilliseconds: 7_200_000))
    #expect(
      trace.explanation(in: try ZoneRules(identifier: "Europe/Berlin")).text()
        == """
        2 h of business time from 2025-03-30 01:00 +01:00; due 2025-03-30 04:00 +02:00
          counted from 2025-03-30 01:00 +01:00 to 2025-03-30 04:00 +02:00: 2 h, in all 2 h
        """)
  }

  @Test("the explanation is a value with codes and operands")
  func value() throws {
    let told = try explanation("2025-09-30T17:00+08:00", hours: 4)
    #expect(told.code == .timeDeadline)
    #expect(
      told.steps.map(\.code) == [
        .timeCounted, .timeClosed, .timeNamedHoliday, .timeHoliday, .timeOverride, .timeClosed,
        .timeCounted,
      ])
    #expect(told.steps.last?.operand("total") == .duration(milliseconds: 4 * 3_600_000))
    let data = try JSONEncoder().encode(told)
    #expect(try JSONDecoder().decode(Explanation.self, from: data) == told)
  }

  @Test("breaks, exclusions and dates outside the calendar are told apart")
  func otherReasons() throws {
    var parts = BusinessCalendar.Parts(zone: "UTC")
    parts.weekly = [.monday: [try DayInterval("09:00-18:00")]]
    parts.breaks = [.init("lunch", try DayInterval("12:00-13:00"))]
    parts.validity = try CivilDate("2025-10-06")...CivilDate("2026-10-06")
    let training = try BusinessCalendar(
      zone: "UTC", weekly: [.monday: [DayInterval("13:00-14:00")]])
    let clock = try BusinessCalendar(parts).subtracting(training).compiled()
    // A Sunday; the calendar holds from Monday on.
    let trace = try #require(
      clock.trace(from: try Instant("2025-10-05T23:00Z"), addingMilliseconds: 4 * 3_600_000))
    #expect(
      trace.explanation(in: .utc).text()
        == """
        4 h of business time from 2025-10-05 23:00 UTC; due 2025-10-06 15:00 UTC
          skipped from 2025-10-05 23:00 UTC to 2025-10-06 00:00 UTC: \
        the calendar does not hold on these dates
          skipped from 2025-10-06 00:00 UTC to 2025-10-06 09:00 UTC: closed
          counted from 2025-10-06 09:00 UTC to 2025-10-06 12:00 UTC: 3 h, in all 3 h
          skipped from 2025-10-06 12:00 UTC to 2025-10-06 13:00 UTC: break "lunch"
          skipped from 2025-10-06 13:00 UTC to 2025-10-06 14:00 UTC: excluded by another calendar
          counted from 2025-10-06 14:00 UTC to 2025-10-06 15:00 UTC: 1 h, in all 4 h
        """)
  }
}
