// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStaffing
import Testing

/// What is no input is refused, all of it at once, with the value and the bound.
@Suite("Queues: bad input")
struct BadInputTests {
  static let noTimes: [Double] = [.nan, .infinity, -.infinity, -1, 0, 1e-7, 1e10]

  @Test("handling times and patience are positive numbers", arguments: noTimes)
  func times(_ value: Double) throws {
    let error = try #require(throws: StaffingError.self) {
      try OfferedLoad(arrivalsPerHour: 10, handlingTime: value)
    }
    #expect(error.faults.map(\.quantity) == ["handling time"])
    #expect(error.faults.map(\.value) == ["\(value)"])
    #expect(error.description.contains("1e-06"))
    let load = try OfferedLoad(arrivalsPerHour: 10, handlingTime: 60)
    #expect(throws: StaffingError.self) { try ErlangA(load, agents: 3, patience: value) }
    #expect(throws: StaffingError.self) { try ErlangA.unstaffed(load, patience: value) }
  }

  @Test("arrivals are a number that is not negative", arguments: [.nan, .infinity, -1e-9, 1e13])
  func arrivals(_ value: Double) {
    #expect(throws: StaffingError.self) { try OfferedLoad(arrivalsPerHour: value, handlingTime: 1) }
    #expect(throws: StaffingError.self) { try OfferedLoad(erlangs: value, handlingTime: 1) }
  }

  @Test("a load out of bounds is refused though both of its numbers are in theirs")
  func load() throws {
    let error = try #require(throws: StaffingError.self) {
      try OfferedLoad(arrivalsPerHour: 1e12, handlingTime: 1e9)
    }
    #expect(error.faults.map(\.quantity) == ["offered load"])
  }

  @Test("agents are 1 to 20,000 where anything arrives", arguments: [Int.min, -1, 0, 20_001, .max])
  func agents(_ value: Int) throws {
    let load = try OfferedLoad(arrivalsPerHour: 10, handlingTime: 60)
    let error = try #require(throws: StaffingError.self) { try ErlangC(load, agents: value) }
    #expect(
      error.description == "agents is \(value); it has to be a whole number from 1 to 20000")
    #expect(throws: StaffingError.self) { try ErlangB(load, agents: value) }
    #expect(throws: StaffingError.self) { try ErlangA(load, agents: value, patience: 60) }
  }

  @Test("every mistake is told at once")
  func all() throws {
    let error = try #require(throws: StaffingError.self) {
      try OfferedLoad(arrivalsPerHour: -1, handlingTime: .nan)
    }
    #expect(error.faults.count == 2)
    let load = try OfferedLoad(arrivalsPerHour: 10, handlingTime: 60)
    let both = try #require(throws: StaffingError.self) {
      try ErlangA(load, agents: 30_000, patience: 0)
    }
    #expect(both.faults.map(\.quantity) == ["agents", "patience"])
  }

  @Test("goals are refused where they cannot be meant")
  func goals() throws {
    let error = try #require(throws: StaffingError.self) {
      try StaffingGoal(
        .serviceLevel(atLeast: 1.1, within: -1), .occupancy(atMost: .nan),
        .abandonment(atMost: -0.1), .averageSpeedOfAnswer(atMost: Double.infinity))
    }
    #expect(error.faults.count == 5)
    #expect(throws: StaffingError.self) { try StaffingGoal([]) }
    let twice = try #require(throws: StaffingError.self) {
      try StaffingGoal(.occupancy(atMost: 0.8), .occupancy(atMost: 0.9))
    }
    #expect(twice.faults.map(\.kind) == [.contradiction])
  }

  @Test("a target that is no number counts as at once, and nothing traps")
  func targets() throws {
    let load = try OfferedLoad(arrivalsPerHour: 100, handlingTime: 60)
    let delay = try ErlangC(load, agents: 3)
    let impatience = try ErlangA(load, agents: 3, patience: 60)
    for target in [Double.nan, -1, -Double.infinity] {
      #expect(delay.serviceLevel(within: target) == delay.serviceLevel(within: 0))
      #expect(impatience.serviceLevel(within: target) == impatience.serviceLevel(within: 0))
    }
    #expect(delay.serviceLevel(within: Double.infinity) == 1)
    #expect(agree(impatience.serviceLevel(within: Double.infinity), impatience.answered))
  }
}
