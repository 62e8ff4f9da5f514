// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTestKit
import Testing

@Suite("Money: giving out without losing or making a cent")
struct AllocationTests {
  static func dollars(_ cents: Int64) -> Money { Money(minorUnits: cents, currency: .usd) }

  static func rates(_ text: String) throws -> [Rate] {
    try text.split(separator: " ").map { text throws(TextError) in try Rate(text) }
  }

  /// What the tests of brick/money expect of the same rules.
  @Test(
    "the remainder goes where it is told",
    arguments: [
      (100, "2 3 1", .first, "34 50 16"), (9_999, "100 100", .first, "5000 4999"),
      (10_000, "30 20 40 0 40 0", .first, "2308 1539 3077 0 3076 0"),
      (-10_000, "30 20 40 40", .first, "-2308 -1539 -3077 -3076"), (3, "75 25", .first, "3 0"),
      (10_000, "1/3 2/7", .first, "5385 4615"), (10_000, "2/7 1/3", .first, "4616 5384"),
      (100, "2 3 1", .largestRemainder, "33 50 17"),
      (10_000, "30 20 40", .largestRemainder, "3333 2222 4445"),
      (2, "1 1 3 1", .largestRemainder, "1 0 1 0"), (3, "75 25", .largestRemainder, "2 1"),
      (-10_000, "30 20 40 40", .largestRemainder, "-2308 -1538 -3077 -3077"),
      (100, "2 3 1", .largestRatio, "33 51 16"), (5, "3 3 4", .largestRatio, "1 1 3"),
      (9, "3 3 4", .largestRatio, "3 2 4"), (100, "2 3 1", .separate, "33 50 16"),
      (-10_000, "30 20 40 40", .separate, "-2307 -1538 -3076 -3076"),
      (100, "400 0 40 20 2", .separate, "86 0 8 4 0"),
    ] as [(Int64, String, Allocation.Remainder, String)])
  func remainders(
    cents: Int64, ratios: String, remainder: Allocation.Remainder, parts: String
  ) throws {
    let given = try Self.dollars(cents).allocated(by: Self.rates(ratios), remainder: remainder)
    let expected = parts.split(separator: " ").compactMap { Int64($0) }
    #expect(given.parts.map(\.minorUnits) == expected)
    #expect(given.remainder.minorUnits == cents - expected.reduce(0, +))
  }

  @Test("who has the ratio 0 gets nothing, also where the remainder goes to the first")
  func zeroRatio() throws {
    for remainder in Allocation.Remainder.allCases {
      let parts = try Self.dollars(-3).allocated(by: Self.rates("0 1 1 0"), remainder: remainder)
        .parts
      #expect(parts[0].isZero && parts[3].isZero)
    }
  }

