// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMetrics
import SupportTestKit
import Testing

@Suite("Metrics: quantiles in bounded memory")
struct QuantileSketchTests {
  /// |found − exact| ≤ error · |exact|, in whole numbers.
  private func isWithin(_ error: Rate, _ found: MetricFraction, of exact: Int64) -> Bool {
    let exact = Int128(exact)
    let (whole, rest) = found.numerator.quotientAndRemainder(dividingBy: found.denominator)
    // Both sides times the denominators would not fit; the distance in two parts does.
    let distance = Double(whole - exact) + Double(rest) / Double(found.denominator)
    return abs(distance) <= Double(error.numerator) / Double(error.denominator)
      * Double(exact.magnitude) * (1 + 1e-12)
  }

  private static func value(_ kind: Int, _ random: inout SplitMix64) -> Int64 {
    switch kind {
    case 0: Int64(bitPattern: random.next())
    case 1: Int64(bitPattern: random.next()) >> Int64(random.next() % 64)
    case 2: [Int64.min, .min + 1, -1, 0, 1, 64, 65, .max - 1, .max][Int(random.next() % 9)]
    case 3: Int64(1_000 / (Double(random.next() % 1_000_000 + 1) / 1_000_000))  // Pareto
    case 4: .random(in: -200...200, using: &random)
    default: .random(in: 0...300_000, using: &random)
    }
  }

  private static let errors = ["1%", "1/2", "1/400", "5%", "1/3", "1/7", "2%"]

  @Test(
    "quantiles keep the error, and any order of merging gives one sketch",
    arguments: SeedCount.of(14, long: 21))
  func bound(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let error = try Rate(Self.errors[Int(seed % 7)])
    let empty = try QuantileSketch(relativeError: error)
    #expect(empty.relativeError <= error)
    var values = (0..<400).map { _ in Self.value(Int(seed / 7 + seed) % 6, &random) }
    var whole = empty
    var parts = Array(repeating: empty, count: 5)
    for value in values {
      whole.add(value)
      parts[Int(random.next() % 5)].add(value)
    }
    // A tree of merges in any order.
    while parts.count > 1 {
      parts.shuffle(using: &random)
      let last = parts.removeLast()
      try parts[0].merge(last)
    }
    #expect(parts[0] == whole && parts[0].hashValue == whole.hashValue)
    #expect(parts[0].form == whole.form)
    values.sort()
    #expect(whole.count == 400 && whole.sum == values.reduce(0) { $0 + Int128($1) })
    #expect((whole.minimum, whole.maximum) == (values.first, values.last))
    for rank in stride(from: 1, through: 400, by: 21) {
      let share = try #require(Rate(Int64(rank), over: 400))
      let found = try #require(whole.quantile(share))
      #expect(
        isWithin(whole.relativeError, found, of: values[rank - 1]),
        "\(found) of \(values[rank - 1])")
    }
    #expect(whole.quantile(.zero) == MetricFraction(Int128(values[0])))
    #expect(whole.quantile(.one) == MetricFraction(Int128(values[399])))
    for bound in values.prefix(12) + [.min, -1, 0, 1, .max] {
      #expect(whole.count(atMost: bound).contains(values.count { $0 <= bound }))
    }
    let read = try JSONDecoder().decode(
      QuantileSketch.self, from: try JSONEncoder().encode(whole))
    #expect(read == whole && read.quantile(.one) == whole.quantile(.one))
  }

  @Test("the finest error is kept")
  func finest() throws {
    var random = SplitMix64(seed: 3)
    var sketch = try QuantileSketch(relativeError: Rate("1/10000"))
    let values = (0..<300).map { _ in Int64(100_000 + random.next() % 900_000) }.sorted()
    for value in values { sketch.add(value) }
    for rank in [1, 2, 77, 150, 299, 300] {
      let share = try #require(Rate(Int64(rank), over: 300))
      let found = try #require(sketch.quantile(share))
      #expect(isWithin(sketch.relativeError, found, of: values[rank - 1]))
    }
    #expect(sketch.relativeError <= (try Rate("1/10000")))
  }

  @Test("small numbers and zero are exact at 1 %")
  func small() throws {
    var sketch = QuantileSketch()
    for value: Int64 in -60...60 { sketch.add(value) }
    for rank: Int64 in 1...121 {
      let share = try #require(Rate(rank, over: 121))
      #expect(sketch.quantile(share) == MetricFraction(Int128(rank - 61)))
      #expect(sketch.count(atMost: rank - 61) == Int(rank)...Int(rank))
    }
    #expect(sketch.relativeError.description == "1/101")
  }

  @Test("memory is bounded as stated")
  func memory() throws {
    var years = QuantileSketch()
    years.add(1)
    years.add(549_755_813_887)  // 2³⁹ − 1 ms are 17.4 years.
    #expect(years.buckets == 1_950 && years.memory == 15_600)
    var positive = QuantileSketch()
    positive.add(0)
    positive.add(.max)
    #expect(positive.buckets == 3_151)
    positive.add(.min)
    #expect(positive.buckets == 6_302 && positive.memory < 51_000)
    var finest = try QuantileSketch(relativeError: Rate("1/10000"))
    finest.add(.min)
    finest.add(.max)
    #expect(finest.memory < 5_100_000)
    #expect(QuantileSketch().memory == 0)
  }

  @Test("errors out of range and sketches of different errors are refused")
  func refusals() throws {
    for text in ["0", "-1%", "51%", "1/10001"] {
      let error = try Rate(text)
      #expect(throws: TallyError.errorOutOfRange(error)) {
        try QuantileSketch(relativeError: error)
      }
    }
    var fine = try QuantileSketch(relativeError: Rate("1/101"))
    var coarse = try QuantileSketch(relativeError: Rate("5%"))
    coarse.add(7)
    let before = fine
    let (ours, other) = (fine.relativeError, coarse.relativeError)
    #expect(throws: TallyError.differentErrors(ours, other)) { try fine.merge(coarse) }
    #expect(fine == before)
    try fine.merge(QuantileSketch())
    #expect(fine == QuantileSketch() && fine.isEmpty && fine.quantile(.one) == nil)
    #expect(fine.exactMean == nil && fine.count(atMost: 0) == 0...0)
    #expect(
      TallyError.differentErrors(ours, other).description
        == "a sketch with a relative error of 1/21 can't be merged into one of 1/101")
    #expect(try TallyError.errorOutOfRange(Rate("51%")).description.contains("51%"))
  }

  @Test("counts at the end of the numbers stay there")
  func saturating() throws {
    var sketch = QuantileSketch()
    sketch.add(.max, times: .max)
    sketch.add(.min, times: 1)
    sketch.add(5, times: 0)
    sketch.add(3, times: .max)
    #expect(sketch.count == .max)
    #expect(sketch.quantile(.one) == MetricFraction(Int128(Int64.max)))
    for _ in 0..<3 { try sketch.merge(sketch) }
    #expect(sketch.count == .max && sketch.quantile(.zero) == MetricFraction(Int128(Int64.min)))
  }
}
