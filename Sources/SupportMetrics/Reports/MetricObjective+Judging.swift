// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension MetricObjective {
  /// Whether a figure reaches it, compared exactly.
  ///
  /// - Returns: `nil` for a figure without a value, and for one that is counted in another unit.
  public func isMet(by figure: MetricFigure) -> Bool? {
    guard let value = figure.value, let bound = bound.fraction(in: figure.unit) else { return nil }
    return switch direction {
    case .atLeast: value >= bound
    case .atMost: value <= bound
    case .above: value > bound
    case .below: value < bound
    }
  }
}

extension MetricQuantity {
  /// The bound as figures of a unit are counted: milliseconds, minor units, units of the last decimal;
  /// `nil` in another unit.
  func fraction(in unit: MetricUnit) -> MetricFraction? {
    switch (self, unit) {
    case (.share(let rate), .share): MetricFraction(rate)
    case (.duration(let milliseconds), .duration): MetricFraction(Int128(milliseconds))
    case (.money(let money), .money(let currency)):
      money.currency == currency ? MetricFraction(Int128(money.minorUnits)) : nil
    case (.number(let number), .number(let decimals)):
      MetricFraction(number.significand, over: Self.power(number.scale))?
        .times(Self.power(decimals))
    default: nil
    }
  }

  private static func power(_ exponent: Int) -> Int128 {
    (0..<Swift.min(Swift.max(exponent, 0), 38)).reduce(1) { power, _ in power * 10 }
  }
}
