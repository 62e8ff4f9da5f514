// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

/// Promises as the auditor and as the library write them, made from a seed.
struct AuditedPolicy {
  static let priorities = ["urgent", "high", "normal"]
  /// Compiling calendars takes long, so that many tickets share a policy.
  static let all: [AuditedPolicy?] = (0..<20).map { try? AuditedPolicy(seed: $0) }

  /// On a grid of hours events often fall on openings, closings and due times.
  let grid: Int
  private(set) var promises: [String: [Auditor.Promise]] = [:]
  let onReopen: SLAPolicyOptions.Reopening
  let policy: SLAPolicy

  init(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    grid = random.oneIn(2) ? 60 : 1
    onReopen = SLAPolicyOptions.Reopening.allCases[Int.random(in: 0..<9, using: &random) / 3]
    let reasons: [Ticket.WaitReasons] = [[], .customer, .vendor, [.customer, .vendor]]
    for priority in Self.priorities where !random.oneIn(6) {
      var list: [Auditor.Promise] = []
      for metric in Auditor.metrics where !random.oneIn(3) {
        var promise = Auditor.Promise(
          metric: metric, minutes: grid * Int.random(in: 1...1_200 / grid, using: &random),
          hours: [nil, "office", "office", "late", "night", "daily"]
            .randomElement(using: &random) ?? nil,
          pauseWhile: reasons.randomElement(using: &random) ?? [])
        // A night belongs to the date on which it opens, which the auditor does not know.
        if random.oneIn(5), let hours = promise.hours, hours != "night" {
          promise.days = Int.random(in: 1...4, using: &random)
        }
        list.append(promise)
      }
      promises[priority] = list
    }
    let rules = promises.sorted { $0.key < $1.key }.map { priority, list in
      Rule(
        RuleID(priority), when: .equals("priority", .text(priority)),
        then: list.map { Self.target($0, seed % 2 == 0 ? .breach : .start) })
    }
    policy = try SLAPolicy(
      "audited", calendars: AuditedHours.calendars(), rules: rules,
      ladders: [
        "late": Ladder(levels: [
          .init("lead", after: .elapsed(milliseconds: 0)),
          .init("board", after: .elapsed(milliseconds: 5_400_000)),
        ])
      ],
      options: SLAPolicyOptions(onReopen: onReopen))
  }

  private static func target(
    _ promise: Auditor.Promise, _ from: SLATarget.Escalation.Start
  ) -> SLATarget {
    let milliseconds = Int64(promise.minutes) * 60_000
    var within: ServiceDuration =
      promise.hours == nil
      ? .elapsed(milliseconds: milliseconds) : .business(milliseconds: milliseconds)
    if let days = promise.days { within = .workingDays(days, landing: .endOfDay) }
    return SLATarget(
      promise.metric, within: within, calendar: promise.hours,
      pauseWhile: SLAPauses(promise.pauseWhile),
      reminders: [.percent(50), .percent(100), .offset(.elapsed(milliseconds: -1_800_000))],
      escalation: .init("late", from: from))
  }
}

/// A ticket's life and instants to ask for, made from a seed.
struct AuditedTicket {
  private(set) var events: [Ticket.Event] = []
  private(set) var ticket: Ticket
  let questions: [Int]
  let week: Int

  init(seed: UInt64, grid: Int, week: Int? = nil, steps: Int = 14, id: Ticket.ID = "T-1") {
    var random = SplitMix64(seed: seed)
    let coin = random.oneIn(2) ? 0 : 1
    self.week = week ?? coin
    let first = AuditedHours.mondays[self.week].daysSince1970 * 1_440
    let last = first + (AuditedHours.days - 21) * 1_440
    var asked = (0..<12).map { _ in Int.random(in: first..<last, using: &random) } + [last]
    var ticket = Ticket(id)
    var minute = first + grid * Int.random(in: 0..<3 * 1_440 / grid, using: &random)
    for _ in 0..<Int.random(in: 1...steps, using: &random) {
      let (command, principal) = Self.command(&random, isOpen: ticket.status != nil)
      let at = Instant(millisecondsSince1970: Int64(minute) * 60_000)
      if minute < last, let caused = try? ticket.decide(command, by: principal, at: at) {
        asked += [minute - 1, minute, minute + 1]
        ticket.apply(contentsOf: caused)
        events += caused
      }
      minute += Self.step(&random) / grid * grid
    }
    self.ticket = ticket
    questions = asked.filter { $0 >= first && $0 <= last }.sorted()
  }

  private static func step(_ random: inout SplitMix64) -> Int {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: 0
    case 1: Int.random(in: 0..<90, using: &random)
    case 2: 60 * Int.random(in: 1...48, using: &random)
    case 3: 30 * Int.random(in: 1...20, using: &random)
    default: Int.random(in: 0..<1_440, using: &random)
    }
  }

  private static func command(
    _ random: inout SplitMix64, isOpen: Bool
  ) -> (Ticket.Command, Principal) {
    let priority = (AuditedPolicy.priorities + ["other"]).randomElement(using: &random)
      .map(Ticket.Priority.init(rawValue:))
    let agent = Principal.agent("li")
    if !isOpen {
      return (.open(.init(priority: random.oneIn(5) ? nil : priority)), .customer("c"))
    }
    switch Int.random(in: 0..<18, using: &random) {
    case 0, 1, 2: return (.addMessage(.init(.customer)), .customer("c"))
    case 3, 4: return (.addMessage(.init(random.oneIn(2) ? .reply : .holdingReply)), agent)
    case 5: return (.addMessage(.init(.automatic)), .system)
    case 6, 7: return (.pause(random.oneIn(2) ? .customer : .vendor), agent)
    case 8, 9: return (.resume(random.oneIn(2) ? .customer : .vendor), agent)
    case 10, 11:
      let group: GroupID? = random.oneIn(4) ? nil : (random.oneIn(2) ? "desk" : "second line")
      return (.assign(.init(group: group, agent: random.oneIn(3) ? nil : "li")), agent)
    case 12, 13: return (.prioritise(priority ?? .normal), agent)
    case 14: return (.solve, agent)
    case 15: return (random.oneIn(3) ? .close : .addMessage(.init(.note)), agent)
    default: return (.reopen, agent)
    }
  }
}

