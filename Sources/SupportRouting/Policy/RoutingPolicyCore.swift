// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// A routing policy, checked and with numbers in the place of names.
final class RoutingPolicyCore: Sendable {
  /// A queue as the router reads it.
  struct QueuePlan: Sendable {
    /// Its pools, each with the ring that its age gives it.
    struct Pool: Sendable {
      let group: GroupID
      let ring: Int32
      let penalty: Int64
      /// The number of its calendar, -1 for always.
      let clock: Int
    }

    let id: QueueID
    let pools: [Pool]
    /// The age at which each ring is reached, in order.
    let rings: [Int64]
    let offers: OfferPlan
    let delay: Int64
    let clock: Int
    /// Its bit among the limited queues, -1 where agents may hold any number.
    let limitBit: Int
    let limit: Int32
    /// Its rules that go by waiting, with their ages.
    let waits: [(rule: Int, age: Int64)]
    /// Its rules that go by the end of its hours, with how long before.
    let closings: [(rule: Int, margin: Int64)]
    let announcesEvery: Int64?
    /// Whether its work is never offered.
    let isGivenByCommand: Bool
    /// The number of its order of agents.
    let order: Int
    /// The number of its class of urgency, -1 for none.
    let priority: Int32
  }

  /// Offer rules in milliseconds.
  struct OfferPlan: Sendable {
    let limit: Int64
    let isAcceptedAtOnce: Bool
    let atOnce: Int
    let missesBeforePause: Int32
    let pause: Int64?
    let declineIsMiss: Bool
    let rest: Int64
    let retryAfter: Int64?

    init(_ rules: OfferRules) {
      limit = rules.timeLimit.wholeMilliseconds
      isAcceptedAtOnce = rules.isAcceptedAtOnce
      atOnce = rules.isAcceptedAtOnce ? 1 : rules.atOnce
      missesBeforePause = Int32(clamping: rules.missesBeforePause ?? Int(Int32.max))
      pause = rules.pause?.wholeMilliseconds
      declineIsMiss = rules.declineIsMiss
      rest = rules.rest.wholeMilliseconds
      retryAfter = rules.retryAfter?.wholeMilliseconds
    }
  }

  /// A channel as the router reads it.
  struct ChannelPlan: Sendable {
    /// How long an agent is in wrap-up after finishing work of it, 0 where it is not.
    let agentWrapUp: Int64
    /// How long a piece of it is wrapped up, `Int64.max` until told, 0 where it is not.
    let pieceWrapUp: Int64

    /// The channels whose work may be in hand when a piece of it comes, as bits.
    let beside: UInt64

    init(_ channel: WorkChannel, among numbers: NameTable<ChannelID>) {
      beside =
        channel.beside?.compactMap { numbers[$0] }.reduce(0) { $0 | 1 << UInt64($1) } ?? .max
      switch channel.wrapUp {
      case .none: (agentWrapUp, pieceWrapUp) = (0, 0)
      case .agent(let length): (agentWrapUp, pieceWrapUp) = (length.wholeMilliseconds, 0)
      case .piece(let length): (agentWrapUp, pieceWrapUp) = (0, length?.wholeMilliseconds ?? .max)
      }
    }
  }

  let id: String
  let version: PolicyVersion
  let channels: [WorkChannel]
  let queues: [WorkQueue]
  let priorities: [PriorityClass]
  let agentOrder: [AgentComparator]
  let choice: RuleTable<QueueChoice>?
  let options: RoutingOptions

  let plans: [QueuePlan]
  let channelPlans: [ChannelPlan]
  /// Whether some channel says beside which others its work may come.
  let hasPairs: Bool
  /// Whether some queue has a rule that goes by the end of its hours.
  let hasClosings: Bool
  /// Whether some queue has a rule that goes by who is free.
  let asksWhoIsFree: Bool
  let queueNumbers: NameTable<QueueID>
  let channelNumbers: NameTable<ChannelID>
  let priorityNumbers: NameTable<PriorityID>
  /// The clocks, in the order of their names.
  let clocks: [BusinessClock]
  /// The clocks that pools go by.
  let poolClocks: [Int]
  /// The least and the greatest weight of each band, in milliseconds; ordinary work has none in band 0.
  let bands: [Int: ClosedRange<Int64>]
  /// The orders of agents that queues use, each once; the policy's comes first.
  let orders: [AgentOrder]
  /// The queues that limit their agents.
  let limitedPlans: [Int]
  let limitedQueues: Int

