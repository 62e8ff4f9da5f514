// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Where the clock of one metric stands at an instant: its latest cycle.
public struct SLAStatus: Hashable, Sendable {
  /// What the clock is doing.
  public enum Phase: String, Hashable, Sendable, Codable, CaseIterable {
    /// Time counts.
    case running
    /// Time stands still, since the work waits for something.
    case paused
    /// What was promised was done.
    case fulfilled
    /// The ticket was resolved before this promise was kept; goes on at a reopening.
    case suspended
    /// The ticket stopped matching the policy's condition, or the metric's own condition ended it.
    case cancelled
    /// Another ticket goes on with it.
    case mergedAway
  }

  /// The promise.
  public var target: SLATarget
  /// The rule or agreement that made it.
  public var rule: RuleID
  /// Which cycle of the metric it is, from 1.
  public var cycle: Int
  /// How it ended, or that it has not.
  public var verdict: SLAVerdict
  /// What the clock is doing.
  public var phase: Phase
  /// When the clock started.
  public var startedAt: Instant
  /// When the promise is or was due; `nil` unless the clock runs, and where the calendar has no
  /// opening left to reach it.
  public var dueAt: Instant?
  /// When it was fulfilled, the last time.
  public var fulfilledAt: Instant?
  /// When the due time passed unanswered; kept where that was set aside.
  public var breachedAt: Instant?
  /// Milliseconds of the target's time that were used.
  public var elapsedMilliseconds: Int64
  /// Milliseconds of the target's time that passed in pauses.
  public var pausedMilliseconds: Int64
  /// Milliseconds of the target's time between a solution and a reopening, which do not count.
  public var idleMilliseconds: Int64
  /// Milliseconds of the target's time that somebody excluded.
  public var excludedMilliseconds: Int64
  /// Milliseconds that somebody added to the target.
  public var extendedMilliseconds: Int64
  /// Milliseconds of the target's time that are left, negative once they are overdrawn.
  public var remainingMilliseconds: Int64

  /// Milliseconds of the target's time that the promise has in all; `Int64.max` where they are more.
  public var targetMilliseconds: Int64 {
    SLATimeline.sum(elapsedMilliseconds, remainingMilliseconds)
  }

  /// How much of its time is used, in whole percent rounded down; above 100 once it is overdrawn.
  public var percentElapsed: Int {
    guard targetMilliseconds > 0 else { return 100 }
    return Int(clamping: Int128(elapsedMilliseconds) * 100 / Int128(targetMilliseconds))
  }
}
