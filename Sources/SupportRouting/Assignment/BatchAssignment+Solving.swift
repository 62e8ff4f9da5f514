// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension BatchAssignment {
  /// Finds the best plan, exactly.
  ///
  /// The plan is a pure function of the batch. Of plans that are equally good one is given: of equal
  /// tasks the first ones in the list are assigned, and of equal slots the first slots and then the
  /// first agents are filled. For a plan that does not depend on how a database listed them, sort
  /// tasks and agents first.
  ///
  /// - Complexity: O(*n* log *n*) for *n* tasks and slots, and for each task a search over the
  ///   signatures, at most O(*s* · *a*) for *s* signatures of tasks and *a* of agents.
  public func solved() -> Plan {
    let weight = leavingWeight
    let ranking = AssignmentRanking(self, leavingWeight: weight)
    var flow = SignatureFlow(
      weights: ranking.weights, slotCosts: ranking.slotCosts, fit: fit)
    flow.solve()
    let prices = (0..<fit.columns).map { column in
      ranking.slotCosts[column].isEmpty ? nil : flow.prices[column]
    }
    return Plan(
      batch: self, placements: ranking.placements(flow), prices: prices, leavingWeight: weight)
  }

  /// More than twice what any two plans can differ in cost, so that a task that must not be left
  /// outweighs everything else, and prices show whether one would have to be: four times the furthest
  /// that a total can be from 0, and 1.
  ///
  /// At most 4 · 10⁶ · 4 · 10¹⁰ + 1, about 2⁵⁷.
  var leavingWeight: Int64 {
    var total: Int64 = 0
    for task in tasks { total += abs(task.cost) + abs(task.penalty ?? 0) }
    var (slots, dearest, furthest): (Int, Int64, Int64) = (0, 0, 0)
    for agent in agents {
      slots += agent.slotCosts.count
      // In order, so that the furthest from 0 is at an end.
      dearest = max(dearest, abs(agent.slotCosts.first ?? 0), abs(agent.slotCosts.last ?? 0))
    }
    for cost in fit.entries where cost != CostMatrix.forbidden {
      furthest = max(furthest, abs(cost))
    }
    return 4 * (total + Int64(min(tasks.count, slots)) * (dearest + furthest)) + 1
  }
}

/// The tasks and slots of each signature in the order in which they are taken.
struct AssignmentRanking {
  private struct RankedSlot {
    let cost: Int64
    let slot: Int
    let agent: Int
  }

  private let places: [[Int]]
  private let slots: [[RankedSlot]]
  private let taskCount: Int
  /// For each signature of tasks what taking each rather than leaving it costs, the least first.
  let weights: [[Int64]]
  /// For each signature of agents what their slots cost, the least first.
  let slotCosts: [[Int64]]

  init(_ batch: BatchAssignment, leavingWeight: Int64) {
    var ranked = Array(repeating: [(weight: Int64, place: Int)](), count: batch.fit.rows)
    for (place, task) in batch.tasks.enumerated() {
      ranked[task.signature].append((task.cost - (task.penalty ?? leavingWeight), place))
    }
    for signature in ranked.indices {
      ranked[signature].sort {
        $0.weight == $1.weight ? $0.place < $1.place : $0.weight < $1.weight
      }
    }
    var slots = Array(repeating: [RankedSlot](), count: batch.fit.columns)
    for (place, agent) in batch.agents.enumerated() {
      // Nobody fills more slots than there are tasks; one more is free and has a price.
      for (slot, cost) in agent.slotCosts.prefix(batch.tasks.count + 1).enumerated() {
        slots[agent.signature].append(RankedSlot(cost: cost, slot: slot, agent: place))
      }
    }
    for signature in slots.indices {
      slots[signature].sort {
        if $0.cost != $1.cost { return $0.cost < $1.cost }
        return $0.slot == $1.slot ? $0.agent < $1.agent : $0.slot < $1.slot
      }
    }
    taskCount = batch.tasks.count
    places = ranked.map { $0.map(\.place) }
    weights = ranked.map { $0.map(\.weight) }
    slotCosts = slots.map { $0.map(\.cost) }
    self.slots = slots
  }

  /// Deals the slots of each signature to the tasks that go there, in the order of both.
  func placements(_ flow: SignatureFlow) -> [BatchAssignment.Placement?] {
    var placements = [BatchAssignment.Placement?](repeating: nil, count: taskCount)
    var taken = Array(repeating: 0, count: slots.count)
    for (row, places) in places.enumerated() {
      var next = 0
      for column in slots.indices {
        for _ in 0..<flow.count(row, column) {
          let slot = slots[column][taken[column]]
          placements[places[next]] = .init(agent: slot.agent, slot: slot.slot)
          taken[column] += 1
          next += 1
        }
      }
    }
    return placements
  }
}
