// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// What a ladder does about a promise that is not kept.
public struct SLAEscalation: Hashable, Sendable {
  /// The metric.
  public var metric: SLAMetric
  /// Which cycle of the metric it is, from 1.
  public var cycle: Int
  /// The ladder's name.
  public var ladder: String
  /// The instant from which it counts: the breach, or the start of the clock.
  public var startedAt: Instant
  /// The steps taken, in order, each with the instant at which it was due.
  public var steps: [Ladder.Step]
  /// When the next step is due; `nil` once it has ended.
  public var nextAt: Instant?
}

extension SLATimeline {
  /// The ladders that are or were climbed for a metric until an instant, one for each cycle with a
  /// reason, in order.
  ///
  /// A ladder counts from the breach or from the start, as the target says. It ends when somebody
  /// acknowledges, when the promise is kept after all, taken away or set aside, and while a ticket
  /// is resolved it takes no steps. A level that nobody covers is passed on and says so (S10).
  ///
  /// - Parameters:
  ///   - metric: The metric.
  ///   - instant: The present; steps up to it, included, are taken.
  ///   - coverage: Who covers which level.
  /// - Returns: The climbs, each with its steps; empty where no target names a ladder.
  public func escalations(
    of metric: SLAMetric, at instant: Instant, coverage: Ladder.Coverage = .all
  ) -> [SLAEscalation] {
    cycles(of: metric, at: instant).compactMap { cycle in
      escalation(of: cycle, at: instant, coverage)
    }
  }

  private func escalation(
    of cycle: SLACycle, at instant: Instant, _ coverage: Ladder.Coverage
  ) -> SLAEscalation? {
    let target = cycle.status.target
    guard let escalation = target.escalation, cycle.status.verdict != .waived else { return nil }
    let start =
      escalation.from == .start ? cycle.status.startedAt : cycle.status.breachedAt
    guard let start, start <= instant else { return nil }
    guard
      let holder = book.editions.first(where: { $0.core.ladders[escalation.ladder] != nil })?.core,
      let ladder = holder.ladders[escalation.ladder],
      let clock = clock(of: target),
      var run = try? Ladder.Run(ladder, from: start, on: clock, calendars: holder.clocks)
    else { return nil }
    // What happens at the instant of the end comes too late for it.
    let end = cycle.endedAt ?? lastResolution(of: cycle)
    let limit = end.map { min($0.adding(milliseconds: -1), instant) } ?? instant
    var steps: [Ladder.Step] = []
    if let taken = acknowledgement(of: target.metric, from: start, until: limit) {
      steps = run.acknowledge(by: taken.by, at: taken.at, coverage: coverage)
    } else {
      steps = run.advance(to: limit, coverage: coverage)
    }
    return SLAEscalation(
      metric: target.metric, cycle: cycle.status.cycle, ladder: escalation.ladder,
      startedAt: start, steps: steps, nextAt: end == nil ? run.next : nil)
  }

  private func clock(of target: SLATarget) -> BusinessClock? {
    book.targets.first { $0.target == target }?.clock
  }

  /// A promise that is suspended waits for nobody.
  private func lastResolution(of cycle: SLACycle) -> Instant? {
    cycle.status.phase == .suspended ? cycle.changes.last?.at : nil
  }

  private func acknowledgement(
    of metric: SLAMetric, from start: Instant, until end: Instant
  ) -> (by: AgentID, at: Instant)? {
    for adjustment in adjustments where adjustment.at >= start && adjustment.at <= end {
      guard case .acknowledged(let taken) = adjustment.kind, taken == metric else { continue }
      let name: AgentID =
        if case .agent(let agent) = adjustment.by { agent } else { AgentID("\(adjustment.by)") }
      return (name, adjustment.at)
    }
    return nil
  }
}
