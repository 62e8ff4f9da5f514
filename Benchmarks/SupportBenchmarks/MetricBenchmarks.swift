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

/// A million contacts in columns, counted into seven readings of the service level.
func contactBenchmarks() {
  let readings = MetricDefinition.ServiceLevelReading.allCases.map {
    MetricDefinition.serviceLevel($0, within: .seconds(20))
  }
  let columns = contacts(1_000_000)
  for (name, period) in [
    ("all together", MetricPeriod.whole), ("by day", .day), ("by half hour", .interval(minutes: 30)),
  ] {
    guard let plan = try? MetricPlan(of: .contacts, readings, by: period) else {
      preconditionFailure("the readings make no plan")
    }
    Benchmark("MetricTally, 1,000,000 contacts into seven service levels, \(name)") { run in
      for _ in run.scaledIterations {
        var tally = MetricTally(plan)
        tally.count(columns)
        blackHole(tally)
      }
    }
  }
}

/// Contacts five seconds apart: half of them answered, the others by every other outcome.
private func contacts(_ count: Int) -> MetricColumns {
  var random = SeededGenerator(seed: 11)
  var columns = MetricColumns(.contacts)
  let places = ["outcome", "wait", "arrivedAt", "queuedAt"].compactMap { columns.position(of: $0) }
  let outcomes: [Int64] = [3, 3, 3, 3, 3, 2, 2, 0, 4, 5]
  for row in 0..<count {
    let arrived = 1_762_000_000_000 + Int64(row) * 5_000
    columns.appendRow()
    columns.set(places[0], to: outcomes[Int(random.next() % 10)])
    columns.set(places[1], to: Int64(random.next() % 60_000))
    columns.set(places[2], to: arrived)
    columns.set(places[3], to: arrived + 4_000)
  }
  return columns
}
