// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// Who works on a ticket.
  public struct Assignment: Hashable, Sendable, Codable {
    /// The team.
    public var group: GroupID?
    /// The person.
    public var agent: AgentID?

    /// Creates an assignment; neither: nobody works on it.
    public init(group: GroupID? = nil, agent: AgentID? = nil) {
      self.group = group
      self.agent = agent
    }
  }
}
