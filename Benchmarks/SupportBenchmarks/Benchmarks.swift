// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark

/// Registers every benchmark; the plug-in's generated entry point calls it.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], warmupIterations: 1, maxDuration: .seconds(2))
  businessTimeBenchmarks()
  zoneBenchmarks()
  documentBenchmarks()
  ruleBenchmarks()
  eventBenchmarks()
  serviceLevelBenchmarks()
  membershipBenchmarks()
  tallyBenchmarks()
  metricBenchmarks()
  contactBenchmarks()
  moneyBenchmarks()
  compensationBenchmarks()
  assignmentBenchmarks()
  routingBenchmarks()
  menuBenchmarks()
  staffingBenchmarks()
  deskBenchmarks()
}
