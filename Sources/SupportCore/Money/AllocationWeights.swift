// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Ratios as whole numbers in the same proportion.
struct AllocationWeights {
  private let weights: [UInt128]
  private let total: UInt128

  init(_ ratios: [Rate]) throws(AllocationError) {
    if ratios.isEmpty { throw .noParts }
    if ratios.count > Money.mostParts { throw .tooManyParts(ratios.count) }
    if let place = ratios.firstIndex(where: { $0.numerator < 0 }) {
      throw .negativeRatio(ratios[place], at: place)
    }
    if ratios.allSatisfy({ $0.numerator == 0 }) { throw .onlyZeros }
    var common: UInt128 = 1
    for ratio in ratios where ratio.numerator > 0 {
      let denominator = UInt128(ratio.denominator.magnitude)
      let (product, overflow) = common.multipliedReportingOverflow(
        by: denominator / greatestCommonDivisor(common, denominator))
      if overflow { throw .tooFine }
      common = product
    }
    var weights: [UInt128] = []
    var divisor: UInt128 = 0
    for ratio in ratios {
      guard ratio.numerator > 0 else {
        weights.append(0)
        continue
      }
      let (weight, overflow) = UInt128(ratio.numerator.magnitude).multipliedReportingOverflow(
        by: common / UInt128(ratio.denominator.magnitude))
      if overflow { throw .tooFine }
      weights.append(weight)
      divisor = greatestCommonDivisor(divisor, weight)
    }
    var total: UInt128 = 0
    for place in weights.indices {
      weights[place] /= divisor
      let (sum, overflow) = total.addingReportingOverflow(weights[place])
      if overflow { throw .tooFine }
      total = sum
    }
    (self.weights, self.total) = (weights, total)
  }

  /// What each gets of so many steps, cut off, and what was cut off, in shares of one ``total``th.
  func shares(of steps: UInt64) -> (shares: [UInt64], rests: [UInt128]) {
    var shares: [UInt64] = []
    var rests: [UInt128] = []
    shares.reserveCapacity(weights.count)
    rests.reserveCapacity(weights.count)
    for weight in weights {
      let (share, rest) = Self.divide(UInt128(steps), times: weight, by: total)
      shares.append(UInt64(truncatingIfNeeded: share))
      rests.append(rest)
    }
    return (shares, rests)
  }

  /// The quotient is no more than the first factor, since a weight is no more than the total.
  private static func divide(_ steps: UInt128, times weight: UInt128, by total: UInt128) -> (
    UInt128, UInt128
  ) {
    let (product, overflow) = steps.multipliedReportingOverflow(by: weight)
    if !overflow { return product.quotientAndRemainder(dividingBy: total) }
    return total.dividingFullWidth(steps.multipliedFullWidth(by: weight))
  }

  /// Who gets a step of what is left over, in order.
  func order(_ remainder: Allocation.Remainder, _ rests: [UInt128]) -> [Int] {
    let places = weights.indices.filter { weights[$0] > 0 }
    switch remainder {
    case .first, .separate: return places
    case .largestRemainder: return places.sortedStably { Descending(rests[$0]) }
    case .largestRatio: return places.sortedStably { Descending(weights[$0]) }
    }
  }

  private struct Descending: Comparable {
    let weight: UInt128

    init(_ weight: UInt128) { self.weight = weight }

    static func < (left: Self, right: Self) -> Bool { left.weight > right.weight }
  }
}
