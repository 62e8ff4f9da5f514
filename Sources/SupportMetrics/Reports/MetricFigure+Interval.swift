// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension MetricFigure {
  /// How far chance alone might have moved a share, at 95 %: Wilson's score interval. `nil` for other
  /// figures and where nothing was counted.
  ///
  /// Show it where ``ConfidenceInterval/isSmallSample`` says that few were counted.
  public var interval: ConfidenceInterval? {
    guard unit == .share, entries.isEmpty, numerator >= 0, numerator <= denominator,
      let above = Int(exactly: numerator), let below = Int(exactly: denominator)
    else { return nil }
    return ConfidenceInterval(of: MetricRate(above, of: below))
  }
}
