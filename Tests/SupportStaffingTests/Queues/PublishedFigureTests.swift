// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportStaffing
import Testing

/// Figures that others published, to the digits that they give.
@Suite("Queues: published figures")
struct PublishedFigureTests {
  struct Capacity {
    var lines: Int
    var blocking: Double
    var erlangs: Double
    /// Half a unit of the last digit that is given.
    var rounding: Double
  }

  /// The load at which so many lines block a share.
  static let capacities: [Capacity] = [
    // erlang.com, calculator manual: "a maximum level of traffic of 8.108 Erlangs".
    .init(lines: 15, blocking: 0.01, erlangs: 8.108, rounding: 0.0005),
    // Lucent Technologies' capacity table for 2 % blocking.
    .init(lines: 5, blocking: 0.02, erlangs: 1.657, rounding: 0.001),
    .init(lines: 7, blocking: 0.02, erlangs: 2.935, rounding: 0.001),
    .init(lines: 9, blocking: 0.02, erlangs: 4.345, rounding: 0.001),
    .init(lines: 11, blocking: 0.02, erlangs: 5.842, rounding: 0.001),
    .init(lines: 13, blocking: 0.02, erlangs: 7.402, rounding: 0.001),
    .init(lines: 15, blocking: 0.02, erlangs: 9.010, rounding: 0.001),
    .init(lines: 17, blocking: 0.02, erlangs: 10.656, rounding: 0.001),
    .init(lines: 19, blocking: 0.02, erlangs: 12.333, rounding: 0.001),
    .init(lines: 21, blocking: 0.02, erlangs: 14.036, rounding: 0.001),
    .init(lines: 29, blocking: 0.02, erlangs: 21.039, rounding: 0.001),
    // The table of Erlang B in "Carrier Grade Voice over IP" (D. Collins), one decimal.
    .init(lines: 6, blocking: 0.01, erlangs: 1.9, rounding: 0.05),
    .init(lines: 9, blocking: 0.001, erlangs: 2.6, rounding: 0.05),
    .init(lines: 9, blocking: 0.05, erlangs: 5.4, rounding: 0.05),
    .init(lines: 8, blocking: 0.0001, erlangs: 1.4, rounding: 0.05),
  ]

  @Test("tables of Erlang B give the load that lines carry", arguments: capacities)
  func erlangB(_ capacity: Capacity) throws {
    func blocking(_ erlangs: Double) throws -> Double {
      try ErlangB(OfferedLoad(erlangs: erlangs, handlingTime: 60), agents: capacity.lines).blocking
    }
    #expect(try blocking(capacity.erlangs - capacity.rounding) <= capacity.blocking)
    #expect(try blocking(capacity.erlangs + capacity.rounding) >= capacity.blocking)
  }

  @Test("a load of 10 erlangs takes 17 trunks for 2 %: the first row that carries it")
  func trunks() throws {
    let load = try OfferedLoad(erlangs: 10, handlingTime: 120)
    // 15 trunks carry 9.010 and 17 carry 10.656; 16, which is not in it, would block 2.23 %.
    #expect(
      try QueueModel.erlangB.requiredAgents(for: load, StaffingGoal(.blocking(atMost: 0.02))) == 17)
  }

  @Test(
    "the worked example of the Erlang C formula: 360 calls in half an hour, 4 minutes, 55 agents")
  func mitan() throws {
    // mitan.co.uk, "The Erlang-C formula": 23.9 %, 8.2 s, 84.6 %, 87.3 %.
    let team = try ErlangC(OfferedLoad(arrivalsPerHour: 720, handlingTime: 240), agents: 55)
    #expect(abs(team.probabilityOfWaiting - 0.239) < 0.0005)
    #expect(abs(try #require(team.averageSpeedOfAnswer) - 8.2) < 0.05)
    #expect(abs(team.serviceLevel(within: 15) - 0.846) < 0.0005)
    #expect(abs(team.occupancy - 0.873) < 0.0005)
  }

  @Test("the example that pyworkforce tests: 14 positions, 20 with shrinkage")
  func pyworkforce() throws {
    let load = try OfferedLoad(arrivalsPerHour: 200, handlingTime: 180)
    let goal = try StaffingGoal(
      .serviceLevel(atLeast: 0.8, within: 0.33 * 60), .occupancy(atMost: 0.85))
    let agents = try QueueModel.erlangC.requiredAgents(for: load, goal)
    #expect(agents == 14)
    #expect(try Shrinkage("30%").rostered(agents) == 20)
    let team = try ErlangC(load, agents: 14)
    #expect(abs(team.serviceLevel(within: 0.33 * 60) - 0.888) < 0.0005)
    #expect(abs(team.occupancy - 0.714) < 0.0005)
    #expect(abs(team.probabilityOfWaiting - 0.174) < 0.0005)
  }

  @Test("impatience changes a busy centre: 50 agents, 48 calls a minute, patience of 2 minutes")
  func garnett() throws {
    // Garnett, Mandelbaum and Reiman, "Designing a call center with impatient customers" (2002),
    // table 1: without abandonment 20.8 s, 17 waiting, 96 %; with it 3.1 %, 3.7 s, 3 waiting, 93 %; the
    // 90th percentiles of the wait are 58.1 s and 12.5 s.
    let load = try OfferedLoad(arrivalsPerHour: 2_880, handlingTime: 60)
    let patient = try ErlangC(load, agents: 50)
    #expect(abs(try #require(patient.averageSpeedOfAnswer) - 20.8) < 0.05)
    #expect(abs(try #require(patient.queueLength) - 17) < 0.5)
    #expect(abs(patient.occupancy - 0.96) < 0.005)
    #expect(abs(patient.serviceLevel(within: 58.1) - 0.9) < 0.0005)
    let impatient = try ErlangA(load, agents: 50, patience: 120)
    #expect(abs(impatient.abandonment - 0.031) < 0.0005)
    #expect(abs(impatient.meanWait - 3.7) < 0.05)
    #expect(abs(impatient.queueLength - 3) < 0.5)
    #expect(abs(impatient.occupancy - 0.93) < 0.005)
    // The percentile to a tenth of a second either way.
    func wait(_ target: Double) throws -> Double {
      try #require(impatient.serviceLevel(within: target, as: .answeredOrGoneOfOffered))
    }
    #expect(try wait(12.4) < 0.9 && wait(12.6) > 0.9)
  }
}
