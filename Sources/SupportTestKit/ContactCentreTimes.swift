// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension ContactCentre {
  /// How times are spread; drawn to the millisecond.
  public enum Times: Hashable, Sendable {
    /// Always the same.
    case fixed(Duration)
    /// Without memory, with a mean.
    case exponential(mean: Duration)
    /// Logarithms are normal, as of most conversations; with a mean and a standard deviation.
    case logNormal(mean: Duration, deviation: Duration)
  }
}

extension ContactCentre.Times {
  /// Draws a time in milliseconds, zero or more.
  func draw(_ random: inout SplitMix64) -> Int64 {
    switch self {
    case .fixed(let time): return max(time.wholeMilliseconds, 0)
    case .exponential(let mean):
      return Self.whole(Double(mean.wholeMilliseconds) * random.exponential())
    case .logNormal(let mean, let deviation):
      let (mean, deviation) = (Double(mean.wholeMilliseconds), Double(deviation.wholeMilliseconds))
      let normal = random.normal()
      guard mean > 0 else { return 0 }
      let variance = PlainMath.logarithm(1 + (deviation / mean) * (deviation / mean))
      let exponent = variance.squareRoot() * normal - variance / 2
      return Self.whole(mean * PlainMath.exponential(exponent))
    }
  }

  private static func whole(_ value: Double) -> Int64 {
    Int64(exactly: value.rounded()).map { max($0, 0) } ?? (value > 0 ? .max / 4 : 0)
  }
}

extension SplitMix64 {
  /// Above 0, at most 1, in steps of 2⁻⁵³.
  mutating func share() -> Double {
    Double((next() >> 11) + 1) / 9_007_199_254_740_992
  }

  /// An exponential number with the mean 1.
  mutating func exponential() -> Double { -PlainMath.logarithm(share()) }

  /// A normal number with the mean 0 and the variance 1, by Marsaglia's polar method.
  mutating func normal() -> Double {
    while true {
      let (x, y) = (2 * share() - 1, 2 * share() - 1)
      let square = x * x + y * y
      if square > 0, square < 1 {
        return x * (-2 * PlainMath.logarithm(square) / square).squareRoot()
      }
    }
  }
}

/// Logarithm and exponential by sums and products alone, so that every machine draws the same times.
enum PlainMath {
  /// The natural logarithm of a number above 0; its relative error is below 10⁻¹⁴.
  static func logarithm(_ number: Double) -> Double {
    guard number > 0, number.isFinite else { return number > 0 ? number : -.infinity }
    var (exponent, part) = (Double(number.exponent), number.significand)
    if part > 1.414_213_562_373_095_1 { (exponent, part) = (exponent + 1, part / 2) }
    let ratio = (part - 1) / (part + 1)
    let square = ratio * ratio
    var sum = 0.0
    for odd in stride(from: 25.0, through: 1, by: -2) { sum = sum * square + 1 / odd }
    return exponent * 0.693_147_180_559_945_3 + 2 * ratio * sum
  }

  /// e to a power.
  static func exponential(_ power: Double) -> Double {
    if power < -700 { return 0 }
    if power > 700 { return .infinity }
    let halvings = (power / 0.693_147_180_559_945_3).rounded()
    let rest = power - halvings * 0.693_147_180_559_945_3
    var sum = 1.0
    for count in stride(from: 18.0, through: 1, by: -1) { sum = 1 + rest / count * sum }
    return Double(sign: .plus, exponent: Int(halvings), significand: sum)
  }
}
