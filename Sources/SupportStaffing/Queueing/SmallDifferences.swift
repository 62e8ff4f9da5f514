// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// Differences of nearly equal numbers, worked out without losing their digits.
enum SmallDifferences {
  /// `r − 1 − ln r` for `r = value / base`, never negative; `difference` is `value − base`.
  static func logarithm(_ value: Double, _ base: Double, difference: Double) -> Double {
    let delta = difference / base
    guard abs(delta) < 0.3 else {
      let ratio = value / base
      return (ratio - 1) - log(ratio)
    }
    // ln(1 + δ) is twice the inverse hyperbolic tangent of v.
    let v = delta / (2 + delta)
    let square = v * v
    var sum = 0.0
    var power = 1.0
    var divisor = 3.0
    while true {
      let term = power / divisor
      if sum + term == sum { break }
      sum += term
      power *= square
      divisor += 2
    }
    return delta * v - 2 * v * square * sum
  }

  /// `s − (1 − e^−s)`, and `1 − e^−s`.
  static func exponential(_ s: Double) -> (excess: Double, share: Double) {
    guard abs(s) < 0.3 else {
      let power = exp(-s)
      return (s - 1 + power, 1 - power)
    }
    // The series of e^−s from its third term on.
    var sum = 0.0
    for coefficient in coefficients { sum = sum * -s + coefficient }
    let excess = s * s * sum
    return (excess, s - excess)
  }

  /// 1 / k! for k from 14 down to 2.
  private static let coefficients: [Double] = [
    1 / 87_178_291_200, 1 / 6_227_020_800, 1 / 479_001_600, 1 / 39_916_800, 1 / 3_628_800,
    1 / 362_880, 1 / 40_320, 1 / 5_040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5,
  ]
}
