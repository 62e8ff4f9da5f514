// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ServiceLevelAudit
import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Service levels: merged, split and taken over")
struct JoiningTests {
  static func policy(_ options: SLAPolicyOptions = SLAPolicyOptions()) throws -> SLAPolicy {
    try SLAPolicy(
      "joined", calendars: ["office": .office()],
      rules: [
        Rule(
          "all",
          then: [
            SLATarget(.firstReply, within: try ServiceDuration("2 h")),
            try Promises.resolution("8 business h", pauseWhile: .customer),
          ])
      ], options: options)
  }

  static func at(_ text: String) throws -> Instant { try Instant("2025-06-0\(text):00Z") }

  @Test("a merged ticket goes on with the earlier clock and its pauses")
  func earlier() throws {
    let policy = try Self.policy()
    let source = try TicketTimeline("Mon 09:00 open | 10:00 pending | 14:00 customer", id: "T-2")
    var timeline = try TicketTimeline("Mon 15:00 open").slaTimeline(under: policy)
    let absorbed = Ticket.Event(
      .absorbed(.init(of: "T-2", openedAt: try Self.at("2T09:00"))), by: .agent("li"),
      at: try Self.at("2T16:00"))
    timeline.apply(absorbed, knowing: source.slaTimeline(under: policy))
    let status = try #require(timeline.status(of: .resolution, at: try Self.at("2T16:00")))
    // 09:00–10:00 and 14:00–16:00 were used, the four hours between were a pause.
    #expect(try status.startedAt == Self.at("2T09:00"))
    #expect(status.elapsedMilliseconds == 3 * Promises.hour)
    #expect(status.pausedMilliseconds == 4 * Promises.hour)
    #expect(try status.dueAt == Self.at("3T13:00"))
    // Without the other timeline nothing is known of the pauses.
    var blind = try TicketTimeline("Mon 15:00 open").slaTimeline(under: policy)
    blind.apply(absorbed)
    let guess = try #require(blind.status(of: .resolution, at: try Self.at("2T16:00")))
    #expect(guess.elapsedMilliseconds == 7 * Promises.hour)
  }

  @Test("a first reply given in the source is given, and the resolution is the survivor's")
  func fulfilled() throws {
    let policy = try Self.policy()
    let source = try TicketTimeline("Mon 09:00 open | 09:30 reply | 10:00 solve", id: "T-2")
    var timeline = try TicketTimeline("Mon 11:00 open").slaTimeline(under: policy)
    timeline.apply(
      .init(
        .absorbed(.init(of: "T-2", openedAt: try Self.at("2T09:00"))), by: .agent("li"),
        at: try Self.at("2T12:00")), knowing: source.slaTimeline(under: policy))
    let reply = try #require(timeline.status(of: .firstReply, at: try Self.at("2T12:00")))
    #expect(try reply.verdict == .met && reply.fulfilledAt == Self.at("2T09:30"))
    let resolution = try #require(timeline.status(of: .resolution, at: try Self.at("2T12:00")))
    // The source's clock stood still from its solution on.
    #expect(resolution.phase == .running && resolution.elapsedMilliseconds == Promises.hour)
  }

  @Test("a due time that the merge puts into the past is breached at the merge")
  func past() throws {
    let policy = try Self.policy()
    let source = try TicketTimeline("Mon 09:00 open | 10:00 look", id: "T-2")
    var timeline = try TicketTimeline("Mon 14:00 open").slaTimeline(under: policy)
    timeline.apply(
      .init(
        .absorbed(.init(of: "T-2", openedAt: try Self.at("2T09:00"))), by: .agent("li"),
        at: try Self.at("2T15:00")))
    let reply = try #require(timeline.status(of: .firstReply, at: try Self.at("2T16:00")))
    #expect(try reply.breachedAt == Self.at("2T11:00") || reply.breachedAt == Self.at("2T15:00"))
    #expect(source.events.count == 1)
  }

  @Test("the clocks of a merged ticket are told apart, and it folds nothing any more")
  func away() throws {
    let policy = try Self.policy()
    let line = try TicketTimeline("Mon 09:00 open | 10:00 merge T-9")
    var timeline = line.slaTimeline(under: policy)
    #expect(timeline.verdict(of: .firstReply, at: line.end) == .mergedAway)
    #expect(timeline.attainment(of: .resolution, at: .max).mergedAway == 1)
    timeline.apply(.fixture(.messageAdded(.init(.reply)), at: line.end))
    #expect(timeline.ignoredEventCount == 1)
    #expect(timeline.verdict(of: .firstReply, at: .max) == .mergedAway)
  }

