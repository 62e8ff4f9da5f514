// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules
import SupportTestKit
import SupportTime
import Testing

@Suite("Routing policies as documents")
struct RoutingBookTests {
  static let text = """
    {
      "format": 0, "id": "desk", "version": "2025-01", "zone": "Asia/Shanghai",
      "calendars": { "office": { "weekly": { "mon-fri": ["09:00-18:00"] } } },
      "rosters": { "nights": { "layers": [
        { "id": "week", "start": "2025-09-01", "every": "week", "people": ["li", "wang"] } ] } },
      "facts": { "intent": { "oneOf": ["refund", "other"] } },
      "routing": {
        "channels": [ { "id": "voice", "exclusivity": "whole", "wrapUp": "30 s" }, { "id": "chat" } ],
        "priorities": [ { "id": "emergency", "band": 9 }, { "id": "gold", "weight": "2 min" } ],
        "queues": [
          { "id": "hotline", "hours": "office",
            "pools": [ { "group": "front" }, { "group": "back", "after": "1 min" } ],
            "requirements": [ { "skill": "ticketing", "atLeast": 3 } ],
            "overflow": [ { "when": "closed", "then": { "duty": "nights" } },
                          { "when": { "waited": "5 min" }, "then": { "queue": "spare" } } ] },
          { "id": "spare" } ],
        "agentOrder": ["ring", "proficiency", "idleSince"],
        "choice": { "rules": [ { "id": "refunds", "when": { "intent": "refund" },
                                 "then": { "queue": "hotline", "priority": "gold" } } ] },
        "offers": { "timeLimit": "15 s", "missesBeforePause": "never" }, "fallback": "spare" }
    }
    """

