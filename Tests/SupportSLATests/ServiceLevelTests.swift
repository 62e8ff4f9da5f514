// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

/// Policies that the sentences of these tests speak of.
enum Promises {
  static let hour: Int64 = 3_600_000

  /// One rule for all tickets.
  static func always(
    _ targets: SLATarget..., calendars: [String: BusinessCalendar]? = nil
  ) throws -> SLAPolicy {
    try SLAPolicy(
      "test", calendars: calendars ?? ["office": .office()],
      rules: [Rule("all", then: targets)])
  }

  static func resolution(
    _ text: String, calendar: String? = "office", pauseWhile: SLAPauses = []
  ) throws -> SLATarget {
    SLATarget(
      .resolution, within: try ServiceDuration(text), calendar: calendar, pauseWhile: pauseWhile)
  }
}

@Suite("Service levels: due, met and missed")
struct DueTests {
  @Test(
    "exactly at the due time is in time, later is not",
    arguments: [
      "Mon 09:00 open urgent | 09:30 reply => firstReply met Mon 09:30",
      "Mon 09:00 open urgent | 09:31 reply => firstReply missed Mon 09:30",
      "Mon 09:00 open urgent | 17:00 solve => resolution met Mon 17:00",
      "Mon 09:00 open urgent | 17:01 solve => resolution missed Mon 17:00",
      "Mon 09:00 open urgent | Tue 08:00 solve => resolution missed Mon 17:00",
      "Mon 09:00 open urgent | Tue 09:00 solve => resolution missed Mon 17:00",
    ])
  func boundary(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: .fixture()) == [])
  }

  @Test(
    "a breach is the instant at which the due time passes, whenever anyone looks",
    arguments: [
      "Mon 09:00 open urgent | 09:30 look => firstReply running | firstReply due Mon 09:30",
      "Mon 09:00 open urgent | 09:31 look => firstReply missed Mon 09:30",
      "Mon 09:00 open urgent | 2125-01-01 00:00 look => firstReply missed Mon 09:30",
      "Mon 08:00 open urgent | 08:30 look => firstReply due Mon 09:30",
      "Sat 08:00 open urgent | 08:30 look => resolution due 2025-06-09 17:00",
    ])
  func breach(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: .fixture()) == [])
  }

  @Test(
    "a promise in days keeps what was left of it, pauses added, also where it ends in a pause",
    arguments: [
      "Mon 09:00 open | Tue 10:00 solve => resolution left 7 h",
      "Mon 09:00 open | 10:00 pending | Tue 10:00 solve => resolution left 15 h",
    ])
  func daysEndingInPause(line: String) throws {
    let policy = try Promises.always(Promises.resolution("2 working days", pauseWhile: .customer))
    #expect(try TicketTimeline(line).differences(under: policy) == [])
  }

  @Test("the next deadline lies behind the instant that is asked for")
  func nextDeadlineIsLater() throws {
    let line = try TicketTimeline("Mon 09:00 open urgent")
    let timeline = line.slaTimeline(under: try .fixture())
    let (reply, resolution) = (
      try Instant("2025-06-02T09:30:00Z"), try Instant("2025-06-02T17:00:00Z")
    )
    #expect(timeline.nextDeadline(after: line.end) == reply)
    #expect(timeline.nextDeadline(after: reply.adding(milliseconds: -1)) == reply)
    #expect(timeline.nextDeadline(after: reply) == resolution)
    #expect(timeline.nextDeadline(after: resolution) == nil)
    // The breach is the first millisecond that is late, also when asked exactly at the due time.
    #expect(timeline.nextWakeUp(after: reply) == reply.adding(milliseconds: 1))
  }

  @Test("the past can be asked after the end is known, and before the opening there is nothing")
  func past() throws {
    let line = try TicketTimeline("Mon 09:00 open urgent | Tue 12:00 reply | 13:00 solve")
    let timeline = line.slaTimeline(under: try .fixture())
    func verdict(_ text: String) throws -> SLAVerdict? {
      timeline.verdict(of: .firstReply, at: try Instant("2025-06-\(text):00Z"))
    }
    #expect(try verdict("02T08:59") == nil)
    #expect(try verdict("02T09:00") == .running)
    #expect(try verdict("02T09:30") == .running)
    #expect(try verdict("02T09:31") == .missed)
    #expect(try verdict("09T00:00") == .missed)
    #expect(timeline.verdict(of: .firstReply, at: .min) == nil)
    #expect(timeline.verdict(of: .firstReply, at: .max) == .missed)
    #expect(timeline.verdict(of: .ownership, at: .max) == nil)
  }

  @Test(
    "a first reply is the first public answer by a person",
    arguments: [
      "Mon 09:00 open urgent | 09:10 automatic | 09:20 note | 09:40 look => firstReply missed",
      "Mon 09:00 open urgent | 09:10 holding => firstReply met Mon 09:10",
      "Mon 09:00 open urgent | 09:10 reply | 11:00 reply => firstReply met Mon 09:10",
      "Mon 09:00 open urgent | 09:10 customer | 09:20 look => firstReply due Mon 09:30",
    ])
  func firstReply(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: .fixture()) == [])
  }

  @Test(
    "ownership lasts until the first assignment to an agent",
    arguments: [
      "Mon 09:00 open | 09:30 group desk | 09:40 look => ownership due Mon 10:00",
      "Mon 09:00 open | 09:30 assign li | 12:00 assign wu => ownership met Mon 09:30",
      "Mon 09:00 open | 10:30 assign li => ownership missed Mon 10:00",
      "Mon 09:00 open | 09:30 solve | 12:00 look => ownership suspended | ownership cancelled",
    ])
  func ownership(line: String) throws {
    let policy = try Promises.always(SLATarget(.ownership, within: ServiceDuration("1 h")))
    #expect(try TicketTimeline(line).differences(under: policy) == [])
  }

  @Test("the next deadline is the earliest of those that still can be missed")
  func nextDeadline() throws {
    let line = try TicketTimeline("Mon 09:00 open urgent | 09:10 reply")
    let timeline = line.slaTimeline(under: try .fixture())
    let opened = try Instant("2025-06-02T09:00:00Z")
    #expect(try timeline.nextDeadline(after: opened) == Instant("2025-06-02T09:30:00Z"))
    #expect(try timeline.nextDeadline(after: line.end) == Instant("2025-06-02T17:00:00Z"))
    #expect(timeline.nextDeadline(after: .max) == nil)
    #expect(timeline.nextDeadline(after: .min) == nil)
  }

  @Test("a promise whose calendar ends first never falls due and says so")
  func neverDue() throws {
    let once = try BusinessCalendar(
      zone: "UTC", weekly: [:],
      overrides: [.init(CivilDate("2025-06-02"), [DayInterval("09:00-10:00")])])
    let policy = try Promises.always(
      SLATarget(.resolution, within: ServiceDuration("8 business h"), calendar: "once"),
      calendars: ["once": once])
    let timeline = try TicketTimeline("Mon 09:00 open").slaTimeline(under: policy)
    let status = try #require(timeline.status(of: .resolution, at: .max))
    #expect(status.dueAt == nil && status.verdict == .running)
    #expect(status.elapsedMilliseconds == Promises.hour)
    #expect(timeline.nextDeadline(after: .epoch) == nil)
    let why = try #require(timeline.explanation(of: .resolution, at: .max))
    #expect(why.code == .slaNeverDue)
  }
}