  @Test("a split ticket takes over the starts, or counts from its own opening")
  func split() throws {
    let source = try TicketTimeline("Mon 09:00 open | 10:00 pending | 12:00 customer")
    let opening = Ticket.Opening(
      splitFrom: .init("T-1", messagesFrom: try Self.at("2T12:00")))
    let event = try Ticket.Event(.opened(opening), by: .agent("li"), at: Self.at("2T13:00"))
    func status(_ splitting: SLAPolicyOptions.Splitting, known: Bool) throws -> SLAStatus {
      let policy = try Self.policy(SLAPolicyOptions(onSplit: splitting))
      var timeline = SLATimeline(policy)
      if known {
        timeline.apply(event, knowing: source.slaTimeline(under: policy))
      } else {
        timeline.apply(event)
      }
      return try #require(timeline.status(of: .resolution, at: try Self.at("2T13:00")))
    }
    let inherited = try status(.inherit, known: true)
    #expect(inherited.elapsedMilliseconds == 2 * Promises.hour)
    #expect(inherited.pausedMilliseconds == 2 * Promises.hour)
    #expect(try status(.inherit, known: false).elapsedMilliseconds == Promises.hour)
    #expect(try status(.fresh, known: true).elapsedMilliseconds == 0)
  }

  @Test("a ticket that is taken over brings the time it used along")
  func midLife() throws {
    let life = Ticket.Import(
      .init(), openedAt: try Self.at("2T09:00"), waitingFor: .customer,
      firstRepliedAt: try Self.at("2T12:00"),
      used: [.init("resolution", milliseconds: 3 * Promises.hour)])
    var timeline = SLATimeline(try Self.policy())
    let at = try Self.at("3T09:00")
    timeline.apply(.init(.imported(life), by: .automation("import"), at: at))
    let resolution = try #require(timeline.status(of: .resolution, at: at))
    #expect(resolution.phase == .paused && resolution.elapsedMilliseconds == 3 * Promises.hour)
    let reply = try #require(timeline.status(of: .firstReply, at: at))
    #expect(try reply.verdict == .missed && reply.breachedAt == Self.at("2T11:00"))
    // It is one cycle of each promise, and what counts is the time that was told.
    #expect(timeline.cycles(of: .resolution, at: at).count == 1)
    #expect(timeline.cycles(of: .firstReply, at: at).count == 1)
    #expect(timeline.attainment(of: .resolution, at: at).missed == 0)
    // The breach is known from the import on.
    let before = at.adding(milliseconds: -1)
    #expect(timeline.breaches(of: "T-1", after: before, through: at).map(\.metric) == [.firstReply])
    timeline.apply(.init(.waitChanged([]), by: .customer("c"), at: at))
    #expect(try timeline.status(of: .resolution, at: at)?.dueAt == Self.at("3T14:00"))
  }

  @Test("an imported answer is in time exactly at the due time of a promise in days")
  func importedAnswer() throws {
    let policy = try Promises.always(
      SLATarget(.firstReply, within: ServiceDuration("1 working day"), calendar: "office"))
    let (due, at) = (try Self.at("3T09:00"), try Self.at("4T09:00"))
    for (replied, verdict) in [(due, SLAVerdict.met), (due.adding(milliseconds: 1), .missed)] {
      var timeline = SLATimeline(policy)
      let life = Ticket.Import(
        .init(), openedAt: try Self.at("2T09:00"), firstRepliedAt: replied)
      timeline.apply(.init(.imported(life), by: .automation("import"), at: at))
      #expect(timeline.verdict(of: .firstReply, at: at) == verdict)
    }
  }

