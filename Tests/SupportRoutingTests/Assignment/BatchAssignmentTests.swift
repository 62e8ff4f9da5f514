// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import Testing

@Suite("Assignment: a backlog and a team at once")
struct BatchAssignmentTests {
  @Test("No plan is better than the one given", arguments: 0..<8)
  func optimal(block: UInt64) throws {
    for seed in (block * 100)..<(block * 100 + 100) {
      var draw = AssignmentDraw(seed: seed)
      let (tasks, agents) = (draw.below(7), draw.below(4))
      let batch = try draw.batch(tasks: tasks, agents: agents, mostSlots: 2, signatures: 3)
      let best = AssignmentOracle.best(batch.expanded, penalties: batch.penalties)
      let plan = batch.solved()
      #expect(plan.isOptimal(), "seed \(seed)")
      #expect(plan.cost == best.cost, "seed \(seed)")
      let left = zip(plan.placements, batch.penalties).count { $0 == nil && $1 == nil }
      #expect(left == best.left, "seed \(seed)")
      if draw.penaltyMode != 2 { #expect(plan.assignedCount == best.assigned, "seed \(seed)") }
    }
  }

  @Test("Signatures and single pairs give the same optimum", arguments: 0..<16)
  func bothDoors(seed: UInt64) throws {
    var draw = AssignmentDraw(seed: seed)
    let (tasks, agents) = (draw.below(30), draw.below(15))
    let batch = try draw.batch(tasks: tasks, agents: agents, mostSlots: 3, signatures: 6)
    // A row of slots is within the bound only where its parts are.
    let parts = batch.expanded
    guard parts.allSatisfy({ $0.allSatisfy { abs($0 ?? 0) <= CostMatrix.greatestCost } }) else {
      return
    }
    let plan = batch.solved()
    let solution = try CostMatrix(parts).solved(penalties: batch.penalties)
    #expect(plan.cost == solution.cost, "seed \(seed)")
    #expect(plan.isOptimal() && solution.isOptimal(), "seed \(seed)")
    if draw.penaltyMode != 2 {
      #expect(plan.assignedCount == solution.assignedCount, "seed \(seed)")
    }
  }

  @Test("Prices prove what is too large to try out", arguments: 0..<5)
  func proved(seed: UInt64) throws {
    var draw = AssignmentDraw(seed: seed)
    let tasks = 100 + draw.below(150)
    let batch = try draw.batch(tasks: tasks, agents: 100, mostSlots: 3, signatures: 12)
    let plan = batch.solved()
    #expect(plan.isOptimal(), "seed \(seed)")
    #expect(plan == batch.solved())
    #expect(plan.pairs.count + plan.left.count == tasks)
  }

  static let team: [BatchAssignment.Agent] = [
    .init("mei", signature: 0, slotCosts: [0, 25]), .init("li", signature: 1, slotCosts: [0]),
    .init("off", signature: 1, slotCosts: []),
  ]

  @Test("The longest waiting tasks are assigned where not all can be")
  func example() throws {
    let plan = try BatchAssignment(
      tasks: [
        .init("t-1", signature: 0, cost: -40), .init("t-2", signature: 0, cost: -90),
        .init("t-3", signature: 1, cost: -10),
      ],
      agents: [Self.team[0]], fit: CostMatrix([[3], [0]])
    ).solved()
    #expect(plan.pairs.map(\.task) == ["t-1", "t-2"])
    #expect(plan.left == ["t-3"])
    #expect(plan.cost == -99)
  }

  @Test("More tasks are assigned before fewer are, whatever that costs")
  func mostFirst() throws {
    // Mei is better at the first kind, but only she can do the second, and has one slot.
    let fit = try CostMatrix([[0, 10_000_000_000], [0, nil]])
    let plan = try BatchAssignment(
      tasks: [.init("a", signature: 0, cost: -5), .init("b", signature: 1, cost: 0)],
      agents: [.init("mei", signature: 0, slotCosts: [0]), Self.team[1]], fit: fit
    ).solved()
    #expect(plan.pairs.map(\.agent) == ["li", "mei"])
    #expect(plan.cost == 9_999_999_995)
  }

  @Test("Of equal tasks and slots the first are taken, first slots before second ones")
  func ties() throws {
    let tasks = (1...4).map { BatchAssignment.Task(WorkID("t\($0)"), signature: 0, cost: 1) }
    let agents = (1...2).map {
      BatchAssignment.Agent(AgentID("a\($0)"), signature: 0, slotCosts: [0, 0])
    }
    let plan = try BatchAssignment(
      tasks: tasks, agents: agents, fit: CostMatrix([[0]])
    ).solved()
    #expect(plan.pairs.map(\.agent) == ["a1", "a2", "a1", "a2"])
    #expect(plan.pairs.map(\.slot) == [0, 0, 1, 1])
    let tight = try BatchAssignment(
      tasks: tasks, agents: [agents[0]], fit: CostMatrix([[0]])
    ).solved()
    #expect(tight.left == ["t3", "t4"])
  }

  @Test("No tasks, no agents, no slots and nobody who fits are plans")
  func nothing() throws {
    let fit = try CostMatrix([[nil, nil]])
    let task = BatchAssignment.Task("t", signature: 0, cost: 1, penalty: 7)
    for (tasks, agents) in [
      ([], []), ([task], []), ([], Self.team), ([task], Self.team), ([task], [Self.team[2]]),
    ] {
      let plan = try BatchAssignment(tasks: tasks, agents: agents, fit: fit).solved()
      #expect(plan.isOptimal())
      #expect(plan.pairs.isEmpty)
      #expect(plan.cost == Int64(tasks.count) * 7)
      #expect(plan.outcome(of: "t") == (tasks.isEmpty ? nil : .nobodyFits))
    }
    let none = try BatchAssignment(tasks: [], agents: [], fit: CostMatrix([])).solved()
    #expect(none.isOptimal())
  }

  @Test("A task that is left says why")
  func outcomes() throws {
    let fit = try CostMatrix([[0, 4], [nil, 2]])
    let batch = try BatchAssignment(
      tasks: [
        .init("a", signature: 0, cost: -9), .init("b", signature: 0, cost: -8),
        .init("c", signature: 1, cost: -7), .init("d", signature: 1, cost: -1),
        .init("e", signature: 0, cost: 3, penalty: 2),
      ],
      agents: Self.team, fit: fit)
    let plan = batch.solved()
    #expect(plan.isOptimal())
    #expect(plan.left == ["d", "e"])
    // C gives way to D: 6 more.
    #expect(plan.outcome(of: "d") == .full(slots: 1, surcharge: 6))
    #expect(
      plan.explanation(of: "d")?.text()
        == "d is left: every slot that fits it is filled, 1 of them; to take it for another one would cost 6 more"
    )
    #expect(plan.outcome(of: "e") == .outranked(slots: 3))
    let why = plan.explanation(of: "a")
    #expect(
      why?.text(for: .auditor).hasPrefix("a goes to mei as task 1, at a cost of -9") == true)
    #expect(why?.text(for: .customer).contains("mei") == false)
    #expect(why?.operand("cost") == .count(-9))
    #expect(why?.steps.map { $0.operand("cost") } == [.count(-9), .count(0), .count(0)])
    #expect(plan.explanation(of: "nobody") == nil)
    for language in [MessageLanguage.english, .simplifiedChinese] {
      for task in batch.tasks {
        #expect(plan.explanation(of: task.id)?.text(in: language).contains("{") == false)
      }
    }
  }

  @Test("What it would cost to take a task that is left is exact", arguments: 0..<10)
  func marginal(block: UInt64) throws {
    for seed in (block * 50)..<(block * 50 + 50) {
      var draw = AssignmentDraw(seed: seed)
      let batch = try draw.batch(tasks: 6, agents: 3, mostSlots: 2, signatures: 3)
      let plan = batch.solved()
      for (place, task) in batch.tasks.enumerated() where plan.placements[place] == nil {
        // The best there is with that task assigned, then with as few others left as can be.
        let leaving: Int64 = 1_000_000_000_000_000
        var penalties = batch.penalties.map { $0 ?? leaving }.map(Optional.init)
        penalties[place] = nil
        let best = AssignmentOracle.best(batch.expanded, penalties: penalties)
        let others = zip(plan.placements, batch.tasks).count {
          $0 == nil && $1.penalty == nil && $1.id != task.id
        }
        let cost = best.cost - Int64(others) * leaving
        switch plan.outcome(of: task.id) {
        case .dear(let added, let penalty):
          #expect(cost == plan.cost - penalty + added, "seed \(seed) \(task.id)")
        case .outranked: #expect(cost > leaving / 2 && best.left == 0, "seed \(seed) \(task.id)")
        case .full(_, let surcharge):
          #expect(cost == plan.cost + surcharge + leaving, "seed \(seed) \(task.id)")
        case .nobodyFits: #expect(best.left == 1, "seed \(seed) \(task.id)")
        case .assigned, nil: Issue.record("seed \(seed): \(task.id) is left")
        }
      }
    }
  }

  @Test("All mistakes are told at once, with value, bound and place")
  func mistakes() throws {
    let bound = -CostMatrix.greatestCost...CostMatrix.greatestCost
    let error = #expect(throws: AssignmentError.self) {
      try BatchAssignment(
        tasks: [
          .init("t", signature: 1, cost: .max), .init("t", signature: -1, cost: 0, penalty: .min),
        ],
        agents: [
          .init("a", signature: 2, slotCosts: [3, 2, .max]),
          .init("a", signature: 0, slotCosts: []),
        ],
        fit: CostMatrix([[0, 0]]))
    }
    #expect(
      Set(error?.mistakes ?? []) == [
        .repeated("t", at: "tasks[1].id"), .signature(1, count: 1, at: "tasks[0].signature"),
        .outside(.max, bound, at: "tasks[0].cost"),
        .signature(-1, count: 1, at: "tasks[1].signature"),
        .outside(.min, bound, at: "tasks[1].penalty"), .repeated("a", at: "agents[1].id"),
        .signature(2, count: 2, at: "agents[0].signature"),
        .falling(2, below: 3, at: "agents[0].slotCosts[1]"),
        .outside(.max, bound, at: "agents[0].slotCosts[2]"),
      ])
    #expect(error?.mistakes.count == 9)
  }

  @Test("Costs at the bounds are exact")
  func bounds() throws {
    let most = CostMatrix.greatestCost
    let tasks = (0..<100).map { place in
      BatchAssignment.Task(
        WorkID("\(place)"), signature: place % 2, cost: place % 3 == 0 ? most : -most,
        penalty: place % 5 == 0 ? nil : place % 7 == 0 ? most : -most)
    }
    let agents = (0..<30).map { place in
      BatchAssignment.Agent(
        AgentID("\(place)"), signature: place % 2, slotCosts: [-most, 0, most])
    }
    let plan = try BatchAssignment(
      tasks: tasks, agents: agents, fit: CostMatrix([[most, -most], [nil, most]])
    ).solved()
    #expect(plan.isOptimal())
    #expect(plan.left.allSatisfy { left in (Int(left.rawValue) ?? 0) % 5 != 0 })
  }
}
