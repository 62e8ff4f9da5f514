// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// What the clock of one metric was doing from an instant on. A timeline is a list of these.
struct SLAClockState: Hashable, Sendable {
  /// What changed; told by explanations.
  enum Cause: UInt8, Hashable, Sendable {
    case started, paused, resumed, fulfilled, suspended, reopened, retargeted, cancelled
  }

  var metric: SLAMetric
  var cause: Cause
  var phase: SLAStatus.Phase
  /// Since when.
  var at: Instant
  /// The position of the target in the policy.
  var target: Int
  /// When the clock started.
  var startedAt: Instant
  /// The target's time used before `at`.
  var used: Int64 = 0
  /// The target's time that passed in pauses before `at`.
  var paused: Int64 = 0
  /// When the promise is due if time runs from `at` on; `nil` where no opening is left.
  var dueAt: Instant?
  /// When the due time passed unanswered.
  var breachedAt: Instant?
  /// When the promise was kept, the last time.
  var fulfilledAt: Instant?

  /// Whether the promise can still be kept or missed.
  var isOpen: Bool { phase == .running || phase == .paused || phase == .suspended }

  var verdict: SLAVerdict {
    if breachedAt != nil { return .missed }
    switch phase {
    case .fulfilled: return .met
    case .cancelled, .suspended: return .cancelled
    case .running, .paused: return .running
    }
  }

  /// The same clock at a later instant: time is counted up to it, and a due time that has passed
  /// is a breach.
  func advanced(to now: Instant, in policy: SLAPolicy) -> Self {
    guard now > at else { return self }
    var state = self
    let clock = policy.targets[target].clock
    switch phase {
    case .running:
      state.used += clock.milliseconds(between: at, and: now)
      if breachedAt == nil, let dueAt, now > dueAt { state.breachedAt = dueAt }
    case .paused:
      state.paused += clock.milliseconds(between: at, and: now)
    case .fulfilled, .suspended, .cancelled:
      break
    }
    state.at = now
    return state
  }

  /// Computes anew when the promise is due if time runs from `at` on. A due time that this puts
  /// into the past is a breach at `at` (S6); what was used up exactly when hours ended was due at
  /// that closing (T4).
  mutating func schedule(in policy: SLAPolicy) {
    let compiled = policy.targets[target]
    if let budget = compiled.target.within.milliseconds {
      dueAt =
        used > 0 && used >= budget
        ? compiled.clock.subtract(milliseconds: used - budget, from: at)
        : compiled.clock.add(milliseconds: budget - used, to: at)
    } else {
      // Without a pause the due time stays where it fell, at a closing or outside hours.
      let base = compiled.clock.due(after: compiled.target.within, from: startedAt)
      dueAt =
        paused > 0 ? base.flatMap { compiled.clock.add(milliseconds: paused, to: $0) } : base
    }
    if breachedAt == nil, phase == .running || phase == .paused, let dueAt, dueAt < at {
      breachedAt = at
    }
  }
}
