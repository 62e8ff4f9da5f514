// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// When work of a stream arrives, one after the other.
struct ContactCentreArrivals {
  private let rates: [Int]
  private let interval: Double
  private var random: SplitMix64
  private var number = 0
  /// Milliseconds since the first interval began.
  private var passed = 0.0

  init(_ stream: ContactCentre.Stream, interval: Int64, seed: UInt64) {
    rates = stream.arrivalsPerHour
    self.interval = Double(interval)
    random = SplitMix64(seed: seed)
  }

  /// The milliseconds from the start to the next arrival; `nil` where there is none any more.
  mutating func next() -> Int64? {
    var need = random.exponential()
    while number < rates.count {
      let rate = Double(max(rates[number], 0)) / 3_600_000
      let end = Double(number + 1) * interval
      let rest = (end - passed) * rate
      if need < rest {
        passed += need / rate
        return Int64(min(passed, end - 1))
      }
      need -= rest
      passed = end
      number += 1
    }
    return nil
  }
}
