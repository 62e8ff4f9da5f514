// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// The commands about offers and work in hand.
extension NaiveRouter {
  func offer(of id: WorkID, to agent: AgentID) throws(Router.Rejection) -> NaiveOffer {
    let work = works[try knownWork(id)]
    _ = try knownAgent(agent)
    guard let offer = offers.first(where: { $0.work == id && $0.agent == agent }) else {
      throw .notOffered(id, to: agent, state: state(of: work))
    }
    return offer
  }

  private func held(_ id: WorkID, by agent: AgentID) throws(Router.Rejection) -> Int {
    let index = try knownWork(id)
    _ = try knownAgent(agent)
    guard works[index].holder == agent else {
      throw .notHeld(id, by: agent, state: state(of: works[index]))
    }
    return index
  }

  mutating func accept(_ id: WorkID, by agent: AgentID) throws(Router.Rejection) {
    let accepted = try offer(of: id, to: agent)
    for other in offers where other.work == id && other.number != accepted.number {
      tell(.withdraw(id, from: other.agent, .takenByAnother))
    }
    offers.removeAll { $0.work == id }
    give(id, to: agent, offer: accepted.number)
  }

  /// The agent has the work, which counts as begun for expected waits if it was routed.
  mutating func give(
    _ id: WorkID, to agent: AgentID, offer: Int, wasRouted: Bool = true
  ) {
    guard let index = workIndex(id), let taker = agentIndex(agent) else { return }
    agents[taker].misses = 0
    if agents[taker].agent.capacity.fairShare != nil { agents[taker].accepted.append(now) }
    works[index].offerNumber = offer
    if wasRouted { begun[works[index].queue, default: []].append(now) }
    works[index].restsUntil = nil
    works[index].isHandedOn = true
    put(id, .held(agent))
  }

  mutating func decline(_ id: WorkID, by agent: AgentID) throws(Router.Rejection) {
    let offer = try offer(of: id, to: agent)
    let isMiss = offerRules(of: works[try knownWork(id)]).declineIsMiss
    refuse(offer, isMiss: isMiss)
  }

  mutating func hold(_ id: WorkID, by agent: AgentID) throws(Router.Rejection) {
    let index = try held(id, by: agent)
    guard works[index].place == .held(agent) else {
      throw .wrongState(id, state(of: works[index]))
    }
    put(id, .onHold(agent))
  }

  mutating func resume(_ id: WorkID, by agent: AgentID) throws(Router.Rejection) {
    let index = try held(id, by: agent)
    guard works[index].place == .onHold(agent) else {
      throw .wrongState(id, state(of: works[index]))
    }
    let freed = channel(of: works[index])?.holdFreesSlot ?? false
    if freed, !fitsBeside(works[index], agents[try knownAgent(agent)]) {
      throw .noRoom(id, agent)
    }
    put(id, .held(agent))
  }

  mutating func finish(_ id: WorkID, by agent: AgentID) throws(Router.Rejection) {
    let work = works[try held(id, by: agent)]
    let length: Duration
    switch channel(of: work)?.wrapUp ?? .none {
    case .none: length = .zero
    case .agent(let some): length = some
    case .piece(let some):
      let until = some.map { now + $0 }
      put(id, .wrappingUp(agent, until: until))
      return tell(.wrappingUp(id, by: agent, until: until))
    }
    forget(id)
    free(agent)
    guard length > .zero else { return }
    let until: Instant
    switch agents[try knownAgent(agent)].presence {
    case .available: until = now + length
    case .wrapUp(let earlier?): until = max(earlier, now + length)
    default: return
    }
    setPresence(agent, .wrapUp(until: until))
    tell(.wrapUp(agent, until: until))
    withdrawOffers(of: agent)
  }

  mutating func wrapUpEnded(_ id: WorkID, by agent: AgentID) throws(Router.Rejection) {
    let work = works[try knownWork(id)]
    _ = try knownAgent(agent)
    if work.holder == agent { throw .wrongState(id, state(of: work)) }
    guard work.wrapper == agent else { throw .notHeld(id, by: agent, state: state(of: work)) }
    endWrapUp(id, isTold: false)
  }

  /// It is over, and its room is free; told where the agent has not said so.
  mutating func endWrapUp(_ id: WorkID, isTold: Bool) {
    guard let agent = works.first(where: { $0.id == id })?.wrapper else { return }
    if isTold { tell(.wrappedUp(id, by: agent)) }
    forget(id)
    free(agent)
  }

  mutating func requeue(
    _ id: WorkID, by agent: AgentID, notBefore: Instant?
  ) throws(Router.Rejection) {
    let index = try held(id, by: agent)
    markTried(agent, index)
    if let notBefore { works[index].restsUntil = notBefore }
    putBack(id)
    free(agent)
  }

  mutating func transfer(
    _ id: WorkID, by agent: AgentID, to target: Router.TransferTarget
  ) throws(Router.Rejection) {
    _ = try knownWork(id)
    _ = try knownAgent(agent)
    let rules = policy.options.transfers
    var queue: Int
    var owner: FirstOwner?
    switch target {
    case .queue(let name): queue = try knownQueue(name)
    case .agent(let other, let name, let most, let absence):
      _ = try knownAgent(other)
      queue = try knownQueue(name)
      owner = FirstOwner(other, waitAtMost: most, whenAway: absence)
    }
    let index = try held(id, by: agent)
    let count = works[index].transfers
    if closedQueues.contains(queue) { throw .closed(policy.queues[queue].id) }
    let isTooOften = rules.maximum.map { count >= $0 } ?? false
    if isTooOften, let other = rules.escalatesTo {
      queue = try knownQueue(other)
      owner = nil
    }
    let name = policy.queues[queue].id
    if closedQueues.contains(queue) { throw .closed(name) }
    if isTooOften, rules.escalatesTo == nil {
      throw .tooManyTransfers(id, maximum: rules.maximum ?? 0)
    }

    if isTooOften {
      tell(.escalate(id, to: name, transfers: count))
    } else {
      works[index].transfers += 1
      let from = policy.queues[works[index].queue].id
      tell(.move(id, from: from, to: name, .transfer(by: agent)))
    }
    if !rules.keepsPlace {
      worksMade += 1
      works[index].number = worksMade
      works[index].eligible = now
    }
    works[index].reservation = owner
    works[index].isCallback = false
    works[index].restsUntil = nil
    works[index].isHandedOn = true
    enter(index, queue)
    works[index].handedOnBy = agent
    works[index].tried = [NaiveTrial(agent: agent, at: now)]
    putBack(id)
    free(agent)
    arrive(id)
  }
}
