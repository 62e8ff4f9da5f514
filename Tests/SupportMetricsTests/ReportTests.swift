// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import SupportTime
import Testing

@testable import SupportMetrics

@Suite("Reports of metrics")
struct ReportTests {
  @Test(
    "Fractions print rounded, halves away from zero, and compare exactly",
    arguments: [
      (1, 3, 4, "0.3333"), (2, 3, 4, "0.6667"), (-1, 2, 0, "-1"), (1, 2, 0, "1"),
      (-1, 1_000, 2, "0.00"),
      (999_999, 1_000_000, 2, "1.00"), (5, 1, 2, "5.00"), (-7, 4, 1, "-1.8"),
    ] as [(Int128, Int128, Int, String)])
  func fractions(above: Int128, below: Int128, decimals: Int, text: String) throws {
    #expect(try #require(MetricFraction(above, over: below)).text(decimals: decimals) == text)
  }

  @Test("Fractions near the ends of 128 bits compare without overflow")
  func large() throws {
    let big = try #require(MetricFraction(.max, over: .max - 1))
    let bigger = try #require(MetricFraction(.max - 1, over: .max - 2))
    #expect(big < bigger)
    #expect(MetricFraction(.min) < MetricFraction(.max))
    #expect(MetricFraction(2, over: 4) == MetricFraction(1, over: 2))
    #expect(MetricFraction(1, over: 0) == nil)
    #expect(MetricFraction(Int128.max).minus(MetricFraction(Int128.min)) == nil)
  }

  private static func share(_ above: Int128, _ below: Int128) -> MetricFigure {
    MetricFigure(.share, above, over: below, counted: Int(below))
  }
  private static func time(_ milliseconds: Int128) -> MetricFigure {
    MetricFigure(.duration, milliseconds, over: 1, counted: 1)
  }

  @Test(
    "Times are compared relatively, shares in percentage points",
    arguments: [
      (time(68_000), time(120_000), "-43.3%"), (share(963, 1_000), share(85, 100), "+11.3 points"),
      (share(917, 1_000), share(784, 1_000), "+13.3 points"),
      (time(155_520_000), time(622_080_000), "-75.0%"), (time(5), time(5), "0.0%"),
    ])
  func changes(figure: MetricFigure, reference: MetricFigure, text: String) {
    let comparison = MetricComparison(of: "m", figure, with: reference)
    #expect(comparison.change?.description == text)
  }

