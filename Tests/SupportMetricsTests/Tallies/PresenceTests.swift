// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import SupportTime
import Testing

@testable import SupportMetrics

@Suite("Tallies of metrics: what is present")
struct PresenceTests {
  private static let day: Int64 = 86_400_000

  private static func row(from start: Int64, until end: Int64?) throws -> Facts {
    var row = MetricSubject.tickets.row
    try row.set("openedAt", to: .instant(Instant(millisecondsSince1970: start)))
    if let end { try row.set("leftAt", to: .instant(Instant(millisecondsSince1970: end))) }
    return row
  }

  private static let definitions: [MetricDefinition] = [
    .init("end", of: "tickets", .presentAtEnd(from: "openedAt", until: "leftAt", where: .always)),
    .init(
      "average", of: "tickets", .averagePresent(from: "openedAt", until: "leftAt", where: .always)),
    .init(
      "age", of: "tickets", .ageAtEnd(.mean, from: "openedAt", until: "leftAt", where: .always)),
    .init(
      "old", of: "tickets",
      .ageAtEnd(
        .shareOlder(than: .seconds(86_400)), from: "openedAt", until: "leftAt", where: .always)),
  ]

  @Test("What is open at the end of a day, on average and how old, told by hand")
  func byHand() throws {
    // Day 0: one open from 06:00 on for a day and a half. Day 1: another from 12:00 on, never closed.
    var tally = MetricTally(try MetricPlan(of: .tickets, Self.definitions, by: .day))
    tally.count(try Self.row(from: Self.day / 4, until: Self.day / 4 + Self.day * 3 / 2))
    tally.count(try Self.row(from: Self.day * 3 / 2, until: nil))
    let end = Instant(millisecondsSince1970: 3 * Self.day)
    let report = try #require(tally.report(observedUntil: end))
    func values(_ id: MetricID) -> [String] {
      report.lines(of: id).map { $0.figure.value?.text(decimals: 4) ?? "nil" }
    }
    #expect(values("end") == ["1", "1", "1"].map { "\($0).0000" })
    // Day 1: all day one, from 12:00 to 18:00 two: 1.25 less the quarter from 18:00 of the first.
    #expect(values("average") == ["1.0000", "1.2500", "1.0000"])
    // At the end of day 1 the second is half a day old, at the end of day 2 one and a half.
    #expect(values("age") == ["64800000.0000", "43200000.0000", "129600000.0000"])
    #expect(values("old") == ["0.0000", "0.0000", "1.0000"])
  }

  @Test("A stay that ends before it begins is unknown; one that ends at once was never there")
  func odd() throws {
    var tally = MetricTally(try MetricPlan(of: .tickets, Self.definitions, by: .day))
    tally.count(try Self.row(from: 1_000, until: 999))
    tally.count(try Self.row(from: 2_000, until: 2_000))
    let report = try #require(
      tally.report(observedUntil: Instant(millisecondsSince1970: 5_000)))
    let figure = try #require(report.lines(of: "end").first?.figure)
    #expect(figure.value == MetricFraction(0))
    let apart = try #require(report.lines(of: "end").last)
    #expect(apart.span == nil && apart.figure.leftOut == MetricLeftOut(unknown: 1))
    #expect(report.lines(of: "age").first?.figure.value == nil)
    #expect(
      tally.figure("end", observedUntil: Instant(millisecondsSince1970: 5_000))?.value
        == MetricFraction(0))
  }

  @Test(
    "Every group is told from the first row of all to the end of the data, so that groups add up")
  func groups() throws {
    let grouped = MetricDefinition(
      "end", of: "tickets", .presentAtEnd(from: "openedAt", until: "leftAt", where: .always),
      grouping: ["group"])
    var tally = MetricTally(try MetricPlan(of: .tickets, [grouped], by: .day))
    for (group, end) in [("a", Self.day * 30), ("b", nil)] as [(String, Int64?)] {
      var row = try Self.row(from: 0, until: end)
      try row.set("group", to: .text(group))
      tally.count(row)
    }
    let report = try #require(tally.report())
    for name in ["a", "b"] {
      let lines = report.lines.filter { $0.group == [.text(name)] }
      #expect(lines.map(\.span).first != nil && lines.count == 30, "\(name)")
    }
    #expect(report.lines.last?.figure.value == MetricFraction(1))
  }

  @Test(
    "Numbers present agree with a walk over every instant", arguments: 0..<12 as Range<UInt64>)
  func walk(seed: UInt64) throws {
    var maker = MetricMaker(seed: seed)
    let stays = (0..<40).map { _ -> (Int64, Int64?) in
      let start = Int64(maker.below(48)) * 3_600_000
      return (start, maker.oneIn(4) ? nil : start + Int64(maker.below(40)) * 1_800_000)
    }
    var tally = MetricTally(
      try MetricPlan(of: .tickets, Self.definitions, by: .interval(minutes: 60)))
    for stay in stays { tally.count(try Self.row(from: stay.0, until: stay.1)) }
    let end = Instant(millisecondsSince1970: 60 * 3_600_000)
    let report = try #require(tally.report(observedUntil: end))
    func present(_ instant: Int64) -> Int {
      stays.reduce(0) { $1.0 <= instant && ($1.1 ?? .max) > instant ? $0 + 1 : $0 }
    }
    for line in report.lines(of: "end") {
      let stop = try #require(line.span).end(in: .utc)
      let expected = present(stop.millisecondsSince1970 - 1)
      #expect(line.figure.value == MetricFraction(Int128(expected)), "seed \(seed)")
    }
    for line in report.lines(of: "average") {
      let span = try #require(line.span)
      let start = span.start(in: .utc).millisecondsSince1970
      guard start >= (stays.map(\.0).min() ?? 0) else { continue }
      // Every change is on a half hour, so two looks an hour tell it all.
      let sum = present(start) + present(start + 1_800_000)
      guard span.end(in: .utc) <= end else { continue }
      #expect(line.figure.value == MetricFraction(Int128(sum), over: 2), "seed \(seed) \(span)")
    }
  }
}
