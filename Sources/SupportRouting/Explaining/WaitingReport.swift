// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What work that was left waiting waits for, and when that changes by itself.
public struct WaitingReport: Hashable, Sendable {
  /// What it waits for.
  public enum Need: Hashable, Sendable {
    /// Its time has not come: it rests until an instant.
    case time(until: Instant)
    /// Somebody to give it by command.
    case command
    /// One agent, for whom it is reserved.
    case owner(AgentID)
    /// The answer of those to whom it is offered.
    case answer(from: [AgentID])
    /// Somebody of those on duty who fit it to be free.
    case room(onDuty: Int)
    /// Somebody who fits it to come on duty; so many are known.
    case staff(known: Int)
    /// A later time: so many known agents will be asked then, when their pool opens, their ring is
    /// reached, or the work asks for less; counted by the first rule that keeps each from it.
    case later(known: Int)
    /// Somebody who can do what it asks for: no known agent can.
    case skill
  }

  /// The work.
  public var work: WorkID
  /// Its queue.
  public var queue: QueueID
  /// Its position in the queue, from 1 on.
  public var position: Int
  /// How long it has been eligible in the queue.
  public var age: Duration
  /// What it waits for.
  public var need: Need
  /// When a level, a rule of overflow, a reservation, a rest, an offer or a wrap-up ends by itself next;
  /// `nil` where only events help.
  public var changesAt: Instant?
  /// How many known agents each rule keeps from it, by the first rule that does.
  public var exclusions: [ExclusionCount]

  /// How many agents a rule keeps from the work.
  public struct ExclusionCount: Hashable, Sendable {
    /// The kind of rule, as ``AgentExclusion`` calls it.
    public var rule: String
    /// The number of agents.
    public var agents: Int

    /// Creates a count.
    public init(rule: String, agents: Int) {
      self.rule = rule
      self.agents = agents
    }
  }

  /// Creates a report.
  public init(
    work: WorkID, queue: QueueID, position: Int, age: Duration, need: Need, changesAt: Instant?,
    exclusions: [ExclusionCount]
  ) {
    self.work = work
    self.queue = queue
    self.position = position
    self.age = age
    self.need = need
    self.changesAt = changesAt
    self.exclusions = exclusions
  }
}
