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
        自 2025-09-30 17:00 +08:00 起计营业时间 4 小时，截止 2025-10-10 12:00 +08:00
          计入 2025-09-30 17:00 +08:00 至 2025-09-30 18:00 +08:00：1 小时，累计 1 小时
          不计 2025-09-30 18:00 +08:00 至 2025-10-01 00:00 +08:00：非营业时间
          不计 2025-10-01 00:00 +08:00 至 2025-10-08 00:00 +08:00：假日“National Day”
          不计 2025-10-08 00:00 +08:00 至 2025-10-09 00:00 +08:00：假日
          不计 2025-10-09 00:00 +08:00 至 2025-10-10 00:00 +08:00：当日例外停业
          不计 2025-10-10 00:00 +08:00 至 2025-10-10 09:00 +08:00：非营业时间
          计入 2025-10-10 09:00 +08:00 至 2025-10-10 12:00 +08:00：3 小时，累计 4 小时
        """)
  }

  @Test("a span of working days shows the business time until its deadline")
  func workingDays() throws {
    let start = try Instant("2025-09-30T17:00+08:00")
    // The two working days after it are the 10th and, after a weekend, the 13th of October.
    let trace = try #require(clock.trace(after: .workingDays(2), from: start))
    #expect(trace.due == (try Instant("2025-10-13T17:00+08:00")))
    // 1 h on the 30th, 8 h on the 10th, 7 h on the 13th.
    #expect(trace.counted == 16 * 3_600_000 && trace.span == .workingDays(2))
    #expect(trace.explanation.code == .timeWorkingDays)
    #expect(
      trace.explanation.text().hasPrefix(
        "2 working days from 2025-09-30 17:00 +08:00; due 2025-10-13 17:00 +08:00\n  counted"))
  }

  @Test("elapsed time, dates and months count in one stretch, open or not")
  func anyClock() throws {
    let start = try Instant("2025-09-30T17:00+08:00")
    for (span, days) in [
      (ServiceDuration.hours(72), 3), (.calendarDays(3), 3), (.months(1), 30),
    ] {
      let trace = try #require(clock.trace(after: span, from: start))
      #expect(trace.due == start + .seconds(days * 86_400))
      #expect(trace.segments.map(\.skipped) == [nil])
      #expect(trace.explanation.code == .timeElapsedDeadline)
    }
    let nothing = try #require(clock.trace(after: .hours(0), from: start))
    #expect(nothing.due == start && nothing.segments.isEmpty)
    #expect(
      nothing.explanation.text()
        == "0 s by any clock from 2025-09-30 17:00 +08:00; due 2025-09-30 17:00 +08:00")
  }

  @Test("a span of business time is traced as its milliseconds are, and one that goes back is not")
  func spans() throws {
    let start = try Instant("2025-09-30T17:00+08:00")
    let trace = clock.trace(after: .businessHours(4), from: start)
    #expect(trace == clock.trace(from: start, addingMilliseconds: 4 * 3_600_000))
    #expect(trace?.explanation == trace?.explanation(in: clock.zone))
    #expect(clock.trace(after: .businessHours(-1), from: start) == nil)
    #expect(clock.trace(after: .workingDays(-1), from: start) == nil)
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
