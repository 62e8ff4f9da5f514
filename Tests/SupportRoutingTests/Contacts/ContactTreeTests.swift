// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportTestKit
import SupportTime
import Testing

@Suite("Contact trees")
struct ContactTreeTests {
  static let text = """
    { "levels": [
        { "id": "province-lead", "within": "5 min",
          "call": [ { "onDuty": "primary", "roster": "province", "by": "phone" } ] },
        { "id": "city-support", "within": "10 min",
          "call": [ { "onDuty": "primary", "roster": "city", "by": "chat", "during": "chat" },
                    { "agent": "zhou", "by": "phone", "during": "chat" } ] },
        { "id": "expert", "within": "15 min", "call": [ { "agent": "chen", "by": "remote" } ] } ] }
    """

  static let always = """
    { "zone": "UTC", "layers": [ { "id": "week", "start": "2025-01-01", "every": "day",
      "people": ["li", "wang"] } ] }
    """

  let tree: ContactTree
  let rosters: [String: DutyRoster.Plan]
  let calendars: [String: BusinessClock]

  init() throws {
    tree = try ContactTree(Self.text)
    func plan(_ text: String) throws -> DutyRoster.Plan {
      try DocumentNode.read(text) { DutyRoster(reading: $0, &$1) }.compiled()
    }
    let city = Self.always.replacing("\"li\", \"wang\"", with: "\"mei\"")
    rosters = ["province": try plan(Self.always), "city": try plan(city)]
    calendars = [
      "chat": try BusinessCalendar(
        #"{ "zone": "UTC", "weekly": { "mon-sun": ["08:00-20:00"] } }"#
      ).compiled()
    ]
  }

  private func run(from start: Instant) throws -> ContactTree.Run {
    try ContactTree.Run(tree, from: start, rosters: rosters, calendars: calendars)
  }

  private func told(_ steps: [ContactTree.Step]) -> [String] {
    steps.map { $0.explanation.text(for: .auditor) }
  }

