// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import SupportTestKit
import Testing

/// The code of the first page of each module.
@Suite("Documentation: overviews")
struct OverviewTests {
  @Test("documents tell every mistake")
  func core() throws {
    struct Level: Sendable {
      let id: String
      let points: Int64
    }
    let text = #"{ "id": "gold", "points": 5000 }"#

    let level = try DocumentNode.read(text) { node, problems -> Level? in
      guard var object = node.object(&problems) else { return nil }
      let id = object.required("id", &problems)?.nonEmptyString(&problems)
      let points = object.required("points", &problems)?.integer(in: 0...1_000_000, &problems)
      object.finish(&problems)
      guard let id, let points else { return nil }
      return Level(id: id, points: points)
    }

    #expect(level.id == "gold")
    #expect(level.points == 5_000)
  }

  @Test("a calendar becomes a clock")
  func time() throws {
    let calendar = try BusinessCalendar(zone: "Asia/Shanghai") {
      OpenHours("mon-thu", "09:00-12:00", "13:00-17:00")
      OpenHours("fri", "09:00-12:00")
      ClosedDays(on: "2025-10-02", "National Day")
    }
    let clock = try calendar.compiled()
    let opened = try Instant("2025-10-02T10:00+08:00")
    let status = clock.status(at: opened)  // closed until Friday, 09:00, because of National Day
    let due = clock.due(after: .businessHours(2), from: opened)  // Friday, 11:00

    #expect(due == (try Instant("2025-10-03T11:00+08:00")))
    #expect(
      status
        == .closed(
          until: try Instant("2025-10-03T09:00+08:00"), because: .holiday(name: "National Day")))
  }

  @Test("a table decides and explains")
  func rules() throws {
    let schema = try FactSchema([FactField("tier", .choice(["silver", "gold"]))])
    let table = try RuleTable(
      "reply-minutes", schema: schema,
      rules: [Rule("gold", when: .equals("tier", "gold"), then: 15)], otherwise: 60)
    let unknown = table.decide(Facts(schema))  // .notAssessable("gold", missing: ["tier"])
    let facts = try Facts(schema, ["tier": "silver"])
    let decision = table.decide(facts)  // .otherwise(60)
    let why = table.explanation(of: facts).text()

    #expect(unknown == .notAssessable("gold", missing: ["tier"]))
    #expect(decision == .otherwise(60))
    #expect(why.contains("no rule of reply-minutes matched"))
  }

  @Test("a ticket is made by its events")
  func tickets() throws {
    let now = try Instant("2025-06-06T16:00+08:00")

    var ticket = Ticket("T-1")
    try ticket.perform(.open(.init(channel: .chat)), by: .customer("c-7"), at: now)
    try ticket.perform(.assign(.init(agent: "li")), by: .agent("li"), at: now + .seconds(60))
    try ticket.perform(.pause(.customer), by: .agent("li"), at: now + .seconds(90))
    let status = ticket.status  // .pending

    #expect(status == .pending)
  }

  @Test("a timeline tells verdicts for any instant")
  func serviceLevels() throws {
    let opened = try Instant("2025-06-06T16:00+08:00")

    let policy = try SLAPolicy(
      "desk", rules: [],
      otherwise: [SLATarget(.firstReply, within: ServiceDuration("15 min"))])
    var timeline = SLATimeline(policy)
    timeline.apply(.init(.opened(.init()), by: .customer("c-7"), at: opened))
    let due = timeline.nextDeadline(after: opened)
    let inTime = timeline.verdict(of: .firstReply, at: opened + .seconds(900))  // .running
    let late = timeline.verdict(of: .firstReply, at: opened + .seconds(901))  // .missed

    #expect(due == opened + .seconds(900))
    #expect(inTime == .running)
    #expect(late == .missed)
  }

  @Test("figures carry what they are made of")
  func metrics() throws {
    var attainment = AttainmentTally()
    for verdict in [SLAVerdict.met, .met, .missed, .running] { attainment.count(verdict) }
    let rate = attainment.attainment  // 2 of 3, 1 left out
    let hours = DurationTally(milliseconds: [1, 2, 3, 4, 10].map { $0 * 3_600_000 })
    let median = hours.quantile(0.5)  // 3 hours in milliseconds

    #expect(rate.description == "2 of 3, 1 left out")
    #expect(median == 10_800_000)
  }

  @Test("an intent has a key of its own that repeats with its cause")
  func intents() throws {
    let event: EventID = "e-42"
    let intent = Intent(.notify, causedBy: event)
    let again = Intent(.notify, causedBy: event)
    #expect(intent.key == "e-42/notify/0")
    #expect(intent.key == again.key)
  }

  @Test("a story in one line is checked")
  func testKit() throws {
    let line = try TicketTimeline(
      "Mon 09:00 open urgent | 10:00 pending | 14:00 customer => resolution due Tue 13:00")
    let differences = line.differences(under: try SLAPolicy.fixture())  // []

    #expect(differences == [])
  }
}