  init(
    id: String, version: PolicyVersion, channels: [WorkChannel], queues: [WorkQueue],
    priorities: [PriorityClass], agentOrder: [AgentComparator], choice: RuleTable<QueueChoice>?,
    options: RoutingOptions
  ) throws(DocumentError) {
    self.id = id
    self.version = version
    self.channels = channels
    self.queues = queues
    self.priorities = priorities
    self.agentOrder = agentOrder
    self.choice = choice
    self.options = options
    var check = RoutingPolicyCheck(
      channels: channels, queues: queues, priorities: priorities, options: options)
    check.run(id: id, agentOrder: agentOrder, choice: choice)
    try check.problems.throwIfAny()
    queueNumbers = NameTable(queues.map(\.id))
    channelNumbers = NameTable(channels.map(\.id))
    let channelTable = channelNumbers
    channelPlans = channels.map { ChannelPlan($0, among: channelTable) }
    hasPairs = channels.contains { $0.beside != nil }
    priorityNumbers = NameTable(priorities.map(\.id))
    let names = options.calendars.keys.sorted()
    clocks = names.compactMap { options.calendars[$0] }
    let clockNumbers = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var limited = 0
    var orders = [agentOrder]
    for queue in queues {
      if let order = queue.agentOrder, !orders.contains(order) { orders.append(order) }
    }
    let priorityTable = priorityNumbers
    plans = queues.map { queue in
      let rings = Set(queue.pools.map(\.after.wholeMilliseconds)).sorted()
      let ringNumbers = Dictionary(
        rings.enumerated().map { ($1, Int32(clamping: $0)) },
        uniquingKeysWith: { first, _ in first })
      if queue.limitPerAgent != nil { limited += 1 }
      return QueuePlan(
        id: queue.id,
        pools: queue.pools.map { pool in
          QueuePlan.Pool(
            group: pool.group, ring: ringNumbers[pool.after.wholeMilliseconds] ?? 0,
            penalty: Int64(pool.penalty), clock: pool.hours.flatMap { clockNumbers[$0] } ?? -1)
        },
        rings: rings.isEmpty ? [0] : rings,
        offers: OfferPlan(queue.offers ?? options.offers), delay: queue.delay.wholeMilliseconds,
        clock: queue.hours.flatMap { clockNumbers[$0] } ?? -1,
        limitBit: queue.limitPerAgent == nil ? -1 : channels.count + limited - 1,
        limit: Int32(clamping: queue.limitPerAgent ?? 0),
        waits: queue.overflow.enumerated().compactMap { number, rule in
          rule.trigger.age.map { (rule: number, age: $0) }
        },
        closings: queue.overflow.enumerated().compactMap { number, rule in
          rule.trigger.closingMargin.map { (rule: number, margin: $0) }
        },
        announcesEvery: queue.announcements?.every?.wholeMilliseconds,
        isGivenByCommand: queue.isGivenByCommand,
        order: orders.firstIndex(of: queue.agentOrder ?? agentOrder) ?? 0,
        priority: Int32(truncatingIfNeeded: queue.priority.flatMap { priorityTable[$0] } ?? -1))
    }
    hasClosings = plans.contains { !$0.closings.isEmpty }
    asksWhoIsFree = queues.contains { queue in
      queue.overflow.contains { rule in
        if case .free = rule.trigger { true } else { false }
      }
    }
    limitedQueues = limited
    poolClocks = Set(plans.flatMap(\.pools).map(\.clock)).filter { $0 >= 0 }.sorted()
    bands = Dictionary(
      [(0, 0...0)]
        + priorities.map {
          ($0.band, $0.weight.wholeMilliseconds...$0.weight.wholeMilliseconds)
        },
      uniquingKeysWith: {
        min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound)
      })
    limitedPlans = queues.indices.filter { queues[$0].limitPerAgent != nil }
    self.orders = orders.map(AgentOrder.init)
  }

  /// An order of agents, taken apart.
  struct AgentOrder: Sendable {
    let comparators: [AgentComparator]
    /// The comparators before the first that goes by what agents do.
    let leading: [AgentComparator]
    /// Those that go by what agents do, in order.
    let dynamic: [AgentComparator]
    /// Whether one that goes by the signature comes after one that goes by what agents do.
    let isMixed: Bool

    init(_ comparators: [AgentComparator]) {
      self.comparators = comparators
      let split = comparators.firstIndex { !$0.isOfSignature } ?? comparators.endIndex
      leading = Array(comparators[..<split])
      dynamic = comparators.filter { !$0.isOfSignature }
      isMixed = comparators[split...].contains(where: \.isOfSignature)
    }
  }
}
