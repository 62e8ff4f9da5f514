// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The routing engine of a contact centre: agents and work in, offers and reasons out.
///
/// A router is a value. It has no clock and does nothing by itself: the host tells it what happens and
/// when, carries out the ``Directive``s that come back, and calls ``tick(at:)`` at
/// ``nextDeadline``. The same commands give the same steps, on every machine.
///
/// ```swift
/// var router = Router(policy)
/// try router.perform(.add(mei, .available), at: now)
/// let step = try router.enqueue(call, at: now)
/// step.directives        // [.offer(…)]: ring mei for 20 seconds
/// try router.accept("call-17", by: "mei", at: now + .seconds(4))
/// ```
///
/// What it decides is written in `Documentation/routing.md`. A copy shares its memory until one of the
/// two changes; keep one from before a step to ask ``whyNot(_:for:at:)``.
///
/// - Complexity: A step looks at the agents who share skills, groups and room as one, and at the work
///   that asks for the same as one: it takes O(kinds of agents + kinds of work + log of either's
///   number), whatever the number of agents and of waiting work.
public struct Router: Sendable {
  /// The policy by which it decides.
  public internal(set) var policy: RoutingPolicy
  /// The greatest number of pieces of work that it holds at once.
  public let limit: Int

  var core: RoutingPolicyCore

  // A router is large, and a call of a function that only reads it from one that changes it copies its
  // fields. So the small readers of a decision are always written out where they are called.

  // MARK: Agents

  var agentRows: ContiguousArray<AgentRow> = []
  var agentTerms: ContiguousArray<AgentTerms> = []
  var agents: ContiguousArray<Agent> = []
  /// Their names, closer together.
  var agentNames: ContiguousArray<AgentID> = []
  var agentTable = PlaceTable()
  /// The agents in the order of their ids.
  var agentsByID: ContiguousArray<Int32> = []
  var addedAgents: Int64 = 0
  var capacityPlans: ContiguousArray<CapacityPlan> = []
  var capacityPlaces: [AgentCapacity: Int32] = [:]
  /// The pieces that take room, by agent and channel.
  var channelCounts: ContiguousArray<Int32> = []
  /// The pieces in hand, by agent and queue with a limit.
  var queueCounts: ContiguousArray<Int32> = []
  var fairShares: [Int32: FairShareTimes] = [:]
  /// Work that is reserved, by agent.
  var reserved: [Int32: QuaternaryHeap<WorkEntry>] = [:]

  // MARK: Kinds

  var signatures: ContiguousArray<SignatureRow> = []
  /// Grows whenever another kind of agent is on duty, so that classes know what they have looked up.
  var dutyVersion: UInt64 = 1
  var signaturePlaces: [SignatureKey: Int32] = [:]
  var benches: ContiguousArray<BenchRow> = []
  /// The first agent of each bench.
  var benchHeads: ContiguousArray<AgentEntry> = []
  var classes: ContiguousArray<WorkClassRow> = []
  var classPlaces: [WorkClassKey: Int32] = [:]
  /// The first work of each class.
  var classHeads: ContiguousArray<WorkEntry> = []
  var programs: ContiguousArray<WorkProgram> = []
  var shapes: ContiguousArray<WorkShape> = []
  var shapeTable = PlaceTable()
  /// What rules that choose queues ask for, each once.
  var choices: [[Requirement]] = []

  // MARK: Work

  var workRows: ContiguousArray<WorkRow> = []
  var workTerms: ContiguousArray<WorkTerms> = []
  var items: ContiguousArray<WorkItem> = []
  /// Their names, closer together.
  var workNames: ContiguousArray<WorkID> = []
  var workTable = PlaceTable()
  var freeWork: ContiguousArray<Int32> = []
  var personals: ContiguousArray<PersonalRow> = []
  var freePersonals: ContiguousArray<Int32> = []
  var engagements: ContiguousArray<EngagementRow> = []
  var freeEngagements: ContiguousArray<Int32> = []
  /// Waiting work that somebody declined, missed or gave back.
  var triedWork: Set<Int32> = []
  /// Who on duty has work that was handed over.
  var dutyAgents: [Int32: AgentID] = [:]
  var workNumber: Int64 = 0
  var offerNumber: Int64 = 0

  // MARK: Queues and time

  var queueStates: ContiguousArray<QueueState>
  var openClocks: ContiguousArray<Bool>
  var clockChanges: ContiguousArray<Int64>
  var timers = QuaternaryHeap<TimerEntry>()
  var lastInstant: Int64 = .min
  /// How many kinds, and timers, there may be before it is looked whether they are still needed.
  var kindsBound = Self.leastKinds
  var timersBound = Self.leastTimers

  // MARK: The step in progress

  var step = StepState()

  /// Creates a router without agents and work.
  ///
  /// - Parameters:
  ///   - policy: The policy by which it decides.
  ///   - limit: The greatest number of pieces of work that it holds at once; below 1 counts as 1, and
  ///     above 536,870,911 as that.
  public init(_ policy: RoutingPolicy, limit: Int = 10_000_000) {
    self.policy = policy
    self.limit = min(max(limit, 1), Int(Int32.max) / 4)
    core = policy.core
    queueStates = ContiguousArray(repeating: QueueState(), count: core.plans.count)
    openClocks = ContiguousArray(repeating: false, count: core.clocks.count)
    clockChanges = ContiguousArray(repeating: .min, count: core.clocks.count)
  }
}
