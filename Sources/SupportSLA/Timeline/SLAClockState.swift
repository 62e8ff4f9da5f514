// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// What a clock was doing from an instant on. A timeline is a list of these.
struct SLAClockState: Hashable, Sendable {
  /// What changed; told by explanations.
  typealias Cause = SLACycle.Change.Kind

  /// No instant.
  static let never = Int64.max

  var cause: Cause
  var phase: SLAStatus.Phase
  /// For what the ticket waited then.
  var because: SLAPauses = []
  /// The clock that changed.
  var slot: Int32
  /// The position of the target in the rulebook.
  var target: Int32
  /// Which cycle of the clock it is, from 1.
  var cycle: Int32
  /// The position of the clock's change before this one; -1 for the first.
  var previous: Int32 = -1
  /// The position among the timeline's origins where a merge changed whose promise it is; -1: its
  /// own.
  var origin: Int32 = -1
  /// Since when.
  var at: Instant
  /// When the clock started.
  var startedAt: Instant
  /// The target's time used before `at`.
  var used: Int64 = 0
  /// The target's time that passed in pauses before `at`.
  var paused: Int64 = 0
  /// The target's time between a solution and a reopening, before `at`.
  var idle: Int64 = 0
  /// The target's time that somebody excluded, before `at`.
  var excluded: Int64 = 0
  /// The target's time that somebody added.
  var extra: Int64 = 0
  private var due = Self.never
  private var breached = Self.never
  private var fulfilled = Self.never

  init(
    _ cause: Cause, _ phase: SLAStatus.Phase, at: Instant, slot: Int, target: Int32, cycle: Int32,
    startedAt: Instant
  ) {
    self.cause = cause
    self.phase = phase
    self.at = at
    self.slot = Int32(truncatingIfNeeded: slot)
    self.target = target
    self.cycle = cycle
    self.startedAt = startedAt
  }

  private static func instant(_ raw: Int64) -> Instant? {
    raw == never ? nil : Instant(millisecondsSince1970: raw)
  }

  /// When the promise is due if time runs from `at` on; `nil` where no opening is left.
  var dueAt: Instant? {
    get { Self.instant(due) }
    set { due = newValue?.millisecondsSince1970 ?? Self.never }
  }

  /// When the due time passed unanswered.
  var breachedAt: Instant? {
    get { Self.instant(breached) }
    set { breached = newValue?.millisecondsSince1970 ?? Self.never }
  }

  /// When the promise was kept, the last time.
  var fulfilledAt: Instant? {
    get { Self.instant(fulfilled) }
    set { fulfilled = newValue?.millisecondsSince1970 ?? Self.never }
  }

  /// Whether the promise can still be kept or missed.
  var isOpen: Bool { phase == .running || phase == .paused || phase == .suspended }

  var verdict: SLAVerdict {
    if breached != Self.never { return .missed }
    switch phase {
    case .fulfilled: return .met
    case .cancelled, .suspended: return .cancelled
    case .mergedAway: return .mergedAway
    case .running, .paused: return .running
    }
  }

  /// The same clock at a later instant: time is counted up to it, and a due time that has passed
  /// is a breach.
  mutating func advance(to now: Instant, _ target: SLACompiledTarget, _ windows: SLAWindows) {
    guard now > at else { return }
    switch phase {
    case .running:
      let out = windows.isEmpty ? 0 : windows.counted(from: at, to: now, by: target, knownAt: at)
      used += target.milliseconds(at, now) - out
      excluded += out
      if breached == Self.never, now.millisecondsSince1970 > due { breached = due }
    case .paused: paused += target.milliseconds(at, now)
    case .fulfilled, .suspended: idle += target.milliseconds(at, now)
    case .cancelled, .mergedAway: break
    }
    at = now
  }

  func advanced(to now: Instant, _ target: SLACompiledTarget, _ windows: SLAWindows) -> Self {
    var state = self
    state.advance(to: now, target, windows)
    return state
  }

  /// Computes anew when the promise is due if time runs from `at` on. A due time that this puts
  /// into the past is a breach at `at` (S6); what was used up exactly when hours ended was due at
  /// that closing (T4).
  mutating func schedule(_ target: SLACompiledTarget, _ windows: SLAWindows) {
    if let budget = target.budget {
      let (whole, overflow) = budget.addingReportingOverflow(extra)
      let left = (overflow ? .max : whole) - used
      dueAt =
        used > 0 && left <= 0
        ? target.clock.subtract(milliseconds: -left, from: at)
        : windows.due(adding: left, to: at, by: target)
    } else {
      // Without a pause the due time stays where it fell, at a closing or outside hours.
      let base = target.clock.due(after: target.target.within, from: startedAt)
      let moved = paused + idle + excluded + extra
      let due = moved > 0 ? base.flatMap { target.add(moved, to: $0) } : base
      dueAt = due.flatMap { windows.moved($0, from: at, by: target) }
    }
    if breached == Self.never, phase == .running || phase == .paused,
      due < at.millisecondsSince1970
    {
      breached = at.millisecondsSince1970
    }
  }
}