@Suite("Service levels: pauses and reopenings")
struct PauseTests {
  @Test(
    "a pause is counted in the target's own calendar",
    arguments: [
      "Mon 09:00 open urgent | 10:00 pending | 14:00 customer => resolution due Tue 13:00",
      "Mon 10:00 open urgent | 16:00 pending | Tue 10:00 customer => resolution due Tue 12:00",
      "Mon 10:00 open urgent | 18:00 pending | Tue 08:00 customer => resolution due Tue 10:00",
      "Fri 10:00 open urgent | 17:00 pending | Mon 09:00 customer"
        + " => resolution due 2025-06-09 10:00",
      "Mon 09:00 open urgent | 10:00 pending | 14:00 look => resolution paused",
    ])
  func ownCalendar(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: .fixture()) == [])
  }

  @Test(
    "the clock resumes when all reasons are gone, and reasons that do not count do nothing",
    arguments: [
      "Mon 09:00 open | 10:00 wait vendor | 11:00 pending | 12:00 resume vendor | 13:00 look"
        + " => resolution paused",
      "Mon 09:00 open | 10:00 wait vendor customer | 12:00 resume => resolution due Mon 15:00",
      "Mon 09:00 open | 10:00 wait problem | 12:00 look => resolution due Mon 13:00",
    ])
  func severalReasons(line: String) throws {
    let policy = try Promises.always(
      Promises.resolution("4 business h", pauseWhile: [.customer, .vendor]))
    #expect(try TicketTimeline(line).differences(under: policy) == [])
  }

  @Test(
    "where events share an instant, stop beats pause beats start",
    arguments: [
      "Mon 09:00 open urgent | 17:00 pending | Tue 08:00 look => resolution paused",
      "Mon 09:00 open urgent | 17:00 pending | 17:00 solve => resolution met Mon 17:00",
      "Mon 09:00 open urgent | 09:00 pending | 12:00 customer => resolution due Tue 12:00",
    ])
  func sameInstant(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: .fixture()) == [])
  }

  @Test(
    "what was used up exactly at closing was due at that closing",
    arguments: [
      "Mon 09:00 open urgent | 17:00 pending | 20:00 customer => resolution missed Mon 20:00",
      "Mon 09:00 open urgent | 17:00 pending | Tue 08:30 solve => resolution met Tue 08:30",
      "Mon 09:00 open urgent | 17:00 solve | 20:00 reopen => resolution missed Mon 20:00",
      "Mon 09:00 open | 17:00 pending | 20:00 priority urgent => resolution missed Mon 20:00",
    ])
  func usedUp(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: .fixture()) == [])
  }

  @Test(
    "resolution stops at the solution and goes on at a reopening without the time in between",
    arguments: [
      "Mon 09:00 open urgent | 12:00 solve | Tue 09:00 reopen => resolution due Tue 14:00",
      "Mon 09:00 open urgent | 12:00 solve | Tue 09:00 customer => resolution due Tue 14:00",
      "Mon 09:00 open urgent | 12:00 solve | Tue 09:00 close | 10:00 look"
        + " => resolution met Mon 12:00",
      "Mon 09:00 open urgent | 12:00 close | Tue 09:00 reopen | 14:01 solve"
        + " => resolution missed Tue 14:00",
      "Mon 09:00 open urgent | Tue 09:00 solve | Wed 09:00 reopen | 09:10 solve"
        + " => resolution missed Mon 17:00",
      "Mon 09:00 open urgent | 09:10 solve | 12:00 look => firstReply suspended",
      "Mon 09:00 open urgent | 09:10 solve | 12:00 reopen => firstReply due Mon 12:20",
      "Mon 09:00 open urgent | 09:10 solve | 12:00 reply => firstReply met Mon 12:00",
      "Mon 09:00 open urgent | 10:00 pending | 11:00 solve | 12:00 reopen"
        + " => resolution due Tue 11:00",
    ])
  func reopening(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: .fixture()) == [])
  }
}

