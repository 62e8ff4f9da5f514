// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// The commands by which somebody else than the router says who has work, and where it is.
extension NaiveRouter {
  mutating func assign(_ id: WorkID, to agent: AgentID) throws(Router.Rejection) {
    let work = works[try knownWork(id)]
    _ = try knownAgent(agent)
    guard work.isInQueue else { throw .wrongState(id, state(of: work)) }
    let own = offers.first { $0.work == id && $0.agent == agent }
    for other in offers where other.work == id && other.agent != agent {
      tell(.withdraw(id, from: other.agent, .takenByAnother))
    }
    offers.removeAll { $0.work == id }
    connect(work, with: agent, offer: own?.number, wasRouted: true)
  }

  mutating func begin(_ item: WorkItem, by agent: AgentID) throws(Router.Rejection) {
    _ = try knownAgent(agent)
    try takeIn(item)
    connect(works[try knownWork(item.id)], with: agent, offer: nil, wasRouted: false)
  }

  /// It has a number among offers, that of the agent's own where there was one, but is none for
  /// `rotation`.
  private mutating func connect(
    _ work: NaiveWork, with agent: AgentID, offer: Int?, wasRouted: Bool
  ) {
    if offer == nil { offersMade += 1 }
    tell(.connect(decision(work, agent, until: nil, .assigned)))
    give(work.id, to: agent, offer: offer ?? offersMade, wasRouted: wasRouted)
  }

  mutating func move(_ id: WorkID, to name: QueueID) throws(Router.Rejection) {
    let work = works[try knownWork(id)]
    let queue = try knownQueue(name)
    switch work.place {
    case .resting, .waiting: break
    default: throw .wrongState(id, state(of: work))
    }
    if closedQueues.contains(queue) { throw .closed(name) }
    if queue != work.queue { move(id, to: queue, .command) }
  }
}
