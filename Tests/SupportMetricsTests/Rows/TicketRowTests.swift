// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Metrics: rows of tickets")
struct TicketRowTests {
  static func minutes(_ count: Int64) -> FactValue { .duration(milliseconds: count * 60_000) }

  private func row(_ line: String, hours clock: BusinessClock? = nil) throws -> Facts {
    let timeline = try TicketTimeline(line)
    let life = TicketLife("T-1", events: timeline.events)
    return try #require(TicketRowWriter(hours: clock).row(of: life, at: timeline.end))
  }

  /// The timeline and the figures are those of GitLab's handbook, "Metrics definitions", which gives
  /// the definitions of Zendesk. Its sums for On-hold (27.5 h) and Requester wait (41 h) do not add up
  /// to its own total; the ones below are the total less Pending, and the stretch that it names.
  @Test("the worked example of GitLab's handbook")
  func handbook() throws {
    let line = """
      Mon 09:00 open | 14:00 reply | 15:30 customer | 16:00 reply | 16:00 pending
      | Tue 10:00 customer | 11:00 wait vendor | Wed 14:00 resume vendor | 14:30 reply | 14:30 solve
      """
    let row = try row(line)
    #expect(row["firstReply"] == Self.minutes(5 * 60))
    #expect(row["agentWait"] == Self.minutes(18 * 60))
    #expect(row["fullResolution"] == Self.minutes(53 * 60 + 30))
    #expect(row["firstResolution"] == Self.minutes(53 * 60 + 30))
    #expect(row["requesterWait"] == Self.minutes(53 * 60 + 30 - 18 * 60))
    #expect(row["onHold"] == Self.minutes(27 * 60))
    let replies = TicketLife("T-1", events: try TicketTimeline(line).events).replyRows()
    #expect(replies.map { $0["wait"] } == [300, 30, 28 * 60 + 30].map(Self.minutes))
    #expect(replies.map { $0["isFirst"] } == [true, false, false])
  }

  struct Story: Sendable {
    var line: String
    var expected: [(name: String, value: FactValue?)]

    init(_ line: String, _ expected: KeyValuePairs<String, FactValue?>) {
      self.line = line
      self.expected = expected.map { ($0.key, $0.value) }
    }
  }

  static let stories: [Story] = [
    Story("Mon 09:00 open", ["firstReply": nil, "requesterWait": nil, "isReplied": false]),
    Story("Mon 09:00 open | 09:10 automatic | 09:30 look", ["firstReply": nil, "replies": 0]),
    Story("Mon 09:00 open | 09:10 holding", ["firstReply": minutes(10), "replies": 1]),
    Story(
      "Mon 09:00 open | 10:00 pending | 12:00 look",
      ["agentWait": nil, "isSolved": false, "fullResolution": nil, "leftAt": nil]),
    Story(
      "Mon 09:00 open | 10:00 solve | 12:00 look",
      ["requesterWait": minutes(60), "agentWait": minutes(0), "isSolved": true, "leftAt": nil]),
    Story(
      "Mon 09:00 open | 10:00 solve | 12:00 look",
      ["closedAt": nil, "isReplied": false, "isReopened": false, "onHold": minutes(0)]),
    Story(
      "Mon 09:00 open | 10:00 solve | 12:00 reopen | 12:30 look",
      ["firstResolution": minutes(60), "fullResolution": nil, "requesterWait": nil]),
    Story(
      "Mon 09:00 open | 10:00 solve | 12:00 reopen | 12:30 look",
      ["solvedAt": nil, "isSolved": false, "isReopened": true, "reopens": 1]),
    Story(
      "Mon 09:00 open | 10:00 solve | 12:00 reopen | 13:00 pending | 15:00 resume | 15:20 solve",
      [
        "firstResolution": minutes(60), "fullResolution": minutes(380),
        "requesterWait": minutes(140), "agentWait": minutes(120),
      ]),
    Story(
      "Mon 09:00 open | 10:00 wait customer vendor | 11:00 resume vendor | 12:00 solve",
      ["requesterWait": minutes(120), "onHold": minutes(60), "agentWait": minutes(60)]),
    Story(
      "Mon 09:00 open | 10:00 close | 12:00 look",
      ["fullResolution": minutes(60), "isSolved": true]),
    Story(
      "Mon 09:00 open | 09:05 group a | 09:10 group b | 09:15 assign li | 09:20 assign wang",
      ["groupChanges": 1, "agentChanges": 1, "transfers": 0, "group": "b"]),
  ]

