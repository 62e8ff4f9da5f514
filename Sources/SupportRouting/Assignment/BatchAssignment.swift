// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A whole backlog and a whole team, to be assigned to one another at once.
///
/// A task may go to a slot of an agent, and costs what the task costs, what the slot costs, and what
/// the fit of the two costs: `task.cost + agent.slotCosts[slot] + fit[task.signature, agent.signature]`.
/// Tasks that ask for the same have one signature, agents who can do the same have one; a pair of
/// signatures that the matrix forbids is never assigned. ``solved()`` finds the best plan there is.
///
/// ```swift
/// let batch = try BatchAssignment(
///   tasks: [
///     .init("t-1", signature: 0, cost: -40),
///     .init("t-2", signature: 0, cost: -90),
///     .init("t-3", signature: 1, cost: -10),
///   ],
///   agents: [.init("mei", signature: 0, slotCosts: [0, 25])],
///   fit: CostMatrix([[3], [0]]))
/// let plan = batch.solved()
/// plan.pairs.map(\.task)  // t-1, t-2
/// plan.left               // t-3
/// plan.cost               // -40 + -90 + 3 + 3 + 0 + 25 = -99
/// ```
///
/// Which plan is best: first, as many tasks without a penalty are assigned as possible; then the sum
/// of the costs of the assigned tasks and the penalties of the tasks left is least; then, where either
/// all tasks have a penalty or none has, as many are assigned as can be for that sum. Costs may be
/// negative: what has waited long has a low cost. ``AssignmentCost`` makes a batch from waiting
/// times, skills, loads and idle times.
public struct BatchAssignment: Hashable, Sendable {
  /// One piece of work that waits.
  public struct Task: Hashable, Sendable {
    /// Its name; no two tasks of a batch share one.
    public let id: WorkID
    /// Which row of the fit is about it, counted from 0.
    public let signature: Int
    /// What it costs to assign it to anybody; the lower, the rather it is assigned.
    public let cost: Int64
    /// What it costs to leave it; `nil` where it may be left only if it must be.
    public let penalty: Int64?

    /// Creates a task.
    public init(_ id: WorkID, signature: Int, cost: Int64, penalty: Int64? = nil) {
      self.id = id
      self.signature = signature
      self.cost = cost
      self.penalty = penalty
    }
  }

  /// Somebody who takes tasks.
  public struct Agent: Hashable, Sendable {
    /// Their name; no two agents of a batch share one.
    public let id: AgentID
    /// Which column of the fit is about them, counted from 0.
    public let signature: Int
    /// What each further task costs, in the order in which slots fill, none less than the one before:
    /// the second task of an agent is no cheaper than the first. Empty for who takes nothing.
    public let slotCosts: [Int64]

    /// Creates an agent.
    public init(_ id: AgentID, signature: Int, slotCosts: [Int64]) {
      self.id = id
      self.signature = signature
      self.slotCosts = slotCosts
    }
  }

  /// The number of tasks that a batch can have.
  public static let mostTasks = 1_000_000
  /// The number of slots that the agents of a batch can have together.
  public static let mostSlots = 10_000_000

  /// The tasks; of equal ones, the first is assigned first.
  public let tasks: [Task]
  /// The agents; of equal slots, that of the first is filled first.
  public let agents: [Agent]
  /// What the fit of a task's signature, a row, and an agent's, a column, costs.
  public let fit: CostMatrix

  /// Creates a batch; tasks, agents and slots may be none.
  ///
  /// - Throws: ``AssignmentError`` with each cost beyond ``CostMatrix/greatestCost``, each slot that
  ///   costs less than the one before, each signature that the fit does not have, each identifier
  ///   that is there twice, and with more tasks or slots than ``mostTasks`` and ``mostSlots``.
  /// - Complexity: O(tasks + slots).
  public init(tasks: [Task], agents: [Agent], fit: CostMatrix) throws(AssignmentError) {
    var mistakes = AssignmentMistakes()
    Self.check(tasks, rows: fit.rows, &mistakes)
    Self.check(agents, columns: fit.columns, &mistakes)
    try mistakes.throwIfAny()
    (self.tasks, self.agents, self.fit) = (tasks, agents, fit)
  }

  private static func check(_ tasks: [Task], rows: Int, _ mistakes: inout AssignmentMistakes) {
    mistakes.check(Int64(tasks.count), in: 0...Int64(mostTasks), at: "tasks.count")
    mistakes.check(names: tasks, \.id, of: "tasks")
    for (place, task) in tasks.enumerated() {
      mistakes.check(signature: task.signature, of: rows, at: "tasks[\(place)].signature")
      mistakes.check(cost: task.cost, at: "tasks[\(place)].cost")
      if let penalty = task.penalty {
        mistakes.check(cost: penalty, at: "tasks[\(place)].penalty")
      }
    }
  }

  private static func check(
    _ agents: [Agent], columns: Int, _ mistakes: inout AssignmentMistakes
  ) {
    mistakes.check(names: agents, \.id, of: "agents")
    var slots: Int64 = 0
    for (place, agent) in agents.enumerated() {
      mistakes.check(signature: agent.signature, of: columns, at: "agents[\(place)].signature")
      slots.add(saturating: Int64(agent.slotCosts.count))
      var before = agent.slotCosts.first ?? 0
      for (slot, cost) in agent.slotCosts.enumerated() {
        mistakes.check(cost: cost, at: "agents[\(place)].slotCosts[\(slot)]")
        if cost < before {
          mistakes.report(
            .falling(cost, below: before, at: "agents[\(place)].slotCosts[\(slot)]"))
        }
        before = cost
      }
    }
    mistakes.check(slots, in: 0...Int64(mostSlots), at: "agents.slotCosts.count")
  }
}

extension AssignmentMistakes {
  /// Reports each name that was there before.
  mutating func check<Element, Name: Identifier>(
    names elements: [Element], _ name: (Element) -> Name, of list: String
  ) {
    var known = Set<Name>(minimumCapacity: elements.count)
    for (place, element) in elements.enumerated() where !known.insert(name(element)).inserted {
      report(.repeated(name(element).rawValue, at: "\(list)[\(place)].id"))
    }
  }

  /// Reports a signature that the fit does not have; the least number that a signature can be is 0.
  fileprivate mutating func check(
    signature: Int, of count: Int, at place: @autoclosure () -> String
  ) {
    guard signature < 0 || signature >= count else { return }
    report(.signature(signature, count: count, at: place()))
  }
}
