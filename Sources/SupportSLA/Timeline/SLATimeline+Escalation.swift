// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension SLATimeline {
  /// The ladders that are or were climbed for a metric until an instant, one for each cycle with a
  /// reason, in order.
  ///
  /// A ladder counts from the breach or from the start, as the target says. It ends when somebody
  /// acknowledges, when the promise is kept after all, taken away or set aside. While a ticket is
  /// resolved it takes no steps: one that fell due meanwhile is due at the reopening, and the next
  /// counts from there. The same holds for what fell due before the promise had its ladder: before an
  /// import, or before a change of the target. A level that nobody covers is passed on and says so (S10).
  ///
  /// The ladder and its calendars are those of the version of the policy that made the promise.
  ///
  /// - Parameters:
  ///   - metric: The metric.
  ///   - instant: The present; steps up to it, included, are taken.
  ///   - coverage: Who covers which level.
  /// - Returns: The climbs, each with its steps; empty where no target names a ladder.
  public func escalations(
    of metric: SLAMetric, at instant: Instant, coverage: Ladder.Coverage = .all
  ) -> [SLAEscalation] {
    runs(of: metric, at: instant).compactMap { escalation(of: $0, at: instant, coverage) }
  }

  private func escalation(
    of run: SLARun, at instant: Instant, _ coverage: Ladder.Coverage
  ) -> SLAEscalation? {
    guard let (escalation, ladder, calendars) = ladder(of: run.last) else { return nil }
    let status = status(run.last, at: run.until, knownAt: instant)
    let promise = name(of: run.last)
    let start = escalation.from == .start ? promise.startedAt : status.breachedAt
    guard let start, start <= instant, status.verdict != .waived,
      var climb = try? Ladder.Run(
        ladder, from: start, on: target(of: run.last).clock, calendars: calendars)
    else { return nil }
    let first = beginning(of: escalation, ladder, in: run)
    var knownAt = escalation.from == .breach ? breach(at: start, in: run).knownAt : start
    if first.cause == .merged {
      knownAt = max(knownAt, first.at)
    } else {
      climb.notBefore = first.at
    }
    let standstills = run.standstills
    // What happens at the instant of the end comes too late for it.
    let end = standstills.last { $0.until == nil }?.from
    let limit = end.map { min($0.adding(milliseconds: -1), instant) } ?? instant
    let taken = acknowledgement(of: status.target.metric, from: start, until: limit)
    var steps: [Ladder.Step] = []
    for (from, until) in standstills where from <= taken?.at ?? limit {
      guard let until else { break }
      steps += climb.advance(to: from.adding(milliseconds: -1), coverage: coverage)
      climb.notBefore = max(climb.notBefore, until)
    }
    if let taken {
      steps += climb.acknowledge(by: taken.by, at: taken.at, coverage: coverage)
    } else {
      steps += climb.advance(to: limit, coverage: coverage)
    }
    return SLAEscalation(
      metric: promise.metric, by: promise.by, cycle: status.cycle, ladder: escalation.ladder,
      startedAt: start, steps: steps, nextAt: end == nil ? climb.next : nil, promise: promise,
      attempt: run.attempt, from: escalation.from, knownAt: knownAt)
  }

  /// The ladder of a clock's target, and the calendars of its version of the policy.
  private func ladder(
    of state: SLAClockState
  ) -> (SLATarget.Escalation, Ladder, [String: BusinessClock])? {
    guard let escalation = target(of: state).target.escalation,
      let core = book.edition(ofTarget: Int(state.target))?.core,
      let ladder = core.draft.ladders[escalation.ladder]
    else { return nil }
    return (escalation, ladder, core.clocks)
  }

  /// The change with which the promise came to its ladder. What fell due before is due then; but for
  /// a ladder that a merged ticket brings along, which was climbed there.
  private func beginning(
    of escalation: SLATarget.Escalation, _ ladder: Ladder, in run: SLARun
  ) -> SLAClockState {
    var first = run.last
    let promise = name(of: first)
    for change in run.changes.reversed() {
      guard let own = self.ladder(of: change), own.0 == escalation, own.1 == ladder,
        name(of: change) == promise
      else { break }
      first = change
    }
    return first
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
