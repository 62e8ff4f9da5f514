// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMetrics
import SupportTestKit
import Testing

@Suite("Metrics: how many different ones")
struct DistinctTests {
  @Test("names and numbers count once, however they are written or merged")
  func exact() {
    var tally = DistinctTally()
    for name in ["anna", "ben", "anna", "caf\u{E9}", "cafe\u{301}"] { tally.count(name) }
    for number: Int64 in [7, 7, -1] { tally.count(number) }
    var other = DistinctTally()
    other.count("7")
    other.count("ben")
    var reversed = other
    reversed.merge(tally)
    tally.merge(other)
    #expect(tally.distinct == 6 && tally == reversed && tally.form == reversed.form)
    #expect(tally.form.line == #"{ "names": ["7", "anna", "ben", "café"], "numbers": [-1, 7] }"#)
    #expect(tally.memory == 4 * 24 + 2 * 12)
  }

  /// The vectors of FNV-1a are those of its authors' test suite; the mixing is that of `SplitMix64`,
  /// whose first number for the seed 1234567 is 6457827717110365317 in all public listings.
  @Test("the hash is the stated one")
  func hash() {
    for (name, hash) in [
      ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
    ] as [(String, UInt64)] {
      var mixed = SplitMix64(seed: hash &- 0x9E37_79B9_7F4A_7C15)
      #expect(StableHash.hash(name) == mixed.next())
    }
    #expect(StableHash.hash(1_234_567) == 6_457_827_717_110_365_317)
    #expect(StableHash.hash("caf\u{E9}") == StableHash.hash("cafe\u{301}"))
  }

  @Test(
    "the estimate stays within four standard errors, and small counts are exact",
    arguments: [
      (14, 1_000), (14, 1_025), (14, 20_000), (10, 64), (10, 65), (10, 9_000), (6, 5_000),
      (4, 3_000),
    ], UInt64(0)..<3)
  func estimate(_ size: (precision: Int, count: Int), seed: UInt64) throws {
    var sketch = try DistinctSketch(precision: size.precision)
    for number in 0..<size.count {
      sketch.count(Int64(number) &* 7_919 &+ Int64(seed) << 40)
      if number % 3 == 0 { sketch.count(Int64(number) &* 7_919 &+ Int64(seed) << 40) }
    }
    let off = abs(Double(sketch.distinct) / Double(size.count) - 1)
    if sketch.isExact {
      #expect(off == 0 && size.count <= 1 << size.precision / 16 && sketch.standardError == 0)
    } else {
      #expect(off <= 4 * sketch.standardError, "\(sketch.distinct) of \(size.count)")
      #expect(sketch.memory == 1 << size.precision)
    }
  }

  @Test("any order of merging gives one sketch", arguments: UInt64(0)..<24)
  func merging(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var whole = try DistinctSketch(precision: 8)
    var parts = Array(repeating: whole, count: 4)
    let count = [3, 16, 17, 40, 2_000][Int(seed % 5)]
    for _ in 0..<count {
      let name = "customer \(random.next() % 5_000)"
      whole.count(name)
      let part = Int(random.next() % 4)
      parts[part].count(name)
      if random.oneIn(3) { parts[3 - part].count(name) }
    }
    while parts.count > 1 {
      parts.shuffle(using: &random)
      let last = parts.removeLast()
      try parts[0].merge(last)
    }
    #expect(parts[0] == whole && parts[0].form == whole.form)
    #expect(parts[0].distinct == whole.distinct)
    let read = try JSONDecoder().decode(
      DistinctSketch.self, from: try JSONEncoder().encode(whole))
    #expect(read == whole)
  }

  @Test("precisions out of range and different precisions are refused")
  func refusals() throws {
    for precision in [3, 19] {
      #expect(throws: TallyError.sizeOutOfRange(precision, bounds: 4...18)) {
        try DistinctSketch(precision: precision)
      }
    }
    var fine = DistinctSketch()
    let coarse = try DistinctSketch(precision: 4)
    #expect(throws: TallyError.differentSizes(14, 4)) { try fine.merge(coarse) }
    #expect(fine.distinct == 0 && fine.memory == 0)
  }

  @Test("registers that are full give a great number and no trap")
  func full() throws {
    let text = #"{ "precision": 4, "registers": "\#(String(repeating: "3d", count: 16))" }"#
    let sketch = try DocumentNode.read(text) { DistinctSketch(reading: $0, &$1) }
    #expect(sketch.distinct > 1 << 60)
  }
}
