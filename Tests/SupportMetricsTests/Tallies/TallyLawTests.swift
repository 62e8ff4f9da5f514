// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import SupportTime
import Testing

@testable import SupportMetrics

@Suite("Tallies of metrics: laws")
struct TallyLawTests {
  private static let zone = (try? ZoneRules(identifier: "Europe/Berlin")) ?? .utc

  @Test(
    "A tally gives the figures that rows looked at one by one give",
    arguments: SeedCount.of(8, long: 12))
  func naive(seed: UInt64) throws {
    var maker = MetricMaker(seed: seed)
    let definitions = (0..<8).map { maker.definition($0) }
    let rows = (0..<maker.pick([0, 1, 63, 64, 65, 140])).map { _ in maker.row() }
    let period: MetricPeriod = maker.pick([.whole, .month, .day, .interval(minutes: 30)])
    let plan = try MetricPlan(of: .contacts, definitions, by: period, in: Self.zone)
    var tally = MetricTally(plan)
    var columns = MetricColumns(.contacts)
    for row in rows {
      if maker.oneIn(2) { tally.count(row) } else { columns.append(row) }
    }
    tally.count(columns)
    let end: Instant? = maker.pick([nil, Instant(millisecondsSince1970: 1_764_000_000_000)])
    let report = try #require(tally.report(observedUntil: end))
    var lines = 0
    for definition in definitions {
      let naive = NaiveMetrics(rows: rows, definition: definition, end: end)
      let groups = Dictionary(grouping: rows) { Self.key($0, definition, period) }
      for (key, members) in groups {
        let expected = naive.answer(of: members)
        let line = report.lines.first {
          $0.definition == definition.id && $0.span == key.span && $0.group == key.group
        }
        let figure = try #require(line?.figure, "seed \(seed) \(definition.id)")
        var found = NaiveMetrics.Answer(
          numerator: figure.numerator, denominator: figure.denominator, leftOut: figure.leftOut)
        if case .quantile = definition.measure,
          figure.value == MetricFraction(expected.numerator, over: expected.denominator)
        {
          // A quantile is the same number in whatever terms it is told.
          (found.numerator, found.denominator) = (expected.numerator, expected.denominator)
        }
        if let error = figure.standardError {
          // What is estimated lies within four standard errors of what is.
          let off = abs(Double(figure.numerator) / Double(expected.numerator) - 1)
          #expect(off <= 4 * error, "seed \(seed), \(figure.numerator) of \(expected.numerator)")
          found.numerator = expected.numerator
        }
        #expect(found == expected, "seed \(seed), \(definition.measure), \(definition.filter)")
        lines += 1
      }
    }
    #expect(report.lines.count == lines, "seed \(seed): no line that no row belongs to")
  }

  @Test(
    "Parts merge in any order to the tally of the whole",
    arguments: SeedCount.of(4, long: 6, from: 100))
  func parts(seed: UInt64) throws {
    var maker = MetricMaker(seed: seed)
    let definitions = (0..<8).map { maker.definition($0) }
    let rows = (0..<120).map { _ in maker.row() }
    let plan = try MetricPlan(of: .contacts, definitions, by: .day, in: Self.zone)
    var whole = MetricTally(plan)
    for row in rows { whole.count(row) }
    let count = 2 + maker.below(3)
    var parts = try (0..<count).map { part in
      MetricTally(plan, shard: try #require(MetricShard(part: part, of: count, by: "customer")))
    }
    for row in rows {
      let customer = row["customer"]?.words ?? ""
      parts[MetricShard.part(of: customer, among: count)].count(row)
    }
    parts.shuffle(using: &maker.random)
    var joined = parts[0]
    for part in parts.dropFirst() { try joined.merge(part) }
    #expect(joined.shard.isWhole)
    for period in [MetricPeriod.whole, .day, .week, .month, .quarter, .year] {
      #expect(joined.report(by: period)?.lines == whole.report(by: period)?.lines, "seed \(seed)")
    }
  }

  @Test(
    "Figures of months are those that a tally by the month counts",
    arguments: 200..<204 as Range<UInt64>)
  func coarser(seed: UInt64) throws {
    var maker = MetricMaker(seed: seed)
    let definitions = (0..<8).map { maker.definition($0) }
    let rows = (0..<120).map { _ in maker.row() }
    var tallies = try [MetricPeriod.interval(minutes: 15), .day, .month].map {
      MetricTally(try MetricPlan(of: .contacts, definitions, by: $0, in: Self.zone))
    }
    for row in rows { for index in tallies.indices { tallies[index].count(row) } }
    let reports = tallies.map { $0.report(by: .month)?.lines }
    #expect(reports[0] == reports[2], "seed \(seed)")
    #expect(reports[1] == reports[2], "seed \(seed)")
  }

  private struct Key: Hashable {
    var span: MetricSpan?
    var group: [FactValue?]
  }

  private static func key(
    _ row: Facts, _ definition: MetricDefinition, _ period: MetricPeriod
  ) -> Key {
    let group = definition.grouping.map { row[$0] }
    if period == .whole { return Key(span: MetricSpan(.whole, at: .min, in: zone), group: group) }
    var instant: Instant?
    switch definition.date ?? .fact("arrivedAt") {
    case .fact(let fact): if case .instant(let value) = row[fact] { instant = value }
    case .event(let from, let after, let limit):
      if case .instant(let start) = row[from], case .duration(let time) = row[after] {
        instant = start + .milliseconds(min(time, limit.wholeMilliseconds))
      }
    }
    return Key(span: instant.map { MetricSpan(period, at: $0, in: zone) }, group: group)
  }
}
