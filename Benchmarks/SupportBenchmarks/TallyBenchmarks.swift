// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportMetrics

/// Exact quantiles of 100,000 values: from values as they come, and once they are in order.
func tallyBenchmarks() {
  var random = SeededGenerator(seed: 7)
  let values = (0..<100_000).map { _ in random.span(from: 1_000, to: 10_000_000_000) }
  Benchmark("DurationTally of 100,000 values, three quantiles") { run in
    for _ in run.scaledIterations {
      var tally = DurationTally(milliseconds: values)
      tally.sort()
      blackHole(tally.quantile(0.5))
      blackHole(tally.quantile(0.9))
      blackHole(tally.quantile(0.99))
    }
  }
  let tally = sorted(values)
  Benchmark(
    "DurationTally quantile, values in order",
    configuration: .init(
      metrics: [.wallClock], warmupIterations: 3, scalingFactor: .mega, maxDuration: .seconds(2))
  ) { run in
    for index in run.scaledIterations {
      blackHole(tally.quantile(Double(index & 1_023) / 1_024))
    }
  }
}

private func sorted(_ values: [Int64]) -> DurationTally {
  var tally = DurationTally(milliseconds: values)
  tally.sort()
  return tally
}
