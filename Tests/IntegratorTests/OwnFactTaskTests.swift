// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

@Suite("Integrator: a fact of the host's own")
struct OwnFactTaskTests {
  private let opened = WallClock("UTC").instant(2025, 6, 6, 10)

  private func policy() throws -> SLAPolicy {
    let schema = try FactSchema(
      Ticket.factFields + [FactField("region", .choice(["china", "europe"]))])
    return try SLAPolicy(
      "desk", schema: schema,
      rules: [
        Rule(
          "china", when: .equals("region", "china"),
          then: [SLATarget(.firstReply, within: .minutes(5))])
      ],
      otherwise: [SLATarget(.firstReply, within: .hours(1))])
  }

  private func due(_ timeline: SLATimeline) -> Instant? {
    timeline.status(of: .firstReply, at: opened)?.dueAt
  }

  @Test("a field of the ticket is a fact where the schema declares its name")
  func field() throws {
    var ticket = Ticket("T-1")
    var timeline = SLATimeline(try policy())
    let events = try ticket.perform(
      .open(.init(fields: [.init("region", "china")])), by: .customer("c-7"), at: opened)
    for event in events { timeline.apply(event) }
    #expect(due(timeline) == opened + .seconds(5 * 60))
  }

  @Test("what the ticket does not know the host says of it")
  func host() throws {
    let policy = try policy()
    let facts = try Facts(policy.rules.schema, ["region": "europe"])
    var timeline = SLATimeline(policy, facts: facts)
    timeline.apply(.init(.opened(.init()), by: .customer("c-7"), at: opened))
    #expect(due(timeline) == opened + .seconds(3_600))
  }

  @Test("while it is not known there is no promise, and the answer names the fact")
  func unknown() throws {
    var timeline = SLATimeline(try policy())
    timeline.apply(.init(.opened(.init()), by: .customer("c-7"), at: opened))
    #expect(due(timeline) == nil)
    #expect(timeline.match(at: opened) == .notAssessable("china", missing: ["region"]))
  }
}
