// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportTestKit
import Testing

@Suite("Assignment: the backlog of a router")
struct RouterBatchTests {
  static let start = Instant(millisecondsSince1970: 1_700_000_000_000)
  static let cost = AssignmentCost(
    waitingSecond: 1, levelAbove: 60, unaskedSkill: 10, inHand: 300, idleSecond: 1)

  @Test("a backlog costs what it costs without the router, seed by seed", arguments: 1...40)
  func same(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let policy = try RoutingPolicy(
      "p", version: "1", channels: [WorkChannel("mail")],
      queues: [WorkQueue("q", isGivenByCommand: true)])
    var router = Router(policy)
    let names: [SkillID] = ["a", "b", "c"]
    var candidates: [AssignmentCost.Candidate] = []
    for number in 0..<Int.random(in: 1...5, using: &random) {
      let id = AgentID("agent-\(number)")
      var skills: [SkillID: Int] = [:]
      for name in names where Bool.random(using: &random) {
        skills[name] = Int.random(in: 1...4, using: &random)
      }
      let room = Int.random(in: 1...3, using: &random)
      let agent = Agent(id, skills: skills, capacity: AgentCapacity(.perChannel(["mail": room])))
      _ = try router.perform(.add(agent, .available), at: Self.start)
      candidates.append(
        .init(id, skills: skills, capacity: room, inHand: 0, idleSince: Self.start))
    }
    var work: [AssignmentCost.Work] = []
    for number in 0..<Int.random(in: 1...8, using: &random) {
      let since = Self.start + .seconds(number)
      var skills: [SkillID: Int] = [:]
      for name in names where Int.random(in: 0..<3, using: &random) == 0 {
        skills[name] = Int.random(in: 1...3, using: &random)
      }
      let id = WorkID("w-\(number)")
      work.append(.init(id, since: since, skills: skills))
      _ = try router.enqueue(
        WorkItem(
          id, channel: "mail", queue: "q",
          requirements: skills.sorted { $0.key < $1.key }
            .map { .level($0.key, atLeast: $0.value) }), at: since)
    }
    let now = Self.start + .seconds(60)
    let plain = try Self.cost.batch(work, for: candidates, at: now).solved()
    let plan = try router.batch(of: "q", by: "mail", cost: Self.cost, at: now).solved()
    #expect(plan.isOptimal())
    #expect(plan.cost == plain.cost && plan.assignedCount == plain.assignedCount, "seed \(seed)")
    for pair in plan.pairs {
      let step = try router.perform(.assign(pair.task, to: pair.agent), at: now)
      #expect(step.decisions.map(\.basis) == [.assigned])
    }
    #expect(try router.batch(of: "q", by: "mail", cost: Self.cost, at: now).solved().pairs.isEmpty)
  }

  @Test("a plan for those who have room is carried out without asking")
  func carriedOut() throws {
    let policy = try RoutingPolicy(
      "p", version: "1", channels: [WorkChannel("mail")],
      queues: [WorkQueue("q", isGivenByCommand: true)])
    var router = Router(policy)
    let mei = Agent(
      "mei", skills: ["refunds": 3], capacity: AgentCapacity(.perChannel(["mail": 2])))
    let zhao = Agent("zhao", capacity: AgentCapacity(.perChannel(["mail": 1])))
    for agent in [mei, zhao] { _ = try router.perform(.add(agent, .available), at: Self.start) }
    for (id, excluded): (WorkID, Set<AgentID>) in [("w-1", []), ("w-2", ["mei"]), ("w-3", [])] {
      let step = try router.enqueue(
        WorkItem(
          id, channel: "mail", queue: "q", requirements: id == "w-1" ? [.has("refunds")] : [],
          excluded: excluded), at: Self.start)
      #expect(step.directives.isEmpty)
    }
    #expect(try router.whyNot("mei", for: "w-1", at: Self.start) == .givenByCommand)
    let plan = try router.batch(of: "q", by: "mail", cost: Self.cost, at: Self.start).solved()
    for pair in plan.pairs {
      _ = try router.perform(.assign(pair.task, to: pair.agent), at: Self.start)
    }
    #expect(router.work(of: "mei") == ["w-1", "w-3"])
    #expect(router.work(of: "zhao") == ["w-2"])
    #expect(router.length(of: "q") == 0)
  }
}
