// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// What a ladder does about a promise that is not kept.
public struct SLAEscalation: Hashable, Sendable {
  /// The metric.
  public var metric: SLAMetric
  /// The group that has to keep the promise; `nil`: anybody.
  public var by: GroupID?
  /// Which cycle of the metric it is, from 1.
  public var cycle: Int
  /// The ladder's name.
  public var ladder: String
  /// The instant from which it counts: the breach, or the start of the clock.
  public var startedAt: Instant
  /// The steps taken, in order, each with the instant at which it was due.
  public var steps: [Ladder.Step]
  /// When the next step is due; `nil` once it has ended.
  public var nextAt: Instant?

  /// Which promise is not kept.
  let promise: SLAPromiseName
  /// How often the promise was taken away and made again before, within its cycle.
  let attempt: Int
  /// From what it counts.
  let from: SLATarget.Escalation.Start
  /// From when on it was known that the ladder is climbed.
  let knownAt: Instant
}
