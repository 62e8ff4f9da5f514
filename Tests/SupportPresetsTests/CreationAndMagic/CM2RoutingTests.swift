// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime
import Testing

@Suite("Creation & Magic: menus, triage and routing")
struct CM2RoutingTests {
  /// A Tuesday at ten, when the hotline is staffed.
  let now: Instant

  init() throws {
    now = try CM2.at("2025-06-03 10:00")
  }

  private func seconds(_ count: Int64) -> Instant { now.adding(milliseconds: count * 1_000) }

  // MARK: Asking for a person

  private func session(
    _ name: String, _ keys: String, at start: Instant
  ) throws -> PhoneMenu.Session {
    var session = try #require(try CM2.book().menu(name)).session(at: start)
    for (place, key) in keys.enumerated() {
      try session.handle(.key("\(key)"), at: start.adding(milliseconds: Int64(place + 1) * 100))
    }
    return session
  }

  @Test(
    "CM-59 at every step of the phone menu the star leads to a person at once",
    arguments: [
      ("", []), ("1", ["kind = inquiry"]), ("2", ["kind = complaint"]),
      ("3", ["kind = technicalFault"]),
      ("11", ["kind = inquiry", "problemClass = account"]),
      ("22", ["kind = complaint", "problemClass = product"]),
      ("33", ["kind = technicalFault", "problemClass = afterSales"]),
      ("0", []), ("0123", []), ("012345678", []),
    ] as [(String, [String])])
  func personInMenu(keys: String, learned: [String]) throws {
    var session = try session("hotline", keys, at: now)
    #expect(!session.hasEnded)
    try session.handle(.key("*"), at: seconds(2))
    #expect(session.destination == .queue("hotline"))
    #expect(session.trail.last?.at == seconds(2))
    #expect(session.trail.last?.cause == .askedForPerson)
    #expect(session.learned.map(\.description) == learned)
  }

  @Test("CM-59 the word for a person does the same as the star, also at night")
  func personByWord() throws {
    let night = try CM2.at("2025-06-03 23:00")
    for (start, keys) in [(now, "2"), (night, "")] {
      var session = try session("hotline", keys, at: start)
      try session.handle(.askForPerson, at: start.adding(milliseconds: 2_000))
      #expect(session.destination == .queue("hotline"))
      #expect(session.trail.last?.at == start.adding(milliseconds: 2_000))
    }
  }

  @Test(
    "CM-59 self-diagnosis can be left for a person at each of its levels with what was learned",
    arguments: [
      ("", []), ("3", ["diagnosis = payment"]),
      ("31", ["diagnosis = payment", "productLine = mobileGame"]),
    ] as [(String, [String])])
  func personInDiagnosis(keys: String, learned: [String]) throws {
    var session = try session("selfDiagnosis", keys, at: now)
    try session.handle(.key("*"), at: seconds(1))
    #expect(session.destination == .queue("faults"))
    #expect(session.learned.map(\.description) == learned)
  }

  @Test("CM-59 at every level of the bot a person can be asked for and gets what was learned")
  func personInTriage() throws {
    let chain = try #require(try CM2.book().triage)
    let wish = LearnedFact("problemClass", .text("account"))
    // Before any score, while the assistant tries, while the knowledge base tries.
    let before: [[TriageChain.Input]] = [
      [],
      [.score(.sentiment, 800), .score(.intent, 900, learned: [wish])],
      [
        .score(.sentiment, 800), .score(.intent, 900, learned: [wish]),
        .handedOn(by: "assistant"), .score(.match, 900),
      ],
    ]
    for inputs in before {
      var run = chain.start(at: now)
      for input in inputs { try run.handle(input, at: seconds(1)) }
      try run.handle(.askForPerson, at: seconds(2))
      #expect(run.outcome == .handedTo(.queue("hotline")))
      #expect(run.trail.last?.until == seconds(2))
      #expect(run.learned == (inputs.isEmpty ? [] : [wish]))
    }
  }

