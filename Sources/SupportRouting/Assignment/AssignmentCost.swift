// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What waiting, skill, load and idleness weigh, in whole numbers, when a backlog is assigned.
///
/// The unit is up to the policy; only how the weights compare matters. A task that has waited longer
/// costs less, an agent with more in hand costs more, and an agent without a skill at its level cannot
/// have the task; who lacks a skill has level 0 in it.
///
/// ```swift
/// let cost = AssignmentCost(
///   waitingSecond: 1, levelAbove: 60, unaskedSkill: 10, inHand: 300, idleSecond: 1)
/// let batch = try cost.batch(
///   [.init("t-1", since: noon, skills: ["japanese": 2])],
///   for: [.init("mei", skills: ["japanese": 3, "refunds": 1], capacity: 3, inHand: 1)],
///   at: now)
/// let plan = batch.solved()
/// ```
///
/// Tasks that ask for the same skills share a signature, agents with the same skills do; the batch
/// numbers both in the order in which they first appear. A cost that would lie beyond
/// ``CostMatrix/greatestCost`` is that bound.
public struct AssignmentCost: Hashable, Sendable {
  /// What a second of waiting takes off the cost of a task, 0 or more.
  public var waitingSecond: Int64
  /// What each level above the one asked for costs, in each skill asked for; below 0 where the better
  /// agent is to be preferred, above 0 where experts are kept for what needs them.
  public var levelAbove: Int64
  /// What each skill of an agent that the task does not ask for costs; above 0, versatile agents are
  /// kept for what needs them.
  public var unaskedSkill: Int64
  /// What each task that an agent has in hand costs, 0 or more; each one assigned counts for the next.
  public var inHand: Int64
  /// What a second of being idle takes off the cost of the first task, 0 or more.
  public var idleSecond: Int64

  /// Creates the weights.
  public init(
    waitingSecond: Int64, levelAbove: Int64, unaskedSkill: Int64, inHand: Int64, idleSecond: Int64
  ) {
    self.waitingSecond = waitingSecond
    self.levelAbove = levelAbove
    self.unaskedSkill = unaskedSkill
    self.inHand = inHand
    self.idleSecond = idleSecond
  }

  /// A task that waits.
  public struct Work: Hashable, Sendable {
    /// Its name.
    public var id: WorkID
    /// When it began to wait.
    public var since: Instant
    /// The skills it asks for, each with the least level, 0 ... ``AssignmentCost/highestLevel``.
    public var skills: [SkillID: Int]
    /// What leaving it costs; `nil` where it may be left only if it must be.
    public var penalty: Int64?

    /// Creates a task.
    public init(
      _ id: WorkID, since: Instant, skills: [SkillID: Int] = [:], penalty: Int64? = nil
    ) {
      self.id = id
      self.since = since
      self.skills = skills
      self.penalty = penalty
    }
  }

  /// An agent who takes tasks.
  public struct Candidate: Hashable, Sendable {
    /// Their name.
    public var id: AgentID
    /// Their skills, each with its level, 0 ... ``AssignmentCost/highestLevel``.
    public var skills: [SkillID: Int]
    /// How many tasks they can have in hand at once, 0 or more; any number is fine.
    public var capacity: Int
    /// How many they have, 0 or more; where these are more than the capacity, they get none.
    public var inHand: Int
    /// Since when they have been idle; `nil` where they are not.
    public var idleSince: Instant?

    /// Creates an agent.
    public init(
      _ id: AgentID, skills: [SkillID: Int] = [:], capacity: Int, inHand: Int = 0,
      idleSince: Instant? = nil
    ) {
      self.id = id
      self.skills = skills
      self.capacity = capacity
      self.inHand = inHand
      self.idleSince = idleSince
    }
  }

  /// The highest level of a skill.
  public static let highestLevel = 1_000_000
}
