// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Which promises a policy makes to a ticket, and why it may make none.
public enum SLAPolicyMatch: Hashable, Sendable {
  /// These rules and agreements gave the targets, in the order of the policy.
  case rules([RuleID])
  /// No rule matched; the policy's default gave them.
  case otherwise
  /// No rule matched and there is no default: the ticket has no promise.
  case noMatch
  /// A rule would decide if these facts were known: the metrics that it could change have no
  /// promise.
  case notAssessable(RuleID, missing: [String])
  /// The ticket was not opened.
  case notOpened
}
