// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

extension SLATimeline {
  /// Where the clock of a metric stands at an instant, past or future: its latest cycle until then.
  ///
  /// Where several groups promise one metric, the clock that holds at the instant is told.
  ///
  /// - Returns: `nil` when the metric never had a target until then: the policy sets none, or the
  ///   ticket was not opened yet. A target that was taken away is told in the phase `cancelled`.
  /// - Complexity: O(changes of the clock after the instant).
  public func status(of metric: SLAMetric, at instant: Instant) -> SLAStatus? {
    change(of: metric, at: instant).map { status($0, at: instant) }
  }

  /// Where every clock of the ticket stands at an instant, in the order of the policy.
  public func statuses(at instant: Instant) -> [SLAStatus] {
    slots.indices.compactMap { slot in
      change(ofSlot: slot, at: instant).map { status($0, at: instant) }
    }
  }

  /// How the promise about a metric stands at an instant; `nil` when there is none.
  public func verdict(of metric: SLAMetric, at instant: Instant) -> SLAVerdict? {
    status(of: metric, at: instant)?.verdict
  }

  /// Which rules make promises to the ticket by what was known at an instant, or why none does.
  public func match(at instant: Instant) -> SLAPolicyMatch {
    guard let openedAt, openedAt <= instant else { return .notOpened }
    let basis = basis(at: instant)
    return book.editions[basis.edition].core.match(basis.facts, openedAt: openedAt)
  }

  /// The next instant after the given one at which a running promise falls due; ask again when it
  /// has come. Exactly then the promise is still in time (S1): it is missed a millisecond later.
  ///
  /// - Returns: `nil` when nothing runs that could fall due later.
  /// - Complexity: O(clocks).
  public func nextDeadline(after instant: Instant) -> Instant? {
    deadline(at: instant) { $0 > instant }
  }

  /// The earliest due time of the clocks that run at an instant and can still be missed then, among
  /// those that a test takes.
  @inline(__always)
  func deadline(at instant: Instant, where applies: (Instant) -> Bool) -> Instant? {
    var next: Instant?
    for slot in slots.indices {
      guard let state = change(ofSlot: slot, at: instant), state.phase == .running,
        state.breachedAt == nil, let dueAt = state.dueAt, applies(dueAt)
      else { continue }
      next = next.map { min($0, dueAt) } ?? dueAt
    }
    return next
  }

  // MARK: Steps

  /// Where a clock stands at an instant, by what people had decided until another.
  func status(
    _ change: SLAClockState, at instant: Instant, knownAt: Instant? = nil
  ) -> SLAStatus {
    let compiled = target(of: change)
    let state = change.advanced(to: instant, compiled, windows)
    var verdict = state.verdict
    if let breachedAt = state.breachedAt,
      !adjustments.isEmpty,
      isWaived(compiled.target.metric, breachedAt: breachedAt, at: knownAt ?? instant)
    {
      verdict = .waived
    }
    return SLAStatus(
      target: compiled.target, rule: compiled.rule, cycle: Int(state.cycle), verdict: verdict,
      phase: state.phase, startedAt: state.startedAt,
      dueAt: state.phase == .running ? state.dueAt : nil, fulfilledAt: state.fulfilledAt,
      breachedAt: state.breachedAt, elapsedMilliseconds: state.used,
      pausedMilliseconds: state.paused, idleMilliseconds: state.idle,
      excludedMilliseconds: state.excluded, extendedMilliseconds: state.extra,
      remainingMilliseconds: remaining(state, change, compiled, instant))
  }

  private func remaining(
    _ state: SLAClockState, _ change: SLAClockState, _ compiled: SLACompiledTarget,
    _ instant: Instant
  ) -> Int64 {
    if let budget = compiled.budget { return Self.sum(budget, Self.sum(state.extra, -state.used)) }
    guard let due = state.dueAt else { return 0 }
    // A clock that stands still keeps what was left when it stopped.
    let counted = state.phase == .running ? instant : change.at
    let left = compiled.clock.milliseconds(between: counted, and: due)
    guard left > 0, !windows.isEmpty else { return left }
    return left - windows.counted(from: counted, to: due, by: compiled, knownAt: change.at)
  }

  /// The last change of a metric's clock up to an instant; `nil` before it started.
  func change(of metric: SLAMetric, at instant: Instant) -> SLAClockState? {
    var found: SLAClockState?
    for slot in slots.indices where book.metrics[slot].metric == metric {
      guard let state = change(ofSlot: slot, at: instant) else { continue }
      guard let other = found else {
        found = state
        continue
      }
      let isBetter =
        (state.phase == .cancelled) == (other.phase == .cancelled)
        ? state.at >= other.at : other.phase == .cancelled
      if isBetter { found = state }
    }
    return found
  }

  /// The last change of a clock up to an instant; `nil` before it started.
  func change(ofSlot slot: Int, at instant: Instant) -> SLAClockState? {
    var position = Int(slots[slot].last)
    while position >= 0 {
      if log[position].at <= instant { return log[position] }
      position = Int(log[position].previous)
    }
    return nil
  }
}
