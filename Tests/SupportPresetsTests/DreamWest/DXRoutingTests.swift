// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMembership
import SupportRouting
import SupportRules
import SupportTickets
import SupportTime
import Testing

@Suite("Dream West: menus, triage and routing")
struct DXRoutingTests {
  let now: Instant

  init() throws {
    now = try DX.at("2025-09-03 10:00")
  }

  func seconds(_ count: Int64) -> Instant { now.adding(milliseconds: count * 1_000) }

  /// The work that a case of that kind is.
  func work(
    _ id: TicketID = "T-1", _ kind: Ticket.Kind = .inquiry, over channel: Ticket.Channel = .chat,
    saying fields: [Ticket.CustomField] = [], tier: String? = nil, at instant: Instant? = nil
  ) throws -> WorkItem {
    let instant = instant ?? now
    var file = try DXCase(
      id, of: CustomerID("c-\(id)"), member: tier.map { _ in MemberID("m-\(id)") })
    if let tier { try file.enrol(as: .init(rawValue: tier), at: instant) }
    let opened = try file.open(kind, over: channel, fields, at: instant)
    guard case .enqueue(let item)? = opened.routing else {
      Issue.record("the router was told nothing of \(id)")
      return file.work(at: instant)
    }
    return item
  }

  func staffed(_ agents: Agent...) throws -> Router {
    var router = try DX.router()
    for agent in agents { _ = try router.perform(.add(agent, .available), at: now) }
    return router
  }

  /// To whom work is offered that comes alone.
  func offered(_ item: WorkItem, to agents: [Agent], at instant: Instant? = nil) throws
    -> [AgentID]
  {
    var router = try DX.router()
    for agent in agents { _ = try router.perform(.add(agent, .available), at: now) }
    return try router.enqueue(item, at: instant ?? now).decisions.map(\.agent)
  }

  /// In which queue work is that comes alone.
  func queue(_ item: WorkItem) throws -> QueueID? {
    var router = try DX.router()
    _ = try router.enqueue(item, at: now)
    return try #require(try DX.book().routing).queues.map(\.id).first { queue in
      router.work(in: queue).contains(item.id)
    }
  }

  /// In which order one agent is offered what waits.
  func order(_ items: [WorkItem], by agent: Agent, at start: Instant) throws -> [WorkID] {
    var router = try DX.router()
    _ = try router.perform(.add(agent, .busy), at: now)
    for item in items { _ = try router.enqueue(item, at: max(start, item.since ?? start)) }
    var at = start.adding(milliseconds: DX.minute)
    var found: [WorkID] = []
    var step = try router.perform(.presence(agent.id, .available), at: at)
    while let decision = step.decisions.first {
      found.append(decision.work)
      at = at.adding(milliseconds: 1_000)
      _ = try router.accept(decision.work, by: agent.id, at: at)
      step = try router.finish(decision.work, by: agent.id, at: at)
      if step.decisions.isEmpty, found.count < items.count {
        step = try router.tick(at: at.adding(milliseconds: DX.minute))
        at = at.adding(milliseconds: DX.minute)
      }
    }
    return found
  }

  // MARK: Skills, languages, regions

  private static let specialties: [(kind: Ticket.Kind, skill: SkillID)] = [
    (.fault, "technical"), (.incident, "technical"), (.booking, "booking"),
    (.rebooking, "booking"), (.giveBack, "booking"), (.complaint, "complaints"),
  ]

  @Test("DX-03 each problem goes to somebody whose specialty it is, and to nobody else")
  func specialty() throws {
    for (kind, skill) in Self.specialties {
      let item = try work("T-1", kind)
      let others = DX.allSkills.filter { $0.key != skill }
      let generalist = DX.agent("anna", skills: others)
      let specialist = DX.agent("zoe", skills: [skill: 1])
      #expect(try offered(item, to: [generalist, specialist]) == ["zoe"], "\(kind)")
      #expect(try offered(item, to: [generalist]).isEmpty, "\(kind)")
    }
  }

  @Test("DX-03 of several who could, the one who speaks the language gets it")
  func language() throws {
    let item = try work("T-1", .fault, saying: [.text("language", "ja")])
    let agents = [DX.agent("anna"), DX.agent("zoe", speaks: ["zh", "ja"])]
    #expect(try offered(item, to: agents) == ["zoe"])
  }

  @Test("DX-03 of those who speak the language, the one of the customer's region gets it")
  func region() throws {
    let item = try work(
      "T-1", .fault, saying: [.text("language", "ja"), .text("region", "kansai")])
    let local = DX.agent("zoe", speaks: ["ja"], from: ["kansai"])
    let other = DX.agent("anna", speaks: ["ja"], from: ["kanto"])
    #expect(try offered(item, to: [other, local]) == ["zoe"])
    // It is a preference: where nobody is of the region, somebody else gets it.
    #expect(try offered(item, to: [other]) == ["anna"])
  }

  @Test("DX-03 what a case says of language and region reaches the router by itself")
  func workKnows() throws {
    let item = try work(
      "T-1", .inquiry, saying: [.text("language", "ko"), .text("region", "seoul")])
    #expect(item.language?.language == "ko")
    #expect(item.region?.region == "seoul")
    #expect(try work().language == nil)
  }

  @Test("DX-03 who speaks the language goes before whose words are translated, however skilled")
  func speakerFirst() throws {
    let item = try work("T-1", .fault, saying: [.text("language", "ja")])
    var router = try staffed(
      DX.agent("anna", skills: ["technical": 9]),
      DX.agent("zoe", skills: ["technical": 1], speaks: ["ja"]))
    _ = try router.perform(.translation("anna", delay: .milliseconds(10)), at: now)
    #expect(try router.enqueue(item, at: now).decisions.map(\.agent) == ["zoe"])
  }

  // MARK: Members

  @Test("DX-14 members are connected before others, and higher levels before lower ones")
  func levels() throws {
    var items: [WorkItem] = []
    for (place, tier) in [nil, "standard", "silver", "gold", "platinum"].enumerated() {
      items.append(
        try work(
          TicketID(tier ?? "nobody"), .inquiry, tier: tier, at: seconds(Int64(place))))
    }
    let found = try order(items, by: DX.agent("li", in: ["front", "concierge"]), at: seconds(10))
    #expect(found == ["platinum", "gold", "silver", "standard", "nobody"])
  }

  @Test("DX-13 a standard member is connected before who is no member, though that one came first")
  func priorityConnection() throws {
    let items = [try work("nobody"), try work("member", tier: "standard", at: seconds(30))]
    #expect(try order(items, by: DX.agent("li"), at: seconds(31)) == ["member", "nobody"])
  }

  @Test("DX-13 platinum members reach a concierge of their own, at any hour")
  func concierge() throws {
    for wall in ["2025-09-03 10:00", "2025-10-01 03:00"] {
      let item = try work("T-1", tier: "platinum", at: try DX.at(wall))
      let agents = [DX.agent("anna"), DX.agent("zoe", in: ["concierge"])]
      #expect(try offered(item, to: agents, at: try DX.at(wall)) == ["zoe"])
    }
    #expect(try queue(try work("T-2", tier: "gold")) == "general")
  }
}
