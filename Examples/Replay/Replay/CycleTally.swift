// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportSLA

/// Every cycle of one metric: how they ended, and what broke those that were missed.
struct CycleTally {
  private(set) var attainment = SLAAttainment()
  /// Missed cycles by what the clock did when its due time passed.
  private(set) var reasons: [String: Int] = [:]

  /// All cycles.
  var count: Int {
    attainment.met + attainment.missed + attainment.running + attainment.cancelled
      + attainment.waived + attainment.mergedAway
  }

  /// Missed cycles by reason, the most frequent first.
  var ordered: [(reason: String, count: Int)] {
    reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { (reason: $0.key, count: $0.value) }
  }

  mutating func count(_ cycles: [SLACycle]) {
    for cycle in cycles {
      attainment.count(cycle.status.verdict)
      guard let breachedAt = cycle.status.breachedAt else { continue }
      reasons[Self.reason(cycle, breachedAt), default: 0] += 1
    }
  }

  private static func reason(_ cycle: SLACycle, _ breachedAt: Instant) -> String {
    let last = cycle.changes.last { $0.at <= breachedAt }
    switch last?.kind {
    case .retargeted where last?.at == breachedAt: return "a change chose a stricter target"
    case .merged where last?.at == breachedAt: return "an older ticket was merged"
    case .started where last?.at == breachedAt: return "the promise came too late"
    case .resumed: return "time ran out after a pause"
    case .reopened: return "time ran out after a reopening"
    case .retargeted: return "time ran out under another target"
    default: return "time ran out"
    }
  }
}
