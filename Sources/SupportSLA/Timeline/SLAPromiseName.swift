// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Which promise it is, by what no later event changes: whose clock it was, what is measured, for
/// whom, and when the clock started.
struct SLAPromiseName: Hashable, Sendable {
  /// The ticket whose clock it was; `nil` for the one that is asked.
  var origin: TicketID?
  var metric: SLAMetric
  var by: GroupID?
  var startedAt: Instant

  /// The key of something that the promise causes.
  func key(_ ticket: TicketID, _ step: [String]) -> IdempotencyKey {
    let name = [(origin ?? ticket).rawValue, metric.rawValue]
    let group = by.map { [$0.rawValue] } ?? []
    return IdempotencyKey(of: name + group + ["\(startedAt)"] + step)
  }
}
