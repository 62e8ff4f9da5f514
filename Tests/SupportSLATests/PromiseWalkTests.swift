// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ServiceLevelAudit
import SupportCore
import SupportRules
import SupportSLA
import SupportTickets
import Testing

/// The walk that a back-test takes, compared with the one that keeps every change of every clock.
@Suite("Service levels: promises in one walk")
struct PromiseWalkTests {
  private struct Told: Hashable {
    var metric: SLAMetric
    var cycle: Int
    var rule: RuleID
    var verdict: SLAVerdict
  }

  @Test("it tells the cycles of every metric", arguments: 0..<80 as Range<UInt64>)
  func cycles(seed: UInt64) throws {
    let audited = try #require(AuditedPolicy.all[Int(seed % 20)])
    let made = AuditedTicket(seed: seed, grid: audited.grid, steps: 16)
    var timeline = SLATimeline(audited.policy)
    timeline.apply(contentsOf: made.events)
    let last = try #require(made.events.last?.occurredAt)
    for end in made.events.map(\.occurredAt) + [last.adding(milliseconds: 90 * 86_400_000)] {
      var walked: [Told] = []
      timeline.forEachPromise(at: end) {
        walked.append(
          Told(metric: $0.metric, cycle: $0.cycle, rule: $0.rule, verdict: $0.countsAs))
      }
      let kept = audited.policy.metrics.flatMap { metric in
        timeline.cycles(of: metric, at: end).map {
          Told(
            metric: metric, cycle: $0.status.cycle, rule: $0.status.rule, verdict: $0.countsAs)
        }
      }
      #expect(walked == kept)
    }
  }

  @Test(
    "a promise that was kept is due when it was due a millisecond before",
    arguments: 0..<80 as Range<UInt64>)
  func dueTimes(seed: UInt64) throws {
    let audited = try #require(AuditedPolicy.all[Int(seed % 20)])
    let made = AuditedTicket(seed: seed, grid: audited.grid, steps: 10)
    var timeline = SLATimeline(audited.policy)
    timeline.apply(contentsOf: made.events)
    let last = try #require(made.events.last?.occurredAt)
    var due: [Told: Instant?] = [:]
    timeline.forEachPromise(at: last) {
      due[Told(metric: $0.metric, cycle: $0.cycle, rule: $0.rule, verdict: $0.countsAs)] = $0.dueAt
    }
    for metric in audited.policy.metrics {
      for cycle in timeline.cycles(of: metric, at: last) where cycle.status.verdict == .met {
        guard let kept = cycle.status.fulfilledAt, kept > cycle.status.startedAt,
          let before = timeline.status(of: metric, at: kept.adding(milliseconds: -1)),
          before.phase == .running, before.cycle == cycle.status.cycle,
          before.rule == cycle.status.rule
        else { continue }
        let told = Told(
          metric: metric, cycle: cycle.status.cycle, rule: cycle.status.rule, verdict: .met)
        #expect(due[told] == .some(before.dueAt), "\(metric) \(cycle.status.cycle)")
      }
    }
  }
}
