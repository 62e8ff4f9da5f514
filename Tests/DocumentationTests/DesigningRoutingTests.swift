// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportKit
import Testing

/// The code of the first page of routing, and of the article about designing it.
@Suite("Documentation: routing")
struct DesigningRoutingTests {
  let now = try? Instant("2025-05-12T09:00+08:00")

  @Test("the first page: one agent, two calls")
  func overview() throws {
    let now = try #require(now)

    let policy = try RoutingPolicy(
      "desk", version: "2025", channels: [WorkChannel("voice", exclusivity: .whole)],
      queues: [WorkQueue("hotline", pools: [.init("front"), .init("back", after: .seconds(60))])],
      agentOrder: [.ring, .idleSince])
    var router = Router(policy)

    let mei = Agent("mei", groups: ["front"], capacity: .one(of: ["voice"]))
    _ = try router.perform(.add(mei, .available), at: now)
    let step = try router.enqueue(WorkItem("call-1", channel: "voice", queue: "hotline"), at: now)

    #expect(step.decisions.map(\.agent) == ["mei"])
    #expect(step.decisions.first?.until == now + .seconds(20))

    _ = try router.enqueue(WorkItem("call-2", channel: "voice", queue: "hotline"), at: now)
    let report = try router.report(on: "call-2", at: now)

    #expect(report.need == .room(onDuty: 1))
  }

