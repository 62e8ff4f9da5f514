// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// How many people each interval takes.
///
/// ```swift
/// let policy = try StaffingPolicy(
///   .erlangA(patience: 180), goal: StaffingGoal(.serviceLevel(atLeast: 0.8, within: 20)),
///   shrinkage: Shrinkage(Rate("30%")))
/// let plan = try StaffingPlan(policy, intervals)
/// plan.requirements.map(\.rostered)
/// ```
public struct StaffingPlan: Hashable, Sendable {
  /// What one interval takes.
  public struct Requirement: Hashable, Sendable {
    /// The interval.
    public let interval: StaffingInterval
    /// The agents that have to be at the desk.
    public let agents: Int
    /// The heads on the roster, those away included.
    public let rostered: Int
    /// What the agents at the desk achieve. Its service level is the first that the goal asks for, or
    /// that of at once where it asks for none.
    public let figures: QueueFigures
  }

  /// How the plan was made.
  public let policy: StaffingPolicy
  /// The requirements in the order of the intervals.
  public let requirements: [Requirement]

  /// Works out what intervals take.
  ///
  /// - Parameters:
  ///   - policy: The model, the goal and the shrinkage.
  ///   - intervals: In order, not overlapping; gaps are allowed.
  /// - Throws: ``StaffingError`` with every interval that overlaps the one before it, and every one
  ///   whose goal no number of agents reaches.
  /// - Complexity: O(intervals · √agents).
  public init(
    _ policy: StaffingPolicy, _ intervals: [StaffingInterval]
  ) throws(StaffingError) {
    var faults = StaffingFaults()
    StaffingInterval.check(intervals, &faults)
    var requirements: [Requirement] = []
    for interval in intervals {
      do throws(StaffingError) {
        let agents = try policy.model.requiredAgents(for: interval.load, policy.goal)
        requirements.append(
          Requirement(
            interval: interval, agents: agents, rostered: policy.shrinkage.rostered(agents),
            figures: policy.figures(of: interval.load, agents)))
      } catch {
        for fault in error.faults {
          faults.report(
            "\(fault.quantity) from \(interval.start)", fault.value, bound: fault.bound,
            kind: fault.kind)
        }
      }
    }
    try faults.throwIfAny()
    self.policy = policy
    self.requirements = requirements
  }

  /// The requirement of the interval that an instant is in; `nil` where there is none.
  ///
  /// - Complexity: O(log intervals).
  public func requirement(at instant: Instant) -> Requirement? {
    let index = requirements.partitioningIndex { $0.interval.start > instant }
    guard index > 0 else { return nil }
    let found = requirements[index - 1]
    return instant < found.interval.end ? found : nil
  }
}
