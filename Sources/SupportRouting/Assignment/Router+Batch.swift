// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Router {
  /// The batch of what waits in a queue by a channel, for all who are free: the whole backlog for the
  /// whole team at once, at least cost. Carry its plan out by ``Command/assign(_:to:)``.
  ///
  /// ```swift
  /// let plan = try router.batch(of: "mail", by: "mail", cost: cost, at: now).solved()
  /// for pair in plan.pairs { try router.perform(.assign(pair.task, to: pair.agent), at: now) }
  /// ```
  ///
  /// Work that is reserved for one agent stays out of it. Who fits which work, and who has room for how
  /// much, is as in ``Router``; what was declined is left out of account. Of each requirement the levels
  /// above count that a test asks for by `atLeast` or `exactly`.
  ///
  /// - Parameters:
  ///   - queue: The queue.
  ///   - channel: The channel: how much an agent can take depends on it.
  ///   - cost: What waiting, skills, load and idleness weigh.
  ///   - instant: The instant as of which waiting and idleness count.
  /// - Returns: The batch; without tasks where there is no such queue or channel, or nothing waits.
  /// - Throws: ``AssignmentError`` of the weights, and where there is more than a batch can hold.
  /// - Complexity: O(work + agents + kinds of work · kinds of agents), each pair of kinds times its
  ///   requirements.
  public func batch(
    of queue: QueueID, by channel: ChannelID, cost: AssignmentCost, at instant: Instant
  ) throws(AssignmentError) -> BatchAssignment {
    var mistakes = AssignmentMistakes()
    cost.checkWeights(&mistakes)
    try mistakes.throwIfAny()
    let work = backlog(of: queue, by: channel)
    let asked = Kinds(work.map { Asked(workClass: workClass(of: $0), excluded: excluded($0)) })
    let singled = Set(asked.all.flatMap(\.excluded))
    let free = agentRows.indices.filter { agentRows[$0].pool >= 0 }
    let offered = Kinds(
      free.map { agent in
        let id = Int32(truncatingIfNeeded: agent)
        return Offered(bench: agentRows[agent].pool, agent: singled.contains(id) ? id : -1)
      })
    let fit = try CostMatrix(rows: asked.all.count, columns: offered.all.count) {
      fitCost(asked.all[$0], offered.all[$1], cost)
    }
    let tasks = zip(work, asked.numbers).map { place, number in
      let since = Instant(millisecondsSince1970: workTerms[place].eligible)
      return BatchAssignment.Task(
        workNames[place], signature: number,
        cost: -AssignmentCost.product(
          cost.waitingSecond, AssignmentCost.seconds(since, instant)))
    }
    let team = zip(free, offered.numbers).map { agent, number in
      BatchAssignment.Agent(
        agentNames[agent], signature: number,
        slotCosts: slotCosts(agent, work, cost, at: instant))
    }
    return try BatchAssignment(tasks: tasks, agents: team, fit: fit)
  }

  // MARK: Kinds

  /// What tells work apart in a batch.
  private struct Asked: Hashable {
    let workClass: Int32
    let excluded: [Int32]
  }

  /// What tells agents apart in a batch; agents whom some work excludes stand alone.
  private struct Offered: Hashable {
    let bench: Int32
    let agent: Int32
  }

  private func backlog(of queue: QueueID, by channel: ChannelID) -> [Int] {
    guard let queue = core.queueNumbers[queue], let channel = core.channelNumbers[channel] else {
      return []
    }
    return queued(in: queue).filter { place in
      let row = workRows[place]
      let isReserved = row.personal >= 0 && personals[Int(row.personal)].owner >= 0
      return row.state == .waiting && Int(row.channel) == channel && !isReserved
    }
  }

  private func excluded(_ place: Int) -> [Int32] {
    let personal = workRows[place].personal
    return personal < 0 ? [] : personals[Int(personal)].excluded
  }

  // MARK: Costs

  private func fitCost(_ asked: Asked, _ offered: Offered, _ cost: AssignmentCost) -> Int64? {
    let row = classes[Int(asked.workClass)]
    let bench = benches[Int(offered.bench)]
    guard row.need & bench.mask == row.need, row.fits.contains(Int(bench.signature)),
      !asked.excluded.contains(offered.agent)
    else { return nil }
    let skills = signatures[Int(bench.signature)].key.skills
    var above: Int64 = 0
    var used: Set<SkillID> = []
    for tests in row.key.tests {
      let passed = tests.filter { $0.admits(skills[$0.skill] ?? 0) }
      used.formUnion(passed.map(\.skill))
      let least = passed.filter { $0.comparison == .atLeast || $0.comparison == .exactly }
        .map { (skills[$0.skill] ?? 0) - $0.level }.min()
      above += Int64(least ?? 0)
    }
    let unasked = skills.keys.count { !used.contains($0) }
    return AssignmentCost.bounded(
      .saturatingSum(
        AssignmentCost.product(cost.levelAbove, above),
        AssignmentCost.product(cost.unaskedSkill, Int64(unasked))))
  }

  private func slotCosts(
    _ agent: Int, _ work: [Int], _ cost: AssignmentCost, at now: Instant
  ) -> [Int64] {
    guard let first = work.first else { return [] }
    let since = Instant(millisecondsSince1970: agentRows[agent].idleSince)
    let idle = AssignmentCost.product(cost.idleSecond, AssignmentCost.seconds(since, now))
    let held = Int64(agentRows[agent].inHand)
    return (0..<min(freeSlots(agent, first, at: now), work.count)).map { slot in
      let load = AssignmentCost.product(cost.inHand, held + Int64(slot))
      return slot == 0 && held == 0 ? load - idle : load
    }
  }

  /// How many pieces of the channel and queue of some work an agent has room for.
  private func freeSlots(_ agent: Int, _ work: Int, at now: Instant) -> Int {
    let row = agentRows[agent]
    let channel = Int(workRows[work].channel)
    let queue = core.plans[Int(workRows[work].queue)]
    let plan = capacityPlans[Int(row.plan)]
    let cost = Int64(max(0, plan.costs[channel]))
    var slots = Int64(plan.limits[channel] - channelCounts[agent * core.channels.count + channel])
    if cost > 0 { slots = min(slots, (Int64(plan.units) - row.used) / cost) }
    let isAlone = core.channelPlans[channel].beside & (1 << UInt64(channel)) == 0
    if core.channels[channel].exclusivity != .shared || isAlone { slots = min(slots, 1) }
    if queue.limitBit >= 0 {
      let held = queueCounts[agent * core.limitedQueues + queue.limitBit - core.channels.count]
      slots = min(slots, Int64(queue.limit - held))
    }
    if plan.fairLimit < .max {
      let times = fairShares[Int32(truncatingIfNeeded: agent)] ?? FairShareTimes()
      let given = times.current(window: plan.fairWindow, at: now.millisecondsSince1970)
      slots = min(slots, Int64(plan.fairLimit) - Int64(row.offers) - Int64(given))
    }
    return Int(max(0, slots))
  }
}
