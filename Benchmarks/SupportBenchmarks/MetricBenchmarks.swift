// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportCore
import SupportMetrics

/// A million values as they come: exact quantiles, a sketch, merging.
func metricBenchmarks() {
  var random = SeededGenerator(seed: 7)
  let values = (0..<1_000_000).map { _ in random.span(from: 1_000, to: 10_000_000_000) }
  let shares = [1, 10, 50].compactMap { Rate(100 - $0, over: 100) }
  Benchmark("ValueTally, three exact quantiles of 1,000,000 unsorted values") { run in
    for _ in run.scaledIterations { blackHole(ValueTally(values).quantiles(shares)) }
  }
  Benchmark("ValueTally, putting 1,000,000 values in order") { run in
    for _ in run.scaledIterations {
      var tally = ValueTally(values)
      tally.sort()
      blackHole(tally)
    }
  }
  Benchmark("ValueTally, adding 1,000,000 values one by one") { run in
    for _ in run.scaledIterations {
      var tally = ValueTally()
      for value in values { tally.add(value) }
      blackHole(tally)
    }
  }
  Benchmark("QuantileSketch, adding 1,000,000 values") { run in
    for _ in run.scaledIterations { blackHole(sketch(of: values)) }
  }
  let halves = [sketch(of: values[..<500_000]), sketch(of: values[500_000...])]
  Benchmark(
    "QuantileSketch, merging two",
    configuration: .init(
      metrics: [.wallClock], warmupIterations: 3, scalingFactor: .kilo, maxDuration: .seconds(2))
  ) { run in
    for _ in run.scaledIterations {
      var merged = halves[0]
      try merged.merge(halves[1])
      blackHole(merged)
    }
  }
  Benchmark(
    "QuantileSketch quantile",
    configuration: .init(
      metrics: [.wallClock], warmupIterations: 3, scalingFactor: .kilo, maxDuration: .seconds(2))
  ) { run in
    for index in run.scaledIterations { blackHole(halves[0].quantile(shares[index % 3])) }
  }
}

private func sketch(of values: some Sequence<Int64>) -> QuantileSketch {
  var sketch = QuantileSketch()
  for value in values { sketch.add(value) }
  return sketch
}
