// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What a roster leaves uncovered of a plan.
public struct StaffingCoverage: Hashable, Sendable {
  /// How one interval is covered.
  public struct Line: Hashable, Sendable {
    /// What the interval takes.
    public let requirement: StaffingPlan.Requirement
    /// The heads on the roster.
    public let rostered: Int
    /// The agents at the desk, what shrinkage takes left out.
    public let agents: Int
    /// What they achieve; of more than 20,000 agents, what 20,000 do. Its service level is the first
    /// that the goal asks for, or that of at once where it asks for none.
    public let figures: QueueFigures

    /// The heads that the roster lacks, never below 0.
    public var missing: Int { max(requirement.rostered - rostered, 0) }
    /// The heads beyond what is needed, never below 0.
    public var spare: Int { max(rostered - requirement.rostered, 0) }
  }

  /// A line for each interval of the plan, in order.
  public let lines: [Line]

  /// The lines that lack somebody.
  public var uncovered: [Line] { lines.filter { $0.missing > 0 } }

  /// The time of all heads that the roster lacks, in milliseconds; saturates.
  public var missingMilliseconds: Int64 {
    Self.sum(lines.lazy.map { ($0.missing, $0.requirement.interval.milliseconds) })
  }

  /// The time of all heads beyond what is needed, in milliseconds; saturates.
  public var spareMilliseconds: Int64 {
    Self.sum(lines.lazy.map { ($0.spare, $0.requirement.interval.milliseconds) })
  }

  private static func sum(_ products: some Sequence<(Int, Int64)>) -> Int64 {
    Int64(clamping: products.reduce(Int128(0)) { $0 + Int128($1.0) * Int128($1.1) })
  }
}

extension StaffingPlan {
  /// Tells how a roster covers the plan.
  ///
  /// - Parameter heads: The heads on the roster in each interval of the plan, in order.
  /// - Returns: A line for each interval.
  /// - Throws: ``StaffingError`` where there is not one number for each interval, or one is outside
  ///   0 ... 1,000,000.
  public func coverage(rostering heads: [Int]) throws(StaffingError) -> StaffingCoverage {
    var faults = StaffingFaults()
    if heads.count != requirements.count {
      faults.report(
        "roster", "\(heads.count) numbers",
        bound: "one for each of \(requirements.count) intervals", kind: .contradiction)
    }
    for count in heads { faults.check("rostered heads", count, in: 0...1_000_000) }
    try faults.throwIfAny()
    return StaffingCoverage(
      lines: zip(requirements, heads).map { requirement, rostered in
        let agents = policy.shrinkage.atDesk(rostered)
        return .init(
          requirement: requirement, rostered: rostered, agents: agents,
          figures: policy.figures(
            of: requirement.interval.load, min(agents, StaffingBounds.maximumAgents)))
      })
  }
}
