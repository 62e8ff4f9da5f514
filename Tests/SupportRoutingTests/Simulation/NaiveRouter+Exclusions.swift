// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// The first rule that keeps work from an agent, by the name that `AgentExclusion` gives it.
extension NaiveRouter {
  /// The router right before a piece of work is matched in a step.
  func moment(
    before id: WorkID, in move: Move
  ) throws(Router.Rejection) -> Self {
    var next = self
    try next.prepare(move.command, at: move.at)
    next.match(until: id)
    return next
  }

  /// Rules that stand side by side, where the order of the list does not tell which of the agent's
  /// pools is meant, give several names.
  func whyNot(_ agent: NaiveAgent, _ work: NaiveWork) -> [String] {
    if policy.queues[work.queue].isGivenByCommand { return ["givenByCommand"] }
    if work.item.excluded.contains(agent.id) { return ["excludedByWork"] }
    let owner = work.reservation?.agent
    if let owner, owner != agent.id { return ["reserved"] }
    if !serves(agent.agent, work.item.channel) { return ["channel"] }
    if owner == nil, let names = misfit(agent, work) { return names }
    if !agent.isAvailable { return ["presence"] }
    if let names = lackOfRoom(agent, work) { return names }
    let able = takers(of: work)
    if !able.contains(where: { $0.id == agent.id }) { return ["tried"] }
    let rules = offerRules(of: work)
    let best = able.sorted { isBetter($0, than: $1, for: work) }
      .prefix(rules.isAcceptedAtOnce ? 1 : rules.atOnce)
    guard let first = best.last, !best.contains(where: { $0.id == agent.id }) else { return [] }
    let wishes = work.item.preferred
    let isWished = wishes.firstIndex(of: first.id) ?? wishes.count
    if isWished < (wishes.firstIndex(of: agent.id) ?? wishes.count) { return ["notPreferred"] }
    for comparator in agentOrder(for: work) where differs(first, agent, comparator, work) {
      return ["order", comparator.rawValue]
    }
    return ["identifier"]
  }

  private func misfit(_ agent: NaiveAgent, _ work: NaiveWork) -> [String]? {
    let all = policy.queues[work.queue].pools
    if !all.isEmpty, pools(agent, work, at: work.level).isEmpty {
      let mine = zip(all, open[work.queue]).filter { agent.agent.groups.contains($0.0.group) }
      if mine.isEmpty { return ["notInPools"] }
      if mine.allSatisfy({ !$0.1 }) { return ["poolClosed"] }
      if mine.allSatisfy({ $0.1 }) { return ["ringNotReached"] }
      return ["poolClosed", "ringNotReached"]
    }
    let passes = tests(of: work, at: work.level).allSatisfy { tests in
      tests.contains { $0.admits(agent.agent.skills[$0.skill] ?? 0) }
    }
    if !passes { return ["requirement"] }
    if !speaks(agent, work, at: work.level) { return ["language"] }
    if !isOfRegion(agent, work, at: work.level) { return ["region"] }
    return nil
  }

  private func lackOfRoom(_ agent: NaiveAgent, _ work: NaiveWork) -> [String]? {
    if let share = agent.agent.capacity.fairShare {
      let lately = agent.accepted.count { $0.duration(to: now) < share.window }
      if lately + offers.count(where: { $0.agent == agent.id }) >= share.limit {
        return ["fairShare"]
      }
    }
    let others = roomTakers(of: agent.id).compactMap { channel(of: $0) }
    let wantsAll = channel(of: work)?.exclusivity == .whole && !others.isEmpty
    let beside = channel(of: work)?.beside
    if wantsAll || others.contains(where: { $0.exclusivity != .shared })
      || others.contains(where: { beside?.contains($0.id) == false })
    {
      return ["exclusiveWork"]
    }
    if !fitsBeside(work, agent) { return ["noRoom"] }
    return hasRoom(agent, for: work) ? nil : ["queueLimit"]
  }
}

extension AgentExclusion {
  /// The name of the case.
  var name: String { String("\(self)".prefix { $0 != "(" }) }
}
