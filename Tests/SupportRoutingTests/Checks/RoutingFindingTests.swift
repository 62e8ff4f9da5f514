// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules
import SupportTestKit
import SupportTime
import Testing

@Suite("What is found in a routing policy before it is published")
struct RoutingFindingTests {
  /// Monday, 2 June 2025, 00:00 UTC, and a week from then.
  static let monday = Instant(secondsSince1970: 1_748_822_400)
  static let week = monday..<monday + .seconds(7 * 86_400)

  func policy(
    _ queues: [WorkQueue], priorities: [PriorityClass] = [],
    choice: RuleTable<QueueChoice>? = nil, options: RoutingOptions = RoutingOptions()
  ) throws -> RoutingPolicy {
    var options = options
    options.calendars = [
      "day": try .init(.office(), zone: .utc), "night": try .init(.night(), zone: .utc),
      "morning": try .init(Self.hours("09:00-12:00"), zone: .utc),
      "afternoon": try .init(Self.hours("12:00-17:00"), zone: .utc),
      "past": try .init(
        BusinessCalendar(
          """
          { "weekly": { "mon": ["09:00-12:00"] },
            "validity": { "from": "2020-01-01", "through": "2020-12-31" } }
          """, zone: "UTC"), zone: .utc),
    ]
    options.rosters = [
      "nights": try DutyRoster(
        zone: "UTC",
        layers: [.init("a", people: ["li"], days: 7, start: CivilDate("2025-01-01"))]
      ).compiled()
    ]
    return try RoutingPolicy(
      "p", version: "1", channels: [WorkChannel("voice"), WorkChannel("chat")], queues: queues,
      priorities: priorities, choice: choice, options: options)
  }

  static func hours(_ text: String) throws -> BusinessCalendar {
    let days: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
    let interval = try DayInterval(text)
    return try BusinessCalendar(
      zone: "UTC", weekly: Dictionary(uniqueKeysWithValues: days.map { ($0, [interval]) }))
  }

  func sentences(_ findings: [RoutingFinding]) -> [String] {
    findings.map { $0.explanation.text() }
  }

  func rules(
    _ rules: [Rule<QueueChoice>], _ otherwise: QueueChoice? = nil
  ) throws -> RuleTable<QueueChoice> {
    try RuleTable(
      "choice", schema: FactSchema([FactField("intent", .choice(["refund", "loss"]))]),
      rules: rules, otherwise: otherwise)
  }

  @Test("a plain policy has nothing to tell")
  func plain() throws {
    let policy = try policy([
      WorkQueue(
        "a", pools: [.init("front"), .init("back", after: .seconds(60))],
        overflow: [
          .init(when: .closed, then: .duty(roster: "nights", role: .primary)),
          .init(when: .closed, then: .message), .init(when: .waited(.seconds(90)), then: .message),
        ], hours: "day")
    ])
    let agents = [Agent("mei", groups: ["back"], languages: ["zh"], capacity: .one(of: ["voice"]))]
    #expect(policy.findings(.init(span: Self.week, agents: agents, languages: ["zh"])).isEmpty)
  }

  // MARK: The choice of a queue

  @Test("a gap of the rules is found, unless a fallback takes the rest")
  func gap() throws {
    let table = try rules([
      Rule("refunds", when: .isOneOf("intent", [.text("refund")]), then: .init("a"))
    ])
    let findings = try policy([WorkQueue("a")], choice: table).findings()
    #expect(sentences(findings) == ["no rule matches intent = loss\n  for example intent = loss"])
    #expect(findings.first?.witness?["intent"] == .text("loss"))
    #expect(findings.first?.severity == .error)
    let fallback = RoutingOptions(fallback: "a")
    #expect(try policy([WorkQueue("a")], choice: table, options: fallback).findings().isEmpty)
  }

