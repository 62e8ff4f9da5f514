// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("The notation of timelines")
struct TimelineNotationTests {
  @Test("a line becomes the events that its commands cause")
  func example() throws {
    let line = try TicketTimeline(
      """
      Mon 09:00 open urgent | 10:00 pending | 14:00 customer | 15:00 assign li | 16:00 reply
      | Tue 09:30 solve | 11:00 reopen | Wed 12:00 close
      """)
    let day = "2025-06-0"
    #expect(
      line.events.map { "\($0.occurredAt) \($0.by) \($0.change.type.rawValue)" } == [
        "\(day)2T09:00:00Z customer c-1 opened", "\(day)2T10:00:00Z agent wang workStarted",
        "\(day)2T10:00:00Z agent wang waitChanged",
        "\(day)2T14:00:00Z customer c-1 messageAdded", "\(day)2T14:00:00Z customer c-1 waitChanged",
        "\(day)2T15:00:00Z agent wang assigned", "\(day)2T16:00:00Z agent li messageAdded",
        "\(day)3T09:30:00Z agent li solved", "\(day)3T11:00:00Z agent li reopened",
        "\(day)4T12:00:00Z agent li closed",
      ])
    #expect(line.ticket.priority == .urgent && line.ticket.status == .closed)
    #expect(line.end == line.events.last?.occurredAt && line.expectations.isEmpty)
  }

  @Test("all words have their commands")
  func words() throws {
    let line = try TicketTimeline(
      "Mon 09:00 open | 09:01 note | 09:02 automatic | 09:03 holding | 09:04 group desk"
        + " | 09:05 assign li | 09:06 unassign | 09:07 wait vendor evidence | 09:08 resume vendor"
        + " | 09:09 resume | 09:10 priority high | 09:11 kind complaint | 09:12 reply wu"
        + " | 09:13 look")
    #expect(
      line.events.map(\.change.type) == [
        .opened, .messageAdded, .messageAdded, .messageAdded, .workStarted, .assigned, .assigned,
        .assigned, .waitChanged, .waitChanged, .waitChanged, .prioritised, .classified,
        .messageAdded,
      ])
    #expect(line.ticket.classification.kind == .complaint && line.ticket.priority == .high)
    #expect(line.events.last?.by == .agent("wu"))
  }

  @Test("days move forward, dates stand for days, and clocks are those of the zone")
  func days() throws {
    let line = try TicketTimeline(
      "Wed 23:30 open | Wed 23:45 customer | Wed 08:00 customer | 2025-06-20 10:00 customer",
      zone: "Asia/Shanghai")
    #expect(
      line.events.map(\.occurredAt.description) == [
        "2025-06-04T15:30:00Z", "2025-06-04T15:45:00Z", "2025-06-11T00:00:00Z",
        "2025-06-20T02:00:00Z",
      ])
    // Berlin's clocks went from 02:00 to 03:00 on 2025-03-30.
    let gap = try TicketTimeline(
      "Sun 02:30 open", zone: "Europe/Berlin", from: CivilDate("2025-03-24"))
    #expect(gap.end.description == "2025-03-30T01:30:00Z")
  }

  @Test(
    "mistakes name the entry",
    arguments: [
      ("", TimelineError.empty), ("=> firstReply met", .empty),
      ("open", .noTime(entry: "open")), ("09:00 open", .noDay(entry: "09:00 open")),
      ("Mon 9am open", .noTime(entry: "Mon 9am open")),
      ("Mon 09:00 open | 08:00 customer", .timeRunsBackwards(entry: "08:00 customer")),
      ("Mon 09:00 open | 09:01 assign", .wrongName(entry: "09:01 assign", word: "assign")),
      ("Mon 09:00 open | 09:01 solve it", .wrongName(entry: "09:01 solve it", word: "solve")),
      ("Mon 09:00 open | 09:01 wait tea", .wrongName(entry: "09:01 wait tea", word: "wait")),
      (
        "Mon 09:00 open | 09:01 reopen",
        .refused(entry: "09:01 reopen", .illegalTransition(from: .new, .reopen))
      ),
      (
        "Mon 09:00 open => resolution met tomorrow", .noTime(entry: "resolution met tomorrow")
      ),
      ("Mon 09:00 open => resolution due", .noTime(entry: "resolution due")),
      (
        "Mon 09:00 open => resolution paused 09:00",
        .wrongName(entry: "resolution paused 09:00", word: "paused")
      ),
      (
        "Mon 09:00 open => resolution met Mon 09:00 x",
        .wrongName(entry: "resolution met Mon 09:00 x", word: "met")
      ),
    ])
  func mistakes(line: String, expected: TimelineError) {
    #expect(throws: expected) { try TicketTimeline(line) }
    #expect(!expected.description.isEmpty)
  }

  @Test(
    "unknown words are answered with the known ones",
    arguments: [
      ("Mon 09:00 opne", "opne", "open"), ("Mon 09:00", "", "open"),
      ("Mon 09:00 open => resolution done", "done", "met"),
    ])
  func unknown(line: String, word: String, known: String) throws {
    let mistake = try #require(throws: TimelineError.self) { try TicketTimeline(line) }
    guard case .unknownWord(_, word, let words) = mistake else {
      Issue.record("\(mistake)")
      return
    }
    #expect(words.contains(known) && mistake.description.contains(known))
  }

  @Test("an unknown zone is a mistake")
  func zone() {
    #expect(throws: TimelineError.unknownZone("Mars/Base")) {
      try TicketTimeline("Mon 09:00 open", zone: "Mars/Base")
    }
  }

  @Test("what does not hold is told with what is the case")
  func differences() throws {
    let line = try TicketTimeline(
      "Mon 09:00 open urgent | 09:10 reply | 10:00 pending | 11:00 look"
        + " => firstReply missed | resolution due Tue 11:00 => ownership paused | firstReply met 09:10"
    )
    let found = line.differences(under: try .fixture())
    #expect(
      found.map(\.description) == [
        "expected \"firstReply missed\", but it is: firstReply met, fulfilled, "
          + "fulfilled 2025-06-02T09:10:00Z, used 10 min",
        "expected \"resolution due Tue 11:00 (2025-06-03T11:00:00Z)\", but it is: resolution "
          + "running, paused, used 60 min",
        "expected \"ownership paused\", but it is: the policy measures no ownership",
      ])
    let missed = try TicketTimeline("Mon 09:00 open urgent | 12:00 look => resolution none")
    let late = try TicketTimeline("Mon 09:00 open urgent | 12:00 look => firstReply running")
    #expect(
      missed.differences(under: try .fixture()).first?.actual
        == "resolution running, running, due 2025-06-02T17:00:00Z, used 180 min")
    #expect(
      late.differences(under: try .fixture()).first?.actual.contains("missed 2025-06-02T09:30:00Z")
        == true)
  }

  @Test("a metric of the desk's own may be expected, and one that nobody measures is a difference")
  func ownMetrics() throws {
    let policy = try SLAPolicy(
      "own", rules: [Rule("all", then: [SLATarget("review", within: try ServiceDuration("1 h"))])],
      metrics: [SLAMetricDefinition("review", start: [.opened], stop: [.documentFiled])])
    let line = try TicketTimeline(
      "Mon 09:00 open => review due Mon 10:00 | ownership none | reviews running")
    #expect(
      line.differences(under: policy).map(\.description) == [
        "expected \"reviews running\", but it is: the policy measures no reviews"
      ])
  }

  @Test("fixtures stand where they are asked to stand", arguments: Ticket.Status.allCases)
  func fixtures(status: Ticket.Status) {
    let ticket = Ticket.fixture("T-9", status: status, assignment: .init(agent: "li"))
    #expect(ticket.status == status && ticket.id == "T-9" && ticket.assignment.agent == "li")
    #expect(ticket.openedAt == .fixtureStart && ticket.priority == .normal)
  }

  @Test("the policy of fixtures takes another calendar, and an impossible zone is told")
  func policy() throws {
    let berlin = try SLAPolicy.fixture(office: .office(zone: "Europe/Berlin"))
    let line = try TicketTimeline(
      "Mon 09:00 open urgent => resolution due Mon 17:00", zone: "Europe/Berlin")
    #expect(line.differences(under: berlin) == [])
    #expect(throws: CalendarError.self) { try BusinessCalendar.office(zone: "Mars/Base") }
    let closed = try BusinessCalendar.office(holidays: [.fixtureMonday])
    #expect(closed.holidays.map(\.date.description) == ["2025-06-02"])
  }
}
