// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules
import SupportTestKit
import SupportTime
import Testing

@Suite("Triage chains")
struct TriageTests {
  static let text = """
    { "levels": [
        { "id": "menu", "within": "60 s" },
        { "id": "semantic", "score": "intent", "atLeast": 800, "within": "5 s" },
        { "id": "knowledge", "score": "match", "atLeast": 700, "within": "30 s" },
        { "id": "human", "to": { "queue": "hotline" } } ],
      "guards": [
        { "score": "sentiment", "below": 300 },
        { "score": "abuse", "atLeast": 900, "to": { "message": "warning" } } ],
      "humanFirst": [
        { "trait": "elderly" },
        { "trait": "disabled", "to": { "queue": "green-channel" } } ] }
    """

  let chain: TriageChain

  init() throws {
    chain = try TriageChain(Self.text)
  }

  static func at(_ seconds: Double) -> Instant { Hotline.at(seconds) }

  /// A run that has the scores of its guards.
  private func calm(traits: Set<TriageChain.Trait> = []) throws -> TriageChain.Run {
    var run = chain.start(at: Self.at(0), traits: traits)
    try run.handle(.score(.sentiment, 620), at: Self.at(0))
    try run.handle(.score(.abuse, 10), at: Self.at(0))
    return run
  }

