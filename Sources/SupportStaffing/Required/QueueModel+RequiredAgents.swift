// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension QueueModel {
  /// The smallest number of agents that meets a goal.
  ///
  /// Every figure gets better with each further agent, so the number is found between one that does
  /// not do and one that does. The search starts at the square-root rule and
  /// asks the exact formula from there on: the approximation never decides. A bound counts as met within
  /// a relative 10⁻¹² of it.
  ///
  /// - Parameters:
  ///   - load: What arrives; nothing needs nobody.
  ///   - goal: What has to hold, all of it.
  /// - Returns: 0 ... 20,000.
  /// - Throws: ``StaffingError`` where the model does not tell a figure of the goal (`notTold`), or no
  ///   number up to 20,000 reaches it (`unreachable`), as for a service level of 100 %.
  /// - Complexity: a few evaluations of the model, O(√agents) each.
  public func requiredAgents(
    for load: OfferedLoad, _ goal: StaffingGoal
  ) throws(StaffingError) -> Int {
    var faults = StaffingFaults()
    check(&faults)
    for condition in goal.conditions where !tells(condition) {
      faults.report(untold(condition))
    }
    try faults.throwIfAny()
    guard load.erlangs > 0 else { return 0 }
    var agents = 1
    for condition in goal.conditions {
      guard let needed = search(condition, load, from: agents) else {
        faults.report(
          "goal", "\(condition.figure) \(condition.bound) for \(load.erlangs) erlangs",
          bound: "within reach of \(StaffingBounds.maximumAgents) agents", kind: .unreachable)
        continue
      }
      agents = needed
    }
    try faults.throwIfAny()
    return agents
  }

  func untold(_ condition: StaffingGoal.Condition) -> StaffingError.Fault {
    .init("goal", condition.figure, bound: "a figure that \(name) tells", kind: .notTold)
  }

  func tells(_ condition: StaffingGoal.Condition) -> Bool {
    switch (self, condition) {
    case (_, .serviceLevel), (_, .occupancy): true
    case (.erlangB, .blocking): true
    case (.erlangB, _), (_, .blocking): false
    case (.erlangC, .abandonment): false
    default: true
    }
  }

  /// The smallest number from `least` on that meets a condition.
  private func search(
    _ condition: StaffingGoal.Condition, _ load: OfferedLoad, from least: Int
  ) -> Int? {
    guard !condition.asksForPerfection else { return nil }
    let most = StaffingBounds.maximumAgents
    let guess = SquareRootRule(self, load).agents(condition)
    let start = min(max(guess, least), most)
    var (failing, meeting): (Int, Int)
    var step = 1
    if meets(condition, load, start) {
      meeting = start
      failing = meeting - step
      while failing >= least, meets(condition, load, failing) {
        meeting = failing
        step *= 2
        failing = max(meeting - step, least - 1)
      }
    } else {
      failing = start
      guard start < most else { return nil }
      meeting = start + step
      while !meets(condition, load, meeting) {
        guard meeting < most else { return nil }
        failing = meeting
        step *= 2
        meeting = min(meeting + step, most)
      }
    }
    while meeting - failing > 1 {
      let middle = (meeting + failing) / 2
      if meets(condition, load, middle) { meeting = middle } else { failing = middle }
    }
    return meeting
  }

  func meets(
    _ condition: StaffingGoal.Condition, _ load: OfferedLoad, _ agents: Int
  ) -> Bool {
    switch self {
    case .erlangB: ErlangB(checked: load, agents).meets(condition)
    case .erlangC: ErlangC(checked: load, agents).meets(condition)
    case .erlangA(let patience): ErlangA(checked: load, agents, patience).meets(condition)
    }
  }
}

/// Rounding alone keeps no goal from being met.
private let tolerance = 1e-12

private func atMost(_ value: Double, _ bound: Double) -> Bool {
  value <= bound * (1 + tolerance)
}

private func atLeast(_ value: Double, _ bound: Double) -> Bool {
  value >= bound * (1 - tolerance)
}

extension ErlangB {
  fileprivate func meets(_ condition: StaffingGoal.Condition) -> Bool {
    switch condition {
    case .serviceLevel(let share, _, _):
      share > 0.5 ? atMost(blocking, 1 - share) : atLeast(serviceLevel, share)
    case .blocking(let bound): atMost(blocking, bound)
    case .occupancy(let bound): atMost(occupancy, bound)
    case .averageSpeedOfAnswer, .probabilityOfWaiting, .abandonment: false
    }
  }
}

extension ErlangC {
  fileprivate func meets(_ condition: StaffingGoal.Condition) -> Bool {
    guard isStable else { return false }
    return switch condition {
    case .serviceLevel(let share, let target, _):
      share > 0.5
        ? atMost(probabilityOfWaiting(longerThan: target), 1 - share)
        : atLeast(serviceLevel(within: target), share)
    case .averageSpeedOfAnswer(let bound): averageSpeedOfAnswer.map { atMost($0, bound) } ?? false
    case .occupancy(let bound): atMost(occupancy, bound)
    case .probabilityOfWaiting(let bound): atMost(probabilityOfWaiting, bound)
    case .abandonment, .blocking: false
    }
  }
}

extension ErlangA {
  fileprivate func meets(_ condition: StaffingGoal.Condition) -> Bool {
    switch condition {
    case .serviceLevel(let share, let target, let reading):
      serviceLevel(within: target, as: reading).map { atLeast($0, share) } ?? false
    case .averageSpeedOfAnswer(let bound): averageSpeedOfAnswer.map { atMost($0, bound) } ?? false
    case .occupancy(let bound): atMost(occupancy, bound)
    case .probabilityOfWaiting(let bound): atMost(probabilityOfWaiting, bound)
    case .abandonment(let bound): atMost(abandonment, bound)
    case .blocking: false
    }
  }
}
