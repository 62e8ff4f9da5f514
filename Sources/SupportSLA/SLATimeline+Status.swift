// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

extension SLATimeline {
  /// Where the clock of a metric stands at an instant, past or future.
  ///
  /// - Returns: `nil` when the metric never had a target until then: the policy sets none, or the
  ///   ticket was not opened yet. A target that was taken away is told in the phase `cancelled`.
  /// - Complexity: O(changes of the ticket's clocks).
  public func status(of metric: SLAMetric, at instant: Instant) -> SLAStatus? {
    guard let change = change(of: metric, at: instant) else { return nil }
    let state = change.advanced(to: instant, in: policy)
    // A clock that stands still keeps what was left when it stopped.
    let counted = state.phase == .running ? instant : change.at
    let compiled = policy.targets[state.target]
    let remaining =
      compiled.target.within.milliseconds.map { $0 - state.used }
      ?? state.dueAt.map { compiled.clock.milliseconds(between: counted, and: $0) } ?? 0
    return SLAStatus(
      target: compiled.target, rule: compiled.rule, verdict: state.verdict, phase: state.phase,
      startedAt: state.startedAt, dueAt: state.phase == .running ? state.dueAt : nil,
      fulfilledAt: state.fulfilledAt, breachedAt: state.breachedAt,
      elapsedMilliseconds: state.used, pausedMilliseconds: state.paused,
      remainingMilliseconds: remaining)
  }

  /// How the promise about a metric stands at an instant; `nil` when there is none.
  public func verdict(of metric: SLAMetric, at instant: Instant) -> SLAVerdict? {
    state(of: metric, at: instant)?.verdict
  }

  /// The next instant after the given one at which a running promise falls due; ask again when it
  /// has come. Exactly then the promise is still in time (S1): it is missed a millisecond later.
  ///
  /// - Returns: `nil` when nothing runs that could fall due later.
  public func nextDeadline(after instant: Instant) -> Instant? {
    SLAMetric.inOrder.compactMap { metric -> Instant? in
      guard let state = state(of: metric, at: instant), state.phase == .running,
        state.breachedAt == nil, let dueAt = state.dueAt, dueAt > instant
      else { return nil }
      return dueAt
    }.min()
  }
}
