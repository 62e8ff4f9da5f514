// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportSLA
import SupportTickets

/// Asks the library and the auditor the same about lives made from seeds, and tells where they
/// differ.
package enum ServiceLevelAudit {
  /// Compares the library with the auditor about one ticket, at every instant that is asked for.
  ///
  /// - Parameters:
  ///   - seed: What the policy and the life are made of.
  ///   - steps: The most commands of the life.
  /// - Returns: What they say differently, in words; empty where they agree.
  package static func differences(seed: UInt64, steps: Int) -> [String] {
    guard let audited = AuditedPolicy.all[Int(seed % 20)] else { return ["no policy"] }
    let made = AuditedTicket(seed: seed, grid: audited.grid, steps: steps)
    var timeline = SLATimeline(audited.policy)
    timeline.apply(contentsOf: made.events)
    var auditor = Auditor(
      promises: audited.promises, hours: AuditedHours.weeks[made.week],
      onReopen: audited.onReopen)
    var growing = SLATimeline(audited.policy)
    var differences: [String] = []
    var events = made.events[...]
    for minute in made.questions {
      while let event = events.first, Auditor.minute(event.occurredAt) <= minute {
        auditor.apply(event)
        growing.apply(event)
        events.removeFirst()
      }
      auditor.walk(to: minute)
      differences += compare(timeline, auditor, minute)
      differences += compare(growing, auditor, minute)
    }
    let end = instant(made.questions.last ?? 0)
    return differences + compareMisses([("T-1", timeline, auditor)], end)
  }

  /// The same about two tickets of which one is merged into the other in the middle of its life.
  package static func mergeDifferences(seed: UInt64) -> [String] {
    guard let audited = AuditedPolicy.all[Int(seed % 20)] else { return ["no policy"] }
    let source = AuditedTicket(seed: seed &* 2 + 1_000_000, grid: audited.grid, id: "T-2")
    let own = AuditedTicket(seed: seed &* 2 + 1_000_001, grid: audited.grid, week: source.week)
    guard let opened = own.events.first?.occurredAt, source.ticket.openedAt != nil else {
      return []
    }
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
    var differences = compare(timeline, auditor, Auditor.minute(at))
    for event in own.events where event.occurredAt > at {
      timeline.apply(event)
      auditor.apply(event)
      differences += compare(timeline, auditor, Auditor.minute(event.occurredAt))
    }
    let last = Auditor.minute(max(own.events.last?.occurredAt ?? at, at)) + 2_000
    auditor.walk(to: last)
    differences += compare(timeline, auditor, last)
    otherAuditor.walk(to: Auditor.minute(at))
    other.apply(.init(.merged(into: "T-1"), by: .agent("li"), at: at))
    return differences
      + compareMisses([("T-2", other, otherAuditor), ("T-1", timeline, auditor)], instant(last))
  }

  private static func instant(_ minute: Int) -> Instant {
    Instant(millisecondsSince1970: Int64(minute) * 60_000)
  }

  /// Each miss counts in the ticket in which it was, and has one name in all of them.
  private static func compareMisses(
    _ tickets: [(id: Ticket.ID, timeline: SLATimeline, auditor: Auditor)], _ end: Instant
  ) -> [String] {
    var differences: [String] = []
    let breaches = tickets.flatMap { $0.timeline.breaches(of: $0.id, through: end) }
    for metric in Auditor.metrics {
      var expected = 0
      for ticket in tickets {
        let missed = ticket.timeline.attainment(of: metric, at: end).missed
        let wanted = ticket.auditor.misses[metric] ?? 0
        if missed != wanted {
          differences.append("\(metric) of \(ticket.id): \(missed) missed, auditor: \(wanted)")
        }
        expected += wanted
      }
      let names = Set(breaches.filter { $0.metric == metric }.map(\.key))
      if names.count != expected {
        differences.append("\(metric): \(names.count) names of breaches, auditor: \(expected)")
      }
    }
    return differences
  }

  private static func compare(
    _ timeline: SLATimeline, _ auditor: Auditor, _ minute: Int
  ) -> [String] {
    let instant = instant(minute)
    return Auditor.metrics.compactMap { metric in
      let found = timeline.status(of: metric, at: instant).map {
        Auditor.Finding(
          verdict: $0.verdict, cycle: $0.cycle, breachedAt: $0.breachedAt.map(Auditor.minute),
          used: Int($0.elapsedMilliseconds / 60_000), paused: Int($0.pausedMilliseconds / 60_000))
      }
      let expected = auditor.finding(metric)
      if found == expected { return nil }
      return "\(metric) at \(instant): \(told(found)), auditor: \(told(expected))"
    }
  }

  private static func told(_ finding: Auditor.Finding?) -> String {
    finding.map { "\($0)" } ?? "nothing"
  }
}