  /// S1 and T4: eight hours from 9:00 are used up at 17:00, and due then.
  @Test("an imported answer in the evening is late for a promise that was used up at the closing")
  func importedEvening() throws {
    let policy = try Promises.always(
      SLATarget(.firstReply, within: ServiceDuration("8 business h"), calendar: "office"))
    let at = try Self.at("4T09:00")
    for (replied, verdict) in [("2T17:00", SLAVerdict.met), ("2T20:00", .missed)] {
      let answered = try Self.at(replied)
      var imported = SLATimeline(policy)
      let life = Ticket.Import(.init(), openedAt: try Self.at("2T09:00"), firstRepliedAt: answered)
      imported.apply(.init(.imported(life), by: .automation("import"), at: at))
      var live = SLATimeline(policy)
      live.apply(.init(.opened(.init()), by: .customer("c"), at: try Self.at("2T09:00")))
      live.apply(.init(.messageAdded(.init(.reply)), by: .agent("li"), at: answered))
      #expect(imported.verdict(of: .firstReply, at: at) == verdict)
      #expect(live.verdict(of: .firstReply, at: at) == verdict)
    }
  }

  @Test("the work on a ticket that is taken over has begun: its pickup ended when the import says")
  func midLifePickup() throws {
    let policy = try Promises.always(SLATarget(.pickup, within: ServiceDuration("30 min")))
    let (opened, at) = (try Self.at("2T09:00"), try Self.at("3T09:00"))
    func status(assigned: Instant?, replied: Instant?) throws -> SLAStatus? {
      let life = Ticket.Import(
        .init(), openedAt: opened, firstAssignedAt: assigned, firstRepliedAt: replied)
      var timeline = SLATimeline(policy)
      timeline.apply(.init(.imported(life), by: .automation("import"), at: at))
      timeline.apply(.init(.messageAdded(.init(.reply)), by: .agent("li"), at: at))
      return timeline.status(of: .pickup, at: .max)
    }
    let (early, late) = (try Self.at("2T09:20"), try Self.at("2T11:00"))
    #expect(try status(assigned: early, replied: late)?.fulfilledAt == early)
    #expect(try status(assigned: nil, replied: late)?.verdict == .missed)
    #expect(try status(assigned: early, replied: nil)?.verdict == .met)
    // Nobody says when: nothing is measured.
    #expect(try status(assigned: nil, replied: nil) == nil)
  }

  @Test("an earlier start that comes with a merge begins no second cycle")
  func oneCycle() throws {
    // The source had no promise, since it was not urgent.
    let policy = try SLAPolicy(
      "urgent",
      rules: [
        Rule(
          "urgent", when: .equals("priority", "urgent"),
          then: [SLATarget(.resolution, within: try ServiceDuration("4 h"))])
      ])
    let source = try TicketTimeline("Mon 09:00 open low", id: "T-2").slaTimeline(under: policy)
    var timeline = try TicketTimeline("Mon 10:00 open urgent").slaTimeline(under: policy)
    let at = try Self.at("2T11:00")
    timeline.apply(
      .init(
        .absorbed(.init(of: "T-2", openedAt: try Self.at("2T09:00"))), by: .agent("li"), at: at),
      knowing: source)
    #expect(timeline.cycles(of: .resolution, at: at).count == 1)
    #expect(timeline.status(of: .resolution, at: at)?.elapsedMilliseconds == 2 * Promises.hour)
  }
}

@Suite("Service levels: laws and odd histories")
struct TimelineLawTests {
  @Test(
    "active, paused, idle and excluded time is the time that passed",
    arguments: 0..<100 as Range<UInt64>)
  func sums(seed: UInt64) throws {
    let audited = try #require(AuditedPolicy.all[Int(seed % 20)])
    let made = AuditedTicket(seed: seed &+ 77, grid: audited.grid)
    var timeline = SLATimeline(audited.policy)
    for event in made.events { timeline.apply(event) }
    let calendars = AuditedHours.clocks
    let end = try #require(made.questions.last)
    let instant = Instant(millisecondsSince1970: Int64(end) * 60_000)
    for status in timeline.statuses(at: instant)
    where status.phase == .running || status.phase == .paused {
      // Another calendar counts what comes, not what was: only one calendar adds up.
      let retargeted = timeline.cycles(of: status.target.metric, at: instant).last?.changes
        .contains { $0.kind == .retargeted }
      guard retargeted == false else { continue }
      let passed =
        status.target.calendar.flatMap { calendars[$0] }
        .map { $0.milliseconds(between: status.startedAt, and: instant) }
        ?? status.startedAt.milliseconds(to: instant)
      let counted =
        status.elapsedMilliseconds + status.pausedMilliseconds + status.idleMilliseconds
        + status.excludedMilliseconds
      #expect(counted == passed, "\(status.target.metric)")
    }
  }

