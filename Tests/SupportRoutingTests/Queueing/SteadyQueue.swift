// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRouting
import SupportTestKit

/// A queue in a steady state: one rate of arrivals, one team that stays, hour by hour.
struct SteadyQueue {
  var agents: Int
  var perHour: Int
  /// The mean handling time in seconds; times are exponential.
  var handling = 240
  /// The mean patience in seconds; `nil` for endless.
  var patience: Int?
  var overflow: [OverflowRule] = []
  var announcements: AnnouncementRules?
  var priorities: [PriorityClass] = []
  /// How long agents let it ring; `nil`: offers count as accepted at once.
  var ringing: Int?
  var wrapUp = 0
  var wrapsUpPieces = false

  /// Hours at the beginning that are left out, until the queue has forgotten that it began empty.
  static let warmUp = 2

  func centre(hours: Int) throws -> ContactCentre {
    let offers = OfferRules(isAcceptedAtOnce: ringing == nil)
    let end: WorkChannel.WrapUp =
      wrapsUpPieces ? .piece(.seconds(wrapUp)) : .agent(.seconds(wrapUp))
    let policy = try RoutingPolicy(
      "steady", version: "1",
      channels: [WorkChannel("voice", exclusivity: .whole, wrapUp: end)],
      queues: [
        WorkQueue("hotline", overflow: overflow, offers: offers, announcements: announcements)
      ], priorities: priorities)
    let classes: [PriorityID?] = priorities.isEmpty ? [nil] : priorities.map { $0.id }
    let streams = classes.map { priority in
      ContactCentre.Stream(
        priority?.rawValue ?? "call", queue: "hotline", channel: "voice", priority: priority,
        arrivalsPerHour: Array(repeating: perHour / classes.count, count: hours),
        handling: .exponential(mean: .seconds(handling)),
        patience: patience.map { .exponential(mean: .seconds($0)) })
    }
    let shift = Instant.fixtureStart..<(Instant.fixtureStart + .seconds(3_600 * (hours + 24)))
    let team = (0..<agents).map { number in
      ContactCentre.Member(
        Agent(AgentID(rawValue: "agent-\(number)"), capacity: .one(of: ["voice"])),
        shifts: [shift])
    }
    return ContactCentre(
      policy, from: .fixtureStart, interval: .seconds(3_600), streams: streams, team: team,
      ringing: .fixed(.seconds(ringing ?? 0)))
  }

  func day(hours: Int, seed: UInt64) throws -> ContactCentreDay {
    try ContactCentreSimulation(centre(hours: hours)).run(seed: seed)
  }

  /// A figure of each of several independent runs.
  func figures(
    runs: RunPlan, _ figures: [(ContactCentreDay.Counts, ContactCentreDay.TeamTime) -> Double]
  ) throws -> [Spread] {
    var spreads = figures.map { _ in Spread() }
    for seed in runs.seeds {
      let span = Self.warmUp..<runs.hours
      let day = try day(hours: runs.hours, seed: seed)
      let (counts, time) = (day.counts(in: span, within: .seconds(20)), day.teamTime(in: span))
      for (place, figure) in figures.enumerated() { spreads[place].add(figure(counts, time)) }
    }
    return spreads
  }
}

/// How much is simulated: little in every run of the tests, much where `SUPPORTKIT_LONG` is set.
struct RunPlan {
  var seeds: ClosedRange<UInt64>
  var hours: Int

  var isLong: Bool { hours > 24 }

  /// The seeds that follow a number; other tests take others, so that they do not err together.
  static func seeds(after number: UInt64) -> Self {
    var plan = standard
    plan.seeds = (plan.seeds.lowerBound + number)...(plan.seeds.upperBound + number)
    return plan
  }

  private static let standard =
    ProcessInfo.processInfo.environment["SUPPORTKIT_LONG"] == nil
    ? Self(seeds: 1...8, hours: 8) : Self(seeds: 1...40, hours: 102)
}

/// A mean over independent runs, and how sure it is.
struct Spread: CustomStringConvertible {
  private var values: [Double] = []

  mutating func add(_ value: Double) { values.append(value) }

  var mean: Double { values.reduce(0, +) / Double(values.count) }

  /// The standard error of the mean.
  var error: Double {
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
  }

  /// Whether a value lies within four standard errors of the mean: by chance about one mean of 200
  /// does not, with eight runs, and one of 4,000 with forty.
  func agrees(with value: Double) -> Bool { abs(mean - value) <= 4 * error }

  var description: String { "\(mean) ± \(error)" }
}
