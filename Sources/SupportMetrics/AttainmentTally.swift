// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportSLA

/// How promises ended: counts of verdicts, and the attainment that follows from them.
///
/// Attainment is met / (met + missed); promises that still run, were cancelled or never held are
/// left out and shown, as are those set aside or merged away (semantics S12).
public struct AttainmentTally: Hashable, Sendable {
  /// Promises that were met.
  public private(set) var met = 0
  /// Promises that were missed.
  public private(set) var missed = 0
  /// Promises that still run or are paused.
  public private(set) var running = 0
  /// Promises that were taken away before they ended.
  public private(set) var cancelled = 0
  /// Missed promises that somebody set aside.
  public private(set) var waived = 0
  /// Promises that another ticket goes on with.
  public private(set) var mergedAway = 0
  /// Tickets without such a promise.
  public private(set) var without = 0

  /// Creates an empty tally.
  public init() {}

  /// Counts a verdict; `nil` stands for a ticket without such a promise.
  public mutating func count(_ verdict: SLAVerdict?) {
    switch verdict {
    case .met: met.add(saturating: 1)
    case .missed: missed.add(saturating: 1)
    case .running: running.add(saturating: 1)
    case .cancelled: cancelled.add(saturating: 1)
    case .waived: waived.add(saturating: 1)
    case .mergedAway: mergedAway.add(saturating: 1)
    case nil: without.add(saturating: 1)
    }
  }

  /// Adds the counts of another tally; any order gives the same tally.
  public mutating func merge(_ other: Self) {
    met.add(saturating: other.met)
    missed.add(saturating: other.missed)
    running.add(saturating: other.running)
    cancelled.add(saturating: other.cancelled)
    waived.add(saturating: other.waived)
    mergedAway.add(saturating: other.mergedAway)
    without.add(saturating: other.without)
  }

  /// Met of met and missed, the others left out.
  public var attainment: MetricRate {
    let apart = [running, cancelled, waived, mergedAway, without]
    return MetricRate(
      met, of: .saturatingSum(met, missed),
      excluded: apart.reduce(0) { .saturatingSum($0, $1) })
  }
}
