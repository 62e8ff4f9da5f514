// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// How a clock came to where it stands: each stretch from its start, counted or not, and why.
public struct SLATrace: Hashable, Sendable {
  /// What a stretch was.
  public enum Stretch: Hashable, Sendable {
    /// The time counted.
    case counted
    /// The target's calendar was closed.
    case closed(ClosedReason)
    /// The work waited for these.
    case paused(SLAPauses)
    /// The ticket was resolved.
    case resolved
    /// Somebody excluded the time.
    case excluded
    /// The promise does not count here: it was kept, taken away, or had not begun.
    case ended
  }

  /// A stretch of one kind.
  public struct Segment: Hashable, Sendable {
    /// What it was.
    public var stretch: Stretch
    /// The first instant.
    public var start: Instant
    /// The end, not included.
    public var end: Instant
    /// Milliseconds of the target's time that it counted; 0 for any other kind than `counted`.
    public var counted: Int64
  }

  /// The metric.
  public var metric: SLAMetric
  /// The stretches in order, without gaps.
  public var segments: [Segment]
  /// The instant from which the clock counted.
  public var start: Instant
  /// The due time, or the instant up to which was looked where none is known.
  public var end: Instant
  /// The due time; `nil` unless the clock runs.
  public var dueAt: Instant?
  /// When the promise was kept.
  public var fulfilledAt: Instant?
  /// When it was broken.
  public var breachedAt: Instant?
  /// The time that was brought along: from an import, a merge, or a target by another calendar.
  public var broughtAlong: Int64
  /// The zone by whose clocks it is told.
  public var zone: ZoneRules

  /// The target's time in all stretches, with what was brought along: what was used.
  public var counted: Int64 { segments.reduce(broughtAlong) { SLATimeline.sum($0, $1.counted) } }
}
