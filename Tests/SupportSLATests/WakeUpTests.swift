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

@Suite("Service levels: telling what becomes due, once and never too late")
struct WakeUpTests {
  static func at(_ text: String) throws -> Instant { try Instant("2025-06-0\(text)Z") }

  static func policy(
    _ within: String, reminders: [SLAReminder] = [], levels: [(Ladder.LevelID, String)] = [],
    from start: SLATarget.Escalation.Start = .breach, version: PolicyVersion = "1"
  ) throws -> SLAPolicy {
    let target = SLATarget(
      .resolution, within: try ServiceDuration(within), reminders: reminders,
      escalation: levels.isEmpty ? nil : .init("late", from: start))
    let ladder = try levels.map { Ladder.Level($0.0, after: try ServiceDuration($0.1)) }
    return try SLAPolicy(
      "wake", version: version, rules: [Rule("all", then: [target])],
      ladders: levels.isEmpty ? [:] : ["late": try Ladder(levels: ladder)])
  }

  @Test("the next instant to wake up takes the event of the present into account")
  func afterEvent() throws {
    let policy = try Promises.always(SLATarget(.firstReply, within: ServiceDuration("15 min")))
    let open = try TicketTimeline("Mon 09:00 open").slaTimeline(under: policy)
    // Due at 09:15, missed a millisecond later (S1).
    let late = try Self.at("2T09:15:00.001")
    #expect(try open.nextWakeUp(after: Self.at("2T09:00:00")) == late)
    #expect(try open.nextWakeUp(after: Self.at("2T09:15:00")) == late)
    #expect(open.nextWakeUp(after: late) == nil)
    let replied = try TicketTimeline("Mon 09:00 open | 09:10 reply")
    #expect(replied.slaTimeline(under: policy).nextWakeUp(after: replied.end) == nil)
  }

  @Test("a call that ends exactly at a due time loses nothing")
  func exactlyAtDue() throws {
    let timeline = try TicketTimeline("Mon 09:00 open").slaTimeline(
      under: Self.policy("3 h", reminders: [.percent(100)], levels: [("lead", "0 min")]))
    let noon = try Self.at("2T12:00:00")
    let before = try timeline.intents(for: "T-1", after: Self.at("2T11:00:00"), through: noon)
    #expect(before.map(\.action) == [.remind])
    let after = try timeline.intents(for: "T-1", after: noon, through: Self.at("2T13:00:00"))
    #expect(after.map(\.action) == [.reportBreach, .tellLevel])
    #expect(after.map(\.notBefore) == [noon, noon])
  }

  @Test(
    "pieces add up to the whole, wherever they end",
    arguments: SeedCount.of(24, long: 40))
  func pieces(seed: UInt64) throws {
    let audited = try #require(AuditedPolicy.all[Int(seed % 20)])
    let made = AuditedTicket(seed: seed &+ 5_150, grid: audited.grid)
    var timeline = SLATimeline(audited.policy)
    timeline.apply(contentsOf: made.events)
    let whole = timeline.intents(for: "T-1", after: .min, through: .max)
    #expect(Set(whole.map(\.key)).count == whole.count)
    var ticks = whole.compactMap(\.notBefore)
    ticks += made.questions.map { Instant(millisecondsSince1970: Int64($0) * 60_000) } + [.max]
    var (last, parts) = (Instant.min, [Intent]())
    for tick in Set(ticks).sorted() {
      parts += timeline.intents(for: "T-1", after: last, through: tick)
      last = tick
    }
    #expect(parts == whole)
  }

  @Test(
    "after a merge, pieces lose nothing and tell nothing twice",
    arguments: SeedCount.of(24, long: 40))
  func mergedPieces(seed: UInt64) throws {
    let audited = try #require(AuditedPolicy.all[Int(seed % 20)])
    let own = AuditedTicket(seed: seed &+ 31_000, grid: audited.grid)
    let other = AuditedTicket(seed: seed &+ 77_000, grid: audited.grid, week: own.week, id: "T-2")
    guard let opened = other.ticket.openedAt, let first = own.events.first else { return }
    var source = SLATimeline(audited.policy)
    source.apply(contentsOf: other.events)
    var timeline = SLATimeline(audited.policy)
    let at = max(
      own.events[own.events.count / 2].occurredAt, first.occurredAt,
      other.events.last?.occurredAt ?? opened)
    timeline.apply(contentsOf: own.events.filter { $0.occurredAt <= at })
    let absorption = Ticket.Absorption(of: "T-2", openedAt: opened)
    timeline.apply(.init(.absorbed(absorption), by: .agent("li"), at: at), knowing: source)
    timeline.apply(contentsOf: own.events.filter { $0.occurredAt > at })
    let whole = timeline.intents(for: "T-1", after: .min, through: .max)
    var ticks = whole.compactMap(\.notBefore) + own.events.map(\.occurredAt) + [at, .max]
    ticks += [at.adding(milliseconds: -1)]
    var (last, parts) = (Instant.min, [Intent]())
    for tick in Set(ticks).sorted() {
      parts += timeline.intents(for: "T-1", after: last, through: tick)
      last = tick
    }
    let (known, told) = (Set(whole.map(\.key)), Set(parts.map(\.key)))
    #expect(known.subtracting(told).isEmpty)
    #expect(Set(parts.map(\.key)).count == parts.count)
  }