@Suite("Service levels: an auditor who walks minute by minute")
struct AuditTests {
  private static let isLong = ProcessInfo.processInfo.environment["SUPPORTKIT_LONG"] != nil
  static let seeds: Range<UInt64> = isLong ? 0..<10_000 : 0..<400
  static let steps = isLong ? 200 : 14

  @Test("the library and the auditor say the same at every instant", arguments: seeds)
  func agree(seed: UInt64) throws {
    let audited = try #require(AuditedPolicy.all[Int(seed % 20)])
    let made = AuditedTicket(seed: seed, grid: audited.grid, steps: Self.steps)
    var timeline = SLATimeline(audited.policy)
    timeline.apply(contentsOf: made.events)
    var auditor = Auditor(
      promises: audited.promises, hours: AuditedHours.weeks[made.week],
      onReopen: audited.onReopen)
    var events = made.events[...]
    for minute in made.questions {
      while let event = events.first, Auditor.minute(event.occurredAt) <= minute {
        auditor.apply(event)
        events.removeFirst()
      }
      auditor.walk(to: minute)
      Self.compare(timeline, auditor, minute)
    }
    let end = Instant(millisecondsSince1970: Int64(made.questions.last ?? 0) * 60_000)
    Self.compareMisses([("T-1", timeline, auditor)], end)
  }

  @Test("merged tickets go on as the auditor says", arguments: 0..<300 as Range<UInt64>)
  func merged(seed: UInt64) throws {
    let audited = try #require(AuditedPolicy.all[Int(seed % 20)])
    let source = AuditedTicket(seed: seed &* 2 + 1_000_000, grid: audited.grid, id: "T-2")
    let own = AuditedTicket(seed: seed &* 2 + 1_000_001, grid: audited.grid, week: source.week)
    guard let opened = own.events.first?.occurredAt, source.ticket.openedAt != nil else { return }
    // The source is merged into the survivor in the middle of the survivor's life.
    let middle = own.events[own.events.count / 2].occurredAt
    let at = max(opened, middle, source.events.last?.occurredAt ?? opened)
    let weeks = AuditedHours.weeks[source.week]
    var other = SLATimeline(audited.policy)
    var otherAuditor = Auditor(
      promises: audited.promises, hours: weeks, onReopen: audited.onReopen)
    for event in source.events {
      other.apply(event)
      otherAuditor.apply(event)
    }
    var timeline = SLATimeline(audited.policy)
    var auditor = Auditor(promises: audited.promises, hours: weeks, onReopen: audited.onReopen)
    for event in own.events where event.occurredAt <= at {
      timeline.apply(event)
      auditor.apply(event)
    }
    let absorption = Ticket.Absorption(of: "T-2", openedAt: source.ticket.openedAt ?? at)
    timeline.apply(.init(.absorbed(absorption), by: .agent("li"), at: at), knowing: other)
    auditor.absorb(otherAuditor, at: Auditor.minute(at))
    Self.compare(timeline, auditor, Auditor.minute(at))
    for event in own.events where event.occurredAt > at {
      timeline.apply(event)
      auditor.apply(event)
      Self.compare(timeline, auditor, Auditor.minute(event.occurredAt))
    }
    let last = Auditor.minute(max(own.events.last?.occurredAt ?? at, at)) + 2_000
    auditor.walk(to: last)
    Self.compare(timeline, auditor, last)
    otherAuditor.walk(to: Auditor.minute(at))
    other.apply(.init(.merged(into: "T-1"), by: .agent("li"), at: at))
    let end = Instant(millisecondsSince1970: Int64(last) * 60_000)
    Self.compareMisses([("T-2", other, otherAuditor), ("T-1", timeline, auditor)], end)
  }

  /// Each miss counts in the ticket in which it was, and has one name in all of them.
  private static func compareMisses(
    _ tickets: [(id: Ticket.ID, timeline: SLATimeline, auditor: Auditor)], _ end: Instant
  ) {
    let breaches = tickets.flatMap { $0.timeline.breaches(of: $0.id, through: end) }
    for metric in Auditor.metrics {
      var expected = 0
      for ticket in tickets {
        let missed = ticket.timeline.attainment(of: metric, at: end).missed
        #expect(missed == ticket.auditor.misses[metric] ?? 0, "\(metric) of \(ticket.id)")
        expected += ticket.auditor.misses[metric] ?? 0
      }
      let names = Set(breaches.filter { $0.metric == metric }.map(\.key))
      #expect(names.count == expected, "\(metric)")
    }
  }

  private static func compare(_ timeline: SLATimeline, _ auditor: Auditor, _ minute: Int) {
    let instant = Instant(millisecondsSince1970: Int64(minute) * 60_000)
    for metric in Auditor.metrics {
      let status = timeline.status(of: metric, at: instant)
      let found = status.map {
        Auditor.Finding(
          verdict: $0.verdict, cycle: $0.cycle, breachedAt: $0.breachedAt.map(Auditor.minute),
          used: Int($0.elapsedMilliseconds / 60_000), paused: Int($0.pausedMilliseconds / 60_000))
      }
      let expected = auditor.finding(metric)
      if found != expected { #expect(found == expected, "\(metric) at \(instant)") }
    }
  }
}
