// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import Testing

/// Why others were not chosen, asked of every first decision in scenarios made by chance.
@Suite("Why an agent was not chosen")
struct ExclusionTests {
  @Test(
    "Nothing keeps work from whoever is chosen, and of all others the first rule is told",
    arguments: [101, 102, 103])
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
