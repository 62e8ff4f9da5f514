// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportTickets

/// For what a clock stands still: reasons to wait, and statuses in which nobody waits for anything.
public struct SLAPauses: OptionSet, Hashable, Sendable {
  /// The bits of the set.
  public let rawValue: UInt16

  /// Creates a set from its bits; bits without a meaning are dropped.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue & 0b11_0001_1111
  }

  /// Creates a set from reasons to wait.
  public init(_ reasons: Ticket.WaitReasons) {
    self.init(rawValue: UInt16(reasons.rawValue))
  }

  /// The customer is waited for.
  public static let customer = Self(Ticket.WaitReasons.customer)
  /// A supplier is waited for.
  public static let vendor = Self(Ticket.WaitReasons.vendor)
  /// A known problem is worked on elsewhere.
  public static let problem = Self(Ticket.WaitReasons.problem)
  /// Evidence is waited for.
  public static let evidence = Self(Ticket.WaitReasons.evidence)
  /// Anything else is waited for.
  public static let other = Self(Ticket.WaitReasons.other)
  /// All reasons for which a ticket is on hold rather than pending.
  public static let onHold = Self(Ticket.WaitReasons.onHold)
  /// Nobody has begun to work on it.
  public static let new = Self(rawValue: 1 << 8)
  /// It is being worked on.
  public static let open = Self(rawValue: 1 << 9)

  /// All reasons to wait.
  public static let waiting: Self = [.customer, .onHold]

  /// The names that a document may use, each with its meaning: statuses, then single reasons.
  public static let named: [(name: String, value: Self)] =
    [("new", .new), ("open", .open), ("pending", .customer), ("onHold", .onHold)]
    + Ticket.WaitReasons.named.map { ($0.name, Self($0.reason)) }

  /// The single reasons and statuses in the set, by name.
  public var names: [String] {
    let single = Ticket.WaitReasons.named.map { ($0.name, Self($0.reason)) }
    return ([("new", .new), ("open", .open)] + single).filter { contains($0.1) }.map(\.0)
  }
}
