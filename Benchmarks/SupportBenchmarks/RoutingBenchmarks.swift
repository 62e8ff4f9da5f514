// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportCore
import SupportRouting

/// Decisions of contact centres with thousands of agents and a hundred thousand pieces of work waiting.
func routingBenchmarks() {
  do {
    for agents in [1_000, 10_000] {
      let centre = try RoutingCentre(agents: agents, order: [.idleSince])
      freedAgents("an agent is free, \(agents) agents", centre, waiting: 100_000)
      arrivals("work arrives, \(agents) agents", centre)
    }
    let proficient = try RoutingCentre(agents: 10_000, order: [.proficiency, .idleSince])
    arrivals("work arrives, 10000 agents, by proficiency", proficient)
    let mixed = try RoutingCentre(agents: 10_000, order: [.loadRatio, .proficiency, .idleSince])
    arrivals("work arrives, 10000 agents, by load, then proficiency", mixed)
    enqueueing(try RoutingCentre(agents: 10_000, order: [.idleSince]))
  } catch {
    preconditionFailure("\(error)")
  }
}

/// Each step is measured by itself, so that its percentiles are those of steps.
private var perStep: Benchmark.Configuration {
  .init(
    metrics: [.wallClock], timeUnits: .nanoseconds, warmupIterations: 1_000,
    scalingFactor: .one, maxDuration: .seconds(6), maxIterations: 20_000)
}

/// All agents are busy: one finishes, and is offered the first of the work that waits.
private func freedAgents(_ name: String, _ centre: RoutingCentre, waiting: Int) {
  Benchmark("Router: \(name), \(waiting) waiting", configuration: perStep) { run, state in
    let (work, agent) = state.nextHeld()
    let now = state.tick()
    run.startMeasurement()
    let step = try state.router.finish(work, by: agent, at: now)
    run.stopMeasurement()
    try state.accept(step)
    try state.arrive()
  } setup: {
    try RoutingLoad(centre, waiting: waiting, isBusy: true)
  }
}

/// Half of the agents are free: work arrives and is offered to the best of them.
private func arrivals(_ name: String, _ centre: RoutingCentre) {
  Benchmark("Router: \(name)", configuration: perStep) { run, state in
    let item = state.nextItem()
    let now = state.tick()
    run.startMeasurement()
    let step = try state.router.enqueue(item, at: now)
    run.stopMeasurement()
    try state.accept(step)
    let (work, agent) = state.nextHeld()
    _ = try state.router.finish(work, by: agent, at: state.tick())
  } setup: {
    try RoutingLoad(centre, waiting: 0, isBusy: false)
  }
}

private func enqueueing(_ centre: RoutingCentre) {
  Benchmark("Router: enqueue, 1000000 waiting", configuration: perStep) { run, state in
    let item = state.nextItem()
    let now = state.tick()
    run.startMeasurement()
    let step = try state.router.enqueue(item, at: now)
    run.stopMeasurement()
    blackHole(step)
  } setup: {
    try RoutingLoad(centre, waiting: 1_000_000, isBusy: true)
  }
}
