// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension BatchAssignment.Plan {
  /// What became of a task, and why.
  public enum Outcome: Hashable, Sendable {
    /// It goes to an agent.
    case assigned(BatchAssignment.Pair)
    /// It is left, since nobody who has a slot at all fits it.
    case nobodyFits
    /// It is left, since all slots of those who fit it are filled, how many these are; to take it and
    /// leave another one instead, the best for that, would cost so much more, 0 or above.
    case full(slots: Int, surcharge: Int64)
    /// It is left, since all slots of those who fit it are filled, how many these are, and to take it, a
    /// task without a penalty would have to be left.
    case outranked(slots: Int)
    /// It is left for its penalty; to take it, with whatever that would move, would cost so much, no
    /// less than the penalty.
    case dear(cost: Int64, penalty: Int64)
  }

  /// Tells what became of a task; `nil` where the batch has no such task.
  ///
  /// - Complexity: O(tasks + agents).
  public func outcome(of task: WorkID) -> Outcome? {
    guard let place = batch.tasks.firstIndex(where: { $0.id == task }) else { return nil }
    if let pair = pair(ofTask: place) { return .assigned(pair) }
    let task = batch.tasks[place]
    guard let due = due(of: task.signature) else { return .nobodyFits }
    let cost = task.cost + due
    guard let penalty = task.penalty else {
      return .full(slots: slots(for: task.signature), surcharge: cost - leavingWeight)
    }
    if cost > leavingWeight / 2 { return .outranked(slots: slots(for: task.signature)) }
    return .dear(cost: cost, penalty: penalty)
  }

  /// Explains what became of a task, with the parts of its cost; `nil` where the batch has no such
  /// task.
  ///
  /// - Complexity: O(tasks + agents).
  public func explanation(of task: WorkID) -> Explanation? {
    let name = Explanation.Operand("task", .text(task.rawValue))
    func number(_ operand: String, _ value: Int64) -> Explanation.Operand {
      .init(operand, .count(value))
    }
    switch outcome(of: task) {
    case nil: return nil
    case .assigned(let pair):
      return Explanation(
        .assignmentPair,
        [
          name, .init("agent", .confidential(pair.agent.rawValue)),
          number("slot", Int64(pair.slot) + 1), number("cost", pair.cost),
        ],
        steps: [
          Explanation(.assignmentTaskCost, [number("cost", pair.taskCost)]),
          Explanation(.assignmentFitCost, [number("cost", pair.fitCost)]),
          Explanation(.assignmentSlotCost, [number("cost", pair.slotCost)]),
        ])
    case .nobodyFits: return Explanation(.assignmentNobodyFits, [name])
    case .full(let slots, let surcharge):
      return Explanation(
        .assignmentFull, [name, number("slots", Int64(slots)), number("surcharge", surcharge)])
    case .outranked(let slots):
      return Explanation(.assignmentOutranked, [name, number("slots", Int64(slots))])
    case .dear(let cost, let penalty):
      return Explanation(
        .assignmentDear, [name, number("cost", cost), number("penalty", penalty)])
    }
  }

  private func slots(for signature: Int) -> Int {
    batch.agents.reduce(0) { sum, agent in
      batch.fit[signature, agent.signature] == nil ? sum : sum + agent.slotCosts.count
    }
  }
}

extension Explanation.Code {
  static let assignmentPair = Self(
    "assignment.pair", english: "{task} goes to {agent} as task {slot}, at a cost of {cost}",
    simplifiedChinese: "{task} 分配给 {agent}（第 {slot} 项），成本 {cost}")
  static let assignmentTaskCost = Self(
    "assignment.cost.task", english: "the task: {cost}", simplifiedChinese: "任务：{cost}")
  static let assignmentFitCost = Self(
    "assignment.cost.fit", english: "how the two fit: {cost}", simplifiedChinese: "匹配：{cost}")
  static let assignmentSlotCost = Self(
    "assignment.cost.slot", english: "the agent's load: {cost}",
    simplifiedChinese: "客服负载：{cost}")
  static let assignmentNobodyFits = Self(
    "assignment.left.nobodyFits", english: "{task} is left: nobody who takes work fits it",
    simplifiedChinese: "{task} 未分配：没有可接单且符合要求的客服")
  static let assignmentFull = Self(
    "assignment.left.full",
    english:
      "{task} is left: every slot that fits it is filled, {slots} of them; to take it for another one would cost {surcharge} more",
    simplifiedChinese: "{task} 未分配：符合要求的 {slots} 个名额已满；换入它将多花 {surcharge}")
  static let assignmentOutranked = Self(
    "assignment.left.outranked",
    english:
      "{task} is left: every slot that fits it is filled, {slots} of them, and what is assigned may not be left for it",
    simplifiedChinese: "{task} 未分配：符合要求的 {slots} 个名额已满，且不得让位给它")
  static let assignmentDear = Self(
    "assignment.left.dear",
    english: "{task} is left for a penalty of {penalty}: to take it would cost {cost}",
    simplifiedChinese: "{task} 未分配，代价 {penalty}：分配它需要 {cost}")
}
