// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What people decide about clocks.
extension SLATimeline {
  /// Takes in a decision of a person, in the order of time with the events. One whose time goes
  /// back counts as if it had been made with the latest event so far.
  ///
  /// A waiver changes no clock: it sets breaches within its interval aside for whoever asks about
  /// an instant from the decision on. An extension and an exclusion move due times; a breach that
  /// was reached stays.
  public mutating func apply(_ adjustment: SLAAdjustment) {
    now = max(now, adjustment.at)
    adjustments.append(adjustment)
    switch adjustment.kind {
    case .waived, .acknowledged: break
    case .extended(let metric, let milliseconds): extend(metric, by: milliseconds)
    case .excluded(let from, let until): exclude(from, until)
    }
  }

  private mutating func extend(_ metric: SLAMetric, by milliseconds: Int64) {
    guard milliseconds > 0 else { return }
    for slot in book.slots(of: metric) {
      guard var state = latest(slot), state.isOpen else { continue }
      advance(&state)
      state.extra = Self.bounded(Self.sum(state.extra, milliseconds))
      state.cause = .extended
      restart(&state)
    }
  }

  private mutating func exclude(_ from: Instant, _ until: Instant) {
    guard from < until else { return }
    // What the clocks did so far was counted without it.
    for slot in slots.indices {
      guard var state = latest(slot), state.isOpen else { continue }
      advance(&state)
      state.cause = .excluded
      append(state)
    }
    let parts = windows.add(from: from, until: until, knownAt: now)
    for slot in slots.indices {
      guard var state = latest(slot), state.isOpen, state.cause == .excluded, state.at == now
      else { continue }
      let back = min(parts.reduce(0) { $0 + ran(state, $1.0, min($1.1, now)) }, state.used)
      state.used -= back
      state.excluded += back
      rewrite(&state)
    }
  }

  /// The target's own time between two instants in which a clock ran.
  private func ran(_ state: SLAClockState, _ from: Instant, _ until: Instant) -> Int64 {
    let target = target(of: state)
    let history = workHistory(until: now)
    var sum: Int64 = 0
    for (index, work) in history.enumerated() where work.phase(for: target) == .running {
      let end = index + 1 < history.count ? history[index + 1].from : now
      let (first, last) = (max(work.from, from, state.startedAt), min(end, until))
      if first < last { sum += target.milliseconds(first, last) }
    }
    return sum
  }

  private mutating func restart(_ state: inout SLAClockState) {
    if state.phase == .running || state.phase == .paused {
      state.schedule(target(of: state), windows)
    }
    append(state)
  }

  /// Puts a state in place of the last one.
  mutating func rewrite(_ state: inout SLAClockState) {
    let slot = Int(state.slot)
    if state.phase == .running || state.phase == .paused {
      state.schedule(target(of: state), windows)
    }
    log[Int(slots[slot].last)] = state
  }

  /// An amount of time that somebody told, kept within what lies between the first and the last
  /// instant: the few amounts of a clock then add up without overflow.
  static func bounded(_ milliseconds: Int64) -> Int64 {
    min(max(milliseconds, 0), Instant.min.milliseconds(to: .max))
  }

  static func sum(_ left: Int64, _ right: Int64) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? (right < 0 ? .min : .max) : sum
  }

  /// Whether a breach of a metric was set aside by what is known at an instant.
  func isWaived(_ metric: SLAMetric, breachedAt: Instant, at instant: Instant) -> Bool {
    adjustments.contains { adjustment in
      guard case .waived(let waived, let from, let until) = adjustment.kind else { return false }
      return adjustment.at <= instant && (waived == nil || waived == metric)
        && from <= breachedAt && breachedAt < until
    }
  }
}
