// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How a promise ended, or that it has not.
public enum SLAVerdict: String, Hashable, Sendable, Codable, CaseIterable {
  /// It was fulfilled, at the due time or before.
  case met
  /// The due time passed unanswered; what came later does not change that.
  case missed
  /// It is still open: running or paused.
  case running
  /// It was taken away before it ended: the ticket stopped matching the policy, something the
  /// metric names took it away, or the ticket was resolved before anybody kept the promise.
  case cancelled
  /// The due time passed, and somebody set that aside; see ``SLAAdjustment``.
  case waived
  /// The ticket became a part of another one, which goes on with the clock.
  case mergedAway
}
