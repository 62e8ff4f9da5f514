// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMetrics
import SupportTestKit
import Testing

@Suite("Metrics: exact values")
struct ValueTallyTests {
  /// Values of very different sizes, as waits and costs have them.
  private static let spread: [Int64] = {
    var random = SplitMix64(seed: 7)
    return (0..<5_000).map { _ in
      let (size, shift) = (random.next(), random.next())
      return Int64(size >> 1) >> Int64(shift % 50 + 13)
    }
  }()

  /// With NumPy 2.4.6, of the same values drawn in Python: `numpy.percentile(v, 100 * q,
  /// method="inverted_cdf")` and `numpy.percentile(v, 100 * q)`. For 99.9 % the rank is 4,995 exactly,
  /// `numpy.sort(v)[4994]`; NumPy's own rank comes out one too high, since its product is rounded.
  @Test(
    "quantiles of 5,000 values are those of NumPy",
    arguments: [
      ("1%", 0, 0), ("10%", 17, 17), ("25%", 3_092, 3_125), ("50%", 18_571_124, 18_611_275),
      ("75%", 130_293_267_243, 130_433_194_198), ("90%", 22_770_880_394_622, 22_779_019_428_627.33),
      ("99%", 648_430_711_283_541, 648_544_670_681_877.2),
      ("99.9%", 1_054_204_186_077_353, 1_054_207_861_093_760),
      ("100%", 1_123_922_154_529_709, 1_123_922_154_529_709),
    ] as [(String, Int64, Double)])
  func numpy(share: String, nearest: Int64, linear: Double) throws {
    let share = try Rate(share)
    var tally = ValueTally(Self.spread)
    #expect(tally.nearestRank(share) == nearest)
    let found = try #require(tally.quantile(share))
    #expect(abs(found.value - linear) <= 1e-13 * linear)
    tally.sort()
    #expect(tally.nearestRank(share) == nearest && tally.quantile(share) == found)
  }

  /// `v.sum()`, `v.astype(float).std(ddof=1)` and `(v <= bound).sum()` of the same values.
  @Test("sum, deviation, shares and a histogram are those of NumPy")
  func sums() throws {
    let tally = ValueTally(Self.spread)
    #expect(tally.sum == 121_816_421_426_947_566)
    let deviation = try #require(tally.standardDeviation)
    #expect(abs(deviation / 110_044_661_146_296.66 - 1) < 1e-14)
    #expect(tally.share(atMost: 1_000_000) == MetricRate(2_109, of: 5_000))
    let bins = tally.histogram(upTo: [1_000_000, 0, 1_000, 1_000_000_000, 0])
    #expect(bins.map(\.upTo) == [0, 1_000, 1_000_000, 1_000_000_000, nil])
    var through = 0
    let known = [103, 1080, 2109, 3052, 5000]
    for (bin, expected) in zip(bins, known) {
      through += bin.count
      #expect(through == expected)
    }
    #expect(tally.exactMean == MetricFraction(121_816_421_426_947_566, over: 5_000))
  }

  /// The root of (n Σx² − (Σx)²)/(n (n − 1)) with Python's `fractions` and `decimal`, to 60 digits.
  @Test(
    "the deviation of extremes and of near values keeps every digit",
    arguments: [
      ([.min, .max], 1.3043817825332783e19), ([.max, .max, .max - 1], 0.5773502691896257),
      ([.min, 0, 1, .max], 7.530851732716321e18),
      (
        [
          1_000_000_000_000_001, 1_000_000_000_000_002, 1_000_000_000_000_003,
          1_000_000_000_000_004,
        ],
        1.2909944487358056
      ),
      ([3_600_000, 1, 7_200_000, 86_400_000, 60_000, 3_600_000, 0], 31857691.527837627),
    ] as [([Int64], Double)])
  func deviation(values: [Int64], expected: Double) throws {
    var tally = ValueTally(values)
    let loose = try #require(tally.standardDeviation)
    #expect(abs(loose / expected - 1) < 1e-15)
    tally.sort()
    #expect(tally.standardDeviation == loose)
    #expect(ValueTally([5]).standardDeviation == nil && ValueTally().standardDeviation == nil)
  }

  /// Kinds of values that selection by buckets might stumble over.
  private static func value(_ kind: Int, _ random: inout SplitMix64) -> Int64 {
    switch kind {
    case 0: .random(in: -3...3, using: &random)
    case 1: Int64(bitPattern: random.next())
    case 2: Int64(bitPattern: random.next()) >> Int64(random.next() % 64)
    case 3: 1_700_000_000_000 + .random(in: 0...90_000_000, using: &random)
    case 6: 1_700_000_000_000 + .random(in: 0...1_500, using: &random)
    case 4: [Int64.min, .min + 1, -1, 0, 1, .max - 1, .max][Int(random.next() % 7)]
    default: random.oneIn(50) ? .max - Int64(random.next() % 5) : Int64(random.next() % 100_000)
    }
  }