  @Test("a queue that nothing leads to is found, unless something may name it")
  func unreached() throws {
    let table = try rules([Rule("all", when: .always, then: .init("a"))])
    let moving = WorkQueue("a", overflow: [.init(when: .length(atLeast: 9), then: .queue("b"))])
    let queues = [moving, WorkQueue("b"), WorkQueue("c"), WorkQueue("d")]
    var options = RoutingOptions(transfers: .init(maximum: 3, escalatesTo: "d"))
    func unreached(_ scope: RoutingPolicy.Scope = .init()) throws -> [RoutingFinding] {
      try policy(queues, choice: table, options: options).findings(scope)
        .filter { $0.kind == .unreachedQueue }
    }
    #expect(try unreached() == [.unreachedQueue("c")])
    #expect(
      try sentences(unreached()) == [
        "no rule, fallback, overflow or escalation leads to the queue c: work comes to it only where "
          + "the work, an agent or the host names it"
      ])
    #expect(try unreached(.init(namedQueues: ["c"])).isEmpty)
    options.transfers.maximum = nil
    #expect(try unreached() == [.unreachedQueue("c"), .unreachedQueue("d")])
    #expect(try policy(queues).findings().isEmpty, "without rules, the work names its queue")
  }

  // MARK: Hours

  @Test("the first instant in the hours of a queue that no pool serves is found")
  func uncovered() throws {
    func findings(
      _ pools: [AgentPool], _ overflow: [OverflowRule] = []
    ) throws -> [RoutingFinding] {
      try policy([WorkQueue("a", pools: pools, overflow: overflow, hours: "day")])
        .findings(.init(span: Self.week))
    }
    let noon = Self.monday + .seconds(12 * 3_600)
    let five = Self.monday + .seconds(17 * 3_600)
    let morning = AgentPool("x", hours: "morning")
    #expect(try findings([morning]) == [.uncovered("a", from: noon, until: five)])
    #expect(
      try sentences(findings([morning])) == [
        "nobody serves a from 2025-06-02 12:00 UTC until 2025-06-02 17:00 UTC, though it is open, and no rule "
          + "sends work on"
      ])
    #expect(try findings([morning, .init("y", hours: "afternoon")]).isEmpty)
    #expect(try findings([morning, .init("y", after: .seconds(60))]).isEmpty)
    #expect(try findings([morning], [.init(when: .staffing(below: 1), then: .message)]).isEmpty)
    #expect(
      try findings([morning], [.init(when: .waited(.seconds(9)), then: .refuse)]).isEmpty)
    #expect(try findings([morning], [.init(when: .closed, then: .refuse)]).count == 1)
    let callback = OverflowRule(when: .waited(.seconds(9)), then: .offerCallback)
    #expect(try findings([morning], [callback]).count == 1)
  }

  @Test("the first uncovered hour is that of a scan hour by hour", arguments: 0..<20)
  func uncoveredLaw(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func clock() throws -> BusinessClock {
      var weekly: [Weekday: [DayInterval]] = [:]
      for day in Weekday.allCases where !random.oneIn(4) {
        let from = Int.random(in: 0..<23, using: &random)
        let until = Int.random(in: from + 1..<24, using: &random)
        weekly[day] = [try DayInterval("\(two(from)):00-\(two(until)):00")]
      }
      return try BusinessCalendar(zone: "UTC", weekly: weekly).compiled()
    }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clocks = ["q": try clock(), "x": try clock(), "y": try clock(), "z": try clock()]
    let policy = try RoutingPolicy(
      "p", version: "1", channels: [WorkChannel("c")],
      queues: [
        WorkQueue(
          "a", pools: [.init("x", hours: "x"), .init("y", hours: "y"), .init("z", hours: "z")],
          hours: "q")
      ], options: .init(calendars: clocks))
    let hours = (0..<24 * 7).map { Self.monday + .seconds($0 * 3_600) }
    func isGap(_ instant: Instant) -> Bool {
      clocks["q"]?.isOpen(at: instant) == true
        && !["x", "y", "z"].contains { clocks[$0]?.isOpen(at: instant) == true }
    }
    let found = policy.findings(.init(span: Self.week)).compactMap { finding -> [Instant?]? in
      if case .uncovered(_, let from, let until) = finding { [from, until] } else { nil }
    }
    let first = hours.first(where: isGap)
    let end = first.flatMap { first in hours.first { $0 > first && !isGap($0) } }
    #expect(found == (first.map { [[$0, end]] } ?? []), "seed \(seed)")
  }

  @Test("a pool that is not open in the span is found")
  func neverOpen() throws {
    let policy = try policy([
      WorkQueue("a", pools: [.init("x"), .init("y", hours: "past"), .init("z", hours: "day")])
    ])
    #expect(policy.findings().isEmpty, "it was open once")
    let findings = policy.findings(.init(span: Self.week))
    #expect(findings == [.poolNeverOpen("a", pool: 1, calendar: "past")])
    #expect(sentences(findings) == ["pool 2 of a is never open: calendar past"])
    let saturday = Self.monday + .seconds(5 * 86_400)
    let weekend = saturday..<saturday + .seconds(2 * 86_400)
    #expect(policy.findings(.init(span: weekend)).count == 2)
  }

  // MARK: Priorities

  @Test("a class that rules never give is found, where they give any")
  func unusedPriority() throws {
    let classes = [PriorityClass("gold"), PriorityClass("silver")]
    let table = try rules([Rule("all", when: .always, then: .init("a", priority: "gold"))])
    let found = try policy([WorkQueue("a")], priorities: classes, choice: table)
    func unused(_ scope: RoutingPolicy.Scope = .init()) -> [RoutingFinding] {
      found.findings(scope).filter { $0.kind == .unusedPriority }
    }
    #expect(unused() == [.unusedPriority("silver")])
    #expect(
      sentences(unused()) == [
        "no rule or queue gives the priority silver: work has it only where the work names it"
      ])
    #expect(unused(.init(namedPriorities: ["silver"])).isEmpty)
    let plain = try rules([Rule("all", when: .always, then: .init("a"))])
    #expect(
      try policy([WorkQueue("a")], priorities: classes, choice: plain).findings()
        .allSatisfy { $0.kind != .unusedPriority })
  }

  @Test("a weight that all of its band have is found")
  func weights() throws {
    let minute = Duration.seconds(60)
    let found = try policy(
      [WorkQueue("a")],
      priorities: [
        PriorityClass("a", band: 1, weight: minute), PriorityClass("b", band: 2, weight: minute),
        PriorityClass("c", band: 2), PriorityClass("d", weight: minute),
      ]
    ).findings()
    #expect(found == [.weightWithoutEffect("a")])
    #expect(
      sentences(found) == ["the weight of a changes nothing: all classes of its band have the same"]
    )
  }

  // MARK: Agents

  @Test("what no agent can do is found")
  func staff() throws {
    let policy = try policy([
      WorkQueue("a", pools: [.init("x")], requirements: [.level("s", atLeast: 5)]),
      WorkQueue(
        "b", pools: [.init("x"), .init("y", after: .seconds(60))], requirements: [.has("t")]),
      WorkQueue("c", requirements: [.optional("s9", until: .seconds(30))]),
    ])
    func findings(_ agents: [Agent]) -> [RoutingFinding] {
      policy.findings(.init(agents: agents, languages: ["zh", "ja", "zh"]))
    }
    let agents = [
      Agent("m", groups: ["x"], skills: ["s": 4], languages: ["zh"], capacity: .one(of: ["voice"])),
      Agent("n", groups: ["y"], skills: ["t": 1], capacity: .init(.perChannel(["chat": 0]))),
    ]
    #expect(
      sentences(findings(agents)) == [
        "none of the agents who serve a ever meets what it asks for: s at least 5",
        "none of the agents who serve b ever meets what it asks for: t at least 1",
        "none of the agents who serve c ever meets what it asks for: s9 at least 1",
        "no agent ever can take work of a that is not reserved for the agent, and no rule sends it on",
        "no agent ever can take work of b that is not reserved for the agent, and no rule sends it on",
        "no agent speaks ja: only live translation would help",
      ])
    var able = agents
    able[0].skills = ["s": 5, "s9": 1]
    able[1].capacity = .init(.unlimited(["chat"]))
    able[1].languages = ["ja"]
    #expect(findings(able).isEmpty)
    #expect(policy.findings(.init(languages: ["ja"])).isEmpty, "without agents nothing is known")
  }

  @Test("what single agents can, but none alone, leaves a queue unserved; overflow relieves it")
  func jointly() throws {
    let agents = [
      Agent("m", skills: ["s": 1], capacity: .one(of: ["voice"])),
      Agent("n", skills: ["t": 1], capacity: .one(of: ["voice"])),
    ]
    var queue = WorkQueue("a", requirements: [.has("s"), .has("t")])
    #expect(
      try policy([queue]).findings(.init(agents: agents)) == [.unservedQueue("a")])
    queue.overflow = [.init(when: .waited(.seconds(60)), then: .message)]
    #expect(try policy([queue]).findings(.init(agents: agents)).isEmpty)
    queue.overflow = []
    let small = Agent(
      "s", skills: ["s": 1, "t": 1], capacity: .init(.total(2, costs: ["voice": 3])))
    #expect(try policy([queue]).findings(.init(agents: [small])) == [.unservedQueue("a")])
    queue.requirements[1].until = .seconds(30)
    #expect(try policy([queue]).findings(.init(agents: agents)).isEmpty)
  }

  @Test("a requirement of a rule is told with the rule")
  func ruleRequirement() throws {
    let table = try rules([
      Rule("all", when: .always, then: .init("a", requirements: [.has("s"), .lacks("s")]))
    ])
    let findings = try policy([WorkQueue("a")], choice: table).findings(
      .init(agents: [Agent("m", capacity: .one(of: ["voice"]))]))
    #expect(
      sentences(findings.filter { $0.kind == .unmetRequirement }) == [
        "none of the agents who serve a ever meets what the rule all asks for: s at least 1"
      ])
  }

  // MARK: Words

  @Test("every finding is told in two languages, by codes that the room exports")
  func words() throws {
    let findings: [RoutingFinding] = [
      .unreachedQueue("q"), .overflowCircle([.init("q", rule: 0), .init("r", rule: 1)]),
      .hiddenOverflow(.init("q", rule: 1), behind: 0), .unreachedPool("q", pool: 1, rule: 0),
      .poolNeverOpen("q", pool: 0, calendar: "c"), .uncovered("q", from: Self.monday, until: nil),
      .uncovered("q", from: Self.monday, until: Self.monday), .unusedPriority("p"),
      .weightWithoutEffect("p"), .unmetRequirement("q", rule: nil, .has("s")),
      .unmetRequirement("q", rule: "r", .has("s")), .unservedQueue("q"), .unspokenLanguage("l"),
    ]
    #expect(Set(findings.map(\.kind)).count == RoutingFinding.Kind.allCases.count - 1)
    let codes = Set(Explanation.Code.allRouting.map(\.id))
    for finding in findings {
      let explanation = finding.explanation
      #expect(codes.contains(explanation.code.id), "\(explanation.code.id)")
      let english = explanation.text(in: .english)
      let chinese = explanation.text(in: .simplifiedChinese)
      #expect(!english.contains("{") && !chinese.contains("{") && english != chinese)
      #expect(chinese.unicodeScalars.contains { $0.value > 0x4E00 })
    }
  }
}
