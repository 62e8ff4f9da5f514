// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// Something that happened to a ticket: when, by whom, what, and why where somebody said so.
  ///
  /// Its JSON is a contract of its own: `{"at": …, "by": …, "type": "prioritised", …}`.
  public struct Event: Hashable, Sendable {
    /// When it happened.
    public var occurredAt: Instant
    /// Who did it.
    public var by: Principal
    /// What happened.
    public var change: Change
    /// Why, in words for the desk alone: a customer never sees it.
    public var reason: String?

    /// Creates an event.
    public init(
      _ change: Change, by: Principal, at occurredAt: Instant, because reason: String? = nil
    ) {
      self.occurredAt = occurredAt
      self.by = by
      self.change = change
      self.reason = reason
    }
  }
}
