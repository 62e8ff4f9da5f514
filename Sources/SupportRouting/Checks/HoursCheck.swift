// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Pools that never open, and hours of a queue in which nobody serves it.
struct HoursCheck {
  private let policy: RoutingPolicy
  private let span: Range<Instant>?

  init(_ policy: RoutingPolicy, _ span: Range<Instant>?) {
    self.policy = policy
    self.span = span.flatMap { $0.isEmpty ? nil : $0 }
  }

  var findings: [RoutingFinding] { closedPools + uncovered }

  private var closedPools: [RoutingFinding] {
    policy.queues.flatMap { queue in
      queue.pools.enumerated().compactMap { number, pool in
        guard let hours = pool.hours, let clock = policy.options.calendars[hours] else {
          return nil
        }
        let opening = clock.nextOpening(atOrAfter: span?.lowerBound ?? .min)
        if let opening, opening < span?.upperBound ?? .max { return nil }
        return .poolNeverOpen(queue.id, pool: number, calendar: hours)
      }
    }
  }

  private var uncovered: [RoutingFinding] {
    guard let span else { return [] }
    return policy.queues.compactMap { queue in
      guard let hours = queue.hours.flatMap({ policy.options.calendars[$0] }),
        !queue.pools.isEmpty, !queue.isGivenByCommand, !queue.isRelieved
      else { return nil }
      let pools = queue.pools.map { $0.hours.flatMap { policy.options.calendars[$0] } }
      let clocks = pools.compactMap(\.self)
      guard clocks.count == pools.count else { return nil }
      return Self.firstGap(hours, clocks, span).map { gap in
        .uncovered(queue.id, from: gap.from, until: gap.until)
      }
    }
  }

  /// The first instant in a span at which a clock is open and none of the others is.
  private static func firstGap(
    _ hours: BusinessClock, _ pools: [BusinessClock], _ span: Range<Instant>
  ) -> (from: Instant, until: Instant?)? {
    var instant = span.lowerBound
    while let open = hours.nextOpening(atOrAfter: instant), open < span.upperBound {
      let serving = pools.filter { $0.isOpen(at: open) }
      if serving.isEmpty {
        let relief = pools.compactMap { $0.nextOpening(atOrAfter: open) }
        let ends = relief + [hours.nextClosing(after: open)].compactMap(\.self)
        return (open, ends.min().flatMap { $0 < span.upperBound ? $0 : nil })
      }
      let closings = serving.map { $0.nextClosing(after: open) }
      // A pool that does not close any more serves for ever.
      let latest = closings.compactMap(\.self)
      guard latest.count == closings.count, let last = latest.max(), last > open else { return nil }
      instant = last
    }
    return nil
  }
}

extension WorkQueue {
  /// Whether some rule surely takes work that nobody serves: with nobody in an open pool staffing is
  /// below any bound, and waiting passes any age.
  var isRelieved: Bool {
    overflow.contains { rule in
      switch rule.trigger {
      case .staffing: true
      case .waited, .free: !rule.action.letsStay
      case .length, .closed, .closing, .expectedWait: false
      }
    }
  }
}
