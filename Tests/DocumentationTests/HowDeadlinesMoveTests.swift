// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

/// The code and the numbers of the article "How deadlines move".
@Suite("Documentation: how deadlines move")
struct HowDeadlinesMoveTests {
  let policy: SLAPolicy
  let hour: Int64 = 3_600_000

  init() throws {
    let hours = [try DayInterval("09:00-12:00"), try DayInterval("13:00-18:00")]
    let office = try BusinessCalendar(
      zone: "Asia/Shanghai",
      weekly: [
        .monday: hours, .tuesday: hours, .wednesday: hours, .thursday: hours, .friday: hours,
      ])
    func resolution(within text: String) throws -> [SLATarget] {
      [
        SLATarget(
          .resolution, within: try ServiceDuration(text), calendar: "office",
          pauseWhile: .customer)
      ]
    }
    policy = try SLAPolicy(
      "desk", calendars: ["office": office],
      rules: [
        Rule(
          "urgent", when: .equals("priority", "urgent"), then: resolution(within: "4 business h"))
      ],
      otherwise: resolution(within: "8 business h"))
  }

  func timeline(_ story: [(String, Ticket.Change)]) throws -> SLATimeline {
    var timeline = SLATimeline(policy)
    for (time, change) in story {
      timeline.apply(.init(change, by: .system, at: try Instant(time)))
    }
    return timeline
  }

  @Test("business time skips lunch, night and weekend")
  func opening() throws {
    let timeline = try timeline([
      ("2025-06-06T16:00+08:00", .opened(.init(priority: .normal)))  // a Friday
    ])
    let due = timeline.status(of: .resolution, at: try Instant("2025-06-06T16:00+08:00"))?.dueAt
    #expect(due == (try Instant("2025-06-09T16:00+08:00")))
  }

  @Test("a target that depends on an unknown priority begins once it is known, from the opening")
  func unknownPriority() throws {
    let timeline = try timeline([
      ("2025-06-06T16:00+08:00", .opened(.init())),
      ("2025-06-09T10:00+08:00", .prioritised(.normal)),
    ])
    let friday = timeline.status(of: .resolution, at: try Instant("2025-06-06T17:00+08:00"))
    let monday = timeline.status(of: .resolution, at: try Instant("2025-06-09T10:00+08:00"))
    #expect(friday == nil)
    #expect(monday?.elapsedMilliseconds == 3 * hour)
    #expect(monday?.dueAt == (try Instant("2025-06-09T16:00+08:00")))
  }

  @Test("a pause moves the due time by the business time in it")
  func pause() throws {
    let timeline = try timeline([
      ("2025-06-06T16:00+08:00", .opened(.init(priority: .normal))),
      ("2025-06-06T17:00+08:00", .waitChanged(.customer)),
      ("2025-06-09T10:00+08:00", .waitChanged([])),
    ])
    let status = timeline.status(of: .resolution, at: try Instant("2025-06-09T10:00+08:00"))
    #expect(status?.dueAt == (try Instant("2025-06-09T18:00+08:00")))
    #expect(status?.pausedMilliseconds == 2 * hour)
    #expect(status?.elapsedMilliseconds == 1 * hour)
    let sunday = timeline.status(of: .resolution, at: try Instant("2025-06-08T10:00+08:00"))
    #expect(sunday?.phase == .paused)
    #expect(sunday?.dueAt == nil)
    #expect(sunday?.remainingMilliseconds == 7 * hour)
  }

  @Test("a pause outside hours moves nothing")
  func pauseOutsideHours() throws {
    let timeline = try timeline([
      ("2025-06-06T16:00+08:00", .opened(.init(priority: .normal))),
      ("2025-06-06T18:30+08:00", .waitChanged(.customer)),
      ("2025-06-08T20:00+08:00", .waitChanged([])),
    ])
    let due = timeline.status(of: .resolution, at: try Instant("2025-06-09T09:00+08:00"))?.dueAt
    #expect(due == (try Instant("2025-06-09T16:00+08:00")))
  }

