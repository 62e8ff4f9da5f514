// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportStaffing
import SupportTestKit
import Testing

@Suite("Simulated centres: the real router and the formulas of queues")
struct QueueFormulaTests {
  @Test("With endless patience levels, waits and occupancy are those of Erlang C")
  func erlangC() throws {
    let runs = RunPlan.seeds(after: 0)
    let load = try OfferedLoad(arrivalsPerHour: 120, handlingTime: 240)
    let theory = try ErlangC(load, agents: 12)
    let found = try SteadyQueue(agents: 12, perHour: 120).figures(
      runs: runs,
      [
        { counts, _ in counts.serviceLevel }, { counts, _ in counts.averageSpeedOfAnswer ?? 0 },
        { counts, _ in Double(counts.waited) / Double(counts.offered) },
        { _, time in time.occupancy },
      ])
    let expected = try [
      theory.serviceLevel(within: 20), #require(theory.averageSpeedOfAnswer),
      theory.probabilityOfWaiting, theory.occupancy,
    ]
    expect(["service level", "ASA", "waiting", "occupancy"], found, expected, runs)
    #expect(found[0].error < 0.03, "seeds \(runs.seeds): too little was simulated to tell")
  }

  @Test("With exponential patience and overload they are those of Erlang A, and so is who leaves")
  func erlangA() throws {
    let runs = RunPlan.seeds(after: 100)
    let load = try OfferedLoad(arrivalsPerHour: 240, handlingTime: 240)
    let theory = try ErlangA(load, agents: 14, patience: 180)
    let found = try SteadyQueue(agents: 14, perHour: 240, patience: 180).figures(
      runs: runs,
      [
        { counts, _ in counts.serviceLevel }, { counts, _ in counts.averageSpeedOfAnswer ?? 0 },
        { counts, _ in counts.abandonment },
        { counts, _ in Double(counts.waitOfAll) / 1_000 / Double(counts.offered) },
        { _, time in time.occupancy },
      ])
    let expected = try [
      theory.serviceLevel(within: 20), #require(theory.averageSpeedOfAnswer), theory.abandonment,
      theory.meanWait, theory.occupancy,
    ]
    expect(
      ["service level", "ASA", "abandonment", "mean wait", "occupancy"], found, expected, runs)
    #expect(found[2].error < 0.03, "seeds \(runs.seeds): too little was simulated to tell")
  }

  @Test("A queue that refuses whom nobody can take at once loses as much as Erlang B")
  func erlangB() throws {
    let runs = RunPlan.seeds(after: 200)
    let load = try OfferedLoad(arrivalsPerHour: 150, handlingTime: 240)
    let theory = try ErlangB(load, agents: 10)
    let queue = SteadyQueue(
      agents: 10, perHour: 150,
      overflow: [OverflowRule(when: .waited(.milliseconds(1)), then: .refuse)])
    let found = try queue.figures(
      runs: runs,
      [
        { counts, _ in Double(counts.turnedAway) / Double(counts.offered) },
        { _, time in time.occupancy },
      ])
    expect(["blocking", "occupancy"], found, [theory.blocking, theory.occupancy], runs)
  }

  private func expect(_ names: [String], _ found: [Spread], _ expected: [Double], _ runs: RunPlan) {
    for ((name, spread), value) in zip(zip(names, found), expected) {
      if runs.isLong { print("\(name): \(spread), the formula says \(value)") }
      #expect(
        spread.agrees(with: value),
        "\(name): \(spread), the formula says \(value); seeds \(runs.seeds)")
    }
  }
}
