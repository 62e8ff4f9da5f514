// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// The commands, and those about agents.
extension NaiveRouter {
  mutating func carryOut(_ command: Router.Command) throws(Router.Rejection) {
    switch command {
    case .add(let agent, let presence): try add(agent, presence)
    case .update(let agent): try update(agent)
    case .remove(let id): try remove(id)
    case .presence(let id, let presence, let releasing):
      try change(id, to: presence, releasing: releasing)
    case .translation(let id, let delay): try measure(delay, of: id)
    case .enqueue(let item): try enqueue(item)
    case .change(let item): try change(item)
    case .move(let id, let queue): try move(id, to: queue)
    case .cancel(let id): try cancel(id)
    case .abandon(let id): try abandon(id)
    case .comeBack(let id): try comeBack(id)
    case .callback(let id, let notBefore): try callBack(id, notBefore: notBefore)
    case .assign(let id, let agent): try assign(id, to: agent)
    case .begin(let item, let agent): try begin(item, by: agent)
    case .accept(let id, let agent): try accept(id, by: agent)
    case .decline(let id, let agent): try decline(id, by: agent)
    case .miss(let id, let agent): miss(try offer(of: id, to: agent))
    case .hold(let id, let agent): try hold(id, by: agent)
    case .resume(let id, let agent): try resume(id, by: agent)
    case .finish(let id, let agent): try finish(id, by: agent)
    case .wrapUpEnded(let id, let agent): try wrapUpEnded(id, by: agent)
    case .adopt(let next): try adopt(next)
    case .requeue(let id, let agent, let instant):
      try requeue(id, by: agent, notBefore: instant)
    case .transfer(let id, let agent, let target): try transfer(id, by: agent, to: target)
    case .dutyEnded(let id, let isDone): try dutyEnded(id, isDone: isDone)
    case .close(let queue, let closing): try close(queue, closing)
    case .reopen(let queue): closedQueues.remove(try knownQueue(queue))
    case .tick: break
    }
  }

  /// A wrap-up or a pause that is over already means available.
  private func asOfNow(_ presence: AgentPresence) -> AgentPresence {
    switch presence {
    case .wrapUp(let until?) where until <= now: .available
    case .paused(let until?) where until <= now: .available
    default: presence
    }
  }

  private mutating func add(
    _ agent: Agent, _ presence: AgentPresence
  ) throws(Router.Rejection) {
    if agentIndex(agent.id) != nil { throw .duplicateAgent(agent.id) }
    try NaiveCheck.check(agent, policy)
    agentsMade += 1
    agents.append(
      NaiveAgent(
        number: agentsMade, agent: agent, presence: asOfNow(presence), idleSince: now))
    if presence.isOnDuty || asOfNow(presence).isOnDuty { staffChanged = true }
  }

  private mutating func update(_ agent: Agent) throws(Router.Rejection) {
    let index = try knownAgent(agent.id)
    try NaiveCheck.check(agent, policy)
    let before = agents[index].agent
    agents[index].agent = agent
    if let window = before.capacity.fairShare?.window {
      agents[index].accepted.removeAll { $0.duration(to: now) >= window }
    }
    if agents[index].isOnDuty, skillset(before) != skillset(agent) { staffChanged = true }
  }

  /// What an agent can do, whatever the room.
  private func skillset(_ agent: Agent) -> Agent {
    var agent = agent
    let served = policy.channels.map(\.id).filter { serves(agent, $0) }
    agent.capacity = AgentCapacity(.unlimited(Set(served)))
    return agent
  }

  private mutating func measure(
    _ delay: Duration?, of id: AgentID
  ) throws(Router.Rejection) {
    let index = try knownAgent(id)
    let bound = policy.options.translationDelayBound
    let wasFast = agents[index].translation.map { $0 < bound } ?? false
    agents[index].translation = delay
    let isFast = delay.map { $0 < bound } ?? false
    if agents[index].isOnDuty, wasFast != isFast { staffChanged = true }
  }

  private mutating func remove(_ id: AgentID) throws(Router.Rejection) {
    let index = try knownAgent(id)
    if agents[index].isOnDuty { staffChanged = true }
    take(from: id, offers: true, work: true)
    agents.removeAll { $0.id == id }
  }

  private mutating func change(
    _ id: AgentID, to presence: AgentPresence, releasing: Bool
  ) throws(Router.Rejection) {
    _ = try knownAgent(id)
    let presence = asOfNow(presence)
    setPresence(id, presence)
    take(from: id, offers: presence != .available, work: releasing)
  }

  /// Takes offers and work from an agent, in the order of the offers by which they came.
  private mutating func take(from agent: AgentID, offers takesOffers: Bool, work takesWork: Bool) {
    var all: [(number: Int, work: WorkID, offer: NaiveOffer?)] = []
    if takesOffers {
      all += offers.filter { $0.agent == agent }.map { ($0.number, $0.work, $0) }
    }
    if takesWork {
      all += works.filter { $0.holder == agent || $0.wrapper == agent }
        .map { ($0.offerNumber, $0.id, nil) }
    }
    for (_, work, offer) in all.sorted(by: { $0.number < $1.number }) {
      if works.contains(where: { $0.id == work && $0.wrapper != nil }) {
        endWrapUp(work, isTold: true)
        continue
      }
      tell(.withdraw(work, from: agent, .notAvailable))
      if let offer {
        drop(offer)
      } else {
        putBack(work)
        free(agent)
      }
    }
  }
}
