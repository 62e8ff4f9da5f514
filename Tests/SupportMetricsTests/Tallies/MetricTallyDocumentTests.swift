// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import SupportTime
import Testing

@testable import SupportMetrics

@Suite("Tallies of metrics: written down")
struct MetricTallyDocumentTests {
  private static func definitions(_ maker: inout MetricMaker) -> [MetricDefinition] {
    var definitions = (0..<8).map { maker.definition($0) }
    definitions.append(
      .init(
        "sketch", of: "contacts",
        .quantile(.one, of: "talk", by: .sketch(error: Rate(1, over: 50) ?? .one), where: .always)))
    definitions.append(
      .init("few", of: "contacts", .top(2, of: "agent", by: .bounded(counters: 5), where: .always)))
    definitions.append(
      .init(
        "different", of: "contacts",
        .distinct("customer", by: .bounded(precision: 5), where: .always)))
    definitions.append(
      .init(
        "present", of: "contacts",
        .presentAtEnd(from: "arrivedAt", until: "endedAt", where: .always), grouping: ["queue"]))
    return definitions
  }

  @Test(
    "What was written reads as an equal tally, and the same bytes whatever the order of rows and parts",
    arguments: 0..<4 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var maker = MetricMaker(seed: seed)
    let period: MetricPeriod = [.day, .month, .whole, .interval(minutes: 30)][Int(seed % 4)]
    let plan = try MetricPlan(of: .contacts, Self.definitions(&maker), by: period)
    let rows = (0..<80).map { _ in maker.row() }
    func tally(_ rows: [Facts], _ shard: MetricShard) -> MetricTally {
      var tally = MetricTally(plan, shard: shard)
      for row in rows { tally.count(row) }
      return tally
    }
    let one = tally(rows, .whole)
    let other = tally(rows.shuffled(using: &maker.random), .whole)
    let (written, report) = (one.json, try #require(one.report()))
    #expect(written == other.json, "seed \(seed)")
    let read = try MetricTally(written, plan)
    #expect(read.json == written, "seed \(seed)")
    let told = try #require(read.report())
    #expect(told == report, "seed \(seed)")
    if seed == 0 { #expect(told.json == report.json) }
    var parts = try (0..<3).map { part in
      let shard = try #require(MetricShard(part: part, of: 3, by: "customer"))
      return tally(rows.filter { shard.holds($0["customer"]?.words ?? "") }, shard)
    }
    parts.shuffle(using: &maker.random)
    var joined = try MetricTally(parts[0].json, plan)
    for part in parts.dropFirst() { try joined.merge(try MetricTally(part.json, plan)) }
    #expect(joined.report()?.lines == report.lines, "seed \(seed)")
  }

  @Test(
    "Damaged tallies are refused with a problem, never a trap",
    arguments: SeedCount.of(5, long: 8))
  func damaged(seed: UInt64) throws {
    var maker = MetricMaker(seed: seed)
    let plan = try MetricPlan(of: .contacts, Self.definitions(&maker), by: .day)
    var tally = MetricTally(plan)
    for _ in 0..<10 { tally.count(maker.row()) }
    let bytes = Array(tally.json.utf8)
    for _ in 0..<30 {
      var damaged = bytes
      let place = maker.below(bytes.count)
      switch maker.below(3) {
      case 0: damaged[place] = UInt8(ascii: "9")
      case 1: damaged.remove(at: place)
      default: damaged.insert(UInt8(ascii: "-"), at: place)
      }
      let read = try? MetricTally(String(decoding: damaged, as: UTF8.self), plan)
      // What is read can be told, though an instant may now lie ages ago.
      _ = read?.report(by: .whole)?.json
    }
  }

  @Test("A tally of other formulas, and of another period, is refused")
  func otherPlan() throws {
    let one = MetricDefinition("a", of: "contacts", .count(where: .always))
    let other = MetricDefinition("a", of: "contacts", .count(where: .isKnown("talk")))
    let json = MetricTally(try MetricPlan(of: .contacts, [one], by: .day)).json
    #expect(throws: DocumentError.self) {
      try MetricTally(json, MetricPlan(of: .contacts, [other], by: .day))
    }
    let error = #expect(throws: DocumentError.self) {
      try MetricTally(json, MetricPlan(of: .contacts, [one], by: .month))
    }
    #expect(error?.problems.map(\.path) == ["period"])
  }

  @Test("Parts that overlap, are cut otherwise, or divide a customer do not merge")
  func refused() throws {
    let repeats = MetricDefinition(
      "repeats", of: "contacts",
      .recurrence(
        .init(ofSame: ["customer"], start: "arrivedAt", within: .seconds(60)), where: .always))
    let plan = try MetricPlan(of: .contacts, [repeats])
    func part(_ part: Int, by key: String?) throws -> MetricTally {
      MetricTally(plan, shard: try #require(MetricShard(part: part, of: 2, by: key)))
    }
    var tally = try part(0, by: "customer")
    #expect(throws: MetricMergeError.countedTwice(parts: [0])) { try tally.merge(tally) }
    #expect(throws: MetricMergeError.self) { try tally.merge(MetricTally(plan)) }
    try tally.merge(part(1, by: "customer"))
    #expect(tally.shard.isWhole)
    var dealt = try part(0, by: "agent")
    #expect(
      throws: MetricMergeError.dividesKey("repeats", key: ["customer"], cutBy: "agent")
    ) { try dealt.merge(part(1, by: "agent")) }
  }
}
