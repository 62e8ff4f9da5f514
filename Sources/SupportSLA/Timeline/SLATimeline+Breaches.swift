// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

extension SLATimeline {
  /// The breaches that became known after one instant, up to and with another, in that order.
  ///
  /// Ask with the instant of the last call and the present, behind the events of the present: each
  /// breach is told once, and a late call loses none (S15). A breach is known a millisecond after its due time, since exactly then the
  /// promise can still be kept (S1), and one that a change brings is known at the change: a due time
  /// that it puts into the past, or a breach that a merged ticket brings along.
  ///
  /// - Parameters:
  ///   - ticket: The ticket's name.
  ///   - start: The instant up to which everything was asked for before; `.min` the first time.
  ///   - end: The present.
  /// - Returns: The breaches as they stand at the present, also those that somebody set aside.
  /// - Complexity: O(changes of the clocks).
  public func breaches(
    of ticket: TicketID, after start: Instant = .min, through end: Instant
  ) -> [SLABreach] {
    let found = book.metricNames.flatMap { breaches(of: $0, ticket, at: end) }
    return found.filter { $0.knownAt > start && $0.knownAt <= end }
      .enumerated().sorted { ($0.element.knownAt, $0.offset) < ($1.element.knownAt, $1.offset) }
      .map(\.element.breach)
  }

  /// Whether any promise was missed by an instant; O(changes of the clocks), without any allocation.
  package func hasBreach(by instant: Instant) -> Bool {
    for slot in slots.indices {
      var position = Int(slots[slot].last)
      var isNewest = true
      while position >= 0 {
        let state = log[position]
        position = Int(state.previous)
        if state.at > instant { continue }
        if state.breachedAt != nil { return true }
        // What passed unanswered before a later change, that change tells.
        if isNewest, state.phase == .running, let dueAt = state.dueAt, dueAt < instant {
          return true
        }
        isNewest = false
      }
    }
    return false
  }

  /// The breaches of a metric by an instant, each with the instant from which it is known and how
  /// long it could have taken.
  func breaches(
    of metric: SLAMetric, _ ticket: TicketID, at instant: Instant
  ) -> [(knownAt: Instant, breach: SLABreach, within: ServiceDuration)] {
    runs(of: metric, at: instant).compactMap { run in
      let status = status(run.last, at: run.until, knownAt: instant)
      guard let breachedAt = status.breachedAt else { return nil }
      let (knownAt, broken) = breach(at: breachedAt, in: run)
      let compiled = target(of: broken)
      let name = name(of: run.last)
      let breach = SLABreach(
        metric: metric, by: name.by, rule: compiled.rule, origin: name.origin ?? ticket,
        startedAt: name.startedAt, breachedAt: breachedAt, endedAt: run.endedAt,
        isWaived: status.verdict == .waived)
      return (knownAt, breach, compiled.target.within)
    }
  }

  /// From when on a breach is known, and the change whose promise it broke: a millisecond after a due
  /// time that passed, else at the change that brought it.
  func breach(
    at breachedAt: Instant, in run: SLARun
  ) -> (knownAt: Instant, broken: SLAClockState) {
    let later = breachedAt.adding(milliseconds: 1)
    guard let carrier = run.changes.firstIndex(where: { $0.breachedAt == breachedAt }) else {
      return (later, run.last)
    }
    if carrier > 0 {
      let before = run.changes[carrier - 1]
      let isBetween = before.at <= breachedAt && breachedAt < run.changes[carrier].at
      if isBetween, before.phase == .running, before.dueAt == breachedAt { return (later, before) }
    }
    return (run.changes[carrier].at, run.changes[carrier])
  }

  /// Which promise a clock is about.
  func name(of state: SLAClockState) -> SLAPromiseName {
    let metric = book.metrics[Int(state.slot)]
    let origin = state.origin < 0 ? nil : origins[Int(state.origin)]
    return SLAPromiseName(
      origin: origin?.ticket, metric: metric.metric, by: metric.by,
      startedAt: origin?.startedAt ?? state.startedAt)
  }
}