  // MARK: Sentiment

  @Test("CM-57 a sentiment score below the bound offers a person instead of the bot")
  func sentimentOffersPerson() throws {
    let chain = try #require(try CM2.book().triage)
    var angry = chain.start(at: now)
    #expect(angry.needs == .score(.sentiment))
    try angry.handle(.score(.sentiment, 299), at: now)
    #expect(angry.outcome == .handedTo(.queue("hotline")))
    var calm = chain.start(at: now)
    try calm.handle(.score(.sentiment, 300), at: now)
    #expect(calm.outcome == nil)
    #expect(calm.needs == .score(.intent))
    // Whoever gets angry on the way is handed on as well.
    try calm.handle(.score(.intent, 900), at: seconds(1))
    try calm.handle(.score(.sentiment, 120), at: seconds(2))
    #expect(calm.outcome == .handedTo(.queue("hotline")))
  }

  // MARK: Self-diagnosis

  private static let problems = [
    "1": "login", "2": "verification", "3": "payment", "4": "recharge", "5": "delivery",
    "6": "membershipBenefit", "7": "server", "8": "connection", "9": "installation",
    "0": "lostItem",
  ]
  private static let lines = [
    "1": ("mobileGame", "knowledge-mobile-game"), "2": ("computerGame", "knowledge-computer-game"),
    "3": ("shop", "knowledge-shop"), "4": ("membership", "knowledge-membership"),
  ]

