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
  /// What copies of the work share, so that they are cheap.
  private(set) var storage: Storage

  /// Its name: no other work in the router has it.
  public var id: WorkID {
    get { storage.parts.id }
    set { change { $0.id = newValue } }
  }
  /// The channel by which it came.
  public var channel: ChannelID {
    get { storage.parts.channel }
    set { change { $0.channel = newValue } }
  }
  /// The queue; `nil` where the policy's rules choose by ``facts``.
  public var queue: QueueID? {
    get { storage.parts.queue }
    set { change { $0.queue = newValue } }
  }
  /// The class of urgency; `nil` for what the policy's rules choose, and else an ordinary one: band
  /// 0, no weight.
  public var priority: PriorityID? {
    get { storage.parts.priority }
    set { change { $0.priority = newValue } }
  }
  /// What it asks for, at most 64 requirements.
  public var requirements: [Requirement] {
    get { storage.parts.requirements }
    set { change { $0.requirements = newValue } }
  }
  /// The customer's language.
  public var language: LanguageNeed? {
    get { storage.parts.language }
    set { change { $0.language = newValue } }
  }
  /// The customer's region.
  public var region: RegionNeed? {
    get { storage.parts.region }
    set { change { $0.region = newValue } }
  }
  /// Agents who come before others when they can take it at once, the best first; at most 64.
  public var preferred: [AgentID] {
    get { storage.parts.preferred }
    set { change { $0.preferred = newValue } }
  }
  /// Who began with the case.
  public var firstOwner: FirstOwner? {
    get { storage.parts.firstOwner }
    set { change { $0.firstOwner = newValue } }
  }
  /// Agents who may not take it; at most 256.
  public var excluded: Set<AgentID> {
    get { storage.parts.excluded }
    set { change { $0.excluded = newValue } }
  }
  /// Whether the customer is served before others of equal urgency, such as elderly people and callers
  /// of an accessibility line: by ``RoutingOptions/accessibleWeight``.
  public var isAccessible: Bool {
    get { storage.parts.isAccessible }
    set { change { $0.isAccessible = newValue } }
  }
  /// Whether the customer has to be called, as for a callback that was booked.
  public var isCallback: Bool {
    get { storage.parts.isCallback }
    set { change { $0.isCallback = newValue } }
  }
  /// When the customer came, where that was before the work is enqueued: a mail of the weekend, a call
  /// that was in a menu, work of a router that is made anew. Its place in time counts from then.
  public var since: Instant? {
    get { storage.parts.since }
    set { change { $0.since = newValue } }
  }
  /// The first instant at which it may be offered; `nil` for at once.
  public var notBefore: Instant? {
    get { storage.parts.notBefore }
    set { change { $0.notBefore = newValue } }
  }
  /// What is true of it, for the policy's choice of a queue.
  public var facts: Facts? {
    get { storage.parts.facts }
    set { change { $0.facts = newValue } }
  }

  /// Creates a piece of work; the router checks it when it is enqueued.
  public init(
    _ id: WorkID, channel: ChannelID, queue: QueueID? = nil, priority: PriorityID? = nil,
    requirements: [Requirement] = [], language: LanguageNeed? = nil, region: RegionNeed? = nil,
    preferred: [AgentID] = [], firstOwner: FirstOwner? = nil, excluded: Set<AgentID> = [],
    isAccessible: Bool = false, isCallback: Bool = false, since: Instant? = nil,
    notBefore: Instant? = nil, facts: Facts? = nil
  ) {
    storage = Storage(
      Parts(
        id: id, channel: channel, queue: queue, priority: priority, requirements: requirements,
        language: language, region: region, preferred: preferred, firstOwner: firstOwner,
        excluded: excluded, isAccessible: isAccessible, isCallback: isCallback, since: since,
        notBefore: notBefore, facts: facts))
  }

  /// Tells whether two pieces of work are the same in everything.
  public static func == (left: Self, right: Self) -> Bool {
    left.storage === right.storage || left.storage.parts == right.storage.parts
  }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(storage.parts.id)
  }

  private mutating func change(_ edit: (inout Parts) -> Void) {
    var parts = storage.parts
    edit(&parts)
    storage = Storage(parts)
  }
}
