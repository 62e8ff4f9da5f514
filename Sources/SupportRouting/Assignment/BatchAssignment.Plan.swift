// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension BatchAssignment {
  /// Where a task goes.
  public struct Placement: Hashable, Sendable {
    /// The agent's place in the batch, counted from 0.
    public let agent: Int
    /// The agent's slot, counted from 0.
    public let slot: Int

    /// Creates a placement.
    public init(agent: Int, slot: Int) {
      self.agent = agent
      self.slot = slot
    }
  }

  /// A task with the agent it goes to.
  public struct Pair: Hashable, Sendable {
    /// The task.
    public let task: WorkID
    /// The agent who gets it.
    public let agent: AgentID
    /// The agent's slot, counted from 0: 0 for the first task in the plan, 1 for the second.
    public let slot: Int
    /// What the task costs.
    public let taskCost: Int64
    /// What the fit of task and agent costs.
    public let fitCost: Int64
    /// What the slot costs.
    public let slotCost: Int64

    /// What the pair costs in all.
    public var cost: Int64 { taskCost + fitCost + slotCost }
  }

  /// Which task goes to which agent, which are left, and the dual prices that prove it the best.
  ///
  /// A signature of agents has a price: what one more slot of theirs would cost, which is the cost of
  /// the next free one, or of moving tasks until one has another slot or is left. At these prices a
  /// task goes where its fit and the price are least together, the slots that cost less than the price
  /// are filled, and those that cost more are free. ``isOptimal()`` checks that.
  public struct Plan: Hashable, Sendable {
    /// What was solved.
    public let batch: BatchAssignment
    /// Where each task of the batch goes, in its order; `nil` for a task that is left.
    public let placements: [Placement?]
    /// For each signature of agents the dual price of one more slot; `nil` where they have none. A
    /// price of about ``leavingWeight`` says that a task that should not be left would have to be.
    public let prices: [Int64?]
    /// What leaving a task without a penalty counts for in the prices: more than twice what any two
    /// plans can differ in cost.
    public let leavingWeight: Int64
  }
}

extension BatchAssignment.Plan {
  /// The assigned tasks with their agents, in the order of the tasks in the batch.
  ///
  /// - Complexity: O(tasks).
  public var pairs: [BatchAssignment.Pair] {
    placements.indices.compactMap { pair(ofTask: $0) }
  }

  /// The tasks that are left, in the order of the batch.
  ///
  /// - Complexity: O(tasks).
  public var left: [WorkID] {
    zip(batch.tasks, placements).compactMap { task, placement in
      placement == nil ? task.id : nil
    }
  }

  /// The costs of the assigned tasks and the penalties of the tasks left, added up.
  ///
  /// - Complexity: O(tasks).
  public var cost: Int64 {
    var total: Int64 = 0
    for (place, task) in batch.tasks.enumerated() {
      total += pair(ofTask: place)?.cost ?? task.penalty ?? 0
    }
    return total
  }

  /// The number of tasks that go to somebody.
  public var assignedCount: Int {
    placements.reduce(0) { $1 == nil ? $0 : $0 + 1 }
  }

  func pair(ofTask place: Int) -> BatchAssignment.Pair? {
    guard let placement = placements[place] else { return nil }
    let task = batch.tasks[place]
    let agent = batch.agents[placement.agent]
    return BatchAssignment.Pair(
      task: task.id, agent: agent.id, slot: placement.slot, taskCost: task.cost,
      fitCost: batch.fit[task.signature, agent.signature] ?? 0,
      slotCost: agent.slotCosts[placement.slot])
  }

  /// The least sum of fit and price for a signature of tasks; `nil` where nobody has a slot for it.
  func due(of row: Int) -> Int64? {
    var least: Int64?
    for (column, price) in prices.enumerated() {
      guard let price, let cost = batch.fit[row, column] else { continue }
      least = min(least ?? .max, cost + price)
    }
    return least
  }
}
