// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// A target with everything that measuring needs, made once and shared.
final class SLACompiledTarget: Sendable {
  let rule: RuleID
  let target: SLATarget
  let clock: BusinessClock
  /// Whether every millisecond counts.
  let isAroundTheClock: Bool
  /// The span where it is an amount of time, in milliseconds; `nil` for one that ends on a date.
  let budget: Int64?
  /// What is measured.
  let definition: SLAMetricDefinition
  /// For what the clock stands still, by the target and by the metric.
  let pauses: SLAPauses

  init(
    rule: RuleID, target: SLATarget, clock: BusinessClock, definition: SLAMetricDefinition
  ) {
    self.rule = rule
    self.target = target
    self.clock = clock
    isAroundTheClock = clock.calendar.isAroundTheClock
    budget = target.within.milliseconds
    self.definition = definition
    pauses = target.pauseWhile.union(definition.pauseWhile)
  }

  /// The target's own time between two instants in order.
  func milliseconds(_ start: Instant, _ end: Instant) -> Int64 {
    isAroundTheClock
      ? end.millisecondsSince1970 - start.millisecondsSince1970
      : clock.milliseconds(between: start, and: end)
  }

  /// The instant at which an amount of the target's own time, not negative, has passed; `nil` where
  /// none does before the end of time.
  func add(_ milliseconds: Int64, to start: Instant) -> Instant? {
    isAroundTheClock && milliseconds <= start.milliseconds(to: .max)
      ? start.adding(milliseconds: milliseconds)
      : clock.add(milliseconds: milliseconds, to: start)
  }
}

extension SLACompiledTarget {
  /// Ten years: what runs longer is told as one stretch, so that a trace stays short.
  private static let longest: Int64 = 3_653 * 86_400_000

  /// The stretches between two instants, each open or closed for one reason.
  func stretches(
    from start: Instant, to end: Instant
  ) -> [(closed: ClosedReason?, from: Instant, until: Instant)] {
    if isAroundTheClock || start.milliseconds(to: end) > Self.longest { return [(nil, start, end)] }
    // One millisecond more reaches the next opening, so that what is closed at the end is told.
    let amount = clock.milliseconds(between: start, and: end)
    let trace =
      clock.trace(from: start, addingMilliseconds: amount + 1)
      ?? clock.trace(from: start, addingMilliseconds: amount)
    guard let trace else { return [(.outsideHours, start, end)] }
    var parts: [(closed: ClosedReason?, from: Instant, until: Instant)] = []
    for segment in trace.segments where segment.start < end {
      parts.append((segment.skipped, segment.start, min(segment.end, end)))
    }
    let last = parts.last?.until ?? start
    if last < end {
      let reason =
        if case .closed(_, let reason) = clock.status(at: last) { reason } else {
          ClosedReason.outsideHours
        }
      parts.append((reason, last, end))
    }
    return parts
  }
}
