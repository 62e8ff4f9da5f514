// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The routing engine of a contact centre: work and agents in, offers and reasons out.
public struct Router: Sendable {
  /// The policy by which it decides.
  public let policy: RoutingPolicy

  /// Creates a router without agents and work.
  public init(_ policy: RoutingPolicy) {
    self.policy = policy
  }
}
