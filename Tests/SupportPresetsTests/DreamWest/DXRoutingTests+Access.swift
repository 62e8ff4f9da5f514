// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportRouting
import SupportRules
import SupportTickets
import SupportTime
import Testing

/// Short messages at night, customers who need more, and channels of their own.
extension DXRoutingTests {
  // MARK: Short messages at night

  @Test(
    "DX-26 a short message outside 08:00 to 22:00 goes to the manager on duty",
    arguments: [
      ("2025-09-03 22:00", "manager-1"), ("2025-09-04 02:00", "manager-1"),
      ("2025-09-04 07:59:59.999", "manager-1"),
      // The week of the next one begins on Monday at 08:00.
      ("2025-09-08 07:59:59.999", "manager-1"), ("2025-09-08 22:00", "manager-2"),
      ("2025-10-01 03:00", "manager-2"), ("2025-09-15 23:00", "manager-3"),
      ("2025-09-22 23:00", "manager-1"),
    ] as [(String, AgentID)])
  func nightMessage(wall: String, manager: AgentID) throws {
    let night = try DX.at(wall)
    let item = try work("T-1", over: .sms, at: night)
    var router = try DX.router()
    _ = try router.perform(.add(DX.agent("li"), .available), at: now)
    let step = try router.enqueue(item, at: night)
    let handed = step.directives.compactMap { directive in
      if case .handOver(let work, let agent, let roster, _) = directive {
        "\(work) to \(agent) of \(roster)"
      } else {
        nil
      }
    }
    #expect(handed == ["T-1 to \(manager) of managers"])
    #expect(step.decisions.isEmpty)
    #expect(router.state(of: "T-1", at: night) == .handedOver(to: manager))
  }

  @Test(
    "DX-26 whoever sends it: at night the manager, by day those whose channel it is",
    arguments: [
      ("keyAccount", "keyAccounts"), ("enterprise", "enterprise"), ("individual", "front"),
    ] as [(String, GroupID)])
  func everybodysMessage(type: String, group: GroupID) throws {
    let (day, night) = (try DX.at("2025-09-03 12:00"), try DX.at("2025-09-03 22:00"))
    let agents = [DX.agent("zoe", in: [group])]
    let fields: [Ticket.CustomField] = [.text("customerType", type), .needs(["disabled"])]
    let byDay = try work("T-1", over: .sms, saying: fields, at: day)
    #expect(try offered(byDay, to: agents, at: day) == ["zoe"])
    var router = try DX.router()
    let atNight = try work("T-2", over: .sms, saying: fields, at: night)
    _ = try router.enqueue(atNight, at: night)
    #expect(router.state(of: "T-2", at: night) == .handedOver(to: "manager-1"))
  }

  @Test(
    "DX-26 in the hours of the channel, both ends as published, the desk answers it itself",
    arguments: ["2025-09-04 08:00", "2025-09-03 21:59:59.999", "2025-10-01 12:00"])
  func dayMessage(wall: String) throws {
    let day = try DX.at(wall)
    let item = try work("T-1", over: .sms, at: day)
    #expect(try offered(item, to: [DX.agent("li")], at: day) == ["li"])
  }

  @Test(
    "DX-26 other channels are served at night as well",
    arguments: [.phone, .chat] as [Ticket.Channel])
  func nightCall(channel: Ticket.Channel) throws {
    let night = try DX.at("2025-09-04 02:00")
    let item = try work("T-1", over: channel, at: night)
    #expect(try offered(item, to: [DX.agent("li")], at: night) == ["li"])
  }

  // MARK: Who needs more

  @Test("DX-28 the elderly meet a person first, whatever the machines could do")
  func elderlyFirst() throws {
    let chain = try #require(try DX.book().triage)
    let run = chain.start(at: now, traits: [.elderly])
    #expect(run.outcome == .handedTo(.queue("general")))
    #expect(run.trail.map(\.leaving) == [.humanFirst(.elderly)])
    #expect(chain.start(at: now).outcome == nil)
  }

