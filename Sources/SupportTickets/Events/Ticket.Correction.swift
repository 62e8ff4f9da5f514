// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// What a later event says about an earlier one that was recorded wrongly.
  ///
  /// The wrong record stays where it is, so that what was known at any time can still be told.
  public struct Correction: Hashable, Sendable {
    /// What is true instead.
    public enum Truth: Hashable, Sendable {
      /// It never happened.
      case neverHappened
      /// It happened, but then.
      case happenedAt(Instant)
      /// Something else happened, at the recorded instant.
      case wasInstead(Change)
    }

    /// The record that is wrong.
    public var event: EventID
    /// What is true instead.
    public var truth: Truth

    /// Creates a correction.
    public init(of event: EventID, _ truth: Truth) {
      self.event = event
      self.truth = truth
    }
  }
}
