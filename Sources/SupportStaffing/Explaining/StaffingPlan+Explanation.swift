// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension StaffingPlan {
  /// Why an interval takes as many people as it does: its load, the model, what one agent less would
  /// achieve, and who is away.
  ///
  /// - Parameters:
  ///   - instant: Some instant of the interval.
  ///   - zone: The zone by whose clocks times are told.
  /// - Returns: `nil` where the plan has no interval then.
  public func explanation(
    at instant: Instant, in zone: ZoneRules = .utc
  ) -> Explanation? {
    guard let needed = requirement(at: instant) else { return nil }
    let interval = needed.interval
    var steps = [
      Explanation(
        .staffingLoad,
        [
          .init("arrivals", StaffingWords.number(interval.load.arrivalsPerHour)),
          .init("handling", StaffingWords.time(interval.load.handlingTime)),
          .init("load", StaffingWords.number(interval.load.erlangs)),
        ])
    ]
    if needed.agents == 0 {
      steps = [Explanation(.staffingNobody)]
    } else {
      steps.append(modelStep)
      let missed = policy.goal.conditions.first { !holds($0, interval.load, needed.agents - 1) }
      if needed.agents > 1, let missed {
        steps.append(step(.staffingOneLess, missed, interval.load, needed.agents - 1))
      }
      steps += policy.goal.conditions.map {
        step(.staffingAchieved, $0, interval.load, needed.agents)
      }
      if policy.shrinkage.share > .zero {
        steps.append(
          Explanation(
            .staffingRostered,
            [
              .init("share", .rate(policy.shrinkage.share)),
              .init("heads", .count(Int64(needed.rostered))),
            ]))
      }
    }
    return Explanation(
      .staffingRequired,
      [.init("agents", .count(Int64(needed.agents)))] + zone.told(interval.start, interval.end),
      steps: steps)
  }

  private var modelStep: Explanation {
    let name = Explanation.Operand("model", .text(policy.model.name))
    guard case .erlangA(let patience) = policy.model else {
      return Explanation(.staffingModel, [name])
    }
    return Explanation(
      .staffingModelPatience, [name, .init("patience", StaffingWords.time(patience))])
  }

  private func holds(
    _ condition: StaffingGoal.Condition, _ load: OfferedLoad, _ agents: Int
  ) -> Bool {
    agents > 0 && policy.model.meets(condition, load, agents)
  }

  private func step(
    _ code: Explanation.Code, _ condition: StaffingGoal.Condition, _ load: OfferedLoad,
    _ agents: Int
  ) -> Explanation {
    let figures = QueueFigures(policy.model, load, agents, condition)
    let isTime = if case .averageSpeedOfAnswer = condition { true } else { false }
    return Explanation(
      code,
      [
        .init("agents", .count(Int64(agents))), .init("figure", StaffingWords.phrase(condition)),
        .init("value", figures.told(condition)),
        .init(
          "bound",
          isTime ? StaffingWords.time(condition.bound) : StaffingWords.share(condition.bound)),
      ])
  }
}

extension QueueFigures {
  /// The figures that a condition asks about.
  init(
    _ model: QueueModel, _ load: OfferedLoad, _ agents: Int,
    _ condition: StaffingGoal.Condition
  ) {
    if case .serviceLevel(_, let target, let reading) = condition {
      self.init(model, load, agents, within: target, reading)
    } else {
      self.init(model, load, agents, within: 0, .answeredOfOffered)
    }
  }

  /// The figure of a condition, for readers.
  func told(_ condition: StaffingGoal.Condition) -> Explanation.Operand.Value {
    switch condition {
    case .serviceLevel:
      serviceLevel.map(StaffingWords.share) ?? .phrase(.staffingNobodyAnswered, [])
    case .averageSpeedOfAnswer:
      averageSpeedOfAnswer == nil && abandonment == 1
        ? .phrase(.staffingNobodyAnswered, []) : StaffingWords.time(averageSpeedOfAnswer)
    case .occupancy: StaffingWords.share(occupancy)
    case .probabilityOfWaiting: StaffingWords.share(probabilityOfWaiting)
    case .abandonment: StaffingWords.share(abandonment)
    case .blocking: StaffingWords.share(blocking)
    }
  }
}

extension ZoneRules {
  /// The ends of an interval as operands, by the clocks of the zone.
  func told(_ start: Instant, _ end: Instant) -> [Explanation.Operand] {
    [
      .init("start", .instant(start, utcOffset: offset(at: start))),
      .init("end", .instant(end, utcOffset: offset(at: end))),
    ]
  }
}
