// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportTestKit

/// What holds on average of several days, beside what the formula says.
struct StormAverages {
  private let days: [StormDay]

  init(_ days: [StormDay]) {
    self.days = days
  }

  var lines: [String] {
    let seeds = "SEEDS \(days.first?.seed ?? 0) TO \(days.last?.seed ?? 0)"
    let hasPlan = days.first?.with != nil
    let head =
      left("ON AVERAGE OF \(days.count) DAYS (\(seeds))", 48) + right("without", 10)
      + (hasPlan ? right("with", 10) : "")
    return [head] + part("the whole day", days.first?.all ?? 0..<0)
      + part("the storm", CentreScenario.stormSpan)
  }

  private func part(_ name: String, _ span: Range<Int>) -> [String] {
    [
      line("\(name): answered within \(CentreScenario.target) s") {
        $0.counts(in: span).serviceLevel
      },
      line("  as Erlang A says, half-hour by half-hour") { $0.expected(in: span) },
    ]
  }

  private func line(_ name: String, _ figure: (StormDay.Side) -> Double) -> String {
    let with = days.compactMap(\.with)
    return left("  " + name, 48) + right(tenths(mean(days.map(\.without), figure)), 10)
      + (with.isEmpty ? "" : right(tenths(mean(with, figure)), 10))
  }

  private func mean(_ sides: [StormDay.Side], _ figure: (StormDay.Side) -> Double) -> Double {
    sides.isEmpty ? 0 : sides.reduce(0) { $0 + figure($1) } / Double(sides.count)
  }
}