  @Test("Nothing is compared with nothing, nor a share with a time")
  func incomparable() {
    let nothing = Self.share(0, 0)
    #expect(MetricComparison(of: "m", Self.share(1, 2), with: nothing).change == nil)
    #expect(MetricComparison(of: "m", Self.share(1, 2), with: Self.time(1)).change == nil)
    #expect(MetricComparison(of: "m", Self.time(1), with: Self.time(0)).change == nil)
    #expect(MetricComparison(of: "m", Self.time(1), with: nil).change == nil)
    #expect(
      MetricComparison(of: "m", Self.time(1), with: Self.time(2), direction: .atMost).isBetter
        == true)
  }

  @Test("An objective is met by the exact figure and not by the rounded one")
  func objectives() throws {
    let bound = try #require(Rate.percent(92))
    let objective = MetricObjective.atLeast(.share(bound))
    #expect(objective.isMet(by: Self.share(92, 100)) == true)
    #expect(objective.isMet(by: Self.share(91_999, 100_000)) == false)
    #expect(objective.isMet(by: Self.share(0, 0)) == nil)
    #expect(objective.isMet(by: Self.time(92)) == nil)
    let stars = MetricObjective.atLeast(.number(try ExactDecimal("4.8")))
    #expect(stars.isMet(by: MetricFigure(.number(decimals: 0), 24, over: 5, counted: 5)) == true)
    #expect(
      stars.isMet(by: MetricFigure(.number(decimals: 3), 4_799, over: 1, counted: 5)) == false)
    let errors = MetricObjective(.below, .share(try #require(Rate(3, over: 1_000))))
    #expect(errors.isMet(by: Self.share(3, 1_000)) == false)
  }

  @Test("A share of few is told with its interval, a mean is not")
  func intervals() throws {
    // Wilson's interval of 9 of 10 at 95 %: 0.5958 ... 0.9821 (Newcombe 1998, method 3).
    var share = Self.share(9, 10)
    share.sample = .proportion
    let interval = try #require(share.interval)
    #expect(abs(interval.lower - 0.5958) < 5e-5 && abs(interval.upper - 0.9821) < 5e-5)
    #expect(interval.isSmallSample)
    // A balance of 60 for and 20 against of 100: the normal distribution, 0.2424 ... 0.5576.
    var balance = Self.share(40, 100)
    balance.sample = .balance(60, against: 20)
    let range = try #require(balance.interval)
    #expect(abs(range.lower - 0.2424) < 5e-5 && abs(range.upper - 0.5576) < 5e-5)
    #expect(Self.time(5).interval == nil)
    #expect(Self.share(9, 10).interval == nil, "not every share is one of rows")
  }

  @Test(
    "Spans are named and end where the next begins",
    arguments: [
      (MetricPeriod.year, "2026"), (.quarter, "2026-Q1"), (.month, "2026-03"), (.week, "2026-W13"),
      (.day, "2026-03-29"),
    ])
  func spans(period: MetricPeriod, name: String) throws {
    let berlin = try ZoneRules(identifier: "Europe/Berlin")
    // The night in which the clocks went forward: 2026-03-29, a Sunday.
    let span = MetricSpan(period, at: try Instant("2026-03-29T12:00:00+02:00"), in: berlin)
    #expect(span.description == name)
    let next = span.next(in: berlin)
    #expect(next.start(in: berlin) == span.end(in: berlin))
    #expect(MetricSpan(period, at: span.start(in: berlin), in: berlin) == span)
    #expect(MetricSpan(period, at: span.end(in: berlin), in: berlin) == next)
    if period == .day {
      #expect(span.start(in: berlin).milliseconds(to: span.end(in: berlin)) == 23 * 3_600_000)
    }
  }

  @Test("The first week of a year has its Thursday, as ISO 8601 says")
  func weeks() throws {
    for (date, name) in [
      ("2021-01-03", "2020-W53"), ("2021-01-04", "2021-W01"), ("2024-12-30", "2025-W01"),
      ("2026-12-31", "2026-W53"),
    ] {
      #expect(MetricSpan(.week, of: try CivilDate(date)).description == name)
    }
  }

  @Test("Blocks of hours begin at midnight on the clock, also when the clocks change")
  func blocks() throws {
    let berlin = try ZoneRules(identifier: "Europe/Berlin")
    let period = MetricPeriod.interval(minutes: 240)
    for (instant, start, end) in [
      ("2026-03-29T01:30:00Z", "2026-03-28T23:00:00Z", "2026-03-29T02:00:00Z"),
      ("2026-03-29T02:00:00Z", "2026-03-29T02:00:00Z", "2026-03-29T06:00:00Z"),
      ("2026-10-25T01:30:00Z", "2026-10-24T22:00:00Z", "2026-10-25T03:00:00Z"),
    ] {
      let span = MetricSpan(period, at: try Instant(instant), in: berlin)
      #expect(span.start(in: berlin) == (try Instant(start)), "\(instant)")
      #expect(span.end(in: berlin) == (try Instant(end)), "\(instant)")
      #expect(span.widened(to: .day, in: berlin).description == String(instant.prefix(10)))
    }
  }

  @Test("An hour that occurs twice is two intervals")
  func fold() throws {
    let berlin = try ZoneRules(identifier: "Europe/Berlin")
    let first = MetricSpan(
      .interval(minutes: 60), at: try Instant("2026-10-25T02:30:00+02:00"), in: berlin)
    let second = MetricSpan(
      .interval(minutes: 60), at: try Instant("2026-10-25T02:30:00+01:00"), in: berlin)
    #expect(first != second && first.next(in: berlin) == second)
  }
}
