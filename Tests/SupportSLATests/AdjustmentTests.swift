// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Service levels: what people decide")
struct AdjustmentTests {
  static func policy(_ within: String = "4 business h") throws -> SLAPolicy {
    try Promises.always(Promises.resolution(within, pauseWhile: .customer))
  }

  @Test("a waiver sets breaches of its interval aside, from the decision on, and is counted apart")
  func waiver() throws {
    let line = try TicketTimeline(
      "Mon 09:00 open | 15:00 waive resolution | 16:00 look => resolution waived")
    let timeline = line.slaTimeline(under: try Self.policy())
    #expect(line.differences(under: try Self.policy()) == [])
    let before = try Instant("2025-06-02T14:00:00Z")
    #expect(timeline.verdict(of: .resolution, at: before) == .missed)
    let counts = timeline.attainment(of: .resolution, at: line.end)
    #expect(counts.waived == 1 && counts.missed == 0 && counts.met == 0)
    let why = try #require(timeline.explanation(of: .resolution, at: line.end))
    #expect(why.code == .slaWaived)
    #expect(why.text(for: .desk).contains("by agent wang: said so in the line"))
    #expect(!why.text(for: .customer).contains("wang") && !why.text().contains("said so"))
    let early = try TicketTimeline(
      "Mon 09:00 open | 12:00 waive resolution | 16:00 look => resolution missed Mon 13:00")
    #expect(
      early.differences(under: try Self.policy()) == [], "the interval ends before the breach")
  }

  @Test(
    "more time moves the due time, and a breach that was reached stays",
    arguments: [
      "Mon 09:00 open | 10:00 extend resolution 1 h => resolution due Mon 14:00",
      "Mon 09:00 open | 10:00 pending | 11:00 extend resolution 1 h | 12:00 customer"
        + " => resolution due Mon 16:00",
      "Mon 09:00 open | 14:00 extend resolution 4 h => resolution missed Mon 13:00",
      "Mon 09:00 open | 10:00 extend resolution 1 h | 11:00 extend resolution 1 h"
        + " => resolution due Mon 15:00 | resolution left 4 h",
    ])
  func extended(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: Self.policy()) == [])
  }

  @Test(
    "an extension beyond all bounds leaves a promise open for ever",
    arguments: ["4 h", "4 business h"],
    [Int64(0), 1])
  func endless(within: String, hours: Int64) throws {
    var timeline = SLATimeline(try Self.policy(within))
    let opened = try Instant("2025-06-02T09:00:00Z")
    timeline.apply(.fixture(.opened(.init()), at: opened))
    timeline.apply(
      .init(
        .extended(.resolution, milliseconds: .max), by: .agent("li"),
        at: opened.adding(milliseconds: hours * Promises.hour), because: "for ever"))
    let status = timeline.status(of: .resolution, at: opened + .seconds(365 * 86_400))
    #expect(status?.verdict == .running && status?.dueAt == nil)
  }

  @Test(
    "excluded time counts for no clock, and what has passed of it is given back",
    arguments: [
      "Mon 09:00 open | 10:00 exclude 2 h | 13:00 look"
        + " => resolution due Mon 15:00 | resolution used 2 h",
      "Mon 09:00 open | 10:00 exclude 2 h | 11:00 look"
        + " => resolution due Mon 15:00 | resolution used 1 h",
      "Mon 09:00 open | 10:00 exclude 24 h | Tue 11:00 look"
        + " => resolution due Tue 13:00 | resolution used 2 h",
      "Mon 09:00 open | 10:00 exclude 2 h | 10:30 pending | 11:30 customer | 13:00 look"
        + " => resolution due Mon 15:00 | resolution stood 1 h",
    ])
  func excluded(line: String) throws {
    #expect(try TicketTimeline(line).differences(under: Self.policy()) == [])
  }

  @Test("an exclusion told afterwards gives back what was counted, once")
  func excludedLater() throws {
    var timeline = SLATimeline(try Self.policy())
    let opened = try Instant("2025-06-02T09:00:00Z")
    timeline.apply(.fixture(.opened(.init()), at: opened))
    let told = opened + .seconds(3 * 3_600)
    for _ in 0..<2 {
      timeline.apply(
        .init(
          .excluded(from: opened + .seconds(3_600), until: opened + .seconds(2 * 3_600)),
          by: .agent("li"), at: told, because: "maintenance"))
    }
    let status = try #require(timeline.status(of: .resolution, at: told))
    #expect(status.elapsedMilliseconds == 2 * Promises.hour)
    #expect(status.excludedMilliseconds == Promises.hour)
    #expect(status.dueAt == opened + .seconds(5 * 3_600))
    // As things were known before, three hours were used.
    let before = timeline.status(of: .resolution, at: told.adding(milliseconds: -1))
    #expect(before?.elapsedMilliseconds == 3 * Promises.hour - 1)
    let again = try JSONText.roundTrip(timeline.adjustments)
    #expect(again == timeline.adjustments)
  }

  @Test("a clock that is stopped at the instant of its start reminds nobody")
  func stoppedAtTheStart() throws {
    let policy = try Promises.always(
      SLATarget(
        .resolution, within: ServiceDuration("4 business h"), calendar: "office",
        pauseWhile: .customer, reminders: [SLAReminder("-4 business h")]))
    for (line, count) in [
      ("Mon 09:00 open | 10:00 look", 1), ("Mon 09:00 open | 09:00 pending | 10:00 look", 0),
    ] {
      let line = try TicketTimeline(line)
      let timeline = line.slaTimeline(under: policy)
      #expect(timeline.remindersReached(until: line.end).count == count)
    }
  }

  @Test("an exclusion told afterwards gives nothing back for the time of a pause")
  func excludedPause() throws {
    let line = try TicketTimeline("Mon 09:00 open | 10:00 pending | 11:00 customer | 12:00 look")
    var timeline = line.slaTimeline(under: try Self.policy())
    timeline.apply(
      .init(
        .excluded(
          from: try Instant("2025-06-02T10:00:00Z"), until: try Instant("2025-06-02T11:00:00Z")),
        by: .agent("li"), at: line.end, because: "maintenance"))
    let status = try #require(timeline.status(of: .resolution, at: line.end))
    #expect(status.elapsedMilliseconds == 2 * Promises.hour && status.excludedMilliseconds == 0)
    #expect(status.dueAt == (try Instant("2025-06-02T14:00:00Z")))
  }

  @Test("a promise due when an exclusion begins stays where it is; one due later moves")
  func dueAtExclusion() throws {
    let opened = try Instant("2025-06-02T09:00:00Z")
    for (start, due) in [("13:00", "13:00"), ("12:59", "14:59")] {
      var timeline = SLATimeline(try Self.policy())
      timeline.apply(.fixture(.opened(.init()), at: opened))
      let from = try Instant("2025-06-02T\(start):00Z")
      timeline.apply(
        .init(
          .excluded(from: from, until: from + .seconds(7_140)), by: .agent("li"),
          at: opened + .seconds(60), because: "maintenance"))
      #expect(
        timeline.status(of: .resolution, at: opened + .seconds(60))?.dueAt
          == (try Instant("2025-06-02T\(due):00Z")))
    }
  }

  @Test("a waiver excludes the instant of its end")
  func waiverEnds() throws {
    let line = try TicketTimeline("Mon 09:00 open | 15:00 look")
    let breach = try Instant("2025-06-02T13:00:00Z")
    for (end, verdict) in [(breach, SLAVerdict.missed), (breach.adding(milliseconds: 1), .waived)] {
      var timeline = line.slaTimeline(under: try Self.policy())
      timeline.apply(
        .init(
          .waived(.resolution, from: .min, until: end), by: .agent("li"), at: line.end,
          because: "storm"))
      #expect(timeline.verdict(of: .resolution, at: line.end) == verdict)
    }
  }

  @Test("reminders come at shares of the time and before and after the due time, each once")
  func reminders() throws {
    let policy = try Promises.always(
      SLATarget(
        .resolution, within: ServiceDuration("8 business h"), calendar: "office",
        pauseWhile: .customer,
        reminders: [SLAReminder("50%"), SLAReminder("-1 business h"), SLAReminder("1 business h")]))
    let line = try TicketTimeline("Mon 09:00 open")
    let timeline = line.slaTimeline(under: policy)
    #expect(
      timeline.reminders(at: line.end).map(\.at.description) == [
        "2025-06-02T13:00:00Z", "2025-06-02T16:00:00Z", "2025-06-03T10:00:00Z",
      ])
    // Paused after the first reminder; it is not given again though the time moves.
    let paused = try TicketTimeline("Mon 09:00 open | 14:00 pending | Tue 10:00 customer")
    let moved = paused.slaTimeline(under: policy)
    #expect(moved.reminders(at: try Instant("2025-06-02T15:00:00Z")) == [])
    let reached = moved.remindersReached(until: try Instant("2025-06-03T12:00:00Z"))
    #expect(
      reached.map(\.at.description) == ["2025-06-02T13:00:00Z", "2025-06-03T12:00:00Z"])
    let keys = moved.intents(for: "T-1", after: .min, through: .max).map(\.key.rawValue)
    #expect(
      keys
        == [
          "remind/all/0", "remind/all/1", "breach", "remind/all/2",
        ].map { "T-1/resolution/2025-06-02T09:00:00Z/\($0)" })
    #expect(Set(keys).count == keys.count)
  }

  @Test("asking in pieces gives each intent once, in the order of time")
  func pieces() throws {
    let policy = try Escalations.policy(from: .breach)
    let line = try TicketTimeline("Mon 09:00 open | 10:00 look")
    let timeline = line.slaTimeline(under: policy)
    let whole = timeline.intents(for: "T-1", after: .min, through: .max)
    var last = line.end
    var parts = timeline.intents(for: "T-1", after: .min, through: last)
    while let next = timeline.nextWakeUp(after: last) {
      parts += timeline.intents(for: "T-1", after: last, through: next)
      last = next
    }
    #expect(parts == whole && whole.count > 3)
    #expect(whole.map { $0.notBefore ?? .max } == whole.map { $0.notBefore ?? .max }.sorted())
  }
}

