// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Where work of a kind waits: who serves it, from when on, and what happens when they cannot.
///
/// ```swift
/// WorkQueue(
///   "europe", pools: [.init("london", hours: "london"), .init("mainland", after: .seconds(60))],
///   overflow: [.init(when: .closed, then: .duty(roster: "nights", role: .primary))],
///   hours: "hotline")
/// ```
public struct WorkQueue: Hashable, Sendable {
  /// The name of the queue.
  public var id: QueueID
  /// Who serves it, one pool at least from the start; empty for everybody.
  public var pools: [AgentPool]
  /// What every piece of work in it asks for, beside its own requirements.
  public var requirements: [Requirement]
  /// What is done when the queue cannot serve; the first rule whose trigger holds is carried out. At
  /// most 64.
  public var overflow: [OverflowRule]
  /// The calendar of its hours, for ``OverflowRule/Trigger/closed``; `nil` for always.
  public var hours: String?
  /// How long work rests before it may be offered: zero or more.
  public var delay: Duration
  /// How its work is offered; `nil` for the policy's rules.
  public var offers: OfferRules?
  /// How agents are put in order for its work; `nil` for the policy's order.
  public var agentOrder: [AgentComparator]?
  /// The class of urgency of work that names none, and for which no rule chose one.
  public var priority: PriorityID?
  /// How many pieces of its work an agent may hold at most, 1 ... 65,535; `nil` for any number.
  public var limitPerAgent: Int?
  /// Whether its work is given by ``Router/Command/assign(_:to:)`` alone and never offered: a queue from
  /// which agents take what they want, or whose backlog is assigned at once by ``Router/batch(of:by:cost:at:)``.
  public var isGivenByCommand: Bool
  /// What customers are told; `nil` for nothing.
  public var announcements: AnnouncementRules?

  /// Creates a queue; ``RoutingPolicy`` checks it.
  public init(
    _ id: QueueID, pools: [AgentPool] = [], requirements: [Requirement] = [],
    overflow: [OverflowRule] = [], hours: String? = nil, delay: Duration = .zero,
    offers: OfferRules? = nil, agentOrder: [AgentComparator]? = nil, priority: PriorityID? = nil,
    limitPerAgent: Int? = nil, isGivenByCommand: Bool = false,
    announcements: AnnouncementRules? = nil
  ) {
    self.id = id
    self.pools = pools
    self.requirements = requirements
    self.overflow = overflow
    self.hours = hours
    self.delay = delay
    self.offers = offers
    self.agentOrder = agentOrder
    self.priority = priority
    self.limitPerAgent = limitPerAgent
    self.isGivenByCommand = isGivenByCommand
    self.announcements = announcements
  }
}