  @Test("each level has its time; then the next one is called, over its own channel")
  func times() throws {
    let start = try Instant("2025-01-01T10:00Z")
    var run = try run(from: start)
    #expect(run.next == start)
    let steps = run.advance(to: start + .seconds(86_400))
    #expect(
      told(steps) == [
        "2025-01-01 10:00 UTC: province-lead is called: li by phone",
        "2025-01-01 10:05 UTC: city-support is called: mei by chat, zhou by phone",
        "2025-01-01 10:15 UTC: expert is called: chen by remote",
        "2025-01-01 10:30 UTC: nobody acknowledged, and no level is left",
      ])
    #expect(run.phase == .exhausted(at: start + .seconds(1_800)) && run.next == nil)
  }

  @Test("who is on duty is asked at the instant of the call, however late that is looked at")
  func duty() throws {
    let start = try Instant("2025-01-01T23:59Z")
    let again = try ContactTree(
      Self.text.replacing(
        "\"within\": \"5 min\",",
        with: """
          "within": "5 min", "repeat": { "every": "1 min", "times": 1 },
          """))
    var run = try ContactTree.Run(again, from: start, rosters: rosters, calendars: calendars)
    let steps = run.advance(to: .max)
    // The duty is handed over at midnight; the chat is closed, so the expert's turn comes at once.
    #expect(
      told(steps).map { $0.split(separator: "\n").first.map(String.init) } == [
        "2025-01-01 23:59 UTC: province-lead is called: li by phone",
        "2025-01-02 00:00 UTC: province-lead is called, time 2: wang by phone",
        "2025-01-02 00:05 UTC: nobody of city-support can be called, the next level is tried",
        "2025-01-02 00:05 UTC: expert is called: chen by remote",
        "2025-01-02 00:20 UTC: nobody acknowledged, and no level is left",
      ])
  }

  @Test("acknowledgement stops it, and a call that was due at that instant is not made")
  func acknowledgement() throws {
    let start = try Instant("2025-01-01T10:00Z")
    var run = try run(from: start)
    let steps = run.acknowledge(by: "mei", at: start + .seconds(900))
    #expect(steps.count == 3 && steps.last?.kind == .acknowledged(by: "mei"))
    #expect(run.next == nil && run.advance(to: .max) == [])
    #expect(run.acknowledge(by: "li", at: start + .seconds(901)) == [])
    #expect(run.phase == .acknowledged(by: "mei", at: start + .seconds(900)))
  }

  @Test("intents have keys that stay, and a climb that is resumed goes on with them")
  func intents() throws {
    let start = try Instant("2025-01-01T21:00Z")
    var whole = try run(from: start)
    let all = whole.advance(to: .max)
    let expected = all.flatMap { $0.intents(for: "INC-7") }
    #expect(
      expected.map(\.key.rawValue) == [
        "INC-7/contacts/callContact/0/0", "INC-7/contacts/reportUncalledLevel/1/0",
        "INC-7/contacts/callContact/2/0", "INC-7/contacts/reportNoAnswer/3/0",
      ])
    #expect(expected.first?.operand("agent") == .text("li"))
    #expect(expected.first?.operand("channel") == .text("phone"))
    var parts: [ContactTree.Step] = []
    var state = try run(from: start).state
    for minute in 0..<60 {
      var part = try ContactTree.Run(
        tree, resuming: Coded.again(state), rosters: rosters, calendars: calendars)
      parts += part.advance(to: start + .seconds(minute * 60))
      state = part.state
    }
    #expect(parts == all)
  }

  @Test("a name of an agent is kept from customers")
  func confidential() throws {
    let start = try Instant("2025-01-01T10:00Z")
    var run = try run(from: start)
    let step = try #require(run.advance(to: start).first)
    #expect(!step.explanation.text(for: .customer).contains("li "))
    #expect(
      step.explanation.text(in: .simplifiedChinese, for: .desk)
        == "2025-01-01 10:00 UTC：呼叫 province-lead：li（phone）")
  }

  @Test("missing rosters, roles and calendars are told at once")
  func missing() throws {
    let text = Self.text.replacing(
      "\"primary\", \"roster\": \"city\"", with: "\"secondry\", \"roster\": \"city\"")
    let other = try ContactTree(text)
    let error = try #require(throws: DocumentError.self) {
      try ContactTree.Run(
        other, from: .min, rosters: ["city": rosters["city"]].compactMapValues { $0 })
    }
    #expect(
      error.problems.map(\.path) == [
        "levels[0].call[0].roster", "levels[1].call[0].onDuty", "levels[1].call[0].during",
        "levels[1].call[1].during",
      ])
    #expect(tree.rosters == ["city", "province"] && tree.calendars == ["chat"])
  }

  @Test("a state of another tree is refused, and a state that says too much stops nothing")
  func states() throws {
    var run = try run(from: .epoch)
    _ = run.advance(to: .max)
    let small = try ContactTree(
      levels: [.init("only", [.init(.agent("chen"), by: "phone")], within: .zero)])
    #expect(throws: DocumentError.self) { try ContactTree.Run(small, resuming: run.state) }
    let huge = """
      { "ladder": { "base": "2025-01-01T10:00:00Z", "round": 0, "level": 0 },
        "steps": 9223372036854775807 }
      """
    let state = try Coded.decode(ContactTree.Run.State.self, huge)
    var resumed = try ContactTree.Run(small, resuming: state)
    #expect(resumed.advance(to: .max).count == 2)
  }

  @Test("a tree that is written and read again is the same, and all mistakes are told at once")
  func documents() throws {
    #expect(try ContactTree(tree.json) == tree)
    let exact = try ContactTree(levels: [
      .init(
        "a", [.init(.agent("li"), by: "phone")], within: .microseconds(1_500),
        repetition: .init(every: .microseconds(2_500), times: 2))
    ])
    #expect(try ContactTree(exact.json) == exact)
    #expect(try Coded.again(tree) == tree)
    let error = try #require(throws: DocumentError.self) {
      try ContactTree(
        levels: [
          .init("a", [], within: .seconds(-1)),
          .init("a", [.init(.onDuty(.primary, roster: ""), by: "")], within: .zero),
        ], repeats: 21)
    }
    #expect(
      error.problems.map(\.description) == [
        "levels[0].call: 0 contacts are outside 1 ... 20",
        "levels[0].within: -1 s is outside 0 s ... 7 days",
        "levels[1].call[0]: a roster and a role need names",
        "levels[1].id: level a is listed twice",
        "repeat: 21 repeats are outside 0 ... 20",
      ])
    let text = Self.text.replacing("\"expert\"", with: "\"city-support\"")
    let placed = try #require(throws: DocumentError.self) { try ContactTree(text) }
    #expect(
      placed.problems.map(\.description)
        == ["line 7:13 · levels[2].id: level city-support is listed twice"])
  }
}
