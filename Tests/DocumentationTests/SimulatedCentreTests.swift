// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import SupportTestKit
import Testing

/// The simulated centre at the end of the article "How many people?".
@Suite("Documentation: the plan against a day")
struct SimulatedCentreTests {
  @Test("eight hours of the team that the plan asks for")
  func day() throws {
    let start = try Instant("2026-02-09T09:00+08:00")
    let routing = try RoutingPolicy(
      "hotline", version: "1", channels: [WorkChannel("voice", exclusivity: .whole)],
      queues: [WorkQueue("hotline", offers: OfferRules(isAcceptedAtOnce: true))])
    let team = (1...27).map { number in
      ContactCentre.Member(
        Agent(AgentID(rawValue: "agent-\(number)"), capacity: .one(of: ["voice"])),
        shifts: [start..<start + .seconds(8 * 3_600)])
    }

    let calls = ContactCentre.Stream(
      "call", queue: "hotline", channel: "voice",
      arrivalsPerHour: Array(repeating: 360, count: 8),
      handling: .exponential(mean: .seconds(240)), patience: .exponential(mean: .seconds(180)))
    let centre = ContactCentre(
      routing, from: start, interval: .seconds(3_600), streams: [calls], team: team)
    let day = try ContactCentreSimulation(centre).run(seed: 1)
    let counts = day.counts(in: 0..<8, within: .seconds(20))
    let level = counts.serviceLevel  // 0.86

    #expect(abs(level - 0.86) < 0.005, "\(level)")
    #expect(counts.offered == counts.answered + counts.abandoned)
  }
}
