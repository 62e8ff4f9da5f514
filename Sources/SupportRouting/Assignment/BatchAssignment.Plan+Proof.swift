// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension BatchAssignment.Plan {
  /// Tells whether the prices prove that no plan is better: by complementary slackness, from the batch
  /// alone.
  ///
  /// It is true of every plan that the library gives; call it where a record has to show that.
  ///
  /// - Complexity: O(tasks + slots + *s* · *a*) for *s* signatures of tasks and *a* of agents.
  public func isOptimal() -> Bool {
    guard prices.count == batch.fit.columns, leavingWeight >= batch.leavingWeight,
      let filled = filledSlots()
    else { return false }
    for (agent, filled) in zip(batch.agents, filled) where !agent.slotCosts.isEmpty {
      guard let price = prices[agent.signature] else { return false }
      for (slot, cost) in agent.slotCosts.enumerated() {
        if slot < filled ? cost > price : cost < price { return false }
      }
    }
    let dues = (0..<batch.fit.rows).map { due(of: $0) }
    for (task, placement) in zip(batch.tasks, placements) {
      let leaving = task.penalty ?? leavingWeight
      let due = dues[task.signature]
      guard let placement else {
        if let due, task.cost + due < leaving { return false }
        continue
      }
      let signature = batch.agents[placement.agent].signature
      guard let due, task.cost + due <= leaving, let price = prices[signature],
        let fit = batch.fit[task.signature, signature], fit + price == due
      else { return false }
    }
    return true
  }

  /// How many slots of each agent are filled, the first ones; `nil` where the placements are none.
  private func filledSlots() -> [Int]? {
    guard placements.count == batch.tasks.count else { return nil }
    var slots: [[Bool]] = batch.agents.map { Array(repeating: false, count: $0.slotCosts.count) }
    for placement in placements {
      guard let placement else { continue }
      guard slots.indices.contains(placement.agent),
        slots[placement.agent].indices.contains(placement.slot),
        !slots[placement.agent][placement.slot]
      else { return nil }
      slots[placement.agent][placement.slot] = true
    }
    var filled: [Int] = []
    for slots in slots {
      let count = slots.prefix { $0 }.count
      if slots.dropFirst(count).contains(true) { return nil }
      filled.append(count)
    }
    return filled
  }
}