  @Test(
    "a host that wakes when it is told to reports every breach once, when it can be known",
    arguments: SeedCount.of(24, long: 40))
  func host(seed: UInt64) throws {
    let audited = try #require(AuditedPolicy.all[Int(seed % 20)])
    let made = AuditedTicket(seed: seed &+ 8_888, grid: audited.grid)
    var timeline = SLATimeline(audited.policy)
    var told: [(at: Instant, intent: Intent)] = []
    var last = Instant.min
    func look(through now: Instant) {
      told += timeline.intents(for: "T-1", after: last, through: now).map { (now, $0) }
      last = now
    }
    for (index, event) in made.events.enumerated() {
      while let next = timeline.nextWakeUp(after: last), next < event.occurredAt {
        look(through: next)
      }
      timeline.apply(event)
      let isLastOfInstant =
        index + 1 == made.events.count || made.events[index + 1].occurredAt > event.occurredAt
      if isLastOfInstant { look(through: event.occurredAt) }
    }
    while let next = timeline.nextWakeUp(after: last) { look(through: next) }
    #expect(Set(told.map(\.intent.key)).count == told.count)
    let breaches = told.filter { $0.intent.action == .reportBreach }
    #expect(breaches.map(\.intent.key) == timeline.breaches(of: "T-1", through: .max).map(\.key))
    for (at, intent) in breaches {
      let breachedAt = try #require(intent.notBefore)
      #expect(at == breachedAt || at == breachedAt.adding(milliseconds: 1))
    }
  }

  @Test("a reminder that a change puts into the past is told at the change")
  func lateReminder() throws {
    let policy = try SLAPolicy(
      "late",
      rules: [
        Rule(
          "urgent", when: .equals("priority", "urgent"),
          then: [
            SLATarget(
              .resolution, within: try ServiceDuration("4 h"), reminders: [SLAReminder("75%")])
          ])
      ], otherwise: [SLATarget(.resolution, within: try ServiceDuration("24 h"))])
    let line = try TicketTimeline("Mon 09:00 open low | 12:30 priority urgent")
    let timeline = line.slaTimeline(under: policy)
    // Three of four hours were used at 12:00, but nobody was promised four hours then.
    let told = try timeline.intents(for: "T-1", after: Self.at("2T12:00:00"), through: line.end)
    #expect(told.map(\.action) == [.remind] && told.map(\.notBefore) == [line.end])
    // Half an hour before the end of a quarter of an hour lies before the start.
    let short = try TicketTimeline("Mon 09:00 open").slaTimeline(
      under: Self.policy("15 min", reminders: [SLAReminder("-30 min")]))
    let nine = try Self.at("2T09:00:00")
    #expect(short.remindersReached(until: nine).map(\.at) == [nine])
  }

  @Test("a ladder stands still while the ticket is resolved, and goes on from the reopening")
  func reopened() throws {
    let policy = try Self.policy("1 h", levels: [("lead", "1 h"), ("board", "1 h")])
    let line = try TicketTimeline("Mon 09:00 open | 10:30 solve | 12:00 reopen")
    let timeline = line.slaTimeline(under: policy)
    func steps(_ text: String) throws -> [String] {
      try timeline.escalations(of: .resolution, at: Self.at(text)).flatMap(\.steps)
        .map(\.description)
    }
    // Missed at 10:00; the lead was due at 11:00, when it was solved.
    #expect(try steps("2T11:30:00") == [])
    #expect(try steps("2T12:30:00") == ["2025-06-02T12:00:00Z round 1: lead notified"])
    #expect(
      try steps("2T13:00:00") == [
        "2025-06-02T12:00:00Z round 1: lead notified",
        "2025-06-02T13:00:00Z round 1: board notified",
        "2025-06-02T13:00:00Z round 1: exhausted",
      ])
    let told = try timeline.intents(for: "T-1", after: Self.at("2T11:30:00"), through: line.end)
    #expect(told.map(\.action) == [.tellLevel])
    #expect(try timeline.nextWakeUp(after: line.end) == Self.at("2T13:00:00"))
    let taken = try TicketTimeline(
      "Mon 09:00 open | 10:30 solve | 11:30 acknowledge resolution | 12:00 reopen | 14:00 look")
    #expect(
      taken.slaTimeline(under: policy).escalations(of: .resolution, at: taken.end)
        .flatMap(\.steps).map(\.description)
        == ["2025-06-02T11:30:00Z round 1: acknowledged by wang"])
  }

  @Test("the ladder is that of the version of the policy that made the promise")
  func version() throws {
    let old = try Self.policy("2 h", levels: [("lead", "48 h")], version: "1")
    let new = try Self.policy("2 h", levels: [("lead", "1 h")], version: "2")
    let tuesday = try Self.at("3T00:00:00")
    let versions = try SLAPolicyVersions([.init(old, from: .min), .init(new, from: tuesday)])
    // Missed after two hours; 48 hours later under the first version, one hour under the second.
    for (line, told) in [
      ("Mon 09:00 open", "2025-06-04T11:00:00Z"), ("Tue 09:00 open", "2025-06-03T12:00:00Z"),
    ] {
      var timeline = SLATimeline(versions)
      timeline.apply(contentsOf: try TicketTimeline(line).events)
      let steps = timeline.escalations(of: .resolution, at: .max).flatMap(\.steps)
      #expect(steps.first?.at.description == told)
    }
  }

  @Test("what fell due before an import is due at the import, and the next step counts from there")
  func imported() throws {
    let policy = try Self.policy(
      "200 h", levels: [("lead", "4 h"), ("board", "4 h")], from: .start)
    let noon = try Self.at("3T12:00:00")
    let life = Ticket.Import(.init(), openedAt: try Self.at("2T09:00:00"))
    var timeline = SLATimeline(policy)
    timeline.apply(.init(.imported(life), by: .automation("import"), at: noon))
    let steps = timeline.escalations(of: .resolution, at: .max).flatMap(\.steps)
    #expect(try steps.map(\.at).prefix(2) == [noon, Self.at("3T16:00:00")])
  }
}
