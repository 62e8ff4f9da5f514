// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportRouting
import SupportRules
import SupportTickets
import SupportTime
import Testing

/// The hotline's menu, and the four levels of triage.
extension DXRoutingTests {
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

  private var kind: LearnedFact { LearnedFact("kind", .text("fault")) }
  private var order: LearnedFact { LearnedFact("orderNumber", .text("O-1")) }

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
