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
  /// Their policies, each behind one reference.
  private let held: [HeldTicketPolicy]

  /// Creates the editions, given in any order.
  public init(_ editions: [Edition]) {
    let ordered = editions.enumerated().sorted { left, right in
      left.element.from != right.element.from
        ? left.element.from < right.element.from : left.offset < right.offset
    }.map(\.element)
    self.editions = ordered
    held = ordered.map { HeldTicketPolicy($0.policy) }
  }

  /// The policy in force at an instant; `nil` before the first edition.
  public func policy(at instant: Instant) -> TicketPolicy? {
    editions.last { $0.from <= instant }?.policy
  }

  /// The policy of a ticket: the one in force at its opening, at `now` where it is not open yet.
  public func policy(for ticket: Ticket, at now: Instant) -> TicketPolicy? {
    policy(at: ticket.openedAt ?? now)
  }

  /// The policy of a ticket, to be handed on often; before the first edition the first one.
  package func held(for ticket: Ticket, at now: Instant) -> HeldTicketPolicy? {
    let opening = ticket.openedAt ?? now
    return (editions.lastIndex { $0.from <= opening } ?? editions.indices.first).map { held[$0] }
  }
}

extension TicketPolicyEditions {
  /// Tells whether two say the same from the same instants on.
  public static func == (left: Self, right: Self) -> Bool { left.editions == right.editions }

  /// Hashes the editions.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(editions)
  }
}

/// A policy behind one reference: it has many parts, and each decision of a desk hands it on.
package final class HeldTicketPolicy: Sendable {
  /// The policy.
  package let policy: TicketPolicy

  package init(_ policy: TicketPolicy) {
    self.policy = policy
  }

  /// Of a desk that rules nothing.
  package static let unrestricted = HeldTicketPolicy(.unrestricted)
}
