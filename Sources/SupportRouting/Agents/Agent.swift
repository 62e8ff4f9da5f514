// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Who can take work: what the agent can do, and how much at once.
public struct Agent: Hashable, Sendable {
  /// The agent's name.
  public var id: AgentID
  /// The groups to which queues' pools refer; at most 1,000.
  public var groups: Set<GroupID>
  /// The levels of the agent's skills, 1 ... 1,000,000 each; at most 10,000 skills.
  public var skills: [SkillID: Int]
  /// The languages that the agent speaks; at most 1,000.
  public var languages: Set<LanguageID>
  /// The regions that the agent belongs to; at most 1,000.
  public var regions: Set<RegionID>
  /// How much the agent can hold.
  public var capacity: AgentCapacity
  /// What is added to the agent's penalty in some queues; between -1,000,000 and 1,000,000 each.
  public var penalties: [QueueID: Int]

  /// Creates an agent; the router checks it when it is added.
  public init(
    _ id: AgentID, groups: Set<GroupID> = [], skills: [SkillID: Int] = [:],
    languages: Set<LanguageID> = [], regions: Set<RegionID> = [], capacity: AgentCapacity,
    penalties: [QueueID: Int] = [:]
  ) {
    self.id = id
    self.groups = groups
    self.skills = skills
    self.languages = languages
    self.regions = regions
    self.capacity = capacity
    self.penalties = penalties
  }
}
