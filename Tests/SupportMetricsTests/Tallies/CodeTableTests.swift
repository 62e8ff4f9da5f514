// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTestKit
import Testing

@testable import SupportMetrics

@Suite("Tallies of metrics: tables of codes and names")
struct CodeTableTests {
  private struct Pair: Hashable {
    var code: Int64
    var place: Int32
  }

  @Test("codes are numbered as a dictionary numbers them", arguments: 0..<6 as Range<UInt64>)
  func numbers(seed: UInt64) {
    var maker = MetricMaker(seed: seed)
    var table = CodeTable()
    var known: [Pair: Int32] = [:]
    // Dense codes, and codes that come by their hash before the dense ones reach as far.
    for step in 0..<400 {
      let code: Int64 = maker.pick([
        Int64(step), Int64(maker.below(2_000)), Int64(maker.below(70)) - 2, .max, .min, .min + 1,
        Int64(bitPattern: maker.random.next()),
      ])
      let place: Int32 = maker.pick([0, 0, 0, 1, 4_096, .max])
      let expected = known[Pair(code: code, place: place)] ?? Int32(known.count)
      known[Pair(code: code, place: place)] = expected
      #expect(table.number(of: code, at: place) == expected, "seed \(seed), \(code) at \(place)")
    }
    #expect(table.count == known.count && table.memory >= known.count * 8)
    for (pair, number) in known {
      #expect(table.codes[Int(number)] == pair.code)
      #expect(table.place(of: Int(number)) == pair.place)
    }
  }

  @Test("a cell tells its key", arguments: 10..<13 as Range<UInt64>)
  func keys(seed: UInt64) {
    var maker = MetricMaker(seed: seed)
    var index = CellIndex(width: 3)
    var keys: [ContiguousArray<Int64>] = []
    for _ in 0..<200 {
      let key = ContiguousArray((0..<3).map { _ in Int64(maker.pick([0, 5, 900, -7])) })
      if !keys.contains(key) { keys.append(key) }
      #expect(keys[Int(index.cell(key))] == key)
    }
    #expect(Array(index.keys) == keys)
  }

  @Test("names that look the same have one number, also in a pool that takes them over")
  func names() {
    var pool = TextPool()
    let numbers = ["caf\u{E9}", "tea", "cafe\u{301}", "", "tea"].map { pool.id(of: $0) }
    #expect(numbers == [0, 1, 0, 2, 1])
    var other = TextPool()
    for step in 0..<100 { _ = other.id(of: "\(step)") }
    _ = other.id(of: "tea")
    #expect(other.ids(of: pool) == [101, 100, 102])
    #expect(other.hash(at: 100) == StableHash.hash("tea"))
    other.removeAll(keepingCapacity: true)
    #expect(other.texts.isEmpty && other.id(of: "tea") == 0)
  }
}
