// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Where the true value of a figure lies that was found from a sample, with how often that is so.
///
/// Show it where a sample is small. It takes the sample for one drawn at random from many more; for a
/// count of everything there is, such as last month's tickets, it tells how far chance alone might
/// have moved the figure.
///
/// ```swift
/// ConfidenceInterval(of: MetricRate(9, of: 10))   // 0.596 ... 0.982 at 95 %
/// ```
public struct ConfidenceInterval: Hashable, Sendable {
  /// How an interval was found.
  public enum Method: String, Hashable, Sendable, Codable {
    /// The score interval of a rate: Wilson 1927; method 3 of Newcombe, "Two-sided confidence intervals
    /// for the single proportion" (1998).
    case wilson
    /// The same, corrected for continuity: method 4 of Newcombe; wider, rarely too narrow.
    case wilsonCorrected
    /// The difference of two rates by the score intervals of both: method 10 of Newcombe, "Interval
    /// estimation for the difference between independent proportions" (1998).
    case newcombe
    /// A mean and its standard error, by the normal distribution: right for large samples; too narrow
    /// for small ones, where Student's distribution is wider: by 4 % at 30 values, 15 % at 10.
    case normalMean
  }

  /// The lower end.
  public let lower: Double
  /// The upper end, never below the lower.
  public let upper: Double
  /// How often such an interval holds the true value.
  public let level: ConfidenceLevel
  /// How it was found.
  public let method: Method
  /// Whether there were fewer than ``smallSample`` values, in either of two samples.
  public let isSmallSample: Bool

  /// The number of values below which a sample is called small.
  public static let smallSample = 30

  init(_ lower: Double, _ upper: Double, _ level: ConfidenceLevel, _ method: Method, of size: Int) {
    self.lower = lower
    self.upper = Swift.max(lower, upper)
    self.level = level
    self.method = method
    isSmallSample = size < Self.smallSample
  }

  // MARK: Rates

  /// The score interval of a rate: within 0 ... 1 always, and of use for the smallest samples; `nil`
  /// when nothing was counted, or the rate is no share of a whole.
  ///
  /// - Parameters:
  ///   - rate: What holds, of all.
  ///   - level: How often such an interval holds the true value.
  ///   - isCorrected: Whether it is corrected for continuity.
  public init?(
    of rate: MetricRate, at level: ConfidenceLevel = .ninetyFive, isCorrected: Bool = false
  ) {
    guard rate.denominator > 0, (0...rate.denominator).contains(rate.numerator) else { return nil }
    let z = level.standardDeviations
    let size = Double(rate.denominator)
    let share = Double(rate.numerator) / size
    let rest = Double(rate.denominator - rate.numerator) / size
    let middle = 2 * size * share + z * z
    let below = 2 * (size + z * z)
    var (lower, upper): (Double, Double)
    if isCorrected {
      let left = z * z - 2 - 1 / size + 4 * share * (size * rest + 1)
      let right = z * z + 2 - 1 / size + 4 * share * (size * rest - 1)
      lower = (middle - 1 - z * Swift.max(left, 0).squareRoot()) / below
      upper = (middle + 1 + z * Swift.max(right, 0).squareRoot()) / below
    } else {
      let half = z * (z * z + 4 * size * share * rest).squareRoot()
      (lower, upper) = ((middle - half) / below, (middle + half) / below)
    }
    // At the ends the bound is exact, which rounding would hide.
    lower = rate.numerator == 0 ? 0 : Swift.min(Swift.max(lower, 0), share)
    upper = rate.numerator == rate.denominator ? 1 : Swift.max(Swift.min(upper, 1), share)
    self.init(
      lower, upper, level, isCorrected ? .wilsonCorrected : .wilson, of: rate.denominator)
  }

  /// The interval of a rate less another, of two samples that have nothing in common.
  ///
  /// The two differ for certain, at the level, where it does not hold 0. It is `nil` when nothing was
  /// counted for one of them, or one is no share of a whole.
  ///
  /// - Parameters:
  ///   - rate: The rate from which the other is taken.
  ///   - other: The rate that is taken off.
  ///   - level: How often such an interval holds the true difference.
  public init?(
    of rate: MetricRate, less other: MetricRate, at level: ConfidenceLevel = .ninetyFive
  ) {
    guard let first = Self(of: rate, at: level), let second = Self(of: other, at: level),
      let left = rate.value, let right = other.value
    else { return nil }
    func root(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    let difference = left - right
    self.init(
      Swift.max(difference - root(left - first.lower, second.upper - right), -1),
      Swift.min(difference + root(first.upper - left, right - second.lower), 1),
      level, .newcombe, of: Swift.min(rate.denominator, other.denominator))
  }

  // MARK: Means

  /// The interval of a mean: the mean and, on either side, its standard error times the standard
  /// deviations of the level; `nil` for fewer than two values.
  ///
  /// - Parameters:
  ///   - tally: The values.
  ///   - level: How often such an interval holds the true mean, in large samples.
  public init?(ofMean tally: ValueTally, at level: ConfidenceLevel = .ninetyFive) {
    guard let mean = tally.mean, let deviation = tally.standardDeviation else { return nil }
    self.init(mean: mean, deviation: deviation, of: tally.count, at: level)
  }

  /// The interval of a balance of opposite answers, such as the Net Promoter Score: promoters less
  /// detractors, of all. It is the mean of 1 for each promoter, −1 for each detractor and 0 for others,
  /// within −1 ... 1. It is `nil` for fewer than two answers, or where the parts are not parts of the
  /// whole.
  ///
  /// - Parameters:
  ///   - favourable: The answers that count for.
  ///   - opposed: The answers that count against.
  ///   - count: All answers.
  ///   - level: How often such an interval holds the true balance, in large samples.
  public init?(
    ofBalance favourable: Int, against opposed: Int, of count: Int,
    at level: ConfidenceLevel = .ninetyFive
  ) {
    guard favourable >= 0, opposed >= 0, favourable <= count, opposed <= count - favourable else {
      return nil
    }
    var tally = ValueTally()
    let parts: [(Int64, Int)] = [
      (-1, opposed), (0, count - favourable - opposed), (1, favourable),
    ]
    for (value, times) in parts where times > 0 {
      tally.merge(ValueTally(runs: ValueRuns(values: [value], times: [times])))
    }
    guard let mean = tally.mean, let deviation = tally.standardDeviation else { return nil }
    self.init(mean: mean, deviation: deviation, of: count, at: level, within: 1)
  }

  private init(
    mean: Double, deviation: Double, of size: Int, at level: ConfidenceLevel,
    within bound: Double = .infinity
  ) {
    let half = level.standardDeviations * deviation / Double(size).squareRoot()
    self.init(
      Swift.max(mean - half, -bound), Swift.min(mean + half, bound), level, .normalMean, of: size)
  }
}

extension ConfidenceInterval: CustomStringConvertible {
  /// `0.5958 ... 0.9821 at 95%`, to four digits after the point.
  public var description: String {
    func text(_ end: Double) -> String {
      let scaled = (end * 10_000).rounded()
      guard let whole = Int64(exactly: scaled),
        let fraction = MetricFraction(Int128(whole), over: 10_000)
      else { return "\(end)" }
      return fraction.text(decimals: 4)
    }
    return "\(text(lower)) ... \(text(upper)) at \(level.rawValue)"
  }
}
