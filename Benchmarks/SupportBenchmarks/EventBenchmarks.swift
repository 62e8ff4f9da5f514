// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportCore
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime

/// Folding 100,000 events of 12,500 tickets, eight events each; one run folds them all.
func eventBenchmarks() {
  let stories = ticketStories(count: 12_500)
  let policy = policy()
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock], warmupIterations: 1, maxDuration: .seconds(4))
  Benchmark("Ticket apply, 100,000 events", configuration: configuration) { run in
    for _ in run.scaledIterations {
      for story in stories {
        var ticket = Ticket("T")
        ticket.apply(contentsOf: story)
        blackHole(ticket)
      }
    }
  }
  Benchmark("Ticket apply one by one, 100,000 events", configuration: configuration) { run in
    for _ in run.scaledIterations {
      for story in stories {
        var ticket = Ticket("T")
        for event in story { ticket.apply(event) }
        blackHole(ticket)
      }
    }
  }
  Benchmark("TicketHistory append, 100,000 events", configuration: configuration) { run in
    for _ in run.scaledIterations {
      for story in stories {
        var history = TicketHistory("T")
        for event in story { history.append(event) }
        blackHole(history)
      }
    }
  }
  Benchmark("SLATimeline apply, 100,000 events", configuration: configuration) { run in
    for _ in run.scaledIterations {
      for story in stories {
        var timeline = SLATimeline(policy)
        timeline.apply(contentsOf: story)
        blackHole(timeline)
      }
    }
  }
}

/// Opened, assigned, replied to, paused, resumed, given another priority, solved, closed.
private func ticketStories(count: Int) -> [[Ticket.Event]] {
  let priorities: [Ticket.Priority] = [.urgent, .high, .normal, .low]
  var random = SeededGenerator(seed: 6)
  return (0..<count).map { _ in
    // 2024 and 2025
    var now = Instant(
      millisecondsSince1970: Int64.random(
        in: 1_704_067_200_000..<1_767_225_600_000, using: &random))
    let first = priorities.randomElement(using: &random)
    let second = priorities.randomElement(using: &random)
    let changes: [Ticket.Change] = [
      .opened(.init(channel: .email, priority: first)),
      .assigned(.init(group: "second line", agent: "li")),
      .messageAdded(.init(.reply)), .waitChanged(.customer), .waitChanged([]),
      .prioritised(second), .solved, .closed,
    ]
    return changes.map { change in
      now = now.adding(milliseconds: random.span(from: 60_000, to: 100_000_000))
      return Ticket.Event(change, by: .agent("li"), at: now)
    }
  }
}

/// Four priorities with three targets each, in office hours with a lunch break.
private func policy() -> SLAPolicy {
  do {
    let rules = [("urgent", 1), ("high", 2), ("normal", 4), ("low", 8)].map { name, factor in
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

private func target(_ metric: SLAMetric, hours: Int) -> SLATarget {
  SLATarget(
    metric, within: .business(milliseconds: Int64(hours) * 3_600_000), calendar: "office",
    pauseWhile: .customer)
}