  @Test("what each fact is while a ticket is open, solved, reopened", arguments: stories)
  func table(_ story: Story) throws {
    let row = try row(story.line)
    for (name, value) in story.expected {
      #expect(row[name] == value, "\(name) of \(story.line)")
    }
  }

  @Test("closing, archiving and merging leave the backlog, and only a merge is no solution")
  func leaving() throws {
    let hour = Instant.fixtureStart + .seconds(3_600)
    let opened = Ticket.Event.fixture(.opened(.init()))
    func row(_ changes: Ticket.Change...) -> Facts? {
      let events = [opened] + changes.map { Ticket.Event.fixture($0, at: hour) }
      return TicketRowWriter().row(of: TicketLife("T-1", events: events), at: hour)
    }
    let closed = row(.closed)
    #expect(closed?["leftAt"] == .instant(hour) && closed?["closedAt"] == .instant(hour))
    let archived = row(.closed, .archived)
    #expect(archived?["leftAt"] == .instant(hour) && archived?["isSolved"] == true)
    let merged = row(.messageAdded(.init(.customer)), .merged(into: "T-2"))
    #expect(merged?["leftAt"] == .instant(hour) && merged?["status"] == "merged")
    for name in ["closedAt", "solvedAt", "isSolved", "isReplied", "fullResolution", "agentWait"] {
      #expect(merged?[name] == nil, "\(name)")
    }
    #expect(merged?["customerMessages"] == 1)
    for left in [closed, archived, merged, row(.solved)] {
      #expect(left?["doneAt"] == .instant(hour))
    }
    #expect(row(.solved)?["leftAt"] == nil)
    #expect(row(.solved, .reopened)?["doneAt"] == nil)
    let solved = row(.solved, .merged(into: "T-2"))
    #expect(solved?["firstResolution"] == Self.minutes(60) && solved?["fullResolution"] == nil)
  }

  @Test("an event that cannot concern the ticket does not move its time")
  func ignored() throws {
    let events: [Ticket.Event] = [
      .fixture(.opened(.init())),
      .fixture(.reopened, at: try Instant("2099-01-01T00:00Z")),
      .fixture(.solved, at: .fixtureStart + .seconds(3_600)),
    ]
    let life = TicketLife("T-1", events: events)
    let row = TicketRowWriter().row(of: life, at: .fixtureStart + .seconds(7_200))
    #expect(row?["fullResolution"] == Self.minutes(60) && row?["reopens"] == 0)
    #expect(life.backwardsEventCount == 0 && life.ticket.ignoredEventCount == 1)
  }

