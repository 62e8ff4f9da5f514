// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension StaffingCoverage {
  /// What the roster leaves uncovered: a step for each interval that lacks somebody, in order.
  ///
  /// - Parameters:
  ///   - condition: The figure to tell of each; the first of the plan's goal says most.
  ///   - zone: The zone by whose clocks times are told.
  /// - Returns: One explanation for each uncovered interval, or one that says that there is none.
  public func explanations(
    of condition: StaffingGoal.Condition, in zone: ZoneRules = .utc
  ) -> [Explanation] {
    let steps = uncovered.map { line in
      let interval = line.requirement.interval
      return Explanation(
        .staffingUncovered,
        [
          .init("missing", .count(Int64(line.missing))),
          .init("needed", .count(Int64(line.requirement.rostered))),
        ] + zone.told(interval.start, interval.end) + [
          .init("figure", StaffingWords.phrase(condition)),
          .init("value", line.figures.told(condition)),
        ])
    }
    return steps.isEmpty ? [Explanation(.staffingCovered)] : steps
  }
}

extension SurgePlan {
  /// Why an interval takes as many heads as it does: the rules that hold in it, and which of them
  /// count.
  public func explanation(of demand: SurgeDemand) -> Explanation {
    var steps = demand.applied.map { applied in
      Explanation(
        applied.counts ? .staffingRuleCounts : .staffingRuleHigher,
        [
          .init("rule", .text(applied.rule.id)), .init("name", .text(applied.occurrence.name)),
          .init("effect", StaffingWords.phrase(applied.rule.effect)),
        ])
    }
    steps += demand.groups.map { group in
      Explanation(
        .staffingGroup,
        [.init("group", .text(group.name)), .init("heads", .count(Int64(group.heads)))])
    }
    if !demand.groups.isEmpty {
      steps.append(
        Explanation(.staffingGroupTotal, [.init("heads", .count(Int64(demand.total)))]))
    }
    return Explanation(
      .staffingDemand,
      [.init("heads", .count(Int64(demand.heads)))] + zone.told(demand.start, demand.end)
        + [.init("base", .count(Int64(demand.base)))],
      steps: steps)
  }
}
