// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

@Suite("Integrator: the same history under another policy")
struct WhatIfTaskTests {
  private func policy(_ hours: Int) throws -> SLAPolicy {
    try SLAPolicy(
      "within-\(hours)", rules: [],
      otherwise: [SLATarget(.resolution, within: .hours(hours))])
  }

  @Test("five hours are in time of eight and late for four, from the fourth on")
  func stricter() throws {
    let opened = WallClock("UTC").instant(2025, 6, 6, 10)
    var ticket = Ticket("T-1")
    var events = try ticket.perform(.open(.init()), by: .customer("c-7"), at: opened)
    events += try ticket.perform(.solve, by: .agent("li"), at: opened + .seconds(5 * 3_600))
    let later = opened + .seconds(86_400)
    let report = try SLAWhatIf(
      events, under: policy(8), instead: .policy(policy(4)), at: later)
    #expect(report.newlyMissed.map(\.metric) == [.resolution])
    #expect(report.newlyMissed.first?.after?.breachedAt == opened + .seconds(4 * 3_600))
    #expect(report.before.met == 1 && report.after.missed == 1)
    let same = try SLAWhatIf(events, under: policy(8), instead: .policy(policy(5)), at: later)
    #expect(same.newlyMissed.isEmpty, "exactly five hours are in time of five")
  }
}
