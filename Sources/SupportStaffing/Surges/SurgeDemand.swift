// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What the rules make of the heads of one interval.
public struct SurgeDemand: Hashable, Sendable {
  /// A group of its own that is raised.
  public struct Group: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Its heads.
    public let heads: Int
  }

  /// A rule that holds in the interval.
  public struct Applied: Hashable, Sendable {
    /// The rule.
    public let rule: SurgeRule
    /// The time it holds.
    public let occurrence: SurgeOccurrence
    /// Whether it counts: another rule may be higher, the heads above its floor already, or all that it
    /// gives below another's floor.
    public let counts: Bool
  }

  /// The start of the interval.
  public let start: Instant
  /// The end of the interval.
  public let end: Instant
  /// The heads without any rule.
  public let base: Int
  /// The heads with all rules, groups of their own left out.
  public let heads: Int
  /// The groups that are raised beside them, by name.
  public let groups: [Group]
  /// The rules that hold, in the order of the plan.
  public let applied: [Applied]

  /// All heads, those of the groups included; saturates.
  public var total: Int { groups.reduce(heads) { Int.saturatingSum($0, $1.heads) } }
}

extension SurgePlan {
  /// What the rules make of a number of heads.
  ///
  /// The order is: raise by the combined share, rounded up; add; then the highest floor.
  ///
  /// - Parameters:
  ///   - base: The heads without any rule; below 0 counts as 0.
  ///   - span: The interval. A rule holds in it where its window has any time in common with it.
  /// - Returns: The heads, and why.
  /// - Complexity: O(windows).
  public func demand(for base: Int, in span: Range<Instant>) -> SurgeDemand {
    let held = rules.compactMap { rule in
      occurrences(of: rule, in: span).first.map { (rule: rule, occurrence: $0) }
    }
    return SurgeTally(self, base: max(base, 0), span, held).demand
  }

  /// What the rules make of the rostered heads of each interval of a plan.
  ///
  /// - Complexity: O(intervals · windows).
  public func demand(for plan: StaffingPlan) -> [SurgeDemand] {
    plan.requirements.map { demand(for: $0.rostered, in: $0.interval.start..<$0.interval.end) }
  }
}
