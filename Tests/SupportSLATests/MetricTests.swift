// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Service levels: what is measured")
struct MetricTests {
  static func policy(_ metric: SLAMetric, _ within: String = "2 h") throws -> SLAPolicy {
    try Promises.always(
      SLATarget(metric, within: ServiceDuration(within), pauseWhile: .onHold))
  }

  @Test(
    "next reply runs from the oldest unanswered message behind a public answer",
    arguments: [
      "Mon 09:00 open | 09:30 customer | 10:00 look => nextReply none",
      "Mon 09:00 open | 09:10 reply | 10:00 customer | 11:00 customer => nextReply due Mon 12:00",
      "Mon 09:00 open | 09:10 reply | 10:00 customer | 11:59 reply => nextReply met Mon 11:59",
      "Mon 09:00 open | 09:10 reply | 10:00 customer | 12:01 reply => nextReply missed Mon 12:00",
      "Mon 09:00 open | 09:10 reply | 10:00 customer | 10:30 automatic | 11:00 note"
        + " => nextReply due Mon 12:00",
      "Mon 09:00 open | 09:10 reply | 10:00 customer | 10:30 reply | 13:00 customer"
        + " => nextReply cycle 2 | nextReply due Mon 15:00",
      "Mon 09:00 open | 09:10 reply | 10:00 customer | 13:00 reply | 14:00 customer | 17:00 look"
        + " => nextReply breaches 2 | nextReply missed Mon 16:00",
    ])
  func nextReply(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: Self.policy(.nextReply)) == [])
  }

  @Test(
    "reply includes the first message, and the own message of the opening is the opening",
    arguments: [
      "Mon 09:00 open => reply due Mon 11:00",
      "Mon 09:00 open | 09:00 customer | 10:00 customer => reply due Mon 11:00 | reply cycle 1",
      "Mon 09:00 open | 09:00 reply | 09:00 customer => reply cycle 2 | reply due Mon 11:00",
      "Mon 09:00 open | 10:00 reply | 12:00 customer => reply cycle 2 | reply due Mon 14:00",
      "Mon 09:00 open | 12:00 solve | 13:00 look => reply missed Mon 11:00",
      "Mon 09:00 open | 10:00 solve | 13:00 look => reply suspended | reply cancelled",
    ])
  func reply(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: Self.policy(.reply)) == [])
  }

  @Test(
    "a periodic update runs from the last answer and is cancelled by a message of the customer",
    arguments: [
      "Mon 09:00 open | 10:00 look => periodicUpdate none",
      "Mon 09:00 open | 10:00 reply => periodicUpdate due Mon 12:00",
      "Mon 09:00 open | 10:00 reply | 11:00 reply => periodicUpdate due Mon 13:00",
      "Mon 09:00 open | 10:00 reply | 11:00 customer => periodicUpdate cancelled",
      "Mon 09:00 open | 10:00 reply | 11:00 customer | 11:30 reply"
        + " => periodicUpdate due Mon 13:30 | periodicUpdate cycle 2",
      "Mon 09:00 open | 10:00 reply | 12:30 customer => periodicUpdate missed Mon 12:00",
    ])
  func periodic(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: Self.policy(.periodicUpdate)) == [])
  }

  @Test(
    "any contact of either side starts the update anew",
    arguments: [
      "Mon 09:00 open => anyContactUpdate due Mon 11:00",
      "Mon 09:00 open | 10:00 customer => anyContactUpdate due Mon 12:00",
      "Mon 09:00 open | 10:00 customer | 11:00 reply => anyContactUpdate due Mon 13:00",
      "Mon 09:00 open | 10:00 automatic | 10:10 note => anyContactUpdate due Mon 11:00",
    ])
  func anyContact(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: Self.policy(.anyContactUpdate)) == [])
  }

  @Test("pickup ends when work begins")
  func pickup() throws {
    let policy = try Self.policy(.pickup)
    for line in [
      "Mon 09:00 open | 10:00 group desk => pickup due Mon 11:00",
      "Mon 09:00 open | 10:00 assign li => pickup met Mon 10:00",
      "Mon 09:00 open | 10:00 reply => pickup met Mon 10:00",
    ] {
      #expect(try TicketTimeline(line).differences(under: policy) == [])
    }
  }

  @Test("requester wait leaves out waits for the customer, agent work leaves out all")
  func waits() throws {
    let policy = try Promises.always(
      SLATarget(.requesterWait, within: ServiceDuration("9 h")),
      SLATarget(.agentWork, within: ServiceDuration("9 h")))
    let line = try TicketTimeline(
      "Mon 09:00 open | 10:00 pending | 12:00 resume | 13:00 wait vendor | 14:00 resume | 15:00 solve"
        + " => requesterWait used 4 h | requesterWait stood 2 h | agentWork used 3 h"
        + " | agentWork stood 3 h | agentWork met Mon 15:00")
    #expect(line.differences(under: policy) == [])
  }

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

  @Test("a message at the opening is the opening, unless it was answered before")
  func messageAtTheOpening() throws {
    let policy = try Promises.always(
      SLATarget(.anyContactUpdate, within: try ServiceDuration("1 h")))
    let opened = try Instant("2025-06-02T09:00:00Z")
    for (kinds, cycles) in [
      ([.customer], 1), ([.reply, .customer], 3), ([.customer, .reply], 2),
    ] as [([Ticket.Message.Kind], Int)] {
      var timeline = SLATimeline(policy)
      timeline.apply(.fixture(.opened(.init()), at: opened))
      for kind in kinds { timeline.apply(.fixture(.messageAdded(.init(kind)), at: opened)) }
      #expect(timeline.cycles(of: .anyContactUpdate, at: opened).count == cycles, "\(kinds)")
    }
  }

  @Test("stages have clocks by their names, and a desk defines metrics of its own")
  func own() throws {
    let policy = try SLAPolicy(
      "own",
      rules: [
        Rule(
          "all",
          then: [
            SLATarget("complaint/assessed", within: try ServiceDuration("2 h")),
            SLATarget("plan", within: try ServiceDuration("5 min")),
            SLATarget("review", within: try ServiceDuration("48 h")),
          ])
      ],
      metrics: [
        SLAMetricDefinition(
          "plan", start: [.stage(.init(.confirmed, of: .goldenThirty))],
          stop: [.stage(.init(.planned, of: .goldenThirty))]),
        SLAMetricDefinition("review", start: [.documentFiled], stop: [.resolved]),
      ])
    for line in [
      "Mon 09:00 open | 10:00 stage complaint/registered | 10:30 stage complaint/assessed"
        + " => complaint/assessed met Mon 10:30",
      "Mon 09:00 open | 12:00 look => complaint/assessed missed Mon 11:00",
    ] {
      #expect(try TicketTimeline(line).differences(under: policy) == [])
    }
    let golden = try TicketTimeline(
      "Mon 09:00 open | 09:01 stage goldenThirty/confirmed | 09:07 stage goldenThirty/planned"
        + " | 10:00 file voucher")
    let timeline = golden.slaTimeline(under: policy)
    #expect(timeline.status(of: "plan", at: golden.end)?.verdict == .missed)
    #expect(
      timeline.status(of: "review", at: golden.end)?.dueAt == golden.end + .seconds(48 * 3_600))
  }

  @Test("documents that come with the opening are filed by it")
  func documentsOfTheOpening() throws {
    let policy = try SLAPolicy(
      "own",
      rules: [
        Rule(
          "all",
          then: [
            SLATarget("decision", within: try ServiceDuration("48 h")),
            SLATarget("collection", within: try ServiceDuration("2 h")),
          ])
      ],
      metrics: [
        SLAMetricDefinition("decision", start: [.document("voucher")], stop: [.resolved]),
        SLAMetricDefinition("collection", start: [.opened], stop: [.document("voucher")]),
      ])
    let opened = try Instant("2025-06-02T09:00:00Z")
    for (kinds, decision, collection) in [
      ([], nil, .running), (["picture"], nil, .running), (["voucher"], .running, .fulfilled),
      (["picture", "voucher", "voucher"], .running, .fulfilled),
    ] as [([Ticket.DocumentKind], SLAStatus.Phase?, SLAStatus.Phase)] {
      var opening = Ticket.Opening()
      opening.documents = kinds.map { .init($0, reference: "r") }
      var timeline = SLATimeline(policy)
      timeline.apply(.fixture(.opened(opening), at: opened))
      #expect(timeline.status(of: "decision", at: opened)?.phase == decision, "\(kinds)")
      #expect(timeline.status(of: "collection", at: opened)?.phase == collection, "\(kinds)")
    }
  }

  @Test("a document of a kind, a follow-up and a notice of a purpose move clocks, others do not")
  func namedTriggers() throws {
    let book = try ServiceLevelBook(
      """
      { "format": 0, "id": "desk", "zone": "UTC",
        "serviceLevels": {
          "metrics": {
            "decision": { "start": ["document voucher"], "stop": ["resolved", "document waiver"] },
            "told": { "start": ["opened"], "stop": ["notice outage"] },
            "toldAnything": { "start": ["opened"], "stop": ["noticeSent"] },
            "arranged": { "start": ["documentFiled"], "stop": ["followUpPlanned"],
                          "cancel": ["notice withdrawn"] } },
          "rules": [ { "id": "all", "then": {
            "decision": { "within": "48 h" }, "told": { "within": "2 h" },
            "toldAnything": { "within": "2 h" }, "arranged": { "within": "3 h" } } } ] } }
      """)
    let opened = try Instant("2025-06-02T09:00:00Z")
    func file(_ kind: Ticket.DocumentKind) -> Ticket.Change {
      .documentFiled(.init(kind, reference: "r"))
    }
    func notice(_ purpose: String) -> Ticket.Change { .noticeSent(.init(purpose, over: [.email])) }
    let plan = Ticket.Change.followUpPlanned(.init("f", purpose: "care", dueAt: opened))
    func phases(_ changes: [Ticket.Change]) -> [SLAStatus.Phase?] {
      var timeline = SLATimeline(book.policy)
      timeline.apply(.fixture(.opened(.init()), at: opened))
      for change in changes {
        timeline.apply(.fixture(change, at: opened + .seconds(3_600)))
      }
      return (["decision", "told", "toldAnything", "arranged"] as [SLAMetric])
        .map { timeline.status(of: $0, at: opened + .seconds(3_600))?.phase }
    }
    for (changes, expected) in [
      ([], [nil, .running, .running, nil]),
      ([file(.picture)], [nil, .running, .running, .running]),
      ([file(.voucher)], [.running, .running, .running, .running]),
      ([file(.voucher), file(.picture)], [.running, .running, .running, .running]),
      ([file(.voucher), file("waiver")], [.fulfilled, .running, .running, .running]),
      ([notice("booking")], [nil, .running, .fulfilled, nil]),
      ([notice("outage")], [nil, .fulfilled, .fulfilled, nil]),
      ([plan], [nil, .running, .running, nil]),
      ([file(.picture), plan], [nil, .running, .running, .fulfilled]),
      ([file(.picture), notice("withdrawn")], [nil, .running, .fulfilled, .cancelled]),
      ([file(.picture), notice("booking")], [nil, .running, .fulfilled, .running]),
    ] as [([Ticket.Change], [SLAStatus.Phase?])] {
      #expect(phases(changes) == expected, "\(changes)")
    }
  }

  @Test(
    "a trigger that there is not is a mistake, with the one that was probably meant",
    arguments: [
      ("documentFled", nil, "documentFiled"), ("docment voucher", nil, "document voucher"),
      ("notise outage", nil, "notice outage"), ("document ", "write \"document voucher\"", nil),
      ("notice  ", "write \"notice outage\"", nil), ("call back", "such as \"stage", nil),
      ("stage complaint", "write \"stage complaint/assessed\"", nil),
    ] as [(String, String?, String?)])
  func unknownTriggers(word: String, message: String?, suggestion: String?) throws {
    let text = """
      { "format": 0, "id": "desk", "zone": "UTC",
        "serviceLevels": {
          "metrics": { "m": { "start": ["opened"], "stop": ["\(word)"] } }, "rules": [] } }
      """
    let error = try #require(throws: DocumentError.self) { try ServiceLevelBook(text) }
    let problem = try #require(error.problems.first)
    #expect(problem.path == "serviceLevels.metrics.m.stop[0]" && error.problems.count == 1)
    #expect(problem.suggestion == suggestion)
    if let message { #expect(problem.message.contains(message)) }
  }

  @Test("statuses pause as well as reasons")
  func statuses() throws {
    let policy = try Promises.always(
      SLATarget(.resolution, within: ServiceDuration("2 h"), pauseWhile: .new))
    let line = try TicketTimeline(
      "Mon 09:00 open | 10:00 assign li | 11:00 look => resolution due Mon 12:00"
        + " | resolution stood 1 h")
    #expect(line.differences(under: policy) == [])
  }

  @Test("what a reopening does is the policy's choice")
  func reopening() throws {
    func policy(_ choice: SLAPolicyOptions.Reopening) throws -> SLAPolicy {
      try SLAPolicy(
        "reopen",
        rules: [Rule("all", then: [SLATarget(.resolution, within: try ServiceDuration("2 h"))])],
        options: SLAPolicyOptions(onReopen: choice))
    }
    let story = "Mon 09:00 open | 10:00 solve | 14:00 reopen"
    for (choice, expected) in [
      (SLAPolicyOptions.Reopening.continue, "resolution due Mon 15:00 | resolution cycle 1"),
      (.restart, "resolution due Mon 16:00 | resolution cycle 2"),
      (.ignore, "resolution met Mon 10:00"),
    ] {
      let line = try TicketTimeline("\(story) => \(expected)")
      #expect(line.differences(under: try policy(choice)) == [], "\(choice)")
    }
  }
}
