// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// Who can take work.
extension NaiveRouter {
  // MARK: Levels

  /// The ages at which something changes for work in its queue, from 0 on.
  func levels(of work: NaiveWork) -> [Int64] {
    var ages: [Duration] = [.zero]
    ages += policy.queues[work.queue].pools.map(\.after)
    for requirement in allRequirements(of: work) {
      ages.append(requirement.from)
      if let until = requirement.until { ages.append(until) }
      ages += requirement.steps.map(\.after)
    }
    if let after = work.item.language?.translationAfter { ages.append(after) }
    if let only = work.item.region?.only { ages.append(only) }
    return Set(ages.map(\.wholeMilliseconds)).sorted()
  }

  private func allRequirements(of work: NaiveWork) -> [Requirement] {
    policy.queues[work.queue].requirements
      + (work.hasLeftChoice ? [] : work.choice?.requirements ?? []) + work.item.requirements
  }

  /// The tests of each requirement in force.
  func tests(of work: NaiveWork, at level: Int64) -> [[SkillTest]] {
    allRequirements(of: work).compactMap { requirement in
      if level < requirement.from.wholeMilliseconds { return nil }
      if let until = requirement.until, level >= until.wholeMilliseconds { return nil }
      let step = requirement.steps.last { $0.after.wholeMilliseconds <= level }
      guard let step else { return requirement.tests }
      return requirement.tests.map { SkillTest($0.skill, $0.comparison, step.level) }
    }
  }

  // MARK: Fitting

  func fits(_ agent: NaiveAgent, _ work: NaiveWork) -> Bool {
    !work.item.excluded.contains(agent.id)
      && fitsApartFromExclusion(agent, work, at: work.level)
  }

  func fitsApartFromExclusion(
    _ agent: NaiveAgent, _ work: NaiveWork, at level: Int64
  ) -> Bool {
    serves(agent.agent, work.item.channel)
      && (policy.queues[work.queue].pools.isEmpty || !pools(agent, work, at: level).isEmpty)
      && tests(of: work, at: level).allSatisfy { tests in
        tests.contains { $0.admits(agent.agent.skills[$0.skill] ?? 0) }
      }
      && speaks(agent, work, at: level)
      && isOfRegion(agent, work, at: level)
  }

  /// Whether empty hands would have room for a piece.
  func serves(_ agent: Agent, _ channel: ChannelID) -> Bool {
    if agent.capacity.atMost[channel] == 0 { return false }
    return switch agent.capacity.measure {
    case .total(let units, let costs): costs[channel].map { $0 <= units } ?? false
    case .perChannel(let numbers): numbers[channel].map { $0 > 0 } ?? false
    case .unlimited(let channels): channels.contains(channel)
    }
  }

  /// The open pools that the work has reached and the agent belongs to.
  func pools(_ agent: NaiveAgent, _ work: NaiveWork, at level: Int64) -> [AgentPool] {
    zip(policy.queues[work.queue].pools, open[work.queue]).compactMap { pool, isOpen in
      isOpen && pool.after.wholeMilliseconds <= level && agent.agent.groups.contains(pool.group)
        ? pool : nil
    }
  }

  func speaks(_ agent: NaiveAgent, _ work: NaiveWork, at level: Int64) -> Bool {
    guard let need = work.item.language else { return true }
    if agent.agent.languages.contains(need.language) { return true }
    guard let after = need.translationAfter, after.wholeMilliseconds <= level,
      let delay = agent.translation
    else { return false }
    return delay < policy.options.translationDelayBound
  }

  func isOfRegion(_ agent: NaiveAgent, _ work: NaiveWork, at level: Int64) -> Bool {
    guard let need = work.item.region else { return true }
    if agent.agent.regions.contains(need.region) { return true }
    return need.only.map { level >= $0.wholeMilliseconds } ?? false
  }

  // MARK: Room

  /// Everything that an agent has or is offered.
  func pieces(of agent: AgentID) -> [NaiveWork] {
    let offered = Set(offers.filter { $0.agent == agent }.map(\.work))
    return works.filter { work in
      work.holder == agent || work.wrapper == agent || offered.contains(work.id)
    }
  }

  /// What of it takes room.
  func roomTakers(of agent: AgentID) -> [NaiveWork] {
    pieces(of: agent).filter { work in
      if case .onHold = work.place { return !(channel(of: work)?.holdFreesSlot ?? false) }
      return true
    }
  }

  func hasRoom(_ agent: NaiveAgent, for work: NaiveWork) -> Bool {
    guard fitsBeside(work, agent) else { return false }
    if let most = policy.queues[work.queue].limitPerAgent,
      pieces(of: agent.id).count(where: { $0.queue == work.queue }) >= most
    {
      return false
    }
    guard let share = agent.agent.capacity.fairShare else { return true }
    let lately = agent.accepted.count { $0.duration(to: now) < share.window }
    return lately + offers.count { $0.agent == agent.id } < share.limit
  }

  /// Whether the agent's capacity and what else takes room admit the work.
  func fitsBeside(_ work: NaiveWork, _ agent: NaiveAgent) -> Bool {
    let others = roomTakers(of: agent.id)
    for other in others where channel(of: other)?.exclusivity != .shared { return false }
    if channel(of: work)?.exclusivity == .whole, !others.isEmpty { return false }
    if let beside = channel(of: work)?.beside,
      !others.allSatisfy({ beside.contains($0.item.channel) })
    {
      return false
    }
    let name = work.item.channel
    if let most = agent.agent.capacity.atMost[name],
      others.count(where: { $0.item.channel == name }) >= most
    {
      return false
    }
    switch agent.agent.capacity.measure {
    case .total(let units, let costs):
      guard let cost = costs[name] else { return false }
      return others.reduce(cost) { $0 + (costs[$1.item.channel] ?? 0) } <= units
    case .perChannel(let numbers):
      guard let most = numbers[name] else { return false }
      return others.count { $0.item.channel == name } < most
    case .unlimited(let channels): return channels.contains(name)
    }
  }
}
