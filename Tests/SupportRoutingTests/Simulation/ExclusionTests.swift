// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import Testing

/// Why others were not chosen, asked of every first decision in scenarios made by chance.
@Suite("Why an agent was not chosen")
struct ExclusionTests {
  @Test(
    "Nothing keeps work from any of several who are offered it at once, and a third is told why")
  func together() throws {
    let policy = try RoutingPolicy(
      "desk", version: "1", channels: [WorkChannel("chat")],
      queues: [WorkQueue("q", offers: OfferRules(atOnce: 2))], agentOrder: [])
    var router = Router(policy)
    let now = PolicyParts.start
    for name: AgentID in ["ann", "bob", "cid"] {
      _ = try router.perform(.add(Agent(name, capacity: .one(of: ["chat"])), .available), at: now)
    }
    let work = WorkItem("w", channel: "chat", queue: "q")
    var after = router
    let step = try after.enqueue(work, at: now)
    #expect(step.decisions.map(\.agent) == ["ann", "bob"])
    let moment = try router.state(before: step.decisions[0], in: .enqueue(work))
    #expect(try moment.whyNot("ann", for: "w", at: now) == nil)
    #expect(try moment.whyNot("bob", for: "w", at: now) == nil)
    #expect(try moment.whyNot("cid", for: "w", at: now) == .identifier(behind: "bob"))
  }

  @Test(
    "Nothing keeps work from whoever is chosen, and of all others the first rule is told",
    arguments: SeedCount.of(2, long: 3, from: 101))
  func reasons(seed: UInt64) throws {
    var maker = try ScenarioMaker(seed: seed)
    var router = Router(maker.router.policy)
    var naive = maker.router
    while let (move, _) = maker.play() {
      let before = router
      let wasNaive = naive
      naive = maker.router
      guard let step = Answer(of: &router, to: move).step else { continue }
      var seen: Set<WorkID> = []
      for decision in step.decisions
      where decision.basis != .assigned && seen.insert(decision.work).inserted {
        let chosen = step.decisions.filter { $0.work == decision.work }.map(\.agent)
        let moment = try before.state(before: decision, in: move.command)
        let naiveMoment = try wasNaive.moment(before: decision.work, in: move)
        guard let work = naiveMoment.works.first(where: { $0.id == decision.work }) else {
          Issue.record("\(decision.work) is unknown")
          continue
        }
        for agent in naiveMoment.agents {
          let answer = try moment.whyNot(agent.id, for: work.id, at: move.at)
          let expected = naiveMoment.whyNot(agent, work)
          let agrees = answer.map { expected.contains($0.name) } ?? expected.isEmpty
          #expect(
            agrees && expected.isEmpty == chosen.contains(agent.id),
            "seed \(seed) \(move.at) \(move.text): \(work.id) \(agent.id) \(answer as Any) \(expected)"
          )
        }
      }
    }
  }
}