  @Test("each level answers, or hands on with what it learned, and the trail is kept")
  func fourLevels() throws {
    var run = chain.start(at: Self.at(0))
    #expect(run.needs == .score(.sentiment))
    try run.handle(.score(.sentiment, 620), at: Self.at(0))
    #expect(run.needs == .score(.abuse))
    try run.handle(.score(.abuse, 10), at: Self.at(0))
    #expect(run.needs == .attempt("menu"))
    try run.handle(
      .handedOn(by: "menu", learned: [.init("kind", "complaint")]), at: Self.at(20))
    #expect(run.needs == .score(.intent) && run.nextDeadline == Self.at(25))
    try run.handle(
      .score(.intent, 850, learned: [.init("intent", "refund")]), at: Self.at(21))
    #expect(run.needs == .attempt("semantic"))
    try run.handle(
      .handedOn(by: "semantic", to: .queue("refunds"), learned: [.init("order", "A-7")]),
      at: Self.at(22))
    try run.handle(.score(.match, 699), at: Self.at(23))
    #expect(run.outcome == .handedTo(.queue("refunds")) && run.needs == nil)
    #expect(run.trail.map(\.level) == ["menu", "semantic", "knowledge"])
    #expect(
      run.trail.map(\.leaving) == [
        .handedOn, .handedOn, .belowBound(.match, score: 699, bound: 700),
      ])
    #expect(run.trail.map(\.until) == [Self.at(20), Self.at(22), Self.at(23)])
    #expect(
      run.learned.map(\.description) == ["kind = complaint", "intent = refund", "order = A-7"])
  }

  @Test("a level answers where its score reaches the bound")
  func answered() throws {
    var run = try calm()
    try run.handle(.handedOn(by: "menu"), at: Self.at(1))
    try run.handle(.score(.intent, 799), at: Self.at(2))
    try run.handle(.score(.match, 700), at: Self.at(3))
    try run.handle(.answered(by: "knowledge"), at: Self.at(4))
    #expect(run.outcome == .answered(by: "knowledge") && run.nextDeadline == nil)
  }

  @Test(
    "customers who come to a person first skip every level; the first trait of the chain counts")
  func humanFirst() {
    let elderly = chain.start(at: Self.at(0), traits: [.elderly])
    #expect(elderly.outcome == .handedTo(.queue("hotline")) && elderly.needs == nil)
    #expect(elderly.trail.map(\.leaving) == [.humanFirst(.elderly)])
    let disabled = chain.start(at: Self.at(0), traits: [.disabled])
    #expect(disabled.outcome == .handedTo(.queue("green-channel")))
    let both = chain.start(at: Self.at(0), traits: [.disabled, .elderly])
    #expect(both.outcome == .handedTo(.queue("hotline")))
    let other = chain.start(at: Self.at(0), traits: [.init(rawValue: "new")])
    #expect(other.outcome == nil)
  }

  @Test("at every level the customer can ask for a person and is handed on at once")
  func person() throws {
    var run = chain.start(at: Self.at(0), learned: [.init("channel", "chat")])
    try run.handle(.askForPerson, at: Self.at(1))
    #expect(run.outcome == .handedTo(.queue("hotline")))
    #expect(run.learned.map(\.name) == ["channel"])
    var later = try calm()
    try later.handle(.handedOn(by: "menu", to: .queue("refunds")), at: Self.at(1))
    try later.handle(.askForPerson, at: Self.at(2))
    #expect(later.outcome == .handedTo(.queue("refunds")))
    #expect(later.trail.last?.leaving == .askedForPerson)
  }

  @Test("a guard ends the chain at its bound, at whatever level its score comes")
  func guards() throws {
    var edge = chain.start(at: Self.at(0))
    try edge.handle(.score(.sentiment, 300), at: Self.at(0))
    #expect(edge.outcome == nil)
    try edge.handle(.score(.sentiment, 299), at: Self.at(0))
    #expect(edge.outcome == .handedTo(.queue("hotline")))
    #expect(edge.trail.last?.leaving == .guarded(.sentiment, score: 299, .below(300)))
    var abuse = try calm()
    try abuse.handle(.handedOn(by: "menu"), at: Self.at(1))
    try abuse.handle(.score(.abuse, 900), at: Self.at(2))
    #expect(abuse.outcome == .handedTo(.message("warning")))
  }

  @Test("a level that is silent is left at its own instant, however late that is looked at")
  func timeouts() throws {
    var run = try calm()
    let steps = run.advance(to: Self.at(1_000))
    #expect(steps.map(\.until) == [Self.at(60), Self.at(65), Self.at(95)])
    #expect(steps.allSatisfy { $0.leaving == .timedOut })
    #expect(run.outcome == .handedTo(.queue("hotline")))
    var edge = try calm()
    #expect(throws: TriageChain.Rejection.notAsked("menu", now: "semantic")) {
      try edge.handle(.answered(by: "menu"), at: Self.at(60))
    }
    #expect(edge.trail.count == 1)
  }

  @Test("a score that comes again is not looked at by a level that is being tried")
  func again() throws {
    var run = try calm()
    try run.handle(.handedOn(by: "menu"), at: Self.at(1))
    try run.handle(.score(.intent, 900), at: Self.at(1))
    try run.handle(.score(.intent, 100), at: Self.at(1))
    #expect(run.needs == .attempt("semantic") && run.score(.intent) == 100)
  }

  @Test("bad input is refused with the value and the bound")
  func rejections() throws {
    var run = chain.start(at: Self.at(5))
    let before = run
    let wrong: [(TriageChain.Input, TriageChain.Rejection)] = [
      (.score(.intent, 1_001), .scoreOutOfRange(.intent, 1_001, bounds: 0...1_000)),
      (.score(.intent, -1), .scoreOutOfRange(.intent, -1, bounds: 0...1_000)),
      (.score(.intent, .min), .scoreOutOfRange(.intent, .min, bounds: 0...1_000)),
      (.answered(by: "nobody"), .unknownLevel("nobody")),
      (.answered(by: "knowledge"), .notAsked("knowledge", now: "menu")),
      (.handedOn(by: "menu"), .notAsked("menu", now: "menu")),
    ]
    for (input, rejection) in wrong {
      #expect(throws: rejection) { try run.handle(input, at: Self.at(5)) }
    }
    #expect(throws: TriageChain.Rejection.timeRunsBackwards(from: Self.at(5), to: Self.at(4))) {
      try run.handle(.askForPerson, at: Self.at(4))
    }
    #expect(run == before)
    try run.handle(.askForPerson, at: Self.at(6))
    #expect(throws: TriageChain.Rejection.ended(at: Self.at(6))) {
      try run.handle(.score(.intent, 1), at: Self.at(7))
    }
  }

  @Test("a chain of people alone hands on at once")
  func peopleAlone() throws {
    let alone = try TriageChain(
      levels: [], human: .init("human", to: .queue("q")), humanFirst: [.init(.elderly, to: .hangUp)]
    )
    #expect(alone.start(at: .min).outcome == .handedTo(.queue("q")))
    #expect(alone.start(at: .max, traits: [.elderly]).outcome == .handedTo(.hangUp))
    // It ended when it began, however late that is asked.
    var run = alone.start(at: Self.at(0))
    run.advance(to: Self.at(7))
    #expect(throws: TriageChain.Rejection.ended(at: Self.at(0))) {
      try run.handle(.askForPerson, at: Self.at(7))
    }
    #expect(run.explanation.text() == "handed to the queue q at 2025-09-30 02:00 UTC")
  }

  @Test("the last level that learned where a contact belongs counts, and silence unlearns nothing")
  func places() throws {
    var run = try calm()
    try run.handle(.handedOn(by: "menu", to: .queue("refunds")), at: Self.at(1))
    try run.handle(.score(.intent, 900), at: Self.at(1))
    try run.handle(.handedOn(by: "semantic", to: .queue("travel")), at: Self.at(2))
    try run.handle(.score(.match, 900), at: Self.at(2))
    try run.handle(.handedOn(by: "knowledge"), at: Self.at(3))
    #expect(run.outcome == .handedTo(.queue("travel")))
  }

  // MARK: Documents

  @Test("a chain that is written and read again is the same")
  func round() throws {
    #expect(try TriageChain(chain.json) == chain)
    let exact = try TriageChain(
      levels: [.init("a", within: .microseconds(1_500))], human: .init("b", to: .queue("q")))
    #expect(try TriageChain(exact.json) == exact)
    #expect(try Coded.again(chain) == chain)
  }

  @Test("all mistakes of a chain are told at once")
  func mistakes() throws {
    let text = """
      { "levels": [
          { "id": "menu", "within": "0 s" }, { "id": "menu", "score": "intent", "atLeast": 10 },
          { "id": " ", "to": { "queue": "q" } } ],
        "humanFirst": [ { "trait": "elderly" }, { "trait": "elderly" } ] }
      """
    let error = try #require(throws: DocumentError.self) { try TriageChain(text) }
    #expect(error.problems.map(\.path) == ["levels[2].id"])
    let more = text.replacing("\" \"", with: "\"menu\"")
    let errors = try #require(throws: DocumentError.self) { try TriageChain(more) }
    #expect(
      errors.problems.map(\.description) == [
        "line 2:31 · levels[0].within: 0 h is outside 1 ms ... 24 h",
        "line 2:48 · levels[1].id: the level \"menu\" is listed twice",
        "line 3:13 · levels[2].id: the level \"menu\" is listed twice",
        "line 4:54 · humanFirst[1].trait: the trait \"elderly\" is listed twice",
      ])
    for bad in [
      "{ \"levels\": [] }", "{ \"levels\": [{ \"id\": \"a\" }] }",
      "{ \"levels\": [{ \"id\": \"a\", \"score\": \"s\" }, { \"id\": \"h\", \"to\": { \"hangUp\": true } }] }",
    ] {
      #expect(throws: DocumentError.self) { try TriageChain(bad) }
    }
  }

  // MARK: Words

  @Test("a customer is told the way, and not how they were judged")
  func explanation() throws {
    var run = try calm()
    try run.handle(
      .handedOn(by: "menu", learned: [.init("memberNumber", "12345678", isPersonal: true)]),
      at: Self.at(1))
    try run.handle(.score(.intent, 250), at: Self.at(2))
    try run.handle(.askForPerson, at: Self.at(3))
    let told = run.explanation
    #expect(
      told.text(for: .desk) == """
        handed to the queue hotline at 2025-09-30 02:00:03 UTC
          2025-09-30 02:00:01 UTC: menu: it could not answer and handed on
            learned: memberNumber is •••
          2025-09-30 02:00:02 UTC: semantic: the score intent of 250 is below 800
          2025-09-30 02:00:03 UTC: knowledge: the customer asked for a person
        """)
    let customers = told.text(for: .customer)
    #expect(!customers.contains("250") && customers.contains("12345678"))
    #expect(told.text(in: .simplifiedChinese).hasPrefix("2025-09-30 02:00:03 UTC 转至队列 hotline"))
  }

  // MARK: Laws

  @Test("random runs end, keep every level once in order, and a late look changes nothing")
  func laws() throws {
    for seed in UInt64(0)..<300 {
      var random = SplitMix64(seed: seed)
      var often = chain.start(at: Self.at(0))
      var seldom = often
      var now = 0.0
      for _ in 0..<12 {
        now += Double(Int.random(in: 0...20, using: &random))
        let level: TriageChain.LevelID =
          ["menu", "semantic", "knowledge"].randomElement(using: &random) ?? "menu"
        let kind: TriageChain.ScoreKind =
          [.intent, .match, .sentiment, .abuse].randomElement(using: &random) ?? .intent
        let input: TriageChain.Input =
          switch Int.random(in: 0...9, using: &random) {
          case 0...6: .score(kind, Int.random(in: 250...950, using: &random))
          case 7: .answered(by: level)
          case 8: .handedOn(by: level, to: .queue(QueueID("\(level)")))
          default: .score(kind, Int.random(in: 990...1_010, using: &random))
          }
        while let due = often.nextDeadline, due <= Self.at(now) { often.advance(to: due) }
        let first = Result { try often.handle(input, at: Self.at(now)) }
        let second = Result { try seldom.handle(input, at: Self.at(now)) }
        #expect(Self.rejection(first) == Self.rejection(second), "seed \(seed)")
        #expect(often == seldom, "seed \(seed)")
      }
      often.advance(to: .max)
      seldom.advance(to: .max)
      #expect(often == seldom && often.outcome != nil, "seed \(seed)")
      let order: [TriageChain.LevelID] = ["menu", "semantic", "knowledge"]
      #expect(often.trail.map(\.level) == Array(order.prefix(often.trail.count)), "seed \(seed)")
      #expect(zip(often.trail, often.trail.dropFirst()).allSatisfy { $0.until == $1.from })
    }
  }

  private static func rejection<Success>(
    _ result: Result<Success, any Error>
  ) -> TriageChain.Rejection? {
    guard case .failure(let error) = result else { return nil }
    return error as? TriageChain.Rejection
  }
}
