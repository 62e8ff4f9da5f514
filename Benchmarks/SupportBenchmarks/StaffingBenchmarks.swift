// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportCore
import SupportStaffing
import SupportTime

/// Required agents and figures of queues; `Peers/staffing_peer.py` asks pyworkforce the same.
func staffingBenchmarks() {
  do {
    try requiredAgents()
    try figures()
    try covering(pause: false)
    try covering(pause: true)
  } catch {
    preconditionFailure("\(error)")
  }
}

private var perCall: Benchmark.Configuration {
  .init(metrics: [.wallClock], warmupIterations: 3, scalingFactor: .kilo, maxDuration: .seconds(3))
}

private func requiredAgents() throws {
  let goal = try StaffingGoal(.serviceLevel(atLeast: 0.8, within: 20))
  // The same questions that the peer script asks.
  for (name, model, load) in [
    ("C, 10 erlangs", QueueModel.erlangC, try OfferedLoad(arrivalsPerHour: 200, handlingTime: 180)),
    ("C, 10,000 erlangs", .erlangC, try OfferedLoad(arrivalsPerHour: 200_000, handlingTime: 180)),
    (
      "A, 300 agents", .erlangA(patience: 120),
      try OfferedLoad(arrivalsPerHour: 6_000, handlingTime: 180)
    ),
    (
      "A, patience of an hour", .erlangA(patience: 3_600),
      try OfferedLoad(arrivalsPerHour: 6_000, handlingTime: 180)
    ),
    (
      "A, 10,000 agents", .erlangA(patience: 120),
      try OfferedLoad(arrivalsPerHour: 200_000, handlingTime: 180)
    ),
  ] {
    Benchmark("Staffing: required agents, Erlang \(name)", configuration: perCall) { run in
      for _ in run.scaledIterations { blackHole(try model.requiredAgents(for: load, goal)) }
    }
  }
}

private func figures() throws {
  let small = try OfferedLoad(arrivalsPerHour: 6_000, handlingTime: 180)
  let large = try OfferedLoad(arrivalsPerHour: 200_000, handlingTime: 180)
  Benchmark("Staffing: Erlang B, 10,100 lines", configuration: perCall) { run in
    for _ in run.scaledIterations { blackHole(try ErlangB(large, agents: 10_100)) }
  }
  Benchmark("Staffing: Erlang A, 300 agents, no service level", configuration: perCall) { run in
    for _ in run.scaledIterations { blackHole(try ErlangA(small, agents: 300, patience: 120)) }
  }
  Benchmark("Staffing: Erlang A, 300 agents, service level", configuration: perCall) { run in
    for _ in run.scaledIterations {
      blackHole(try ErlangA(small, agents: 300, patience: 120).serviceLevel(within: 20))
    }
  }
}

private func covering(pause: Bool) throws {
  let load = try OfferedLoad(arrivalsPerHour: 0, handlingTime: 180)
  let midnight = try Instant("2026-02-09T00:00:00Z")
  let quarters = try (0..<96).map { index in
    try StaffingInterval(
      start: midnight.adding(milliseconds: Int64(index) * 900_000), minutes: 15, load: load)
  }
  let demand = quarters.indices.map { 5 + ($0 * 7) % 23 }
  let date = try CivilDate("2026-02-09")
  let shifts = try (0..<33).map { index in
    try ShiftTemplate(
      "s\(index)", at: TimeOfDay(hour: index / 2, minute: index % 2 * 30), minutes: 450,
      breaks: pause ? [.init(after: 210, minutes: 30)] : []
    ).shift(on: date, in: .utc)
  }
  let name = "Staffing: shifts for 96 quarters of an hour, \(pause ? "a break each" : "no breaks")"
  // A search takes a tenth of a second.
  let configuration =
    pause
    ? Benchmark.Configuration(metrics: [.wallClock], scalingFactor: .one, maxDuration: .seconds(5))
    : perCall
  Benchmark(name, configuration: configuration) { run in
    for _ in run.scaledIterations {
      blackHole(try ShiftCover(of: quarters, demand: demand, by: shifts))
    }
  }
}
