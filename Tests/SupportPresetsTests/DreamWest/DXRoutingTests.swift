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

  private func seconds(_ count: Int64) -> Instant { now.adding(milliseconds: count * 1_000) }

  /// The work that a case of that kind is.
  private func work(
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

  private func staffed(_ agents: Agent...) throws -> Router {
    var router = try DX.router()
    for agent in agents { _ = try router.perform(.add(agent, .available), at: now) }
    return router
  }

  /// To whom work is offered that comes alone.
  private func offered(_ item: WorkItem, to agents: [Agent], at instant: Instant? = nil) throws
    -> [AgentID]
  {
    var router = try DX.router()
    for agent in agents { _ = try router.perform(.add(agent, .available), at: now) }
    return try router.enqueue(item, at: instant ?? now).decisions.map(\.agent)
  }

  /// In which queue work is that comes alone.
  private func queue(_ item: WorkItem) throws -> QueueID? {
    var router = try DX.router()
    _ = try router.enqueue(item, at: now)
    return try #require(try DX.book().routing).queues.map(\.id).first { queue in
      router.work(in: queue).contains(item.id)
    }
  }

  /// In which order one agent is offered what waits.
  private func order(_ items: [WorkItem], by agent: Agent, at start: Instant) throws -> [WorkID] {
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

  // MARK: The hotline

  private func session(_ keys: String, at wall: String) throws -> PhoneMenu.Session {
    let start = try DX.at(wall)
    var session = try #require(try DX.book().menu("hotline")).session(at: start)
    for (place, key) in keys.enumerated() {
      try session.handle(
        .key("\(key)"), at: start.adding(milliseconds: Int64(place + 1) * 100))
    }
    return session
  }

  private func asked(_ session: PhoneMenu.Session) -> PromptID? {
    if case .ask(_, let prompt, _, _)? = session.trail.last?.action { prompt } else { nil }
  }

  @Test(
    "DX-44 from 22:00 to 08:00 callers are offered online chat first",
    arguments: [
      "2025-09-03 22:00", "2025-09-04 00:00", "2025-09-04 07:59:59.999", "2025-10-01 03:00",
    ])
  func chatFirst(wall: String) throws {
    #expect(asked(try session("", at: wall)) == "chat-or-call")
    let chat = try session("1", at: wall)
    #expect(chat.destination == .queue("chat"))
    #expect(chat.learned.map(\.description) == ["channel = chat"])
    // It is an offer: whoever wants to goes on by phone.
    let call = try session("2", at: wall)
    #expect(asked(call) == "welcome")
    #expect(try session("23", at: wall).destination == .queue("complaints"))
  }

  @Test(
    "DX-44 by day nobody is asked",
    arguments: ["2025-09-04 08:00", "2025-09-03 21:59:59.999", "2025-10-01 12:00"])
  func noChatByDay(wall: String) throws {
    #expect(asked(try session("", at: wall)) == "welcome")
  }

  @Test("DX-44 a chat at night is answered by the desk")
  func chatAtNight() throws {
    let night = try DX.at("2025-09-04 02:00")
    let item = try work("T-1", over: .chat, at: night)
    #expect(try offered(item, to: [DX.agent("li")], at: night) == ["li"])
  }

  @Test(
    "DX-43 the greeting is the first thing that a caller hears, and each key leads on",
    arguments: [
      ("1", "general", "kind = inquiry"), ("2", "faults", "kind = fault"),
      ("3", "complaints", "kind = complaint"), ("4", "bookings", "kind = booking"),
    ] as [(String, QueueID, String)])
  func greeting(key: String, queue: QueueID, learned: String) throws {
    #expect(asked(try session("", at: "2025-09-03 10:00")) == "welcome")
    let session = try session(key, at: "2025-09-03 10:00")
    #expect(session.destination == .queue(queue))
    #expect(session.learned.map(\.description) == [learned])
  }

  @Test("DX-40 key 8 leads to the supervision hotline, at any hour")
  func supervisionKey() throws {
    #expect(try session("8", at: "2025-09-03 10:00").destination == .queue("supervision"))
    #expect(try session("28", at: "2025-09-03 23:00").destination == .queue("supervision"))
  }

  @Test(
    "DX-40 supervision is called from 09:00 to 21:00, and takes a message outside",
    arguments: [
      ("2025-09-03 09:00", true), ("2025-09-03 20:59:59.999", true), ("2025-10-01 12:00", true),
      ("2025-09-06 12:00", true), ("2025-09-03 08:59:59.999", false), ("2025-09-03 21:00", false),
      ("2025-09-07 23:00", false),
    ])
  func supervisionHours(wall: String, isOpen: Bool) throws {
    let at = try DX.at(wall)
    var router = try DX.router()
    _ = try router.perform(
      .add(DX.agent("sun", in: ["supervision"]), .available), at: now.adding(milliseconds: -DX.day))
    let step = try router.enqueue(WorkItem("w", channel: "phone", queue: "supervision"), at: at)
    #expect(step.decisions.map(\.agent) == (isOpen ? ["sun"] : []))
    let takesMessage = step.directives.contains {
      if case .takeMessage("w", _) = $0 { true } else { false }
    }
    #expect(takesMessage == !isOpen)
  }

  // MARK: Four levels

  private let kind = LearnedFact("kind", .text("fault"))
  private let order = LearnedFact("orderNumber", .text("O-1"))

  /// A contact without abusive words, as the host's score says.
  private func calm() throws -> TriageChain.Run {
    var run = try #require(try DX.book().triage).start(at: now)
    try run.handle(.score(.abuse, 0), at: now)
    return run
  }

  @Test("DX-02 menu, semantic routing, knowledge and a person hand on what they learned")
  func fourLevels() throws {
    var run = try calm()
    #expect(run.needs == .attempt("menu"))
    try run.handle(.handedOn(by: "menu", learned: [kind]), at: seconds(10))
    #expect(run.needs == .score(.intent))
    try run.handle(.score(.intent, 800), at: seconds(11))
    #expect(run.needs == .attempt("semantic"))
    try run.handle(.handedOn(by: "semantic", learned: [order]), at: seconds(12))
    #expect(run.needs == .score(.match))
    try run.handle(.score(.match, 700), at: seconds(13))
    try run.handle(.handedOn(by: "knowledge"), at: seconds(20))
    #expect(run.outcome == .handedTo(.queue("general")))
    #expect(run.learned == [kind, order])
    // The trail keeps each level, how long it had it, and why it went on.
    #expect(run.trail.map(\.level) == ["menu", "semantic", "knowledge"])
    #expect(run.trail.map(\.leaving) == [.handedOn, .handedOn, .handedOn])
    #expect(run.trail.map(\.until) == [seconds(10), seconds(12), seconds(20)])
    #expect(run.trail.map(\.learned) == [[kind], [order], []])
  }

  @Test("DX-02 each level may answer, and nothing follows then", arguments: 0..<3)
  func eachAnswers(level: Int) throws {
    let levels: [TriageChain.LevelID] = ["menu", "semantic", "knowledge"]
    let scores: [TriageChain.ScoreKind?] = [nil, .intent, .match]
    var run = try calm()
    for (place, name) in levels.prefix(level + 1).enumerated() {
      if let score = scores[place] { try run.handle(.score(score, 1_000), at: now) }
      try run.handle(
        place == level ? .answered(by: name, learned: [order]) : .handedOn(by: name), at: now)
    }
    #expect(run.outcome == .answered(by: levels[level]))
    #expect(run.trail.count == level + 1)
    #expect(run.learned == [order])
    #expect(throws: TriageChain.Rejection.ended(at: now)) {
      try run.handle(.askForPerson, at: seconds(1))
    }
  }

  @Test("DX-02 a score below its bound passes the level over, and says so")
  func belowBound() throws {
    var run = try calm()
    try run.handle(.handedOn(by: "menu"), at: now)
    try run.handle(.score(.intent, 799), at: now)
    #expect(run.needs == .score(.match))
    try run.handle(.score(.match, 699), at: now)
    #expect(run.outcome == .handedTo(.queue("general")))
    #expect(
      run.trail.map(\.leaving) == [
        .handedOn, .belowBound(.intent, score: 799, bound: 800),
        .belowBound(.match, score: 699, bound: 700),
      ])
  }

  @Test("DX-02 a level that takes too long is passed over, and what was learned stays")
  func slowLevel() throws {
    var run = try #require(try DX.book().triage).start(at: now, learned: [kind])
    #expect(run.nextDeadline == seconds(60))
    run.advance(to: seconds(60))
    #expect(run.trail.map(\.leaving) == [.timedOut])
    #expect(run.learned == [kind])
    try run.handle(.askForPerson, at: seconds(61))
    #expect(run.outcome == .handedTo(.queue("general")))
  }
}