@Suite("Service levels: changes of the target")
struct RetargetTests {
  @Test(
    "a change of priority chooses the target anew and keeps the time used",
    arguments: [
      "Mon 09:00 open low | 12:00 priority urgent => resolution due Mon 17:00",
      "Mon 09:00 open urgent | 12:00 priority low => resolution due Wed 17:00",
      "Mon 09:00 open low | Tue 10:00 priority urgent => resolution missed Tue 10:00",
      "Mon 09:00 open low | 10:00 pending | Tue 10:00 priority urgent => resolution paused",
    ])
  func priority(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: .fixture()) == [])
  }

  @Test(
    "a breach stays and a fulfilled promise is not measured again, whatever comes later",
    arguments: [
      "Mon 09:00 open urgent | Tue 09:00 priority low | 09:30 solve => resolution missed Mon 17:00",
      "Mon 09:00 open urgent | 09:31 priority low | 09:40 reply => firstReply missed Mon 09:30",
      "Mon 09:00 open low | 10:00 reply | 11:00 priority urgent => firstReply met Mon 10:00",
      "Mon 09:00 open low | Tue 10:00 solve | 11:00 priority urgent => resolution met Tue 10:00",
      "Mon 09:00 open low | Tue 10:00 solve | 11:00 priority urgent | 12:00 reopen"
        + " => resolution missed Tue 12:00",
      "Mon 09:00 open urgent | 17:00 solve | 18:00 priority low | 20:00 reopen"
        + " => resolution due Wed 17:00 | resolution running",
    ])
  func stays(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: .fixture()) == [])
  }

  @Test(
    "another calendar counts what comes, not what was",
    arguments: [
      "Mon 15:00 open low | Tue 09:00 priority urgent => resolution due Tue 23:00",
      "Mon 15:00 open urgent | 16:00 priority low => resolution due Tue 17:00",
    ])
  func calendars(line: String) throws {
    let policy = try SLAPolicy(
      "two", calendars: ["office": .office(), "night": .night()],
      rules: [
        Rule(
          "urgent", when: .equals("priority", "urgent"),
          then: [Promises.resolution("3 business h", calendar: "night")]),
        Rule("all", then: [Promises.resolution("9 business h")]),
      ])
    // First line: two hours of the office were used, one is left from 22:00 on. Second line: no
    // hour of the night was used, nine hours of the office end on Tuesday at 17:00.
    #expect(try TicketTimeline(line).differences(under: policy) == [])
  }

  @Test(
    "a target that comes later counts from the opening, with the pauses since",
    arguments: [
      "Mon 09:00 open | 12:00 priority urgent => resolution due Mon 17:00",
      "Mon 09:00 open | 10:00 pending | 12:00 customer | 13:00 priority urgent"
        + " => resolution due Tue 11:00",
      "Mon 09:00 open | Wed 12:00 priority urgent => resolution missed Wed 12:00",
      "Mon 09:00 open | 10:00 reply | 11:00 priority urgent => firstReply none",
      "Mon 09:00 open | 10:00 look => resolution none",
    ])
  func later(line: String) throws {
    let fixture = try SLAPolicy.fixture()
    let policy = try SLAPolicy(
      "urgent-only", calendars: ["office": .office()],
      rules: [try #require(fixture.rules.rules.first)])
    #expect(try TicketTimeline(line).differences(under: policy) == [])
  }

  @Test(
    "a ticket that stops matching cancels what runs: neither met nor missed",
    arguments: [
      "Mon 09:00 open urgent | 09:10 priority low | Wed 12:00 look"
        + " => firstReply cancelled | resolution cancelled",
      "Mon 09:00 open urgent | 09:10 priority low | Wed 12:00 solve => resolution cancelled",
      "Mon 09:00 open urgent | 09:10 reply | 09:20 priority low => firstReply met",
      "Mon 09:00 open urgent | 10:00 priority low => firstReply missed Mon 09:30",
      "Mon 09:00 open urgent | 10:00 priority low | 12:00 priority urgent"
        + " => resolution due Mon 17:00",
    ])
  func cancelled(line: String) throws {
    let fixture = try SLAPolicy.fixture()
    let policy = try SLAPolicy(
      "urgent-only", calendars: ["office": .office()],
      rules: [try #require(fixture.rules.rules.first)])
    #expect(try TicketTimeline(line).differences(under: policy) == [])
  }

  @Test("a ticket keeps the policy that its timeline was made with")
  func policyVersion() throws {
    let old = try TicketTimeline("Mon 09:00 open urgent").slaTimeline(under: .fixture())
    var copy = old
    copy.apply(.fixture(.prioritised(.low), at: .fixtureStart))
    #expect(copy.policy.id == "fixture" && copy.policy.version == old.policy.version)
    #expect(old.facts["priority"] == "urgent" && copy.facts["priority"] == "low")
  }
}