  @Test("the article: urgency, rings, skills that relax, owners, and why")
  func article() throws {
    let now = try #require(now)
    let zone = try ZoneRules(identifier: "Asia/Shanghai")

    let policy = try RoutingPolicy(
      "airline", version: "2025-05",
      channels: [
        WorkChannel("voice", exclusivity: .whole, wrapUp: .agent(.seconds(30))),
        WorkChannel("chat", holdFreesSlot: true),
      ],
      queues: [
        WorkQueue(
          "hotline",
          pools: [.init("front"), .init("back", after: .seconds(60))],
          overflow: [
            .init(when: .waited(.seconds(180)), then: .offerCallback),
            .init(when: .length(atLeast: 200), then: .message),
          ])
      ],
      priorities: [
        PriorityClass("emergency", band: 1),
        PriorityClass("gold", weight: .seconds(120)),
      ],
      agentOrder: [.ring, .proficiency, .idleSince],
      options: RoutingOptions(accessibleWeight: .seconds(60)))

    let isBounded =
      policy.greatestOvertaking == .seconds(180)
    #expect(isBounded)

    var router = Router(policy)
    let capacity = AgentCapacity(.perChannel(["voice": 1, "chat": 3]))
    let team = [
      Agent("mei", groups: ["front"], skills: ["refunds": 2], capacity: capacity),
      Agent("zhao", groups: ["front"], skills: ["refunds": 5], capacity: capacity),
      Agent("lin", groups: ["back"], skills: ["refunds": 5], capacity: capacity),
    ]
    for agent in team { _ = try router.perform(.add(agent, .available), at: now) }

    let refund = WorkItem(
      "call-1", channel: "voice", queue: "hotline", priority: "gold",
      requirements: [
        .level("refunds", atLeast: 4, then: [.init(1, after: .seconds(30))])
      ])
    let before = router
    let step = try router.enqueue(refund, at: now)
    let decision = try #require(step.decisions.first)

    #expect(decision.agent == "zhao")

    let moment = try before.state(before: decision, in: .enqueue(refund))
    _ =
      try moment.whyNot("mei", for: "call-1", at: now)  // .requirement([refunds at least 4])
    _ =
      try moment.whyNot("lin", for: "call-1", at: now)  // .ringNotReached(until: 09:01)

    #expect(
      try moment.whyNot("mei", for: "call-1", at: now)
        == .requirement([SkillTest("refunds", .atLeast, 4)]))
    #expect(
      try moment.whyNot("lin", for: "call-1", at: now)
        == .ringNotReached(until: now + .seconds(60)))

    _ = try router.accept("call-1", by: "zhao", at: now + .seconds(4))
    let reason = try #require(try moment.whyNot("mei", for: "call-1", at: now))
    let desk = reason.explanation(of: "mei", in: zone).text(for: .desk)

    #expect(desk == "mei was not chosen: the agent lacks what it asks for: refunds at least 4")
    #expect(reason.explanation(of: "mei", in: zone).text() == "••• was not chosen: •••")

    let later = now + .seconds(5)
    var second = refund
    second.id = "call-2"
    _ = try router.enqueue(second, at: later)
    let waiting = try router.report(on: "call-2", at: later)
    let told = waiting.explanation(in: zone)

    let english = told.text(for: .customer)
    #expect(
      english == """
        call-2 waits in hotline at position 1 for 0 s: none of the agents on duty who could take it is free (1)
          this changes by itself at 2025-05-12 09:00:35 +08:00
        """, "\(english)")

    let half = try router.tick(at: later + .seconds(30))
    _ =
      half.decisions  // mei: level 1 will do by now

    #expect(half.decisions.filter { $0.work == "call-2" }.map(\.agent) == ["mei"])
  }

  @Test("the article: the life of a call, and its journal")
  func life() throws {
    let now = try #require(now)
    let policy = try RoutingPolicy(
      "desk", version: "1", channels: [WorkChannel("voice", exclusivity: .whole)],
      queues: [
        WorkQueue("hotline", overflow: [.init(when: .waited(.seconds(60)), then: .offerCallback)])
      ])
    var router = Router(policy)
    var journal: [Router.JournalEntry] = []
    @discardableResult
    func tell(_ command: Router.Command, _ seconds: Int) throws -> [Router.Directive] {
      let instant = now + .seconds(seconds)
      let step = try router.perform(command, at: instant)
      journal.append(Router.JournalEntry(command, at: instant))
      return step.directives
    }
    let mei = Agent("mei", capacity: .one(of: ["voice"]))
    let call = WorkItem("call-1", channel: "voice", queue: "hotline")

    try tell(.add(mei, .busy), 0)
    try tell(.enqueue(call), 0)  // nobody is free
    try tell(.tick, 60)  // .offerCallback("call-1", …)
    try tell(.callback("call-1"), 65)  // the customer says yes, and hangs up
    try tell(.presence("mei", .available), 90)  // .offer: isCallback, until 90 + 20 s
    try tell(.accept("call-1", by: "mei"), 95)
    try tell(.finish("call-1", by: "mei"), 300)

    #expect(journal.count == 7 && router.workCount == 0)

    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let kept = try encoder.encode(journal)
    var again = Router(policy)
    for entry in try JSONDecoder().decode([Router.JournalEntry].self, from: kept) {
      _ = try again.perform(entry.command, at: entry.at)
    }

    #expect(again.presence(of: "mei") == .available && again.workCount == 0)
  }

  @Test("the article: a surge plan, and what follows after the work")
  func surge() throws {
    let now = try #require(now)
    let noon = now + .seconds(600)
    let channels = [
      WorkChannel("voice", exclusivity: .whole, wrapUp: .agent(.seconds(30))),
      WorkChannel("chat", beside: ["chat", "mail"], wrapUp: .piece(.seconds(60))),
      WorkChannel("mail", beside: ["mail"]),
    ]

    let policy = try RoutingPolicy(
      "airline", version: "2025-05", channels: channels,
      queues: [
        WorkQueue("hotline", pools: [.init("front"), .init("back", after: .seconds(3_600))])
      ], options: RoutingOptions(skipsEmptyLevels: false))
    var router = Router(policy)
    let lin = Agent("lin", groups: ["back"], capacity: .one(of: ["voice"]))
    _ = try router.perform(.add(lin, .available), at: now)
    _ = try router.enqueue(WorkItem("call-1", channel: "voice", queue: "hotline"), at: now)

    let surge = try RoutingPolicy(
      "airline", version: "2025-05-surge", channels: policy.channels,
      queues: [WorkQueue("hotline", pools: [.init("front"), .init("back")])],
      priorities: policy.priorities, agentOrder: policy.agentOrder, options: policy.options)
    let offers = try router.adopt(surge, at: noon).decisions

    #expect(offers.map(\.agent) == ["lin"] && offers.map(\.waited) == [.seconds(600)])
    #expect(router.policy.version == "2025-05-surge")
  }

  @Test("the article: the policy as a document")
  func document() throws {
    let text = """
      {
        "format": 0, "id": "airline", "version": "2025-05",
        "routing": {
          "channels": [ { "id": "voice", "exclusivity": "whole", "wrapUp": "30 s" },
                        { "id": "chat", "holdFreesSlot": true } ],
          "priorities": [ { "id": "emergency", "band": 1 }, { "id": "gold", "weight": "2 min" } ],
          "queues": [
            { "id": "hotline",
              "pools": [ { "group": "front" }, { "group": "back", "after": "1 min" } ],
              "overflow": [ { "when": { "waited": "3 min" }, "then": "offerCallback" },
                            { "when": { "length": 200 }, "then": "message" } ] } ],
          "agentOrder": ["ring", "proficiency", "idleSince"],
          "accessibleWeight": "1 min"
        }
      }
      """

    let written = try RoutingBook(text).policy
    _ =
      written.findings()  // what cannot have been meant, before it is published

    #expect(written.queues.map(\.id) == ["hotline"])
  }
}
