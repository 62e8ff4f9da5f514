// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// A contact centre of agents with 64 skills in 40 signatures, drawn from a seed.
struct RoutingCentre: Sendable {
  let policy: RoutingPolicy
  let agents: [Agent]
  let signatures: [[SkillID: Int]]

  init(agents count: Int, order: [AgentComparator]) throws {
    var random = SeededGenerator(seed: 64)
    var signatures: [[SkillID: Int]] = []
    for _ in 0..<40 {
      var skills: [SkillID: Int] = [:]
      for _ in 0..<8 {
        skills[SkillID("skill-\(Int.random(in: 0..<64, using: &random))")] =
          Int.random(in: 1...9, using: &random)
      }
      signatures.append(skills)
    }
    self.signatures = signatures
    policy = try RoutingPolicy(
      "centre", version: "1", channels: [WorkChannel("voice", exclusivity: .whole)],
      queues: [WorkQueue("hotline")], agentOrder: order)
    agents = (0..<count).map { number in
      Agent(
        AgentID("agent-\(number)"), skills: signatures[number % 40],
        capacity: .one(of: ["voice"]))
    }
  }
}

/// A router under load, with the work that its agents hold.
final class RoutingLoad {
  var router: Router
  private var held: [(work: WorkID, agent: AgentID)] = []
  private var place = 0
  private var clock: Int64 = 1_700_000_000_000
  private var number = 0
  private var random = SeededGenerator(seed: 7)
  private let skills: [[SkillID]]

  /// - Parameters:
  ///   - centre: Agents and policy.
  ///   - waiting: How many pieces of work wait in the end.
  ///   - isBusy: Whether all agents hold work; else half of them do.
  /// - Throws: What the router refuses.
  init(_ centre: RoutingCentre, waiting: Int, isBusy: Bool) throws {
    router = Router(centre.policy)
    skills = centre.signatures.map { $0.keys.sorted() }
    for agent in centre.agents { _ = try router.perform(.add(agent, .available), at: tick()) }
    let busy = isBusy ? centre.agents.count : centre.agents.count / 2
    while held.count < busy { try arrive() }
    while let extra = router.length(of: "hotline"), extra < waiting { try arrive() }
  }

  func tick() -> Instant {
    clock += 1
    return Instant(millisecondsSince1970: clock)
  }

  /// Work that asks for one skill, each of the forty signatures alike.
  func nextItem() -> WorkItem {
    number += 1
    let skills = skills[Int.random(in: 0..<40, using: &random)]
    let skill = skills[Int.random(in: 0..<skills.count, using: &random)]
    return WorkItem(
      WorkID("work-\(number)"), channel: "voice", queue: "hotline", requirements: [.has(skill)])
  }

  func nextHeld() -> (work: WorkID, agent: AgentID) {
    place = (place + 7) % held.count
    held.swapAt(place, held.count - 1)
    return held.removeLast()
  }

  func arrive() throws {
    try accept(try router.enqueue(nextItem(), at: tick()))
  }

  /// Whoever is offered work takes it.
  func accept(_ step: Router.Step) throws {
    for decision in step.decisions {
      _ = try router.accept(decision.work, by: decision.agent, at: decision.at)
      held.append((decision.work, decision.agent))
    }
  }
}
