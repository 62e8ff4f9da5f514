// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportSLA

/// How promises ended: counts of verdicts, and the attainment that follows from them.
///
/// Attainment is met / (met + missed); promises that still run, were cancelled or never held are
/// left out and shown, as are those set aside or merged away (semantics S12).
public struct AttainmentTally: Hashable, Sendable {
  /// The verdicts, counted.
  public private(set) var verdicts = SLAAttainment()
  /// Tickets without such a promise.
  public private(set) var without = 0

  /// Creates an empty tally.
  public init() {}

  /// Promises that were met.
  public var met: Int { verdicts.met }
  /// Promises that were missed.
  public var missed: Int { verdicts.missed }
  /// Promises that still run or are paused.
  public var running: Int { verdicts.running }
  /// Promises that were taken away before they ended.
  public var cancelled: Int { verdicts.cancelled }
  /// Missed promises that somebody set aside.
  public var waived: Int { verdicts.waived }
  /// Promises that another ticket counts.
  public var mergedAway: Int { verdicts.mergedAway }

  /// Counts a verdict; `nil` stands for a ticket without such a promise.
  public mutating func count(_ verdict: SLAVerdict?) {
    if let verdict {
      verdicts.count(verdict)
    } else {
      without.add(saturating: 1)
    }
  }

  /// Adds the counts of another tally; any order gives the same tally.
  public mutating func merge(_ other: Self) {
    verdicts = verdicts + other.verdicts
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
