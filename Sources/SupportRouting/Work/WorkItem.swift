// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// A piece of work that an agent has to take: a call, a chat, a mail, a task, a callback.
///
/// ```swift
/// let call = WorkItem(
///   "call-17", channel: "voice", queue: "hotline", priority: "gold",
///   requirements: [.has("ticketing")], language: LanguageNeed("ja"))
/// ```
public struct WorkItem: Hashable, Sendable {
  /// Its name: no other work in the router has it.
  public var id: WorkID
  /// The channel by which it came.
  public var channel: ChannelID
  /// The queue; `nil` where the policy's rules choose by ``facts``.
  public var queue: QueueID?
  /// The class of urgency; `nil` for what the policy's rules choose, and else an ordinary one: band
  /// 0, no weight.
  public var priority: PriorityID?
  /// What it asks for, at most 64 requirements.
  public var requirements: [Requirement]
  /// The customer's language.
  public var language: LanguageNeed?
  /// The customer's region.
  public var region: RegionNeed?
  /// Agents who come before others when they can take it at once, the best first; at most 64.
  public var preferred: [AgentID]
  /// Who began with the case.
  public var firstOwner: FirstOwner?
  /// Agents who may not take it; at most 256.
  public var excluded: Set<AgentID>
  /// Whether the customer is served before others of equal urgency, such as elderly people and callers
  /// of an accessibility line: by ``RoutingPolicy/accessibleWeight``.
  public var isAccessible: Bool
  /// The first instant at which it may be offered; `nil` for at once.
  public var notBefore: Instant?
  /// What is true of it, for the policy's choice of a queue.
  public var facts: Facts?

  /// Creates a piece of work; the router checks it when it is enqueued.
  public init(
    _ id: WorkID, channel: ChannelID, queue: QueueID? = nil, priority: PriorityID? = nil,
    requirements: [Requirement] = [], language: LanguageNeed? = nil, region: RegionNeed? = nil,
    preferred: [AgentID] = [], firstOwner: FirstOwner? = nil, excluded: Set<AgentID> = [],
    isAccessible: Bool = false, notBefore: Instant? = nil, facts: Facts? = nil
  ) {
    self.id = id
    self.channel = channel
    self.queue = queue
    self.priority = priority
    self.requirements = requirements
    self.language = language
    self.region = region
    self.preferred = preferred
    self.firstOwner = firstOwner
    self.excluded = excluded
    self.isAccessible = isAccessible
    self.notBefore = notBefore
    self.facts = facts
  }
}
