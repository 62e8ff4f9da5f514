// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportStaffing
import Testing

/// The smallest number of agents for a goal.
@Suite("Queues: required agents")
struct RequiredAgentsTests {
  static func meets(_ model: QueueModel, _ goal: StaffingGoal, _ figures: QueueFigures) -> Bool {
    goal.conditions.allSatisfy { condition in
      switch condition {
      case .serviceLevel(let share, _, _): (figures.serviceLevel ?? 0) >= share
      case .averageSpeedOfAnswer(let bound): (figures.averageSpeedOfAnswer ?? .infinity) <= bound
      case .occupancy(let bound):
        figures.occupancy <= bound && !(model == .erlangC && figures.occupancy == 1)
      case .probabilityOfWaiting(let bound): figures.probabilityOfWaiting <= bound
      case .abandonment(let bound): figures.abandonment <= bound
      case .blocking(let bound): figures.blocking <= bound
      }
    }
  }

  @Test("counting up one by one finds the same number", arguments: UInt64(0)..<60)
  func counted(seed: UInt64) throws {
    var dice = SplitMix(seed)
    let load = try OfferedLoad(
      arrivalsPerHour: dice.share(0.1...2_000), handlingTime: dice.share(5...600))
    let model: QueueModel =
      [.erlangB, .erlangC, .erlangA(patience: dice.share(5...2_000))][dice.whole(0...2)]
    var conditions: [StaffingGoal.Condition] = [
      .serviceLevel(
        atLeast: dice.share(0.05...0.999), within: dice.share(0...120),
        reading: ErlangA.Reading.allCases[dice.whole(0...4)])
    ]
    if dice.whole(0...1) == 0 { conditions.append(.occupancy(atMost: dice.share(0.3...0.99))) }
    switch model {
    case .erlangB: conditions.append(.blocking(atMost: dice.share(0.000_1...0.9)))
    case .erlangC: conditions.append(.averageSpeedOfAnswer(atMost: dice.share(0.01...300)))
    case .erlangA:
      conditions.append(.averageSpeedOfAnswer(atMost: dice.share(0.01...300)))
      conditions.append(.abandonment(atMost: dice.share(0.001...0.5)))
      conditions.append(.probabilityOfWaiting(atMost: dice.share(0.01...0.99)))
    }
    let goal = try StaffingGoal(Array(conditions.dropFirst(dice.whole(0...1))))
    let target = goal.serviceLevel?.within ?? 0
    let reading = goal.serviceLevel?.reading ?? .answeredOfOffered
    func meets(_ agents: Int) throws -> Bool {
      try Self.meets(
        model, goal, model.figures(of: load, agents: agents, within: target, reading: reading))
    }
    var counted = 0
    while try !meets(counted) { counted += 1 }
    #expect(try model.requiredAgents(for: load, goal) == max(counted, 1), "\(model) \(goal)")
  }

  @Test("a bound that is met exactly is met")
  func exact() throws {
    // B(2, 1) is 1/5.
    let load = try OfferedLoad(arrivalsPerHour: 60, handlingTime: 60)
    #expect(
      try QueueModel.erlangB.requiredAgents(for: load, StaffingGoal(.blocking(atMost: 0.2))) == 2)
    let share = try StaffingGoal(.serviceLevel(atLeast: 0.8, within: 0))
    #expect(try QueueModel.erlangB.requiredAgents(for: load, share) == 2)
    #expect(
      try QueueModel.erlangC.requiredAgents(for: load, StaffingGoal(.occupancy(atMost: 0.25))) == 4)
  }

  @Test("nothing arrives: nobody is needed, whatever the goal")
  func nothing() throws {
    let load = try OfferedLoad(arrivalsPerHour: 0, handlingTime: 60)
    for model in [QueueModel.erlangB, .erlangC, .erlangA(patience: 60)] {
      let goal = try StaffingGoal(.serviceLevel(atLeast: 1, within: 0))
      #expect(try model.requiredAgents(for: load, goal) == 0)
    }
  }

  @Test("a goal that nobody reaches is refused, and so is one that the model does not tell")
  func refused() throws {
    let load = try OfferedLoad(arrivalsPerHour: 60, handlingTime: 60)
    func kind(_ model: QueueModel, _ condition: StaffingGoal.Condition, _ load: OfferedLoad) throws
      -> StaffingError.Fault.Kind?
    {
      let goal = try StaffingGoal(condition)
      let error = #expect(throws: StaffingError.self) {
        try model.requiredAgents(for: load, goal)
      }
      return error?.faults.first?.kind
    }
    let perfect = StaffingGoal.Condition.serviceLevel(atLeast: 1, within: 20)
    for model in [QueueModel.erlangB, .erlangC, .erlangA(patience: 60)] {
      #expect(try kind(model, perfect, load) == .unreachable)
      #expect(
        try kind(model, .occupancy(atMost: 0.9), OfferedLoad(erlangs: 5e5, handlingTime: 60))
          == .unreachable)
    }
    #expect(try kind(.erlangC, .abandonment(atMost: 0.1), load) == .notTold)
    #expect(try kind(.erlangB, .averageSpeedOfAnswer(atMost: 9), load) == .notTold)
    #expect(try kind(.erlangA(patience: 60), .blocking(atMost: 0.1), load) == .notTold)
    #expect(try kind(.erlangA(patience: 60), .abandonment(atMost: 0), load) == .unreachable)
  }

  @Test("20,000 agents are in reach")
  func most() throws {
    let load = try OfferedLoad(arrivalsPerHour: 396_000, handlingTime: 180)
    let goal = try StaffingGoal(.serviceLevel(atLeast: 0.8, within: 20))
    let agents = try QueueModel.erlangC.requiredAgents(for: load, goal)
    #expect((19_801...19_999).contains(agents))
    #expect(try ErlangC(load, agents: agents).serviceLevel(within: 20) >= 0.8)
    #expect(try ErlangC(load, agents: agents - 1).serviceLevel(within: 20) < 0.8)
  }
}
