// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStaffing
import SupportTestKit

/// The figures of the simulated day by half-hour, with and without the plan.
struct StormDay {
  /// A half-hour, whatever the plan.
  struct Line {
    /// When it begins: `12:30`.
    var time: String
    /// The calls that came.
    var calls: Int
    /// The calls that were forecast.
    var forecast: Int
    /// The agents at the desk that reach the goal by Erlang A.
    var neededA: Int
    /// The agents at the desk that reach the goal by Erlang C.
    var neededC: Int
  }

  /// What came of a half-hour.
  struct Figures {
    /// The agents at the desk.
    var desk: Int
    var counts: ContactCentreDay.Counts
    /// The middle wait in seconds, of those who were answered or hung up.
    var median: Double
    /// Nine in ten waited at most so many seconds.
    var ninth: Double
    var occupancy: Double
    /// The service level that Erlang A says for the desk.
    var expected: Double
  }

  /// One of the two days.
  struct Side {
    var figures: [Figures]
    var day: ContactCentreDay

    /// The counts of some half-hours.
    func counts(in span: Range<Int>) -> ContactCentreDay.Counts {
      day.counts(in: span, within: .seconds(CentreScenario.target))
    }

    /// The service level that Erlang A says for some half-hours, by the calls that came.
    func expected(in span: Range<Int>) -> Double {
      let calls = span.reduce(0) { $0 + figures[$1].counts.offered }
      let inTime = span.reduce(0) {
        $0 + Double(figures[$1].counts.offered) * figures[$1].expected
      }
      return calls > 0 ? inTime / Double(calls) : 1
    }
  }

  let seed: UInt64
  let scenario: CentreScenario
  let lines: [Line]
  let without: Side
  let with: Side?

  /// Simulates a day.
  ///
  /// - Parameters:
  ///   - seed: What decides its chance.
  ///   - scenario: What is stated about it.
  ///   - withPlan: Whether the surge plan is simulated too.
  ///   - callbacks: Whether anybody takes the callbacks that are offered.
  /// - Throws: What the rooms say of numbers that do not fit, such as a goal that nobody reaches.
  init(seed: UInt64, _ scenario: CentreScenario, withPlan: Bool, callbacks: Bool) throws {
    self.seed = seed
    self.scenario = scenario
    let without = try Self.side(scenario, withPlan: false, callbacks, seed)
    self.without = without
    with = withPlan ? try Self.side(scenario, withPlan: true, callbacks, seed) : nil
    lines = try CentreScenario.arrivals.enumerated().map { place, perHour in
      let load = try CentreScenario.interval(place, perHour, from: scenario.start).load
      let goal = scenario.policy.goal
      return try Line(
        time: CentreScenario.time(of: place),
        calls: without.figures[place].counts.offered,
        forecast: CentreScenario.forecast[place] / 2,
        neededA: scenario.policy.model.requiredAgents(for: load, goal),
        neededC: QueueModel.erlangC.requiredAgents(for: load, goal))
    }
  }

  /// All half-hours.
  var all: Range<Int> { 0..<lines.count }

  private static func side(
    _ scenario: CentreScenario, withPlan: Bool, _ callbacks: Bool, _ seed: UInt64
  ) throws -> Side {
    let centre = try scenario.centre(withPlan: withPlan, callbacks: callbacks)
    let day = try ContactCentreSimulation(centre).run(seed: seed)
    let figures = try CentreScenario.arrivals.enumerated().map { place, perHour in
      let interval = try CentreScenario.interval(place, perHour, from: scenario.start)
      let desk = centre.team.count { member in
        member.shifts.contains { $0.lowerBound <= interval.start && interval.end <= $0.upperBound }
      }
      let waits = day.calls(in: place..<place + 1)
        .filter { !$0.isCallback && ($0.outcome == .answered || $0.outcome == .abandoned) }
        .map(\.wait).sorted()
      let theory = try scenario.policy.model.figures(
        of: interval.load, agents: desk, within: Double(CentreScenario.target))
      return Figures(
        desk: desk,
        counts: day.counts(in: place..<place + 1, within: .seconds(CentreScenario.target)),
        median: quantile(waits, 5), ninth: quantile(waits, 9),
        occupancy: day.teamTime(in: place..<place + 1).occupancy,
        expected: theory.serviceLevel ?? 0)
    }
    return Side(figures: figures, day: day)
  }

  /// The smallest wait that so many tenths do not exceed, in seconds.
  private static func quantile(_ waits: [Int64], _ tenths: Int) -> Double {
    guard !waits.isEmpty else { return 0 }
    let rank = (waits.count * tenths + 9) / 10
    return Double(waits[max(rank, 1) - 1]) / 1_000
  }
}
