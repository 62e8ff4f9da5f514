// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension MetricFigure {
  /// How far chance alone might have moved a share of rows, at 95 %: Wilson's score interval; of a
  /// balance of opposite kinds, by the normal distribution. `nil` for other figures, such as shares of
  /// time, and where nothing was counted.
  ///
  /// Show it where ``ConfidenceInterval/isSmallSample`` says that few were counted.
  public var interval: ConfidenceInterval? {
    switch sample {
    case .none: return nil
    case .proportion:
      guard let above = Int(exactly: numerator) else { return nil }
      return ConfidenceInterval(of: MetricRate(above, of: counted))
    case .balance(let above, let against):
      return ConfidenceInterval(ofBalance: above, against: against, of: counted)
    }
  }
}
