// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportSLA
import SupportTickets
import SupportTime

extension TicketTimeline {
  /// Returns the timeline of service levels that a policy gives the events.
  public func slaTimeline(under policy: SLAPolicy) -> SLATimeline {
    var timeline = SLATimeline(policy)
    var decided = Array(zip(places, adjustments))[...]
    for (position, event) in events.enumerated() {
      while let (place, adjustment) = decided.first, place <= position {
        timeline.apply(adjustment)
        decided.removeFirst()
      }
      timeline.apply(event)
    }
    for (_, adjustment) in decided { timeline.apply(adjustment) }
    return timeline
  }

  /// Returns the expectations that do not hold under a policy, asked at ``end``, each with what is
  /// the case instead; empty when all hold.
  public func differences(under policy: SLAPolicy) -> [TimelineDifference] {
    let timeline = slaTimeline(under: policy)
    return expectations.compactMap { expectation in
      let metric = SLAMetric(expectation.metric)
      let status = timeline.status(of: metric, at: end)
      let breaches = timeline.cycles(of: metric, at: end)
        .count { $0.status.breachedAt != nil }
      guard !expectation.holds(for: status, breaches: breaches) else { return nil }
      let isMeasured = policy.metrics.contains(metric)
      return TimelineDifference(
        expected: expectation.text + (expectation.instant.map { " (\($0))" } ?? ""),
        actual: isMeasured
          ? "\(metric) \(Self.words(for: status))" : "the policy measures no \(metric)")
    }
  }

  private static func words(for status: SLAStatus?) -> String {
    guard let status else { return "none" }
    var words = "\(status.verdict.rawValue), \(status.phase.rawValue)"
    if let due = status.dueAt { words += ", due \(due)" }
    if let breached = status.breachedAt { words += ", missed \(breached)" }
    if let fulfilled = status.fulfilledAt { words += ", fulfilled \(fulfilled)" }
    if status.cycle > 1 { words += ", cycle \(status.cycle)" }
    return words + ", used \(status.elapsedMilliseconds / 60_000) min"
  }
}

extension TicketTimeline.Expectation {
  func holds(for status: SLAStatus?, breaches: Int) -> Bool {
    guard let status else { return outcome == .none }
    return switch outcome {
    case .none: false
    case .used: status.elapsedMilliseconds == amount
    case .stood: status.pausedMilliseconds == amount
    case .left: status.remainingMilliseconds == amount
    case .at: status.percentElapsed == amount.map { Int($0) }
    case .cycle: status.cycle == amount.map { Int($0) }
    case .breaches: breaches == amount.map { Int($0) }
    case .due: status.phase == .running && status.dueAt == instant
    case .met: status.verdict == .met && (instant == nil || status.fulfilledAt == instant)
    case .missed: status.verdict == .missed && (instant == nil || status.breachedAt == instant)
    case .running: status.phase == .running && status.verdict == .running
    case .cancelled: status.verdict == .cancelled
    case .waived: status.verdict == .waived
    case .paused: status.phase == .paused
    case .fulfilled: status.phase == .fulfilled
    case .suspended: status.phase == .suspended
    case .mergedAway: status.phase == .mergedAway
    }
  }
}
