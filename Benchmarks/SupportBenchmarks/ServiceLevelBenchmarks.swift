// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportCore
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime

/// Service levels of whole desks: the bundled log, and a million open tickets.
func serviceLevelBenchmarks() {
  let policy = DeskPolicy.policy
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock], warmupIterations: 1, maxDuration: .seconds(5))
  Benchmark("SLATimeline of the bundled log, 24,918 tickets", configuration: configuration) { run in
    let stories = BundledLog.stories
    run.startMeasurement()
    for _ in run.scaledIterations {
      for story in stories {
        var timeline = SLATimeline(policy)
        timeline.apply(contentsOf: story)
        blackHole(timeline)
      }
    }
  }
  Benchmark("SLATimeline next deadline, 1,000,000 open tickets", configuration: configuration) {
    run in
    let timelines = DeskPolicy.openTickets(count: 1_000_000)
    let now = Instant(millisecondsSince1970: 1_750_000_000_000)
    run.startMeasurement()
    for _ in run.scaledIterations {
      var next = Instant.max
      for timeline in timelines {
        if let due = timeline.nextDeadline(after: now) { next = min(next, due) }
      }
      blackHole(next)
    }
  }
  Benchmark("SLATimeline open and next deadline, 1,000,000 tickets", configuration: configuration) {
    run in
    for _ in run.scaledIterations { blackHole(DeskPolicy.firstDeadlines(count: 1_000_000)) }
  }
  Benchmark(
    "SLATimeline event and next deadline",
    configuration: .init(
      metrics: [.wallClock], warmupIterations: 1, scalingFactor: .kilo, maxDuration: .seconds(3))
  ) { run in
    var timelines = DeskPolicy.openTickets(count: 50_000)
    let at = Instant(millisecondsSince1970: 1_750_000_000_000)
    run.startMeasurement()
    for index in run.scaledIterations {
      let ticket = index % timelines.count
      let round = index / timelines.count
      let event = Ticket.Event(
        .waitChanged(round % 2 == 0 ? .customer : []), by: .agent("li"),
        at: at.adding(milliseconds: Int64(index)))
      timelines[ticket].apply(event)
      blackHole(timelines[ticket].nextDeadline(after: event.occurredAt))
    }
    // Freeing fifty thousand tickets is not part of it.
    run.stopMeasurement()
    blackHole(timelines)
  }
}

/// Four priorities with three promises each, in office hours with a lunch break.
enum DeskPolicy {
  static let policy = makePolicy()

  private static func makePolicy() -> SLAPolicy {
    do {
      let rules = [("1", 1), ("2", 2), ("3", 4), ("4", 8)].map { name, factor in
        Rule(
          RuleID(name), when: .equals("priority", .text(name)),
          then: [
            target(.firstReply, hours: factor), target(.ownership, hours: 2 * factor),
            target(.resolution, hours: 8 * factor),
          ])
      }
      return try SLAPolicy("measured", calendars: ["office": OfficeHours.calendar], rules: rules)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  private static func target(_ metric: SLAMetric, hours: Int) -> SLATarget {
    SLATarget(
      metric, within: .business(milliseconds: Int64(hours) * 3_600_000), calendar: "office",
      pauseWhile: [.customer, .onHold])
  }

  /// Tickets that were opened within the last two months, one opening each.
  static func openTickets(count: Int) -> [SLATimeline] {
    let openings = openings()
    return (0..<count).map { index in
      var timeline = SLATimeline(policy)
      timeline.apply(openings[index & (openings.count - 1)])
      return timeline
    }
  }

  static func firstDeadlines(count: Int) -> Instant {
    let openings = openings()
    let now = Instant(millisecondsSince1970: 1_750_000_000_000)
    var next = Instant.max
    for index in 0..<count {
      var timeline = SLATimeline(policy)
      timeline.apply(openings[index & (openings.count - 1)])
      if let due = timeline.nextDeadline(after: now) { next = min(next, due) }
    }
    return next
  }

  private static func openings() -> [Ticket.Event] {
    var random = SeededGenerator(seed: 11)
    return (0..<65_536).map { index in
      let at = Int64.random(in: 1_745_000_000_000..<1_750_000_000_000, using: &random)
      return Ticket.Event(
        .opened(.init(priority: Ticket.Priority(rawValue: "\(index % 4 + 1)"))), by: .customer("c"),
        at: Instant(millisecondsSince1970: at))
    }
  }
}