  @Test("any rank is found, sorted or not, in parts or whole", arguments: UInt64(0)..<21)
  func ranks(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let kind = Int(seed % 7)
    let count = [1, 2, 100, 600, 1_500, 3_000][Int(random.next() % 6)]
    let values = (0..<count).map { _ in Self.value(kind, &random) }
    let cut = Int.random(in: 0...count, using: &random)
    var mixed = ValueTally(Array(values[..<cut]))
    mixed.sort()
    mixed.merge(ValueTally(Array(values[cut...])))
    let loose = ValueTally(values)
    let sorted = values.sorted()
    var shares: [Rate] = [.zero, .one]
    for _ in 0..<5 {
      let bottom = Int64.random(in: 1...(random.oneIn(4) ? .max : 400), using: &random)
      shares.append(try #require(Rate(.random(in: 0...bottom, using: &random), over: bottom)))
    }
    // By the definitions, in wide integers.
    for share in shares {
      let (top, bottom) = (Int128(share.numerator), Int128(share.denominator))
      let rank = max(1, (Int128(count) * top + bottom - 1) / bottom)
      #expect(mixed.nearestRank(share) == sorted[Int(rank) - 1])
      let (below, rest) = (Int128(count - 1) * top).quotientAndRemainder(dividingBy: bottom)
      let low = Int128(sorted[Int(below)])
      let step = rest == 0 ? 0 : Int128(sorted[Int(below) + 1]) - low
      // The step may take 65 bits and the rest 63, so it stays below 128.
      let parts = step * rest
      let expected = try #require(MetricFraction(low * bottom + parts, over: bottom))
      #expect(mixed.quantile(share) == expected)
      #expect(loose.quantile(share) == expected)
    }
    #expect(mixed.quantiles(shares)?.map(\.self) == shares.compactMap { loose.quantile($0) })
    let many = (0...120).compactMap { Rate($0, over: 120) }
    #expect(mixed.quantiles(many) == loose.quantiles(many))
    #expect(mixed.sortedValues == sorted && mixed == loose && mixed.hashValue == loose.hashValue)
    #expect((mixed.minimum, mixed.maximum) == (sorted.first, sorted.last))
    #expect(mixed.distinct == Set(values).count)
    let bound = values.randomElement(using: &random) ?? 0
    #expect(mixed.count(atMost: bound) == values.count { $0 <= bound })
    #expect(mixed.standardDeviation == loose.standardDeviation && mixed.sum == loose.sum)
  }

  @Test("values that come often take little room, and a tally stays in order by itself")
  func compact() {
    var tally = ValueTally()
    for value in 0..<70_000 { tally.add(Int64(value % 10)) }
    #expect(tally.count == 70_000 && tally.memory < 8 * 5_000)
    tally.sort()
    #expect(tally.memory == 160 && tally.distinct == 10)
    #expect(tally.quantile(0.5) == 4.5 && tally.nearestRank(.one) == 9)
    var weighted = ValueTally()
    for value: Int64 in [9, 3, 0, 1, 2, 4, 5, 6, 7, 8] { weighted.add(value, times: 7_000) }
    weighted.add(7, times: 0)
    weighted.add(7, times: -1)
    #expect(weighted == tally && weighted.memory == 160)
  }

  @Test("counts at the end of the numbers stay there")
  func saturating() {
    var tally = ValueTally()
    tally.add(1, times: .max)
    tally.add(2, times: .max)
    tally.add(3)
    #expect(tally.count == 1 << 61 && tally.quantile(0.5) == 1 && tally.quantile(1.0) == 1)
    #expect(tally.quantile(1, method: .nearestRank) == 1 && tally.nearestRank(.one) == 1)
    #expect(tally.histogram(upTo: [1]).map(\.count) == [1 << 61, 1])
    #expect(tally.standardDeviation != nil && tally.mean == 1)
  }

  @Test("nothing has no figures but a count of none")
  func nothing() throws {
    let tally = ValueTally()
    #expect(tally.quantile(.one) == nil && tally.quantiles([]) == nil)
    #expect(tally.nearestRank(.zero) == nil && tally.minimum == nil && tally.maximum == nil)
    #expect(tally.exactMean == nil && tally.share(atMost: 5) == MetricRate(0, of: 0))
    #expect(tally.histogram(upTo: []).map(\.count) == [0] && tally.memory == 0)
    #expect(ValueTally([1]).quantiles([]) == [])
    #expect(ValueTally([4]).quantile(try Rate("-3")) == MetricFraction(4))
  }
}