  @Test("DX-28 the disabled have a green channel: in triage, and before everybody but emergencies")
  func greenChannel() throws {
    let chain = try #require(try DX.book().triage)
    #expect(
      chain.start(at: now, traits: [.disabled]).outcome == .handedTo(.queue("green")))
    let green = try work("green", saying: [.needs(["disabled"])], at: seconds(5))
    #expect(try queue(green) == "green")
    let items = [
      try work("ordinary"), try work("platinum", tier: "platinum", at: seconds(1)), green,
      try work("emergency", over: .emergency, at: seconds(6)),
    ]
    let agent = Agent(
      "li", groups: ["front", "accessibility", "concierge"], languages: ["zh"],
      capacity: .one(of: ["chat", "emergency"]))
    #expect(
      try order(items, by: agent, at: seconds(10)) == [
        "emergency", "green", "platinum", "ordinary",
      ])
  }

  @Test(
    "DX-28 whoever becomes free first takes the green call, not an ordinary one that came before")
  func greenAtOnce() throws {
    let items = [
      try work("ordinary"), try work("green", saying: [.needs(["disabled"])], at: seconds(1)),
    ]
    var router = try DX.router()
    _ = try router.perform(.add(DX.agent("li"), .busy), at: now)
    for item in items { _ = try router.enqueue(item, at: seconds(2)) }
    let step = try router.perform(.presence("li", .available), at: seconds(3))
    #expect(step.decisions.map(\.work) == ["green"])
  }

  @Test("DX-28 the elderly are ahead of their equals who came less than two minutes before them")
  func elderlyAhead() throws {
    func first(elderlyAfter later: Int64) throws -> WorkID? {
      try order(
        [
          try work("ordinary"),
          try work("elderly", saying: [.needs(["elderly"])], at: seconds(later)),
        ], by: DX.agent("li"), at: seconds(later)
      ).first
    }
    #expect(try first(elderlyAfter: 119) == "elderly")
    #expect(try first(elderlyAfter: 121) == "ordinary")
  }

  @Test("DX-28 customers from abroad get live translation where nobody speaks their language")
  func translation() throws {
    let item = try work("T-1", saying: [.text("language", "th"), .needs(["abroad"])])
    func offered(delay: Duration?) throws -> [AgentID] {
      var router = try staffed(DX.agent("li"))
      // The delay is measured by the machine that translates.
      _ = try router.perform(.translation("li", delay: delay), at: now)
      return try router.enqueue(item, at: now).decisions.map(\.agent)
    }
    #expect(try offered(delay: .milliseconds(999)) == ["li"])
    #expect(try offered(delay: .milliseconds(1_000)).isEmpty)
    #expect(try offered(delay: nil).isEmpty)
    // Who speaks it goes first.
    var router = try staffed(DX.agent("li"), DX.agent("zoe", speaks: ["th"]))
    _ = try router.perform(.translation("li", delay: .milliseconds(10)), at: now)
    #expect(try router.enqueue(item, at: now).decisions.map(\.agent) == ["zoe"])
  }

  // MARK: Channels of their own

  @Test("DX-35 the emergency channel comes before everything else")
  func emergencyFirst() throws {
    let item = try work("help", over: .emergency, at: seconds(5))
    #expect(try queue(item) == "emergency")
    let items = [try work("platinum", tier: "platinum"), item]
    let agent = DX.agent("li", in: ["front", "concierge", "emergency"])
    #expect(try order(items, by: agent, at: seconds(10)) == ["help", "platinum"])
  }

  @Test(
    "DX-37 key accounts and enterprises have a channel of their own, whatever it is about",
    arguments: [.inquiry, .fault, .booking, .complaint] as [Ticket.Kind])
  func ownChannels(kind: Ticket.Kind) throws {
    let front = DX.agent("anna")
    for (type, group) in [("keyAccount", "keyAccounts"), ("enterprise", "enterprise")] {
      let item = try work("T-1", kind, saying: [.text("customerType", type)])
      #expect(try queue(item) == QueueID(group))
      let own = DX.agent("zoe", in: [GroupID(group)])
      #expect(try offered(item, to: [front, own]) == ["zoe"])
    }
    // Who says nothing is an individual and is served by the front desk.
    #expect(try offered(try work("T-2", kind), to: [front]) == ["anna"])
  }

  @Test("DX-41 contacts about the typhoon go to the response group")
  func typhoon() throws {
    let item = try work("T-1", .rebooking, saying: [.text("event", "typhoon")])
    #expect(try queue(item) == "response")
    let front = DX.agent("anna")
    #expect(try offered(item, to: [front, DX.agent("zoe", in: ["response"])]) == ["zoe"])
    #expect(try queue(try work("T-2", .rebooking)) == "bookings")
  }
}
