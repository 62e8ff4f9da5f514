// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Service levels: calendars, working days and the change of the clocks")
struct CalendarTests {
  @Test(
    "a promise in working days is due where the date lands, and pauses move it by business time",
    arguments: [
      ("2 working days", "Mon 10:00 open => resolution due Wed 10:00"),
      ("2 working days", "Fri 10:00 open => resolution due 2025-06-10 10:00"),
      ("by end of 2 working days", "Mon 10:00 open => resolution due Wed 17:00"),
      (
        "by end of 1 working day",
        "Mon 10:00 open | 12:00 pending | 14:00 customer => resolution due Wed 11:00"
      ),
      (
        "1 working day",
        "Mon 10:00 open | 12:00 pending | 14:00 customer => resolution due Tue 12:00"
      ),
      (
        "1 working day",
        "Mon 10:00 open | 18:00 pending | 20:00 customer => resolution due Tue 10:00"
      ),
      ("1 working day", "Mon 10:00 open | Tue 10:00 solve => resolution met"),
      ("1 working day", "Mon 10:00 open | Tue 10:01 solve => resolution missed Tue 10:00"),
      ("2 days", "Thu 10:00 open => resolution due Sat 10:00"),
      ("1 month", "Mon 10:00 open => resolution due 2025-07-02 10:00"),
    ])
  func workingDays(within: String, line: String) throws {
    let policy = try Promises.always(Promises.resolution(within, pauseWhile: .customer))
    #expect(try TicketTimeline(line).differences(under: policy) == [])
  }

