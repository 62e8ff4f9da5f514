// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How often intervals made in a certain way hold the true value.
public enum ConfidenceLevel: String, Hashable, Sendable, Codable, CaseIterable {
  /// 80 %.
  case eighty = "80%"
  /// 90 %.
  case ninety = "90%"
  /// 95 %.
  case ninetyFive = "95%"
  /// 98 %.
  case ninetyEight = "98%"
  /// 99 %.
  case ninetyNine = "99%"
  /// 99.9 %.
  case ninetyNinePointNine = "99.9%"

  /// The standard deviations of the normal distribution that lie on either side: its quantile at
  /// (1 + level)/2.
  public var standardDeviations: Double {
    switch self {
    case .eighty: 1.281_551_565_544_600_4
    case .ninety: 1.644_853_626_951_472_2
    case .ninetyFive: 1.959_963_984_540_054
    case .ninetyEight: 2.326_347_874_040_840_8
    case .ninetyNine: 2.575_829_303_548_900_4
    case .ninetyNinePointNine: 3.290_526_731_491_925_5
    }
  }
}
