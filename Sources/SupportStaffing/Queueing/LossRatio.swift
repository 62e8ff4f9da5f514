// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// Erlang's loss formula B(n, a), computed directly for one number of agents.
///
/// `1 / B = 1 + n/a + n(n−1)/a² + …` has only positive terms. It is summed as it stands where the load
/// is at least the number of agents. Below, `B` is the probability of `n` busy agents among unboundedly many,
/// divided by that of at most `n`: the first by Stirling's series (C. Loader, "Fast and accurate
/// computation of binomial probabilities", 2000), the second through the terms beyond `n`. Each sum
/// takes O(√n) terms, and neither subtracts what is nearly equal.
struct LossRatio {
  /// B, the share that finds everybody busy.
  let blocked: Double
  /// 1 − B, from the small side.
  let passed: Double
  /// 1/B − 1; infinite where B is too small for its reciprocal.
  let odds: Double

  init(_ agents: Int, load: OfferedLoad) {
    let a = load.erlangs
    if agents == 0 || a == 0 {
      self.init(odds: agents == 0 ? 0 : .infinity)
    } else if agents <= Self.few {
      self.init(odds: Self.recursion(agents, a))
    } else if a >= Double(agents) {
      self.init(odds: Self.descendingSum(agents, a))
    } else {
      let probability = Self.poisson(agents, load)
      let atMost = 1 - probability * Self.ascendingSum(agents, a)
      self.init(blocked: probability / atMost)
    }
  }

  private init(odds: Double) {
    self.odds = odds
    blocked = 1 / (1 + odds)
    passed = odds.isInfinite ? 1 : odds / (1 + odds)
  }

  /// From a loss that is not close to 1.
  private init(blocked: Double) {
    self.blocked = blocked
    passed = 1 - blocked
    odds = passed / blocked
  }

  /// From here on the sums are faster than the recursion, and Stirling's series is exact.
  private static let few = 40

  private static func recursion(_ agents: Int, _ a: Double) -> Double {
    var odds = 0.0
    for k in 1...agents { odds = (1 + odds) * Double(k) / a }
    return odds
  }

  /// n/a + n(n−1)/a² + …
  private static func descendingSum(_ agents: Int, _ a: Double) -> Double {
    let step = 1 / a
    var factor = Double(agents) * step
    var term = factor
    var sum = term
    while factor > 0 {
      factor -= step
      term *= factor
      if sum + term == sum { break }
      sum += term
    }
    return sum
  }

  /// a/(n+1) + a²/((n+1)(n+2)) + …
  private static func ascendingSum(_ agents: Int, _ a: Double) -> Double {
    var divisor = Double(agents) + 1
    var term = a / divisor
    var sum = 0.0
    while sum + term != sum {
      sum += term
      divisor += 1
      term *= a / divisor
    }
    return sum
  }

  /// e^−a aⁿ / n!
  private static func poisson(_ agents: Int, _ load: OfferedLoad) -> Double {
    let n = Double(agents)
    let square = 1 / (n * n)
    let stirling =
      (1 / 12 - square * (1 / 360 - square * (1 / 1_260 - square * (1 / 1_680 - square / 1_188))))
      / n
    let deviation =
      n
      * SmallDifferences.logarithm(
        load.erlangs, n, difference: -load.slack(agents))
    return exp(-stirling - deviation) / (2 * Double.pi * n).squareRoot()
  }
}