  @Test("CM-71 self-diagnosis covers ten classes of problems, and hands on what it found")
  func tenClasses() throws {
    #expect(Set(Self.problems.values).count == 10)
    for (key, problem) in Self.problems {
      for (lineKey, line) in Self.lines {
        let session = try session("selfDiagnosis", key + lineKey + "2", at: now)
        #expect(session.destination == .queue("faults"))
        #expect(
          session.learned == [
            LearnedFact("diagnosis", .text(problem)), LearnedFact("productLine", .text(line.0)),
          ])
      }
    }
  }

  @Test("CM-71 the answer that is played is that of the product line")
  func answersByLine() throws {
    for (key, line) in Self.lines {
      let session = try session("selfDiagnosis", "7" + key, at: now)
      let said = session.trail.compactMap { step in
        if case .say(_, let prompt) = step.action { prompt.rawValue } else { nil }
      }
      #expect(said == [line.1])
      #expect(!session.hasEnded)
    }
  }

  @Test("CM-71 whoever was helped is thanked, and silence is handed on with the findings")
  func helpedOrNot() throws {
    let helped = try session("selfDiagnosis", "711", at: now)
    #expect(helped.destination == .message("thank-you"))
    var silent = try session("selfDiagnosis", "71", at: now)
    silent.advance(to: try CM2.at("2025-06-03 11:00"))
    #expect(silent.destination == .queue("faults"))
    #expect(silent.learned.map(\.name) == ["diagnosis", "productLine"])
  }

  @Test("CM-71 what was found becomes facts of the case, and others are refused as none of the ten")
  func findingsAreFacts() throws {
    let session = try session("selfDiagnosis", "712", at: now)
    var file = try CM2Case()
    try file.open(
      .init(rawValue: "technicalFault"),
      session.learned.map { .init($0.name, $0.value) }, at: now)
    #expect(file.ticket.details.field("diagnosis")?.value == .text("server"))
    let schema = try CM2.book().facts
    #expect(file.ticket.facts(in: schema)["productLine"] == .text("mobileGame"))
    var facts = Facts(schema)
    #expect(throws: FactError.self) { try facts.set("diagnosis", to: .text("weather")) }
  }

  // MARK: Emergencies

  private func agent(_ id: AgentID) -> Agent {
    Agent(
      id, groups: ["emergency", "front", "task-force", "technical", "vip", "complaints"],
      languages: ["zh"],
      capacity: .one(of: ["phone", "app", "appEmergency", "chat", "web"]))
  }

  private func offered(_ step: Router.Step) -> [WorkID] { step.decisions.map(\.work) }

  @Test("CM-69 the emergency entry of the app comes before everything that waits")
  func emergencyEntry() throws {
    let desk = try CM2.desk.get()
    var router = Router(try #require(try CM2.book().routing))
    _ = try router.perform(.add(agent("li"), .busy), at: now)
    // Ordinary, high and urgent work that came before.
    for (place, priority) in ["normal", "high", "urgent"].enumerated() {
      _ = try router.perform(
        .enqueue(
          WorkItem(
            WorkID("call-\(place)"), channel: "phone", queue: "hotline",
            priority: PriorityID(priority))),
        at: now)
    }
    var file = try CM2Case("T-9")
    let opened = try file.open(
      .init(rawValue: "technicalFault"), over: .init(rawValue: "appEmergency"), at: seconds(60))
    #expect(file.ticket.priority == "emergency")
    #expect(file.ticket.assignment.group == "emergency")
    guard case .enqueue(let item)? = opened.routing else {
      Issue.record("the router was told nothing")
      return
    }
    #expect(item.queue == "emergency")
    #expect(item.priority == "emergency")
    #expect(desk.workItem(for: file.matter, at: seconds(60)) == item)
    _ = try router.perform(.enqueue(item), at: seconds(60))
    let step = try router.perform(.presence("li", .available), at: seconds(61))
    #expect(offered(step) == ["T-9"])
  }

  @Test(
    "CM-69 it has the rank of the emergency number: of the two whoever came first is served first")
  func sameRank() throws {
    let book = try CM2.book()
    let menu = try #require(book.menu("hotline"))
    let number = try #require(menu.draft.number)
    let dialled = try menu.session(at: now, dialled: "9" + number)
    guard case .queue(let queue)? = dialled.destination else {
      Issue.record("no queue")
      return
    }
    for isAppFirst in [true, false] {
      var router = Router(try #require(book.routing))
      _ = try router.perform(.add(agent("li"), .busy), at: now)
      var file = try CM2Case("T-9")
      try file.open(
        .inquiry, over: .init(rawValue: "appEmergency"), at: seconds(isAppFirst ? 0 : 2))
      let app = try CM2.desk.get().workItem(for: file.matter, at: seconds(2))
      let call = WorkItem("call", channel: "phone", queue: queue)
      _ = try router.perform(.enqueue(isAppFirst ? app : call), at: seconds(isAppFirst ? 0 : 1))
      _ = try router.perform(.enqueue(isAppFirst ? call : app), at: seconds(2))
      let step = try router.perform(.presence("li", .available), at: seconds(3))
      #expect(offered(step) == [isAppFirst ? "T-9" : "call"])
    }
  }

  @Test("CM-69 an emergency is an emergency at any hour, whatever it is about")
  func emergencyAtNight() throws {
    let night = try CM2.at("2025-10-01 03:00")
    for kind in ["inquiry", "complaint", "suggestion", "technicalFault", "damageClaim", "incident"]
    {
      var file = try CM2Case()
      try file.open(.init(rawValue: kind), over: .init(rawValue: "appEmergency"), at: night)
      #expect(file.ticket.priority == "emergency", "\(kind)")
      #expect(file.ticket.assignment.group == "emergency", "\(kind)")
    }
  }

  // MARK: Moving

  @Test("CM-67 work that is handed to another queue keeps its place in time")
  func keepsItsPlace() throws {
    var router = Router(try #require(try CM2.book().routing))
    _ = try router.perform(.add(agent("li"), .available), at: now)
    _ = try router.perform(
      .enqueue(WorkItem("old", channel: "chat", queue: "inquiries")), at: now)
    _ = try router.accept("old", by: "li", at: seconds(5))
    _ = try router.perform(
      .add(
        Agent("wu", groups: ["technical"], languages: ["zh"], capacity: .one(of: ["chat"])), .busy),
      at: seconds(6))
    _ = try router.perform(
      .enqueue(WorkItem("new", channel: "chat", queue: "faults")), at: seconds(10))
    _ = try router.perform(.transfer("old", by: "li", to: .queue("faults")), at: seconds(20))
    _ = try router.perform(.presence("li", .offline), at: seconds(20))
    let step = try router.perform(.presence("wu", .available), at: seconds(21))
    #expect(offered(step) == ["old"])
  }

  // MARK: Incidents

  @Test(
    "CM-48 each of the three levels of an incident has its plan of response",
    arguments: [
      (1, "stand-by servers"), (2, "neighbouring nodes"), (3, "targeted fix"),
    ])
  func incidentPlans(level: Int, plan: String) throws {
    var file = try CM2Case()
    try file.open(.incident, at: now)
    let grade = try #require(Ticket.IncidentLevel(rawValue: level))
    try file.tell(.gradeIncident(grade), at: now)
    #expect(file.ticket.details.incident == .init(grade, plan: plan))
    #expect(file.status(of: .firstReply, at: now)?.rule == "CM-20")
  }

  private func climb(from start: Instant) throws -> ContactTree.Run {
    let book = try CM2.book()
    return try ContactTree.Run(
      try #require(book.contactTree("incident")), from: start, rosters: book.rosters,
      calendars: book.clocks)
  }

  private func calls(_ steps: [ContactTree.Step]) -> [String] {
    steps.map { step in
      switch step.kind {
      case .called(let level, let calls, _, _):
        "\(level) \(calls.map { "\($0.agent) by \($0.channel)" }.joined(separator: "+"))"
      case .passedOn(let level, _): "\(level) passed on"
      case .acknowledged(let agent): "\(agent) acknowledged"
      case .exhausted: "nobody"
      }
    }
  }

  @Test("CM-48 lead, city and expert are called in order, at any hour, after 5, 10 and 15 minutes")
  func contactTree() throws {
    // Three o'clock at night on a holiday.
    let night = try CM2.at("2025-10-01 03:00")
    var run = try climb(from: night)
    let steps = run.advance(to: night.adding(milliseconds: 60 * CM2.minute))
    #expect(
      steps.map(\.at) == [0, 5, 15, 30].map { night.adding(milliseconds: $0 * CM2.minute) })
    // The first Monday of the rosters was 2025-01-06, so the 39th week is the first one's again.
    #expect(
      calls(steps) == [
        "provinceLead province-1 by phone", "citySupport city-1 by chat",
        "expert expert-1 by remote", "nobody",
      ])
    let intents = steps.flatMap { $0.intents(for: "INC-1") }
    #expect(intents.map(\.action) == [.callContact, .callContact, .callContact, .reportNoAnswer])
  }

  @Test(
    "CM-48 whoever acknowledges in time ends the calls, and the next is called exactly at the limit"
  )
  func acknowledgement() throws {
    var run = try climb(from: now)
    _ = run.advance(to: now)
    let before = now.adding(milliseconds: 5 * CM2.minute - 1)
    #expect(calls(run.acknowledge(by: "province-2", at: before)) == ["province-2 acknowledged"])
    #expect(run.next == nil)
    var late = try climb(from: now)
    _ = late.advance(to: now)
    #expect(late.advance(to: before).isEmpty)
    #expect(late.advance(to: now.adding(milliseconds: 5 * CM2.minute)).count == 1)
  }

  @Test("CM-48 who is on duty is asked at the instant of each call")
  func handover() throws {
    // Sunday two minutes before midnight; at midnight the other week begins.
    let sunday = try CM2.at("2025-06-08 23:58")
    var run = try climb(from: sunday)
    let steps = run.advance(to: sunday.adding(milliseconds: 10 * CM2.minute))
    #expect(calls(steps) == ["provinceLead province-2 by phone", "citySupport city-1 by chat"])
  }
}
