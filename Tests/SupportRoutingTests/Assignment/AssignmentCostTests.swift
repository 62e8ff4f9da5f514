// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import Testing

@Suite("Assignment: costs from waiting, skills, load and idle time")
struct AssignmentCostTests {
  static let noon = Instant(secondsSince1970: 1_700_000_000)
  static let cost = AssignmentCost(
    waitingSecond: 1, levelAbove: 60, unaskedSkill: 10, inHand: 300, idleSecond: 2)

  static func after(_ seconds: Int64) -> Instant { noon.adding(milliseconds: seconds * 1_000) }

  @Test("Each part of a cost is what its weight says")
  func parts() throws {
    let plan = try Self.cost.batch(
      [.init("t", since: Self.noon, skills: ["japanese": 2])],
      for: [
        .init(
          "mei", skills: ["japanese": 3, "refunds": 1], capacity: 3, inHand: 1,
          idleSince: Self.after(80))
      ], at: Self.after(100)
    ).solved()
    let pair = try #require(plan.pairs.first)
    #expect(pair.taskCost == -100)
    #expect(pair.fitCost == 60 + 10)
    #expect(pair.slotCost == 300 - 40)
    #expect(plan.cost == 230)
  }

  @Test("Who lacks a skill or its level gets nothing, and nobody more than the capacity")
  func fits() throws {
    let work: [AssignmentCost.Work] = [
      .init("a", since: Self.noon, skills: ["japanese": 2]), .init("b", since: Self.noon),
      .init("c", since: Self.after(5)),
    ]
    let batch = try Self.cost.batch(
      work,
      for: [
        .init("li", skills: ["japanese": 1], capacity: 2, inHand: 1),
        .init("busy", skills: ["japanese": 9], capacity: 1, inHand: 4),
        .init("zhao", skills: [:], capacity: 0),
      ], at: Self.after(60))
    #expect(batch.tasks.map(\.signature) == [0, 1, 1])
    #expect(batch.agents.map(\.slotCosts) == [[300], [], []])
    let plan = batch.solved()
    #expect(plan.pairs.map(\.task) == ["b"])
    #expect(plan.outcome(of: "a") == .nobodyFits)
    #expect(plan.outcome(of: "c") == .full(slots: 1, surcharge: 5))
  }

  @Test("Who lacks a skill has level 0 in it")
  func lacking() throws {
    let batch = try Self.cost.batch(
      [.init("t", since: Self.noon, skills: ["japanese": 0, "refunds": 0])],
      for: [.init("li", skills: ["refunds": 2, "chess": 1], capacity: 1)], at: Self.noon)
    #expect(batch.fit[0, 0] == 130)
  }

  @Test("Load is spread, and who has been idle longest comes first")
  func spread() throws {
    let work = (1...3).map { AssignmentCost.Work(WorkID("t\($0)"), since: Self.noon) }
    let plan = try Self.cost.batch(
      work,
      for: [
        .init("a", capacity: .max, inHand: 2), .init("b", capacity: .max),
        .init("c", capacity: .max, idleSince: Self.noon),
      ], at: Self.after(10)
    ).solved()
    #expect(plan.pairs.map(\.agent) == ["c", "b", "b"])
    #expect(plan.cost == -3 * 10 - 20 + 0 + 300)
  }

  @Test("Costs stay at the bound, and what lies ahead has not waited")
  func saturation() throws {
    let most = CostMatrix.greatestCost
    let heavy = AssignmentCost(
      waitingSecond: most, levelAbove: most, unaskedSkill: -most, inHand: most, idleSecond: most)
    let batch = try heavy.batch(
      [
        .init("old", since: .min, skills: ["a": 0]), .init("new", since: .max),
      ],
      for: [
        .init("x", skills: ["a": 9], capacity: .max, inHand: .max - 1, idleSince: .min),
        .init("y", skills: ["a": 0, "b": 1, "c": 1], capacity: 2),
      ], at: Self.noon)
    #expect(batch.tasks.map(\.cost) == [-most, 0])
    #expect(batch.agents.map(\.slotCosts) == [[0], [0, most]])
    #expect(batch.fit[0, 0] == most)
    #expect(batch.fit[0, 1] == -most)
    #expect(batch.solved().isOptimal())
  }

  @Test("All mistakes are told at once, with value, bound and place")
  func mistakes() {
    let (natural, whole) = (0...CostMatrix.greatestCost, 0...Int64.max)
    let wrong = AssignmentCost(
      waitingSecond: -1, levelAbove: 0, unaskedSkill: 0, inHand: .max, idleSecond: 0)
    let error = #expect(throws: AssignmentError.self) {
      try wrong.batch(
        [
          .init("t", since: Self.noon, skills: ["b": -1, "a": .max]), .init("t", since: Self.noon),
        ],
        for: [.init("a", capacity: -2, inHand: .min)], at: Self.noon)
    }
    #expect(
      error?.mistakes == [
        .outside(-1, natural, at: "waitingSecond"), .outside(.max, natural, at: "inHand"),
        .repeated("t", at: "tasks[1].id"),
        .outside(.max, 0...1_000_000, at: #"tasks[0].skills["a"]"#),
        .outside(-1, 0...1_000_000, at: #"tasks[0].skills["b"]"#),
        .outside(-2, whole, at: "agents[0].capacity"),
        .outside(.min, whole, at: "agents[0].inHand"),
      ])
  }

  @Test("More slots than can be are a mistake and no end of memory")
  func slots() {
    let work = (0..<4_000).map { AssignmentCost.Work(WorkID("t\($0)"), since: Self.noon) }
    let team = (0..<4_000).map { AssignmentCost.Candidate(AgentID("a\($0)"), capacity: .max) }
    let error = #expect(throws: AssignmentError.self) {
      try Self.cost.batch(work, for: team, at: Self.noon)
    }
    #expect(
      error?.mistakes == [.outside(16_000_000, 0...10_000_000, at: "agents.slotCosts.count")])
  }
}
