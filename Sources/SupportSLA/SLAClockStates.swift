// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The changes of a ticket's clocks, metric by metric, each list in the order of time.
struct SLAClockStates: Hashable, Sendable {
  private var firstReply: [SLAClockState] = []
  private var ownership: [SLAClockState] = []
  private var resolution: [SLAClockState] = []

  subscript(metric: SLAMetric) -> [SLAClockState] {
    switch metric {
    case .firstReply: firstReply
    case .ownership: ownership
    case .resolution: resolution
    }
  }

  /// Adds a change, not before the last one of its metric.
  mutating func append(_ state: SLAClockState) {
    switch state.metric {
    case .firstReply: firstReply.append(state)
    case .ownership: ownership.append(state)
    case .resolution: resolution.append(state)
    }
  }

  /// The last change of a metric up to an instant; `nil` before the first.
  ///
  /// - Complexity: O(log n) in the changes of the metric.
  func last(of metric: SLAMetric, at instant: Instant) -> SLAClockState? {
    let changes = self[metric]
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].at <= instant { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? changes[low - 1] : nil
  }
}
