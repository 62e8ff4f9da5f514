// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// An instant at which somebody is reminded of a promise.
public struct SLAPlannedReminder: Hashable, Sendable {
  /// The metric.
  public var metric: SLAMetric
  /// The group that has to keep the promise; `nil`: anybody.
  public var by: GroupID?
  /// The rule that made the promise.
  public var rule: RuleID
  /// Which cycle of the metric it is, from 1.
  public var cycle: Int
  /// The reminder.
  public var reminder: SLAReminder
  /// Its position among those of the target.
  public var ordinal: Int
  /// When.
  public var at: Instant

  /// Which promise it is about.
  let promise: SLAPromiseName
}
