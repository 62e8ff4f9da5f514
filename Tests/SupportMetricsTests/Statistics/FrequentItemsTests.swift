// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMetrics
import SupportTestKit
import Testing

@Suite("Metrics: frequent names in bounded memory")
struct FrequentItemsTests {
  /// Names of which few are frequent: the third part of all is the first, and so on.
  private static func name(_ random: inout SplitMix64) -> String {
    var name = 0
    while name < 200, !random.oneIn(3) { name += random.oneIn(6) ? 17 : 1 }
    return "n\(name)"
  }

  @Test("bounds hold for each name in any order of merging", arguments: UInt64(0)..<20)
  func bounds(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let capacity = [1, 3, 8, 20][Int(seed % 4)]
    let empty = try FrequentItems(capacity: capacity)
    var exact = FrequencyTally()
    var parts = Array(repeating: empty, count: 4)
    for _ in 0..<600 {
      let name = Self.name(&random)
      let times = random.oneIn(5) ? Int(random.next() % 9) : 1
      exact.count(name, times: times)
      parts[Int(random.next() % 4)].count(name, times: times)
    }
    while parts.count > 1 {
      parts.shuffle(using: &random)
      let last = parts.removeLast()
      try parts[0].merge(last)
    }
    let bounded = parts[0]
    #expect(bounded.total == exact.total && bounded.top().count <= capacity)
    #expect(bounded.error * (capacity + 1) <= bounded.total)
    let known = exact.top()
    for entry in known {
      #expect(bounded.count(of: entry.name).contains(entry.count))
    }
    for limit in 0...6 {
      // Fewer names than the limit occur more often than any of these.
      for entry in bounded.certainTop(limit) {
        let count = exact.count(of: entry.name)
        #expect(known.count { $0.count > count } < limit)
      }
      let share = bounded.share(ofTop: limit)
      let sum = exact.share(ofTop: limit).numerator
      #expect(share.lower.numerator <= sum && sum <= share.upper.numerator)
    }
    let tenth = try Rate("10%")
    if let found = bounded.names(atLeast: tenth) {
      let names = Set(found.map(\.name))
      for entry in known where entry.count * 10 >= exact.total {
        #expect(names.contains(entry.name))
      }
      for entry in found where entry.lower * 10 >= exact.total {
        #expect(exact.count(of: entry.name) * 10 >= exact.total)
      }
    } else {
      #expect(bounded.error * 10 >= bounded.total)
    }
    let read = try JSONDecoder().decode(
      FrequentItems.self, from: try JSONEncoder().encode(bounded))
    #expect(read == bounded)
  }

  @Test("with room for all names everything is exact, in any order", arguments: UInt64(0)..<10)
  func exact(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var whole = try FrequentItems(capacity: 300)
    var parts = Array(repeating: whole, count: 3)
    var exact = FrequencyTally()
    for _ in 0..<200 {
      let name = Self.name(&random)
      whole.count(name)
      exact.count(name)
      parts[Int(random.next() % 3)].count(name)
    }
    parts.shuffle(using: &random)
    for part in parts.dropFirst() { try parts[0].merge(part) }
    #expect(parts[0] == whole && whole.error == 0)
    #expect(whole.top().map(\.lower) == exact.top().map(\.count))
    #expect(whole.top().map(\.name) == exact.top().map(\.name))
    #expect(whole.certainTop(5).count == min(5, exact.distinct))
  }

  @Test("sizes out of range and tallies of different sizes are refused")
  func refusals() throws {
    #expect(throws: TallyError.sizeOutOfRange(0, bounds: 1...1_000_000)) {
      try FrequentItems(capacity: 0)
    }
    var small = try FrequentItems(capacity: 2)
    let large = try FrequentItems(capacity: 3)
    #expect(throws: TallyError.differentSizes(2, 3)) { try small.merge(large) }
    #expect(small.names(atLeast: .one) == nil && small.share(ofTop: 3).upper.value == nil)
    small.count("a", times: .max)
    small.count("a", times: .max)
    small.count("b", times: 0)
    #expect(small.total == .max && small.count(of: "a") == .max ... .max)
    #expect(small.share(ofTop: .max).upper == MetricRate(.max, of: .max))
    #expect(small.memory == 32)
    #expect(TallyError.differentSizes(2, 3).description.contains("size 3"))
    #expect(
      TallyError.sizeOutOfRange(0, bounds: 1...9).description == "0 is outside 1 ... 9")
  }

  @Test("the first few of many names are those of sorting all", arguments: UInt64(0)..<8)
  func top(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var tally = FrequencyTally()
    for _ in 0..<3_000 { tally.count("x\(random.next() % 900)") }
    let all = tally.top()
    for limit in [0, 1, 2, 10, 200, 899, 5_000] {
      #expect(tally.top(limit) == Array(all.prefix(limit)))
    }
    #expect(tally.memory == 32 * tally.distinct)
  }
}
