// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How a service is staffed: which model tells, what has to be achieved, who is away.
public struct StaffingPolicy: Hashable, Sendable {
  /// The model of the queue.
  public let model: QueueModel
  /// What the agents at the desk have to achieve.
  public let goal: StaffingGoal
  /// The share of paid time away from the desk.
  public let shrinkage: Shrinkage

  /// Creates a policy.
  ///
  /// - Throws: ``StaffingError`` with every figure of the goal that the model does not tell, and a
  ///   patience out of its bounds.
  public init(
    _ model: QueueModel, goal: StaffingGoal, shrinkage: Shrinkage
  ) throws(StaffingError) {
    var faults = StaffingFaults()
    model.check(&faults)
    for condition in goal.conditions where !model.tells(condition) {
      faults.report(model.untold(condition))
    }
    try faults.throwIfAny()
    self.model = model
    self.goal = goal
    self.shrinkage = shrinkage
  }

  /// What so many agents at the desk achieve. Without a service level in the goal, the figure is that of
  /// at once.
  func figures(of load: OfferedLoad, _ agents: Int) -> QueueFigures {
    let target = goal.serviceLevel
    return QueueFigures(
      model, load, agents, within: target?.within ?? 0, target?.reading ?? .answeredOfOffered)
  }
}