  @Test("figures of a promise in working days are business time between start and due")
  func workingDayFigures() throws {
    let policy = try Promises.always(Promises.resolution("2 working days", pauseWhile: .customer))
    let line = try TicketTimeline("Mon 10:00 open | Tue 10:00 look")
    let status = try #require(
      line.slaTimeline(under: policy).status(of: .resolution, at: line.end))
    #expect(status.elapsedMilliseconds == 8 * Promises.hour)
    #expect(status.remainingMilliseconds == 8 * Promises.hour)
  }

  @Test(
    "what is left of a promise in working days stands still while the clock does",
    arguments: [
      ("Mon 10:00 open | 12:00 pending | 14:00 look", 14),
      ("Mon 10:00 open | 12:00 pending | Thu 14:00 look", 14),
      ("Mon 10:00 open | 12:00 pending | 14:00 customer | 14:00 look", 14),
      ("Mon 10:00 open | Tue 10:00 solve | Fri 12:00 look", 8),
      ("Mon 10:00 open | Wed 12:00 look", -2),
    ])
  func workingDaysLeft(line: String, hours: Int64) throws {
    let policy = try Promises.always(Promises.resolution("2 working days", pauseWhile: .customer))
    let line = try TicketTimeline(line)
    let status = try #require(
      line.slaTimeline(under: policy).status(of: .resolution, at: line.end))
    #expect(status.remainingMilliseconds == hours * Promises.hour)
  }

  /// Central European Time began on Sunday 2025-10-26 at 03:00 (that night has 25 hours) and
  /// summer time on Sunday 2025-03-30 at 02:00.
  @Test(
    "hours are elapsed hours in the nights in which the clocks change",
    arguments: [
      ("9 business h", "2025-10-25 22:00 open => resolution due 2025-10-26 06:00"),
      ("8 business h", "2025-10-25 22:00 open => resolution due 2025-10-26 05:00"),
      ("7 business h", "2025-03-29 22:00 open => resolution due 2025-03-30 06:00"),
      ("8 business h", "2025-03-29 22:00 open => resolution due 2025-03-30 23:00"),
      (
        "8 business h",
        "2025-10-25 22:00 open | 23:00 pending | 2025-10-26 05:00 customer"
          + " => resolution due 2025-10-27 04:00"
      ),
    ])
  func changeOfClocks(within: String, line: String) throws {
    let interval = try DayInterval("22:00-06:00")
    let nights = try BusinessCalendar(
      zone: "Europe/Berlin",
      weekly: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [interval]) }))
    let policy = try Promises.always(
      Promises.resolution(within, calendar: "nights", pauseWhile: .customer),
      calendars: ["nights": nights])
    let timeline = try TicketTimeline(line, zone: "Europe/Berlin", from: .min)
    #expect(timeline.differences(under: policy) == [])
  }

  @Test(
    "an overnight shift belongs to the day on which it opens",
    arguments: [
      "Fri 23:00 open => resolution due Sat 03:00",
      "Sat 05:00 open => resolution due 2025-06-10 01:00",
      "Sat 12:00 open => resolution due 2025-06-10 02:00",
      "Mon 22:00 open | 23:00 pending | Tue 21:00 customer => resolution due Wed 01:00",
    ])
  func overnight(line: String) throws {
    let policy = try Promises.always(
      Promises.resolution("4 business h", calendar: "night", pauseWhile: .customer),
      calendars: ["night": .night()])
    #expect(try TicketTimeline(line).differences(under: policy) == [])
  }

  @Test("elapsed time runs around the clock, also where a calendar is named")
  func elapsed() throws {
    for calendar in [nil, "office"] {
      let policy = try Promises.always(
        Promises.resolution("4 h", calendar: calendar, pauseWhile: .customer))
      let line = "Sat 10:00 open | 11:00 pending | Sun 11:00 customer => resolution due Sun 14:00"
      #expect(try TicketTimeline(line).differences(under: policy) == [])
    }
  }

  /// The first of the project's neutral vectors, worked out by hand: 17:00–18:00 of a Friday and
  /// Monday morning in Shanghai.
  @Test("a pause over a weekend in Shanghai takes an hour and a half of business time")
  func shanghai() throws {
    let hours = try DayInterval("09:00-18:00")
    let weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
    let office = try BusinessCalendar(
      zone: "Asia/Shanghai",
      weekly: Dictionary(uniqueKeysWithValues: weekdays.map { ($0, [hours]) }))
    let policy = try Promises.always(
      SLATarget(
        .firstReply, within: .business(milliseconds: 1_800_000), calendar: "office",
        pauseWhile: .customer),
      SLATarget(
        .resolution, within: .business(milliseconds: 14_400_000), calendar: "office",
        pauseWhile: .customer),
      calendars: ["office": office])
    let line = try TicketTimeline(
      "Fri 09:00 open | 09:20 reply | 09:30 pending | Mon 02:00 resume customer | 03:00 look")
    let timeline = line.slaTimeline(under: policy)
    let reply = try #require(timeline.status(of: .firstReply, at: line.end))
    #expect(try reply.fulfilledAt == Instant("2025-06-06T09:20:00Z"))
    #expect(reply.elapsedMilliseconds == 1_200_000 && reply.remainingMilliseconds == 600_000)
    let resolution = try #require(timeline.status(of: .resolution, at: line.end))
    #expect(try resolution.dueAt == Instant("2025-06-09T05:30:00Z"))
    #expect(resolution.pausedMilliseconds == 5_400_000)
    #expect(resolution.elapsedMilliseconds == 5_400_000)
    #expect(resolution.remainingMilliseconds == 9_000_000)
    #expect(timeline.nextDeadline(after: line.end) == resolution.dueAt)
  }

  @Test("hostile events neither stop the timeline nor take a breach back")
  func hostile() throws {
    var timeline = SLATimeline(try .fixture())
    timeline.apply(.fixture(.solved, at: .max))
    timeline.apply(.fixture(.reopened, at: .min))
    timeline.apply(.fixture(.waitChanged(.customer), at: .max))
    timeline.apply(.fixture(.opened(.init(priority: .urgent)), at: .min))
    timeline.apply(.fixture(.opened(.init(priority: .low)), at: .epoch))
    for metric in SLAMetric.standard {
      for instant in [Instant.min, .epoch, .max] {
        _ = timeline.status(of: metric, at: instant)
        _ = timeline.explanation(of: metric, at: instant)
      }
    }
    var back = SLATimeline(try .fixture())
    for (change, at) in [
      (Ticket.Change.opened(.init(priority: .urgent)), "2025-06-02T09:00:00Z"),
      (.messageAdded(.init(.note)), "2025-06-02T12:00:00Z"),
      (.messageAdded(.init(.reply)), "2025-06-02T09:10:00Z"),
    ] {
      back.apply(.fixture(change, at: try Instant(at)))
    }
    #expect(back.verdict(of: .firstReply, at: .max) == .missed)
  }
}
