// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A promise that was missed.
///
/// It keeps its ``key`` for its whole life: whoever reports it or pays for it does so once, also
/// after its ticket became a part of another one, and after events were recorded late.
public struct SLABreach: Hashable, Sendable {
  /// What was measured.
  public var metric: SLAMetric
  /// The group that had to keep the promise; `nil`: anybody.
  public var by: GroupID?
  /// The rule or agreement whose promise was missed, whatever rule holds since.
  public var rule: RuleID
  /// The ticket whose clock it was: that of a merged source where this ticket went on with it.
  public var origin: TicketID
  /// When that clock started.
  public var startedAt: Instant
  /// When the due time passed, or the instant of the change that put it into the past (S6).
  public var breachedAt: Instant
  /// When what was promised was done, or the promise was taken away; `nil` while it is owed.
  public var endedAt: Instant?
  /// Whether somebody set it aside.
  public var isWaived: Bool
  /// Made of the origin, the metric, the group and the start: equal before and after a merge.
  public var key: IdempotencyKey {
    SLAPromiseName(origin: origin, metric: metric, by: by, startedAt: startedAt)
      .key(origin, ["breach"])
  }
}