  @Test("a survivor counts as answered where a merged ticket was, and goes on with its question")
  func survivor() throws {
    let nine = Instant.fixtureStart
    func at(_ minute: Int64) -> Instant { nine.adding(milliseconds: minute * 60_000) }
    var absorption = Ticket.Absorption(of: "T-2", openedAt: at(-30))
    func life(_ more: Ticket.Event...) -> TicketLife {
      let events = [
        Ticket.Event.fixture(.opened(.init()), at: nine),
        .fixture(.absorbed(absorption), at: at(5)),
      ]
      return TicketLife("T-1", events: events + more)
    }
    let answer = Ticket.Event.fixture(.messageAdded(.init(.reply)), at: at(20))
    #expect(
      life(answer).replies
        == [TicketReply(isFirst: true, askedAt: at(-30), answeredAt: at(20), agent: .fixture)])
    #expect(TicketRowWriter().row(of: life(), at: nine)?["isReplied"] == false)
    absorption.firstRepliedAt = at(-20)
    absorption.messages = [.init(.reply, at: at(-20)), .init(.customer, at: at(-10))]
    let row = TicketRowWriter().row(of: life(), at: nine)
    #expect(row?["isReplied"] == true && row?["firstReply"] == nil && row?["replies"] == 0)
    #expect(life().replies.map(\.askedAt) == [at(-10)])
    let merged = TicketLife(
      "T-2",
      events: [
        .fixture(.opened(.init()), at: at(-30)),
        .fixture(.messageAdded(.init(.reply)), at: at(-20)),
        .fixture(.messageAdded(.init(.customer)), at: at(-10)),
        .fixture(.merged(into: "T-1"), at: at(5)),
      ])
    #expect(merged.replies.map(\.answeredAt) == [at(-20)])
  }

  @Test("of an import only what it tells is known")
  func imported() throws {
    let now = Instant.fixtureStart
    let before = now.adding(milliseconds: -7_200_000)
    let life = Ticket.Import(
      .init(customer: "c-1"), openedAt: before, firstRepliedAt: before + .seconds(600),
      reopenCount: 2)
    let events: [Ticket.Event] = [.fixture(.imported(life), at: now), .fixture(.solved, at: now)]
    let row = TicketRowWriter().row(of: TicketLife("T-1", events: events), at: now)
    #expect(row?["openedAt"] == .instant(before) && row?["firstReply"] == Self.minutes(10))
    #expect(row?["fullResolution"] == Self.minutes(120) && row?["reopens"] == 2)
    for name in ["firstResolution", "requesterWait", "agentWait", "replies", "customerMessages"]
      + ["groupChanges", "agentChanges", "transfers", "contacts", "violations"]
    {
      #expect(row?[name] == nil, "\(name)")
    }
  }

  @Test("a split gives messages and answers away, and the new ticket's times run from the first")
  func split() throws {
    let nine = Instant.fixtureStart
    func at(_ minute: Int64) -> Instant { nine.adding(milliseconds: minute * 60_000) }
    let old = TicketLife(
      "T-1",
      events: [
        .fixture(.opened(.init()), at: nine),
        .fixture(.messageAdded(.init(.reply)), at: at(10)),
        .fixture(.messageAdded(.init(.customer)), at: at(20)),
        .fixture(.splitOff(.init(into: "T-2", messagesFrom: at(20))), at: at(30)),
      ])
    #expect(old.replies.map(\.answeredAt) == [at(10)])
    let opening = Ticket.Opening(
      splitFrom: .init("T-1", messagesFrom: at(20), messages: [.init(.customer, at: at(20))]))
    let new = TicketLife(
      "T-2",
      events: [
        .fixture(.opened(opening), at: at(30)),
        .fixture(.messageAdded(.init(.reply)), at: at(50)),
        .fixture(.solved, at: at(60)),
      ])
    #expect(new.replies.map(\.askedAt) == [at(20)])
    let row = TicketRowWriter().row(of: new, at: at(60))
    #expect(row?["openedAt"] == .instant(at(30)) && row?["firstReply"] == Self.minutes(30))
    #expect(row?["fullResolution"] == Self.minutes(40))
    #expect(row?["requesterWait"] == Self.minutes(30))
  }

  @Test("time that runs backwards stands still, and nothing lies before the opening")
  func backwards() throws {
    let nine = Instant.fixtureStart
    func at(_ minute: Int64) -> Instant { nine.adding(milliseconds: minute * 60_000) }
    let life = TicketLife(
      "T-1",
      events: [
        .fixture(.messageAdded(.init(.reply)), at: at(-20)),
        .fixture(.opened(.init()), at: nine),
        .fixture(.waitChanged(.customer), at: at(30)),
        .fixture(.waitChanged([]), at: at(10)),
        .fixture(.solved, at: at(40)),
        .fixture(.closed, at: at(5)),
      ])
    #expect(life.backwardsEventCount == 2)
    let row = TicketRowWriter().row(of: life, at: at(60))
    #expect(row?["firstReply"] == Self.minutes(0) && row?["firstRepliedAt"] == .instant(nine))
    #expect(row?["agentWait"] == Self.minutes(0) && row?["requesterWait"] == Self.minutes(40))
    #expect(row?["fullResolution"] == Self.minutes(40))
    #expect(row?["closedAt"] == .instant(at(40)))
    let reply = TicketReply(isFirst: true, askedAt: nine, answeredAt: nine, agent: .fixture)
    #expect(life.replies == [reply])
  }

  @Test("a repeat is a complaint with a link that says so")
  func repeats() throws {
    let link = Ticket.Change.linked(.init(.repeats, "T-0"))
    func row(_ kind: Ticket.Kind?, _ changes: Ticket.Change...) -> FactValue? {
      let opened = Ticket.Change.opened(.init(classification: .init(kind: kind)))
      let events = ([opened] + changes).map { Ticket.Event.fixture($0) }
      return TicketRowWriter().row(of: TicketLife("T-1", events: events), at: .max)?["isRepeat"]
    }
    #expect(row(.complaint) == false && row(.complaint, link) == true)
    #expect(row(.inquiry, link) == false && row(nil, link) == nil)
    #expect(row(.complaint, link, .unlinked(.init(.repeats, "T-0"))) == false)
  }

  @Test("ratings and inspections are rows of their conversations")
  func conversations() throws {
    let nine = Instant.fixtureStart
    let changes: [Ticket.Change] = [
      .opened(.init(channel: .phone, customer: "c-1", contact: "k-1")),
      .contactStarted(.init("k-1", over: .phone)), .assigned(.init(group: "desk", agent: "li")),
      .contactEnded("k-1"), .contactStarted(.init("k-2", over: .chat)),
      .rated(.init("k-1", stars: 4)), .rated(.init("k-1", stars: 1)),
      .inspected(.init("k-1", of: "li", score: 800)),
      .inspected(.init("k-1", of: "li", score: 900)),
      .contactEnded("k-2"), .violationRecorded(.init("tone", by: "li", in: "k-1")),
    ]
    let life = TicketLife(
      "T-1",
      events: changes.enumerated().map { minute, change in
        .fixture(change, at: nine.adding(milliseconds: Int64(minute) * 60_000))
      })
    let ratings = life.ratingRows
    #expect(ratings.map { $0["contact"] } == ["k-1", "k-2"])
    #expect(ratings.map { $0["score"] } == [4, nil] && ratings[0]["agent"] == "li")
    #expect(ratings[0]["askedAt"] == .instant(nine + .seconds(180)))
    #expect(ratings[0]["answeredAt"] == .instant(nine + .seconds(300)))
    #expect(ratings[0]["survey"] == "contact" && ratings[0]["best"] == 5)
    #expect(life.inspectionRows.map { $0["score"] } == [900])
    let row = TicketRowWriter().row(of: life, at: .max)
    #expect(row?["stars"] == 4 && row?["score"] == 900 && row?["contacts"] == 2)
    #expect(row?["violations"] == 1)
  }

  @Test("a violation is a row of the agent who did it, whosever the ticket is")
  func violations() throws {
    let nine = Instant.fixtureStart
    let changes: [Ticket.Change] = [
      .opened(.init(channel: .phone, classification: .init(kind: .complaint), contact: "k-1")),
      .contactStarted(.init("k-1", over: .phone)), .assigned(.init(group: "desk", agent: "li")),
      .violationRecorded(.init("tone", by: "li", in: "k-1")),
      .transferred(.init(from: .init(), to: .init(group: "leads", agent: "wu"))),
      .assigned(.init(group: "leads", agent: "wu")),
      .violationRecorded(.init("secret", by: "li", in: "k-1")),
      .violationRecorded(.init("tone", by: "he", in: "k-2")),
    ]
    let life = TicketLife(
      "T-1",
      events: changes.enumerated().map { minute, change in
        .fixture(change, at: nine.adding(milliseconds: Int64(minute) * 60_000))
      })
    let rows = life.violationRows
    #expect(rows.map { $0["agent"] } == ["li", "li", "he"])
    #expect(rows.map { $0["rule"] } == ["tone", "secret", "tone"])
    #expect(rows.map { $0["contact"] } == ["k-1", "k-1", "k-2"])
    #expect(rows.map { $0["channel"] } == ["phone", "phone", nil])
    #expect(rows.map { $0["recordedAt"] } == [3, 6, 7].map { .instant(nine + .seconds($0 * 60)) })
    #expect(rows.allSatisfy { $0["ticket"] == "T-1" && $0["kind"] == "complaint" })
    #expect(rows.allSatisfy { $0["group"] == "leads" && $0.refusals.isEmpty })
    // The ticket's row counts them all; it is the row of whoever has the ticket now.
    let row = TicketRowWriter().row(of: life, at: .max)
    #expect(row?["violations"] == 3 && row?["agent"] == "wu")
    #expect(TicketLife("T-2").violationRows.isEmpty)
  }

  @Test("violations are counted by the agent who did them")
  func violationsByAgent() throws {
    let definition = MetricDefinition.violationsByAgent
    #expect(definition.formula == "#(*)" && definition.grouping == ["agent"])
    var tally = MetricTally(try MetricPlan(of: .violations, [definition], by: .month, in: .utc))
    for (agent, other) in [("li", "wu"), ("wu", "wu"), ("li", "he")] as [(AgentID, AgentID)] {
      let events: [Ticket.Change] = [
        .opened(.init()), .contactStarted(.init("k-1", over: .phone)),
        .assigned(.init(agent: other)), .violationRecorded(.init("tone", by: agent, in: "k-1")),
      ]
      let life = TicketLife("T-1", events: events.map { .fixture($0) })
      for row in life.violationRows { tally.count(row) }
    }
    let lines = try #require(tally.report()).lines
    #expect(lines.map(\.group) == [["li"], ["wu"]])
    #expect(lines.map(\.figure.numerator) == [2, 1])
  }

  @Test("promises and fields of the desk's own stand in the row")
  func promises() throws {
    let more = [
      FactField("sla.resolution", .choice(of: SLAVerdict.self)), FactField("product", .text),
    ]
    let fields = MetricSubject.tickets.schema.fields + more
    let subject = try MetricSubject("desk", fields, date: "openedAt")
    let line = try TicketTimeline(
      "Mon 09:00 open normal | 09:01 field product atlas | Thu 12:00 look")
    var timeline = SLATimeline(try .fixture())
    timeline.apply(contentsOf: line.events)
    let life = TicketLife("T-1", events: line.events)
    let writer = TicketRowWriter(subject)
    let row = try #require(writer.row(of: life, promises: timeline, at: line.end))
    #expect(row["sla.resolution"] == "missed" && row["product"] == "atlas")
    let early = try #require(writer.row(of: life, promises: timeline, at: .fixtureStart))
    #expect(early["sla.resolution"] == "running")
    #expect(writer.row(of: life, at: line.end)?["sla.resolution"] == nil)
    #expect(writer.row(of: TicketLife("T-9"), at: .max) == nil)
    let own = try MetricSubject.tickets(promising: [.firstReply, .resolution])
    let other = TicketRowWriter(own).row(of: life, promises: timeline, at: line.end)
    #expect(other?["sla.firstReply"] == "missed")
  }
}
