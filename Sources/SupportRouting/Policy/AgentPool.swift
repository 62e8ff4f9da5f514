// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A group of agents who serve a queue, from some age of the work on.
///
/// Pools make rings: those that share the smallest ``after`` are ring 0, the next ring 1, and so on.
/// A piece of work reaches the rings one after the other as it ages, and keeps those that it has
/// reached.
public struct AgentPool: Hashable, Sendable {
  /// The group whose agents belong to the pool.
  public var group: GroupID
  /// The age at which work reaches the pool: zero or more.
  public var after: Duration
  /// What is added to the key ``AgentComparator/penalty``; between -1,000,000 and 1,000,000.
  public var penalty: Int
  /// The calendar in whose hours the pool takes work; `nil` for always.
  public var hours: String?

  /// Creates a pool.
  public init(
    _ group: GroupID, after: Duration = .zero, penalty: Int = 0, hours: String? = nil
  ) {
    self.group = group
    self.after = after
    self.penalty = penalty
    self.hours = hours
  }
}
