// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

/// Time in groups, and what a reopening makes of it.
extension MetricTests {
  @Test("group time is counted for each group that holds the ticket, also for one by name")
  func groups() throws {
    let any = try Self.policy(.groupTime)
    #expect(
      try TicketTimeline(
        "Mon 09:00 open | 09:30 group desk | 11:00 group second | 12:00 look"
          + " => groupTime cycle 2 | groupTime due Mon 13:00"
      ).differences(under: any) == [])
    let second = try Promises.always(
      SLATarget(.groupTime, within: ServiceDuration("2 h"), by: "second"))
    #expect(
      try TicketTimeline("Mon 09:00 open | 09:30 group desk | 12:00 look => groupTime none")
        .differences(under: second) == [])
    #expect(
      try TicketTimeline(
        "Mon 09:00 open | 09:30 group desk | 11:00 group second | 12:00 solve"
          + " => groupTime met Mon 12:00 | groupTime used 1 h"
      ).differences(under: second) == [])
  }

  @Test(
    "a reopening finds only the stay of a group that still holds the ticket",
    arguments: [
      (
        SLAPolicyOptions.Reopening.continue, "solve | 11:00 reopen",
        "due Mon 12:30 | groupTime cycle 1"
      ),
      (.restart, "solve | 11:00 reopen", "due Mon 13:00 | groupTime cycle 2"),
      (.continue, "solve | 10:30 unassign | 11:00 reopen | 14:00 look", "met Mon 10:00"),
      (.restart, "solve | 10:30 unassign | 11:00 reopen | 14:00 look", "met Mon 10:00"),
      (.restart, "unassign | 10:00 solve | 11:00 reopen | 14:00 look", "met Mon 10:00"),
      (
        .continue, "solve | 10:30 unassign | 11:00 reopen | 14:00 group second",
        "cycle 2 | groupTime due Mon 16:00"
      ),
      (
        .restart, "solve | 10:30 unassign | 11:00 reopen | 14:00 group desk",
        "cycle 2 | groupTime due Mon 16:00"
      ),
      // Who gets a solved ticket has its time from the reopening on.
      (
        .restart, "solve | 10:30 group second | 11:00 reopen | 12:00 look",
        "cycle 2 | groupTime used 1 h | groupTime due Mon 13:00"
      ),
    ])
  func groupsAfterReopening(choice: SLAPolicyOptions.Reopening, story: String, expected: String)
    throws
  {
    let line = "Mon 09:00 open | 09:30 group desk | 10:00 \(story) => groupTime \(expected)"
    for group in [nil, "desk"] as [GroupID?] where group == nil || !line.contains("second") {
      let policy = try SLAPolicy(
        "groups",
        rules: [
          Rule(
            "all",
            then: [SLATarget(.groupTime, within: try ServiceDuration("2 h"), by: group)])
        ], options: SLAPolicyOptions(onReopen: choice))
      #expect(try TicketTimeline(line).differences(under: policy) == [])
    }
  }

  @Test("one group's promise stays kept where another group holds the ticket at a reopening")
  func groupByNameAfterReopening() throws {
    let desk = try Promises.always(
      SLATarget(.groupTime, within: ServiceDuration("2 h"), by: "desk"))
    #expect(
      try TicketTimeline(
        "Mon 09:00 open | 09:30 group desk | 10:00 solve | 10:30 group second | 11:00 reopen"
          + " | 14:00 look => groupTime met Mon 10:00"
      ).differences(under: desk) == [])
  }

  @Test("a reopening leaves an earlier stay alone where nothing was promised for the latest")
  func unpromisedStayAfterReopening() throws {
    let urgent = try SLAPolicy(
      "urgent",
      rules: [
        Rule(
          "urgent", when: .equals("priority", "urgent"),
          then: [SLATarget(.groupTime, within: try ServiceDuration("2 h"))])
      ])
    #expect(
      try TicketTimeline(
        "Mon 09:00 open urgent | 09:30 group desk | 10:00 unassign | 10:10 priority low"
          + " | 10:20 group second | 11:00 solve | 12:00 reopen | 14:00 look"
          + " => groupTime met Mon 10:00 | groupTime used 30 min"
      ).differences(under: urgent) == [])
  }

  @Test("who has to own it owns it once the group does, also when others owned it before")
  func by() throws {
    let policy = try SLAPolicy(
      "force",
      rules: [
        Rule(
          "A", when: .equals("complaintClass", "A"),
          then: [SLATarget(.ownership, within: ServiceDuration("1 h"), by: "task-force")]),
        Rule("all", then: [SLATarget(.ownership, within: ServiceDuration("4 h"))]),
      ])
    // Nothing can be said of the rule about classes before a class is known.
    let graded = "Mon 09:00 open | 09:10 assign li | 09:20 class A"
    #expect(
      try TicketTimeline(graded + " => ownership due Mon 10:00").differences(under: policy) == [])
    #expect(
      try TicketTimeline(graded + " | 09:40 group task-force => ownership met Mon 09:40")
        .differences(under: policy) == [])
    #expect(
      try TicketTimeline(graded + " | 09:40 group desk | 11:00 look => ownership missed Mon 10:00")
        .differences(under: policy) == [])
  }

  @Test("what an answer had fulfilled is not taken up again with the ticket that was solved later")
  func fulfilledBeforeSolving() throws {
    let policy = try SLAPolicy(
      "test", calendars: ["office": .office()],
      rules: [Rule("all", then: [SLATarget("reaction", within: try ServiceDuration("4 h"))])],
      metrics: [
        SLAMetricDefinition("reaction", start: [.opened], stop: [.reply, .resolved])
      ])
    func reaction(_ line: String) throws -> SLAStatus? {
      let line = try TicketTimeline(line)
      return line.slaTimeline(under: policy).status(of: "reaction", at: line.end)
    }
    let answered = try reaction("Mon 09:00 open | 10:00 reply | 11:00 solve | 12:00 reopen")
    #expect(answered?.verdict == .met && answered?.phase == .fulfilled)
    #expect(answered?.fulfilledAt == (try Instant("2025-06-02T10:00:00Z")))
    let unanswered = try reaction("Mon 09:00 open | 11:00 solve | 12:00 reopen")
    #expect(unanswered?.dueAt == (try Instant("2025-06-02T14:00:00Z")))
  }

  @Test("of one metric for two groups the promise that runs is told, not the one taken away later")
  func cancelledBesideRunning() throws {
    func target(_ group: GroupID) throws -> SLATarget {
      SLATarget("handling", within: try ServiceDuration("4 h"), by: group)
    }
    let policy = try SLAPolicy(
      "test", calendars: ["office": .office()],
      rules: [
        Rule("high", when: .equals("priority", "high"), then: [target("front"), target("back")]),
        Rule("rest", then: [target("front")]),
      ],
      metrics: [SLAMetricDefinition("handling", start: [.groupAssigned], stop: [.resolved])])
    let line = try TicketTimeline(
      "Mon 09:00 open high | 09:10 group back | 09:20 group front | 10:00 priority low | 10:30 look"
    )
    let status = line.slaTimeline(under: policy).status(of: "handling", at: line.end)
    #expect(status?.dueAt == (try Instant("2025-06-02T13:20:00Z")))
  }
}