  @Test(
    "a timeline fed event by event says what one replayed from zero says",
    arguments: 0..<100 as Range<UInt64>)
  func incremental(seed: UInt64) throws {
    let audited = try #require(AuditedPolicy.all[Int(seed % 20)])
    let made = AuditedTicket(seed: seed &+ 991, grid: audited.grid)
    var timeline = SLATimeline(audited.policy)
    for count in 1...max(made.events.count, 1) where count <= made.events.count {
      let event = made.events[count - 1]
      timeline.apply(event)
      var again = SLATimeline(audited.policy)
      for event in made.events.prefix(count) { again.apply(event) }
      for shift in [Int64(-3_600_000), 0, 1, 7_200_000] {
        let instant = event.occurredAt.adding(milliseconds: shift)
        #expect(timeline.statuses(at: instant) == again.statuses(at: instant))
        #expect(timeline.nextDeadline(after: instant) == again.nextDeadline(after: instant))
      }
    }
  }

  @Test(
    "what was said of an instant stays said, whatever comes later",
    arguments: 0..<100 as Range<UInt64>)
  func pastStays(seed: UInt64) throws {
    let audited = try #require(AuditedPolicy.all[Int(seed % 20)])
    let made = AuditedTicket(seed: seed &+ 4_242, grid: audited.grid)
    var timeline = SLATimeline(audited.policy)
    var said: [(Instant, [SLAStatus])] = []
    for (index, event) in made.events.enumerated() {
      timeline.apply(event)
      let isLastOfInstant =
        index + 1 == made.events.count || made.events[index + 1].occurredAt > event.occurredAt
      if isLastOfInstant {
        said.append((event.occurredAt, timeline.statuses(at: event.occurredAt)))
      }
    }
    for (instant, statuses) in said { #expect(timeline.statuses(at: instant) == statuses) }
  }

  @Test("events out of order, from the future, twice or after the end are counted and trap nothing")
  func odd() throws {
    let policy = try SLAPolicy.fixture()
    var timeline = SLATimeline(policy)
    let start = Instant.fixtureStart
    timeline.apply(.fixture(.messageAdded(.init(.reply)), at: start))
    timeline.apply(.fixture(.solved, at: start))
    timeline.apply(.fixture(.opened(.init(priority: .urgent)), at: start))
    timeline.apply(.fixture(.opened(.init(priority: .low)), at: start))
    #expect(timeline.ignoredEventCount == 1)
    timeline.apply(.fixture(.waitChanged(.customer), at: .max))
    timeline.apply(.fixture(.waitChanged([]), at: .min))
    #expect(timeline.backwardsEventCount == 1)
    timeline.apply(.fixture(.archived, at: .max))
    timeline.apply(.fixture(.reopened, at: .max))
    #expect(timeline.ignoredEventCount == 2)
    for metric in SLAMetric.standard {
      _ = timeline.cycles(of: metric, at: .max)
      _ = timeline.trace(of: metric, at: .max)?.explanation.text()
      _ = timeline.escalations(of: metric, at: .max)
    }
    _ = timeline.intents(for: "T-1", after: .min, through: .max)
  }

  @Test("a start of work before the opening leaves the ticket new, for its clocks as for itself")
  func workedBefore() throws {
    let policy = try Promises.always(
      SLATarget(.resolution, within: ServiceDuration("2 h"), pauseWhile: .new))
    let nine = Instant.fixtureStart
    let events: [Ticket.Event] = [
      .fixture(.workStarted, at: nine), .fixture(.opened(.init()), at: nine + .seconds(60)),
    ]
    var ticket = Ticket("T-1")
    ticket.apply(contentsOf: events)
    var timeline = SLATimeline(policy)
    timeline.apply(contentsOf: events)
    #expect(ticket.status == .new)
    #expect(timeline.status(of: .resolution, at: nine + .seconds(3_600))?.phase == .paused)
  }

  @Test("a history that is cut in the middle has no clocks and says so")
  func cut() throws {
    let line = try TicketTimeline("Mon 09:00 open urgent | 09:10 reply | 10:00 pending")
    var timeline = SLATimeline(try .fixture())
    for event in line.events.dropFirst() { timeline.apply(event) }
    #expect(timeline.statuses(at: line.end) == [] && timeline.match(at: line.end) == .notOpened)
  }
}