  @Test("a reopening goes on with the time that was left")
  func reopening() throws {
    let timeline = try timeline([
      ("2025-06-06T16:00+08:00", .opened(.init(priority: .normal))),
      ("2025-06-09T10:00+08:00", .solved),
      ("2025-06-10T09:30+08:00", .reopened),
    ])
    let solved = timeline.verdict(of: .resolution, at: try Instant("2025-06-09T17:00+08:00"))
    let again = timeline.status(of: .resolution, at: try Instant("2025-06-10T09:30+08:00"))
    #expect(solved == .met)
    #expect(again?.verdict == .running)
    #expect(again?.elapsedMilliseconds == 3 * hour)
    #expect(again?.dueAt == (try Instant("2025-06-10T15:30+08:00")))
  }

  @Test("a new priority chooses the target anew and keeps the time used")
  func priority() throws {
    let timeline = try timeline([
      ("2025-06-06T16:00+08:00", .opened(.init(priority: .normal))),
      ("2025-06-09T10:00+08:00", .prioritised(.urgent)),
    ])
    let status = timeline.status(of: .resolution, at: try Instant("2025-06-09T10:00+08:00"))
    #expect(status?.rule == "urgent")
    #expect(status?.elapsedMilliseconds == 3 * hour)
    #expect(status?.dueAt == (try Instant("2025-06-09T11:00+08:00")))
  }

  @Test("a stricter target that is past already is missed at the change")
  func priorityTooLate() throws {
    let timeline = try timeline([
      ("2025-06-06T16:00+08:00", .opened(.init(priority: .normal))),
      ("2025-06-09T14:00+08:00", .prioritised(.urgent)),
      ("2025-06-09T14:30+08:00", .prioritised(.normal)),
    ])
    let before = timeline.verdict(of: .resolution, at: try Instant("2025-06-09T13:59+08:00"))
    let after = timeline.status(of: .resolution, at: try Instant("2025-06-09T15:00+08:00"))
    #expect(before == .running)
    #expect(after?.verdict == .missed)
    #expect(after?.breachedAt == (try Instant("2025-06-09T14:00+08:00")))
  }

  @Test("a due time at closing stays there, and exactly then is in time")
  func closing() throws {
    func solved(at time: String) throws -> SLATimeline {
      try timeline([
        ("2025-06-06T13:00+08:00", .opened(.init(priority: .urgent))),
        ("2025-06-06T14:00+08:00", .waitChanged(.customer)),
        ("2025-06-06T15:00+08:00", .waitChanged([])),
        (time, .solved),
      ])
    }
    let inTime = try solved(at: "2025-06-06T18:00+08:00")
    let late = try solved(at: "2025-06-07T10:00+08:00")  // Saturday: no business time has passed
    let monday = try Instant("2025-06-09T09:00+08:00")
    #expect(inTime.verdict(of: .resolution, at: monday) == .met)
    #expect(late.verdict(of: .resolution, at: monday) == .missed)
    let breach = late.status(of: .resolution, at: monday)?.breachedAt
    #expect(breach == (try Instant("2025-06-06T18:00+08:00")))
  }

  @Test("elapsed time does not care for hours, nor for the length of a day")
  func elapsed() throws {
    let start = try Instant("2025-10-25T12:00+02:00")  // the clocks go back in the night
    let clock = try BusinessCalendar.aroundTheClock.compiled()
    let end = clock.due(after: try ServiceDuration("24 h"), from: start)
    #expect(end == (try Instant("2025-10-26T11:00+01:00")))

    let berlin = try BusinessCalendar.aroundTheClock(zone: "Europe/Berlin").compiled()
    let noon = berlin.due(after: try ServiceDuration("1 day"), from: start)
    #expect(noon == (try Instant("2025-10-26T12:00+01:00")))
  }

  @Test("a fact of one's own")
  func ownFact() throws {
    let rules = [
      Rule(
        "china", when: .equals("region", "china"),
        then: [SLATarget(.firstReply, within: .minutes(5))])
    ]
    let schema = try FactSchema(
      Ticket.factFields + [FactField("region", .choice(["china", "europe"]))])
    let policy = try SLAPolicy("desk", schema: schema, rules: rules)
    var timeline = SLATimeline(policy, facts: try Facts(schema, ["region": "europe"]))
    let at = try Instant("2025-06-09T15:00+08:00")
    timeline.apply(.init(.opened(.init()), by: .customer("c-7"), at: at))
    #expect(timeline.match(at: at) == .noMatch)
    var unknown = SLATimeline(policy)
    unknown.apply(.init(.opened(.init()), by: .customer("c-7"), at: at))
    #expect(
      unknown.match(at: at).explanation.text()
        == "no promise where rule china would decide if region were known")
  }
}
