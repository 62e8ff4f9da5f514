// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Benchmark
import SupportCore

/// Sums of up to ten thousand yuan: a rate and a rounding, shares, reading, adding up.
func moneyBenchmarks() {
  var random = SeededGenerator(seed: 4217)
  let sums = (0..<1_024).map { _ in
    Money(minorUnits: random.span(from: 1, to: 1_000_000), currency: .cny)
  }
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock], warmupIterations: 3, scalingFactor: .kilo, maxDuration: .seconds(2))
  guard let rate = try? Rate("12.5%"), let third = try? Rate("1/3"),
    let ratios = try? ["2", "3", "1"].map({ text throws(TextError) in try Rate(text) })
  else { return }
  for (name, rule) in [
    ("to a minor unit", RoundingRule(.halfEven)), ("to half a yuan", RoundingRule(.up, step: 50)),
  ] {
    Benchmark("Money × 12.5%, rounded \(name)", configuration: configuration) { run in
      for index in run.scaledIterations {
        blackHole(try (sums[index & 1_023] * rate).rounded(rule))
      }
    }
  }
  Benchmark("ExactMoney, a third less an eighth, rounded", configuration: configuration) { run in
    for index in run.scaledIterations {
      let sum = sums[index & 1_023]
      blackHole(try (sum * third - sum * rate).rounded(RoundingRule(.halfEven)))
    }
  }
  for remainder in [Allocation.Remainder.first, .largestRemainder] {
    Benchmark("Money allocated by 2 3 1, \(remainder)", configuration: configuration) { run in
      for index in run.scaledIterations {
        blackHole(try sums[index & 1_023].allocated(by: ratios, remainder: remainder))
      }
    }
  }
  let texts = sums.map(\.amountText)
  Benchmark("Money from text", configuration: configuration) { run in
    for index in run.scaledIterations {
      blackHole(try Money(texts[index & 1_023], .cny))
    }
  }
  Benchmark("Currency by its code", configuration: configuration) { run in
    for index in run.scaledIterations {
      blackHole(try Currency(index & 1 == 0 ? "CNY" : "KWD"))
    }
  }
  let many = (0..<1_000_000).map { sums[$0 & 1_023] }
  Benchmark("Money.sum of 1,000,000") { run in
    for _ in run.scaledIterations {
      blackHole(try Money.sum(many, in: .cny))
    }
  }
}
