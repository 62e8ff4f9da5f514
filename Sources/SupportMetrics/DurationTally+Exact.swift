// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension DurationTally {
  /// The value below which a share of the values lies, as an exact fraction; `nil` without values.
  func quantile(_ share: Rate, by method: MetricQuantileMethod) -> MetricFraction? {
    let sorted = sortedMilliseconds
    guard !sorted.isEmpty else { return nil }
    let below = Int128(Swift.max(share.denominator, 1))
    let above = Swift.min(Swift.max(Int128(share.numerator), 0), below)
    switch method {
    case .linear:
      let (place, rest) = (Int128(sorted.count - 1) * above).quotientAndRemainder(dividingBy: below)
      let low = Int128(sorted[Int(place)])
      let high = Int128(sorted[Swift.min(Int(place) + 1, sorted.count - 1)])
      return MetricFraction(low * below + (high - low) * rest, over: below)
    case .nearestRank, .sketch:
      let rank = (Int128(sorted.count) * above + below - 1) / below
      return MetricFraction(Int128(sorted[Int(Swift.max(rank, 1)) - 1]))
    }
  }
}
