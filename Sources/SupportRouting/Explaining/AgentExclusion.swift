// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The first rule, in the order of this list, that keeps work from an agent (semantics R6).
public enum AgentExclusion: Hashable, Sendable {
  /// Work of the queue is given by command, and offered to nobody.
  case givenByCommand
  /// The work names the agent as one who may not have it.
  case excludedByWork
  /// The work is reserved for somebody else, until an instant where one is given.
  case reserved(for: AgentID, until: Instant?)
  /// The agent does not serve the channel.
  case channel(ChannelID)
  /// The agent is in no pool of the queue.
  case notInPools(of: QueueID)
  /// The agent's pools are closed; they open at an instant, where one is known.
  case poolClosed(opens: Instant?)
  /// The work reaches the agent's ring at an instant.
  case ringNotReached(until: Instant)
  /// The agent passes none of the tests of a requirement in force.
  case requirement([SkillTest])
  /// The agent does not speak the language; translation will do from an instant on, where it will at
  /// all and the agent has it.
  case language(LanguageID, translationFrom: Instant?)
  /// The agent is not of the region; others may take the work from an instant on, where one is given.
  case region(RegionID, until: Instant?)
  /// The agent is not available.
  case presence(AgentPresence)
  /// The agent was given as much work as a fair share allows; there is room again at an instant, where
  /// that is known.
  case fairShare(until: Instant?)
  /// The agent holds work that keeps other work away, or the work wants an agent who holds nothing, or
  /// nothing but what its channel may come beside.
  case exclusiveWork
  /// The agent has no room for work of the channel.
  case noRoom(ChannelID)
  /// The agent has as many pieces of the queue as anybody may have.
  case queueLimit(Int)
  /// The agent declined, missed or gave back the work, and others come first; until an instant where
  /// one is given.
  case tried(until: Instant?)
  /// The work rests until an instant.
  case resting(until: Instant)
  /// Earlier work comes first to this agent.
  case earlierWork(WorkID)
  /// The work prefers somebody else who can take it.
  case notPreferred(behind: AgentID)
  /// Somebody else comes before, by a comparator.
  case order(AgentComparator, behind: AgentID)
  /// Somebody else has the smaller id, and is equal in all comparators.
  case identifier(behind: AgentID)
}
