// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

extension SLATimeline {
  /// The reminders that are planned at an instant, past ones included, in the order of time: those
  /// of clocks that run. A clock that stands still or has ended plans none.
  public func reminders(at instant: Instant) -> [SLAPlannedReminder] {
    let planned = slots.indices.compactMap { change(ofSlot: $0, at: instant) }
      .filter { $0.phase == .running }
      .flatMap { state in reminders(of: state).map { ($0, state) } }
    return planned.map(\.0).sorted { $0.isBefore($1) }
  }

  /// The reminders whose instants were reached until an instant, in the order of time: each once
  /// in a cycle, when its clock first ran past it. One whose instant a change puts into the past is
  /// reached at the change, and one before the start at the start (S6).
  public func remindersReached(until instant: Instant) -> [SLAPlannedReminder] {
    var reached: [SLAPlannedReminder] = []
    for slot in slots.indices {
      let changes = changes(ofSlot: slot, at: instant)
      for (index, state) in changes.enumerated() where state.phase == .running {
        let isLast = index + 1 == changes.count
        let end = isLast ? instant : changes[index + 1].at
        // A clock that was stopped at the instant at which it started never ran.
        guard isLast || state.at < end else { continue }
        for var reminder in reminders(of: state) where reminder.at <= end {
          let isNew = !reached.contains {
            $0.metric == reminder.metric && $0.by == reminder.by && $0.rule == reminder.rule
              && $0.cycle == reminder.cycle && $0.ordinal == reminder.ordinal
          }
          guard isNew else { continue }
          reminder.at = max(reminder.at, state.at)
          reached.append(reminder)
        }
      }
    }
    return reached.sorted { $0.isBefore($1) }
  }

  /// The reminders of a clock that runs from its last change on.
  private func reminders(of state: SLAClockState) -> [SLAPlannedReminder] {
    let compiled = target(of: state)
    let promise = name(of: state)
    return compiled.target.reminders.enumerated().compactMap { ordinal, reminder in
      return instant(of: reminder, state, compiled).map {
        SLAPlannedReminder(
          metric: promise.metric, by: promise.by, rule: compiled.rule, cycle: Int(state.cycle),
          reminder: reminder, ordinal: ordinal, at: $0, promise: promise)
      }
    }
  }

  /// When that many percent of the time are used, if time runs on.
  func instant(
    of reminder: SLAReminder, _ state: SLAClockState, _ compiled: SLACompiledTarget
  ) -> Instant? {
    switch reminder {
    case .percent(let percent): instant(ofPercent: percent, state, compiled)
    case .offset(let span): state.dueAt.flatMap { compiled.clock.due(after: span, from: $0) }
    }
  }

  private func instant(
    ofPercent percent: Int, _ state: SLAClockState, _ compiled: SLACompiledTarget
  ) -> Instant? {
    let whole: Int64
    if let budget = compiled.budget {
      whole = Self.sum(budget, state.extra)
    } else {
      guard let due = state.dueAt else { return nil }
      whole = Self.sum(state.used, compiled.clock.milliseconds(between: state.at, and: due))
    }
    let share = Int64(clamping: Int128(whole) * Int128(percent) / 100)
    let left = Self.sum(share, -state.used)
    return left > 0
      ? windows.due(adding: left, to: state.at, by: compiled)
      : compiled.clock.subtract(milliseconds: left == .min ? .max : -left, from: state.at)
  }
}

extension SLAPlannedReminder {
  fileprivate func isBefore(_ other: Self) -> Bool {
    // No two clocks share a metric and a group.
    (at, metric, by?.rawValue ?? "", rule, ordinal)
      < (other.at, other.metric, other.by?.rawValue ?? "", other.rule, other.ordinal)
  }
}
