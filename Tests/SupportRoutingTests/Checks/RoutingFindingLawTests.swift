// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import Testing

/// Holds what is found against what a router does on random days.
@Suite("What is found of overflow is true of the router")
struct RoutingFindingLawTests {
  private func check(_ seeds: Range<UInt64>, steps: Int) throws -> (hidden: Int, pools: Int) {
    var counts = (hidden: 0, pools: 0)
    for seed in seeds {
      var maker = RoutingMaker(seed: seed)
      maker.adopts = false
      let policy = try maker.policy()
      var hidden: Set<RoutingFinding.OverflowPlace> = []
      var pools: Set<QueueID> = []
      for finding in policy.findings() {
        if case .hiddenOverflow(let place, _) = finding { hidden.insert(place) }
        if case .unreachedPool(let queue, _, _) = finding { pools.insert(queue) }
      }
      counts.hidden += hidden.count
      counts.pools += pools.count
      if hidden.isEmpty, pools.isEmpty { continue }
      let (journal, taken) = try maker.day(policy, steps: steps)
      for step in taken {
        for place in step.directives.compactMap(place) {
          #expect(!hidden.contains(place), "seed \(seed): \(place) was carried out")
        }
      }
      try checkPools(policy, journal, seed)
    }
    return counts
  }

  private func place(_ directive: Router.Directive) -> RoutingFinding.OverflowPlace? {
    let reason: Router.Reason? =
      switch directive {
      case .move(_, _, _, let reason), .handOver(_, _, _, let reason),
        .offerCallback(_, let reason),
        .takeMessage(_, let reason), .forward(_, _, let reason), .refuse(_, let reason):
        reason
      default: nil
      }
    guard case .overflow(let queue, let rule)? = reason else { return nil }
    return .init(queue, rule: rule)
  }

  /// Nobody is offered work who is of unreached pools alone, but for work that is reserved.
  private func checkPools(
    _ policy: RoutingPolicy, _ journal: [Router.JournalEntry], _ seed: UInt64
  ) throws {
    var unreached: [QueueID: Set<Int>] = [:]
    for case .unreachedPool(let queue, let pool, _) in policy.findings() {
      unreached[queue, default: []].insert(pool)
    }
    var router = Router(policy)
    var groups: [AgentID: Set<GroupID>] = [:]
    for entry in journal {
      switch entry.command {
      case .add(let agent, _), .update(let agent): groups[agent.id] = agent.groups
      default: break
      }
      for decision in try router.perform(entry.command, at: entry.at).decisions
      where decision.basis != .owner && decision.basis != .assigned {
        guard let pools = unreached[decision.queue],
          let queue = policy.queues.first(where: { $0.id == decision.queue })
        else { continue }
        let groups = groups[decision.agent] ?? []
        let isReached = queue.pools.enumerated().contains { number, pool in
          !pools.contains(number) && groups.contains(pool.group)
        }
        #expect(isReached, "seed \(seed): \(decision)")
      }
    }
  }

  @Test("hidden rules are never carried out, unreached pools never asked", arguments: 0..<4)
  func law(part: UInt64) throws {
    let counts = try check(part * 40..<(part + 1) * 40, steps: 50)
    #expect(counts.hidden > 0 && counts.pools > 0, "nothing was found in part \(part)")
  }
}
