// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How cycles of a promise ended, counted (semantics S12).
public struct SLAAttainment: Hashable, Sendable {
  /// Those that were kept.
  public var met = 0
  /// Those that were broken.
  public var missed = 0
  /// Those that run or stand still.
  public var running = 0
  /// Those that were taken away.
  public var cancelled = 0
  /// Broken ones that somebody set aside.
  public var waived = 0
  /// Those that another ticket goes on with.
  public var mergedAway = 0

  /// Creates counts of nothing.
  public init() {}

  /// Counts a verdict.
  public mutating func count(_ verdict: SLAVerdict) {
    switch verdict {
    case .met: met += 1
    case .missed: missed += 1
    case .running: running += 1
    case .cancelled: cancelled += 1
    case .waived: waived += 1
    case .mergedAway: mergedAway += 1
    }
  }

  /// Adds other counts.
  public static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum.met += right.met
    sum.missed += right.missed
    sum.running += right.running
    sum.cancelled += right.cancelled
    sum.waived += right.waived
    sum.mergedAway += right.mergedAway
    return sum
  }
}
