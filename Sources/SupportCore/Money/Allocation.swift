// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A sum given to several by ratios, without losing or making a cent.
///
/// Each part is first the ratio's share cut off toward zero; what is left over, always less than one
/// minor unit a part, goes where ``Remainder`` says. The parts and the remainder add up to the sum
/// again, and a negative sum is given out as its mirror image.
///
/// ```swift
/// let dollar = Money(minorUnits: 100, currency: .usd)
/// let ratios = try ["2", "3", "1"].map { text throws(TextError) in try Rate(text) }
/// try dollar.allocated(by: ratios, remainder: .first).parts              // 0.34, 0.50, 0.16
/// try dollar.allocated(by: ratios, remainder: .largestRemainder).parts   // 0.33, 0.50, 0.17
/// try dollar.split(into: 3, remainder: .separate).remainder              // 0.01
/// ```
public struct Allocation: Hashable, Sendable {
  /// Who gets what the cut-off shares leave over. Who has the ratio 0 gets nothing of it.
  public enum Remainder: String, Hashable, Sendable, Codable, CaseIterable {
    /// The first in order, one step each.
    case first
    /// Those whose shares were cut off most, one step each; of equal ones the first.
    case largestRemainder
    /// Those with the largest ratios, one step each; of equal ones the first.
    case largestRatio
    /// Nobody: it is handed back apart.
    case separate
  }

  /// What each gets, in the order of the ratios.
  public let parts: [Money]
  /// What is handed back apart; nothing unless it is ``Remainder/separate``.
  public let remainder: Money
}

/// Why a sum cannot be given out.
public enum AllocationError: Error, Hashable, Sendable {
  /// There is nobody to give to.
  case noParts
  /// More parts than ``Money/mostParts``.
  case tooManyParts(Int)
  /// A ratio is below 0; where it is in the list, counted from 0.
  case negativeRatio(Rate, at: Int)
  /// All ratios are 0.
  case onlyZeros
  /// The ratios cannot be written as whole numbers of 128 bits.
  case tooFine
  /// The sum is no whole number of steps.
  case notInSteps(Money, step: Int64)
}

extension AllocationError: CustomStringConvertible {
  /// What is wrong, with the values and bounds.
  public var description: String {
    switch self {
    case .noParts: "there are no parts to give to"
    case .tooManyParts(let count): "\(count) parts are more than \(Money.mostParts)"
    case .negativeRatio(let rate, let place): "ratio \(place + 1) is \(rate), below 0"
    case .onlyZeros: "all ratios are 0"
    case .tooFine: "the ratios cannot be written as whole numbers of 128 bits"
    case .notInSteps(let sum, let step): "\(sum) is no whole number of steps of \(step) minor units"
    }
  }
}

extension Money {
  /// The number of parts that a sum can be given out to.
  public static let mostParts = 1_000_000

  /// The sum given out by ratios.
  ///
  /// - Parameters:
  ///   - ratios: One for each part, 0 or more; only how they compare matters: 1 and 2, or 1/3 and 2/3.
  ///   - remainder: Who gets what the cut-off shares leave over.
  ///   - step: Each part is a multiple of so many minor units; less than 1 is taken as 1.
  /// - Returns: A part for each ratio, in order, and what is handed back apart.
  /// - Throws: ``AllocationError`` where there are no ratios, one is negative or all are 0, they
  ///   cannot be written as whole numbers of 128 bits, or the sum is no whole number of steps.
  /// - Complexity: O(*n* log *n*) for *n* parts.
  public func allocated(by ratios: [Rate], remainder: Allocation.Remainder, step: Int64 = 1)
    throws(AllocationError) -> Allocation
  {
    let weights = try AllocationWeights(ratios)
    let step = Swift.max(step, 1)
    guard minorUnits % step == 0 else { throw .notInSteps(self, step: step) }
    let steps = minorUnits / step
    var (shares, rests) = weights.shares(of: steps.magnitude)
    // Each share is cut off by less than one step, so that fewer are left than parts have a ratio.
    var left = steps.magnitude
    for share in shares { left -= share }
    if remainder != .separate {
      for place in weights.order(remainder, rests) where left > 0 {
        shares[place] += 1
        left -= 1
      }
    }
    func money(_ magnitude: UInt64) -> Self {
      let signed = steps < 0 ? -Int128(magnitude) : Int128(magnitude)
      // No part is beyond the sum, which fits.
      return Self(minorUnits: Int64(truncatingIfNeeded: signed) &* step, currency: currency)
    }
    return Allocation(parts: shares.map(money), remainder: money(left))
  }

  /// The sum given out in equal parts.
  ///
  /// - Parameters:
  ///   - parts: How many, 1 ... ``mostParts``.
  ///   - remainder: Who gets what is left over; of equal parts the first ones, unless it is apart.
  ///   - step: Each part is a multiple of so many minor units; less than 1 is taken as 1.
  /// - Returns: The parts, and what is handed back apart.
  /// - Throws: ``AllocationError`` where there are no parts or too many, or the sum is no whole number of
  ///   steps.
  public func split(into parts: Int, remainder: Allocation.Remainder, step: Int64 = 1)
    throws(AllocationError) -> Allocation
  {
    if parts < 1 { throw .noParts }
    if parts > Self.mostParts { throw .tooManyParts(parts) }
    return try allocated(
      by: Array(repeating: .one, count: parts), remainder: remainder, step: step)
  }
}
