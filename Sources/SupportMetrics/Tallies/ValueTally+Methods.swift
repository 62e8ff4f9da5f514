// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension ValueTally {
  /// The value below which a share of the values lies, in the way that a definition asks for.
  func quantile(_ share: Rate, by method: MetricQuantileMethod) -> MetricFraction? {
    switch method {
    case .linear: quantile(share, method: .linear)
    case .nearestRank, .sketch: quantile(share, method: .nearestRank)
    }
  }
}
