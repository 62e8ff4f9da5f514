// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// How a promise ended, or that it has not.
public enum SLAVerdict: String, Hashable, Sendable, Codable, CaseIterable {
  /// It was fulfilled, at the due time or before.
  case met
  /// The due time passed unanswered; what came later does not change that.
  case missed
  /// It is still open: running or paused.
  case running
  /// It was taken away before it ended: the ticket stopped matching the policy, or was resolved
  /// before anybody could reply to it or own it.
  case cancelled
}

/// Where the clock of one metric stands at an instant.
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
    /// The ticket stopped matching the policy's condition.
    case cancelled
  }

  /// The promise.
  public var target: SLATarget
  /// The rule that made it.
  public var rule: RuleID
  /// How it ended, or that it has not.
  public var verdict: SLAVerdict
  /// What the clock is doing.
  public var phase: Phase
  /// When the clock started.
  public var startedAt: Instant
  /// When the promise is or was due; `nil` while the clock stands still, and where the calendar
  /// has no opening left to reach it.
  public var dueAt: Instant?
  /// When it was fulfilled, the last time.
  public var fulfilledAt: Instant?
  /// When the due time passed unanswered.
  public var breachedAt: Instant?
  /// Milliseconds of the target's time that were used.
  public var elapsedMilliseconds: Int64
  /// Milliseconds of the target's time that passed in pauses.
  public var pausedMilliseconds: Int64
  /// Milliseconds of the target's time that are left, negative once they are overdrawn.
  public var remainingMilliseconds: Int64
}
