// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportCore
import SupportRouting

/// A backlog of 2,000 tasks for 2,000 agents by signatures, and matrices of 500 × 500; each has to
/// have the optimum that `Peers/assignment_peer.py` finds by other programs from the same seeds.
func assignmentBenchmarks() {
  do {
    try batches()
    try matrices()
  } catch {
    preconditionFailure("\(error)")
  }
}

private func batches() throws(AssignmentError) {
  for (slots, optimum) in [(1, 2_089_967 as Int64), (3, 1_871_203)] {
    let batch = try backlog(tasks: 2_000, agents: 2_000, signatures: 40, slots: slots)
    let plan = batch.solved()
    guard plan.cost == optimum, plan.isOptimal() else {
      preconditionFailure("the optimum is \(plan.cost), not \(optimum)")
    }
    Benchmark("BatchAssignment, 2,000 tasks, 2,000 agents, 40 signatures, slots \(slots)") { run in
      for _ in run.scaledIterations { blackHole(batch.solved()) }
    }
    Benchmark("BatchAssignment, made and solved, slots \(slots)") { run in
      for _ in run.scaledIterations {
        blackHole(
          try BatchAssignment(tasks: batch.tasks, agents: batch.agents, fit: batch.fit).solved())
      }
    }
    Benchmark("BatchAssignment.Plan proved, slots \(slots)") { run in
      for _ in run.scaledIterations { blackHole(plan.isOptimal()) }
    }
  }
}

private func matrices() throws(AssignmentError) {
  for (range, optimum) in [(1_000, 1_463 as Int64), (1_000_000, 1_687_686)] {
    let entries = draws(500 * 500, below: range, seed: 42)
    let costs = try CostMatrix(rows: 500, columns: 500) { entries[$0 * 500 + $1] }
    let cost = costs.solved().cost
    guard cost == optimum else { preconditionFailure("the optimum is \(cost), not \(optimum)") }
    Benchmark("CostMatrix, 500 × 500, costs below \(range)") { run in
      for _ in run.scaledIterations { blackHole(costs.solved()) }
    }
  }
}

private func draws(_ count: Int, below bound: Int, seed: UInt64) -> [Int64] {
  var random = SeededGenerator(seed: seed)
  return (0..<count).map { _ in Int64(random.next() % UInt64(bound)) }
}

/// Three pairs of signatures in ten are forbidden; costs lie below 1,000, those of slots add up.
private func backlog(tasks: Int, agents: Int, signatures: Int, slots: Int)
  throws(AssignmentError) -> BatchAssignment
{
  let isForbidden = draws(signatures * signatures, below: 10, seed: 1).map { $0 < 3 }
  let fits = draws(signatures * signatures, below: 1_000, seed: 2)
  let fit = try CostMatrix(rows: signatures, columns: signatures) { row, column in
    let place = row * signatures + column
    return isForbidden[place] ? nil : fits[place]
  }
  let asked = draws(tasks, below: signatures, seed: 3)
  let taskCosts = draws(tasks, below: 1_000, seed: 4)
  let offered = draws(agents, below: signatures, seed: 5)
  let slotCosts = draws(agents * slots, below: 1_000, seed: 6)
  return try BatchAssignment(
    tasks: asked.indices.map { place in
      .init(WorkID("work-\(place)"), signature: Int(asked[place]), cost: taskCosts[place])
    },
    agents: offered.indices.map { place in
      var load: Int64 = 0
      let costs = slotCosts[(place * slots)..<(place * slots + slots)].map { cost in
        load += cost
        return load
      }
      return .init(AgentID("agent-\(place)"), signature: Int(offered[place]), slotCosts: costs)
    }, fit: fit)
}