/// Ladders that the tests speak of.
enum Escalations {
  /// 48 h unresolved, 48 h more, 24 h more.
  static func policy(from start: SLATarget.Escalation.Start) throws -> SLAPolicy {
    let ladder = try Ladder(levels: [
      .init("key-accounts", after: ServiceDuration("48 h")),
      .init("director", after: ServiceDuration("48 h")),
      .init("board", after: ServiceDuration("24 h")),
    ])
    return try SLAPolicy(
      "ladder",
      rules: [
        Rule(
          "all",
          then: [
            SLATarget(
              .resolution, within: try ServiceDuration("2 h"),
              escalation: .init("complaints", from: start))
          ])
      ], ladders: ["complaints": ladder])
  }
}

@Suite("Service levels: escalation")
struct EscalationTests {
  private func steps(
    _ line: String, from start: SLATarget.Escalation.Start = .start,
    coverage: Ladder.Coverage = .all
  ) throws -> [String] {
    let line = try TicketTimeline(line)
    let timeline = line.slaTimeline(under: try Escalations.policy(from: start))
    return timeline.escalations(of: .resolution, at: line.end, coverage: coverage)
      .flatMap(\.steps).map(\.description)
  }

  @Test("each step counts from the one before, from the start or from the breach")
  func ladder() throws {
    #expect(
      try steps("Mon 09:00 open | 2025-06-20 09:00 look") == [
        "2025-06-04T09:00:00Z round 1: key-accounts notified",
        "2025-06-06T09:00:00Z round 1: director notified",
        "2025-06-07T09:00:00Z round 1: board notified",
        "2025-06-07T09:00:00Z round 1: exhausted",
      ])
    #expect(
      try steps("Mon 09:00 open | Wed 12:00 look", from: .breach) == [
        "2025-06-04T11:00:00Z round 1: key-accounts notified"
      ])
  }

  @Test("a level that nobody covers is passed on at once and says so")
  func gap() throws {
    #expect(
      try steps(
        "Mon 09:00 open | Fri 08:00 look", coverage: .only(["director", "board"])
      ).prefix(2) == [
        "2025-06-04T09:00:00Z round 1: key-accounts passed on, nobody covers it",
        "2025-06-04T09:00:00Z round 1: director notified",
      ])
    let line = try TicketTimeline("Mon 09:00 open | Fri 08:00 look")
    let intents = line.slaTimeline(under: try Escalations.policy(from: .start))
      .intents(for: "T-1", after: .min, through: line.end, coverage: .only(["board"]))
    #expect(intents.map(\.action) == [.reportBreach, .reportGap, .reportGap, .tellLevel])
  }

  @Test("acknowledgement stops it, and so do the solution and a waiver")
  func stops() throws {
    #expect(
      try steps("Mon 09:00 open | Wed 10:00 acknowledge resolution | 2025-06-20 09:00 look") == [
        "2025-06-04T09:00:00Z round 1: key-accounts notified",
        "2025-06-04T10:00:00Z round 1: acknowledged by wang",
      ])
    #expect(
      try steps("Mon 09:00 open | Thu 10:00 solve | 2025-06-20 09:00 look") == [
        "2025-06-04T09:00:00Z round 1: key-accounts notified"
      ])
    #expect(
      try steps("Mon 09:00 open | 10:00 acknowledge resolution | Wed 12:00 look", from: .breach)
        == ["2025-06-04T11:00:00Z round 1: key-accounts notified"],
      "what was acknowledged before the breach is not the breach")
    #expect(try steps("Mon 09:00 open | Wed 09:00 solve | 2025-06-20 09:00 look") == [])
    #expect(try steps("Mon 09:00 open | Tue 09:00 waive | 2025-06-20 09:00 look") == [])
  }
}
