// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The editions of a policy, each in force from an instant on.
///
/// A new case is decided by the newest edition that is in force at its opening, and keeps it: what is
/// published later does not touch open cases.
public struct TicketPolicyEditions: Hashable, Sendable {
  /// An edition.
  public struct Edition: Hashable, Sendable {
    /// From when on it is in force, included.
    public var from: Instant
    /// What it says.
    public var policy: TicketPolicy

    /// Creates an edition.
    public init(from: Instant, _ policy: TicketPolicy) {
      self.from = from
      self.policy = policy
    }
  }

  /// The editions by their beginning; of one instant, the one given later counts.
  public let editions: [Edition]

  /// Creates the editions, given in any order.
  public init(_ editions: [Edition]) {
    self.editions = editions.enumerated().sorted { left, right in
      left.element.from != right.element.from
        ? left.element.from < right.element.from : left.offset < right.offset
    }.map(\.element)
  }

  /// The policy in force at an instant; `nil` before the first edition.
  public func policy(at instant: Instant) -> TicketPolicy? {
    editions.last { $0.from <= instant }?.policy
  }

  /// The policy of a ticket: the one in force at its opening, at `now` where it is not open yet.
  public func policy(for ticket: Ticket, at now: Instant) -> TicketPolicy? {
    policy(at: ticket.openedAt ?? now)
  }
}