  @Test("bad ratios are errors that say which")
  func bad() throws {
    let sum = Self.dollars(100)
    func give(_ text: String) throws -> Allocation {
      try sum.allocated(by: Self.rates(text), remainder: .first)
    }
    #expect(throws: AllocationError.noParts) { try give("") }
    #expect(throws: AllocationError.onlyZeros) { try give("0 0") }
    #expect(throws: AllocationError.negativeRatio(try Rate("-1"), at: 1)) { try give("3 -1") }
    #expect(throws: AllocationError.tooFine) {
      try give("1/9223372036854775807 1/9223372036854775806 9223372036854775807")
    }
    #expect(throws: AllocationError.noParts) { try sum.split(into: 0, remainder: .first) }
    #expect(throws: AllocationError.noParts) { try sum.split(into: .min, remainder: .first) }
    #expect(throws: AllocationError.tooManyParts(.max)) {
      try sum.split(into: .max, remainder: .first)
    }
    #expect(throws: AllocationError.notInSteps(sum, step: 30)) {
      try sum.split(into: 3, remainder: .first, step: 30)
    }
    #expect(AllocationError.negativeRatio(.one, at: 1).description == "ratio 2 is 100%, below 0")
    #expect(AllocationError.tooManyParts(7).description == "7 parts are more than 1000000")
    for error in [AllocationError.noParts, .onlyZeros, .tooFine, .notInSteps(sum, step: 30)] {
      #expect(!error.description.isEmpty)
    }
  }

  /// Computed with the integers of Python.
  @Test(
    "ratios and sums at the ends of 64 bits are given out exactly",
    arguments: [
      (
        .max, "9223372036854775807 9223372036854775806 9223372036854775805", .first,
        [3_074_457_345_618_258_603, 3_074_457_345_618_258_603, 3_074_457_345_618_258_601]
      ),
      (
        .max, "9223372036854775807 9223372036854775806 9223372036854775805", .largestRemainder,
        [3_074_457_345_618_258_603, 3_074_457_345_618_258_602, 3_074_457_345_618_258_602]
      ),
      (
        .min, "9223372036854775807 9223372036854775806 9223372036854775805", .largestRatio,
        [-3_074_457_345_618_258_604, -3_074_457_345_618_258_602, -3_074_457_345_618_258_602]
      ),
      (.min, "1", .first, [.min]), (.min, "0 1 0", .separate, [0, .min, 0]),
      (
        .max, "1/9223372036854775807 1 9223372036854775807/9223372036854775806", .first,
        [1, 4_611_686_018_427_387_903, 4_611_686_018_427_387_903]
      ),
      (
        .max, "1/9223372036854775807 1 9223372036854775807/9223372036854775806", .largestRemainder,
        [0, 4_611_686_018_427_387_903, 4_611_686_018_427_387_904]
      ),
      (
        .min, "1/9223372036854775807 1 9223372036854775807/9223372036854775806", .largestRemainder,
        [-1, -4_611_686_018_427_387_903, -4_611_686_018_427_387_904]
      ),
      (
        .min, "1/9223372036854775807 1 9223372036854775807/9223372036854775806", .largestRatio,
        [0, -4_611_686_018_427_387_903, -4_611_686_018_427_387_905]
      ),
    ] as [(Int64, String, Allocation.Remainder, [Int64])])
  func extremes(
    units: Int64, ratios: String, remainder: Allocation.Remainder, parts: [Int64]
  ) throws {
    let given = try Self.dollars(units).allocated(by: Self.rates(ratios), remainder: remainder)
    #expect(given.parts.map(\.minorUnits) == parts)
  }

  @Test(
    "parts and remainder add up to the sum, and none is a step away from its share",
    arguments: 0..<400 as Range<UInt64>)
  func conservation(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let units =
      random.oneIn(8) ? Int64.min : Int64(truncatingIfNeeded: random.next()) >> (random.next() % 64)
    let sum = Self.dollars(units)
    let count = Int(random.next() % 12) + 1
    let ratios = try (0..<count).map { place in
      if place > 0, random.oneIn(5) { return Rate.zero }
      let top = Int64(random.next() >> (33 + random.next() % 31))
      return try #require(Rate(top + 1, over: random.oneIn(2) ? 1 : Int64(random.next() % 60) + 1))
    }
    var whole = Rate.zero
    for ratio in ratios { whole = try #require(whole.sum(with: ratio)) }
    let turned = try #require(whole.reciprocal)
    for remainder in Allocation.Remainder.allCases {
      let given = try sum.allocated(by: ratios, remainder: remainder)
      #expect(try Money.sum(given.parts + [given.remainder], in: .usd) == sum)
      if remainder != .separate { #expect(given.remainder.isZero) }
      for (part, ratio) in zip(given.parts, ratios) {
        if ratio == .zero { #expect(part.isZero) }
        let share = try sum * #require(ratio.product(with: turned))
        let distance = try (ExactMoney(part) - share).magnitude
        #expect(try distance.isLess(than: ExactMoney(Self.dollars(1))), "\(part), \(share)")
      }
      if units > .min {
        let mirrored = try (-sum).allocated(by: ratios, remainder: remainder)
        #expect(try mirrored.parts.map(-) == given.parts)
      }
    }
  }

  @Test(
    "equal parts differ by at most one step",
    arguments: [
      (9_999, 4, 1, [2_500, 2_500, 2_500, 2_499]), (2, 4, 1, [1, 1, 0, 0]), (-5, 2, 1, [-3, -2]),
      (10_000, 3, 5, [3_335, 3_335, 3_330]), (0, 2, 1, [0, 0]),
    ] as [(Int64, Int, Int64, [Int64])])
  func split(cents: Int64, count: Int, step: Int64, parts: [Int64]) throws {
    let sum = Self.dollars(cents)
    for remainder in [Allocation.Remainder.first, .largestRatio, .largestRemainder] {
      let given = try sum.split(into: count, remainder: remainder, step: step)
      #expect(given.parts.map(\.minorUnits) == parts)
    }
    let apart = try sum.split(into: count, remainder: .separate, step: step)
    #expect(Set(apart.parts).count == 1)
    #expect(try Money.sum(apart.parts + [apart.remainder], in: .usd) == sum)
  }
}
