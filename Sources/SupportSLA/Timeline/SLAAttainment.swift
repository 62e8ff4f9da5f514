// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// How cycles of a promise ended, counted (semantics S12). A count stays at `Int.max` once it is
/// there.
public struct SLAAttainment: Hashable, Sendable {
  /// Those that were kept.
  public private(set) var met = 0
  /// Those that were broken.
  public private(set) var missed = 0
  /// Those that run or stand still.
  public private(set) var running = 0
  /// Those that were taken away.
  public private(set) var cancelled = 0
  /// Broken ones that somebody set aside.
  public private(set) var waived = 0
  /// Those that another ticket counts: it goes on with them, or they ended there before it was
  /// merged.
  public private(set) var mergedAway = 0

  /// Creates counts of nothing.
  public init() {}

  /// Counts a verdict.
  public mutating func count(_ verdict: SLAVerdict) {
    switch verdict {
    case .met: met.add(saturating: 1)
    case .missed: missed.add(saturating: 1)
    case .running: running.add(saturating: 1)
    case .cancelled: cancelled.add(saturating: 1)
    case .waived: waived.add(saturating: 1)
    case .mergedAway: mergedAway.add(saturating: 1)
    }
  }

  /// Adds other counts.
  public static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum.met.add(saturating: right.met)
    sum.missed.add(saturating: right.missed)
    sum.running.add(saturating: right.running)
    sum.cancelled.add(saturating: right.cancelled)
    sum.waived.add(saturating: right.waived)
    sum.mergedAway.add(saturating: right.mergedAway)
    return sum
  }
}
