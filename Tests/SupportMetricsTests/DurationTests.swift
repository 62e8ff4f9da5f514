// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportTestKit
import SupportTickets
import Testing

@Suite("Metrics: durations and backlog")
struct DurationTests {
  /// Computed with NumPy 2.4.6: `numpy.percentile(values, 100 * share)` and, for the nearest rank,
  /// `numpy.percentile(values, 100 * share, method="inverted_cdf")`. The nearest ranks of the
  /// shares 0.05, 0.3, 0.4, 0.5 and 1 are also the worked example of Wikipedia's "Percentile".
  @Test(
    "quantiles are those of NumPy",
    arguments: [
      (0, 15, 15), (0.05, 16, 15), (0.3, 23, 20), (0.4, 29, 20), (0.5, 35, 35), (0.75, 40, 40),
      (0.9, 46, 50), (0.95, 48, 50), (1, 50, 50),
    ] as [(Double, Double, Double)])
  func quantiles(share: Double, linear: Double, nearest: Double) throws {
    let tally = DurationTally(milliseconds: [50, 15, 40, 20, 35])
    let found = try #require(tally.quantile(share))
    #expect(abs(found - linear) < 1e-9)
    #expect(tally.quantile(share, method: .nearestRank) == nearest)
  }

  @Test(
    "quantiles of an even, uneven and repeated set are those of NumPy",
    arguments: [
      (0.1, 0.6, 0), (0.25, 30_000.5, 1), (0.5, 3_600_000, 3_600_000),
      (0.9, 38_880_000, 86_400_000), (0.99, 81_648_000, 86_400_000),
    ] as [(Double, Double, Double)])
  func spread(share: Double, linear: Double, nearest: Double) throws {
    var tally = DurationTally()
    for value: Int64 in [3_600_000, 1, 7_200_000, 86_400_000, 60_000, 3_600_000, 0] {
      tally.add(milliseconds: value)
    }
    let found = try #require(tally.quantile(share))
    #expect(abs(found - linear) < 1e-6)
    #expect(tally.quantile(share, method: .nearestRank) == nearest)
    tally.sort()
    tally.sort()
    #expect(tally.quantile(share) == found && tally.sortedMilliseconds.first == 0)
  }

  @Test("one value is every quantile, none has none, and shares outside are the bounds")
  func edges() {
    let one = DurationTally(milliseconds: [7])
    for share in [-1, 0, 0.5, 1, 2, .infinity, -.infinity] {
      #expect(one.quantile(share) == 7)
      #expect(one.quantile(share, method: .nearestRank) == 7)
    }
    #expect(one.quantile(.nan) == nil && DurationTally().quantile(0.5) == nil)
    #expect(DurationTally().mean == nil && DurationTally().sum == 0 && one.mean == 7)
  }

  @Test("sums are exact beyond 64 bits, and extremes do not stop a quantile")
  func exact() {
    let tally = DurationTally(milliseconds: [.max, .max, .max, .min])
    // 3 (2⁶³ − 1) − 2⁶³ = 2⁶⁴ − 3
    #expect(tally.sum == Int128(UInt64.max) - 2)
    #expect(tally.count == 4)
    #expect(tally.quantile(0) == -0x1p63 && tally.quantile(1) == 0x1p63)
  }

  @Test("two tallies are equal when they hold the same values in any order")
  func equality() {
    let left = DurationTally(milliseconds: [3, 1, 2])
    var right = DurationTally(milliseconds: [2])
    right.merge(DurationTally(milliseconds: [3, 1]))
    #expect(left == right && left != DurationTally(milliseconds: [1, 2]))
    #expect(Set([left, right]).count == 1)
  }

  private static let over: [Ticket.Status] = [.closed, .archived, .merged]

  @Test("the backlog is what was known then", arguments: UInt64(0)..<60)
  func backlog(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var tally = BacklogTally()
    // A naive model: for each ticket the list of what was recorded, looked through for each instant.
    var histories: [[(at: Instant, status: Ticket.Status)]] = []
    for _ in 0..<12 {
      var at = Instant.fixtureStart.adding(milliseconds: .random(in: 0...50, using: &random))
      var history: [(at: Instant, status: Ticket.Status)] = []
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let status = Ticket.Status.allCases.randomElement(using: &random) ?? .new
        tally.count(from: history.last?.status, to: status, recordedAt: at)
        history.append((at, status))
        at = at.adding(milliseconds: .random(in: 0...20, using: &random))
      }
      histories.append(history)
    }
    let instants = (0..<30).map { _ in
      Instant.fixtureStart.adding(milliseconds: .random(in: -5...200, using: &random))
    }
    let found = tally.counts(at: instants)
    for (instant, counts) in zip(instants, found) {
      let known = histories.compactMap { $0.last { $0.at <= instant }?.status }
      #expect(counts.notClosed == known.count { !Self.over.contains($0) })
      #expect(counts.unresolved == known.count { !Self.over.contains($0) && $0 != .solved })
      #expect(tally.counts(at: instant) == counts)
    }
    #expect(tally.counts(at: []).isEmpty)
  }
}