  @Test("a document says what code says")
  func sameAsCode() throws {
    let policy = try RoutingBook(Self.text).policy
    #expect(policy.id == "desk" && policy.version == "2025-01")
    #expect(
      policy.channels == [
        WorkChannel("voice", exclusivity: .whole, wrapUp: .agent(.seconds(30))),
        WorkChannel("chat"),
      ])
    #expect(
      policy.queues == [
        WorkQueue(
          "hotline", pools: [.init("front"), .init("back", after: .seconds(60))],
          requirements: [.level("ticketing", atLeast: 3)],
          overflow: [
            .init(when: .closed, then: .duty(roster: "nights", role: .primary)),
            .init(when: .waited(.seconds(300)), then: .queue("spare")),
          ], hours: "office"), WorkQueue("spare"),
      ])
    #expect(
      policy.priorities == [
        PriorityClass("emergency", band: 9), PriorityClass("gold", weight: .seconds(120)),
      ])
    #expect(policy.agentOrder == [.ring, .proficiency, .idleSince])
    #expect(policy.choice?.rules.map(\.then) == [QueueChoice("hotline", priority: "gold")])
    #expect(policy.options.offers == OfferRules(timeLimit: .seconds(15), missesBeforePause: nil))
    #expect(policy.options.fallback == "spare" && policy.options.skipsEmptyLevels)
    #expect(policy.options.rosters["nights"]?.roster.people(for: .primary) == ["li", "wang"])
  }

  @Test("what is written is read as the same policy, and written the same", arguments: 0..<20)
  func law(seed: UInt64) throws {
    var maker = RoutingMaker(seed: seed)
    let book = RoutingBook(try maker.policy())
    let again = try RoutingBook(book.json)
    #expect(again == book, "seed \(seed): \(book.json)")
    #expect(again.policy.options == book.policy.options)
    #expect(again.json == book.json)
  }

  @Test("agents are written and read as the same", arguments: 0..<20)
  func agents(seed: UInt64) throws {
    var maker = RoutingMaker(seed: seed)
    let book = try AgentBook(RoutingMaker.people.map { maker.agent($0) })
    #expect(try AgentBook(book.json) == book, "seed \(seed)")
    #expect(try AgentBook(book.json, for: maker.policy()).json == book.json)
  }

  // MARK: Mistakes

  private func problems(_ changes: [(String, String)]) throws -> [Problem] {
    var text = Self.text
    for (old, new) in changes {
      #expect(text.contains(old), "\(old)")
      text = text.replacing(old, with: new)
    }
    return try #require(throws: DocumentError.self) { try RoutingBook(text) }.problems
  }

  @Test("all mistakes of a document come at once, each with its line")
  func allAtOnce() throws {
    let problems = try problems([
      ("\"wrapUp\": \"30 s\"", "\"wrapup\": \"30 s\""), ("\"whole\"", "\"hole\""),
      ("\"5 min\"", "\"5 minutes\""), ("\"format\": 0", "\"format\": 1"),
      ("\"proficiency\"", "\"profficiency\""), ("\"every\": \"week\"", "\"every\": \"wek\""),
    ])
    #expect(problems.count == 6)
    #expect(Set(problems.map(\.line)) == [2, 5, 8, 15, 17])
    #expect(problems.compactMap(\.suggestion).sorted() == ["proficiency", "whole", "wrapUp"])
  }

  @Test("a key that nobody knows is a mistake, also far inside")
  func unknownKey() throws {
    let problem = try #require(
      problems([("\"after\": \"1 min\"", "\"after\": \"1 min\", \"penalti\": 2")]).first)
    #expect(problem.path == "routing.queues[0].pools[1].penalti")
    #expect(problem.suggestion == "penalty")
  }

  @Test("what only the whole policy gets wrong is told at its place")
  func wholePolicy() throws {
    let problems = try problems([
      ("\"queue\": \"spare\"", "\"queue\": \"spar\""),
      ("\"hours\": \"office\"", "\"hours\": \"of\""),
      ("\"15 s\"", "\"0 s\""), ("\"fallback\": \"spare\"", "\"fallback\": \"gone\""),
      ("\"priority\": \"gold\"", "\"priority\": \"golden\""),
    ])
    #expect(
      problems.map(\.path) == [
        "routing.queues[0].hours", "routing.queues[0].overflow[1].then",
        "routing.choice.rules[0].then.priority", "routing.offers.timeLimit", "routing.fallback",
      ])
    #expect(problems.allSatisfy { $0.line > 0 })
  }

  @Test(
    "two ways to say one thing are a mistake",
    arguments: [
      ("{ \"waited\": \"5 min\" }", "{ \"waited\": \"5 min\", \"length\": 3 }"),
      ("{ \"duty\": \"nights\" }", "{ \"duty\": \"nights\", \"queue\": \"spare\" }"),
      ("\"atLeast\": 3", "\"atLeast\": 3, \"below\": 2"),
      ("\"atLeast\": 3", "\"anyOf\": []"),
    ])
  func onlyOne(old: String, new: String) throws {
    #expect(try !problems([(old, new)]).isEmpty)
  }

  @Test("agents with one name, or that a policy does not know, are mistakes")
  func agentMistakes() throws {
    let policy = try RoutingBook(Self.text).policy
    let text = """
      { "format": 0, "agents": [
        { "id": "a", "capacity": { "unlimited": ["chat", "fax"] } },
        { "id": "a", "skills": { "x": 0 }, "capacity": { "total": 1, "costs": { "voice": 1 } } },
        { "id": "b", "capacity": { "total": 1 } } ] }
      """
    let error = try #require(throws: DocumentError.self) { try AgentBook(text, for: policy) }
    #expect(
      error.problems.map(\.description) == [
        "line 2:3 · agents[0]: capacity.unlimited[\"fax\"]: there is no channel \"fax\"",
        "line 3:3 · agents[1]: \"a\" is there twice",
        "line 3:3 · agents[1]: skills[\"x\"]: 0 is not within 1 … 1000000",
        "line 4:28 · agents[2].capacity: \"costs\" is missing",
      ])
    #expect(throws: DocumentError.self) {
      try AgentBook([Agent("a", capacity: .one(of: [])), Agent("a", capacity: .one(of: []))])
    }
  }

  @Test("durations are exact, in the greatest unit that leaves nothing over")
  func durations() throws {
    let cases: [(Duration, String)] = [
      (.zero, "0 h"), (.seconds(90), "90 s"), (.milliseconds(1_500), "1500 ms"),
      (.microseconds(1_500), "0.0015 s"), (.seconds(3_600), "1 h"),
      (Duration(secondsComponent: 0, attosecondsComponent: 1), "0.000000000000000001 s"),
    ]
    for (duration, text) in cases {
      let policy = try RoutingPolicy(
        "p", version: "1", channels: [WorkChannel("c", wrapUp: .agent(duration))],
        queues: [WorkQueue("q", delay: .seconds(1))])
      let json = RoutingBook(policy).json
      #expect(duration == .zero || json.contains("\"wrapUp\": \"\(text)\""), "\(json)")
      #expect(try RoutingBook(json).policy == policy)
    }
  }
}
