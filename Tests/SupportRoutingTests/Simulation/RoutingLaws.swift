// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// What holds whatever is decided, seen from the commands and the directives of a router; the naive
/// router only tells what work and agents are like.
struct RoutingLaws {
  private(set) var policy: RoutingPolicy
  /// What was broken, in words.
  private(set) var breaches: [String] = []

  /// The work that was taken in and has not ended.
  private(set) var known: Set<WorkID> = []
  private var abandoned: [WorkID: Instant] = [:]
  private var offers: Set<Pair> = []
  private var held: [WorkID: AgentID] = [:]
  /// Work that was laid on hold, and not resumed.
  private var onHold: Set<WorkID> = []
  /// Agents whose capacity was changed: what they hold may be more than it.
  private var changed: Set<AgentID> = []
  /// Agents who were given work by command: they may hold more than any bound.
  private var given: Set<AgentID> = []

  private struct Pair: Hashable {
    let work: WorkID
    let agent: AgentID
  }

  init(_ policy: RoutingPolicy) { self.policy = policy }

  mutating func check(_ move: Move, _ step: Router.Step, _ after: NaiveRouter) {
    checkReasons(move, step)
    // First what was due, since other work may come under the same name.
    for case .wrappedUp(let work, let agent) in step.directives { wrappedUp(work, by: agent) }
    follow(move)
    if case .adopt = move.command { adopted(by: after) }
    for directive in step.directives { follow(directive) }
    if known != Set(after.works.map(\.id)) { breach("work was lost or came from nowhere") }
    let theirs = Set(after.offers.map { Pair(work: $0.work, agent: $0.agent) })
    if offers != theirs { breach("offers that nobody took back are gone, or others stand") }
    for agent in after.agents { checkCapacity(of: agent, after) }
    for id in after.waitingInOrder() {
      guard let work = after.works.first(where: { $0.id == id }) else { continue }
      if !after.takers(of: work).isEmpty { breach("\(id) waits though somebody can take it") }
    }
    checkOvertaking(step, after)
  }

  private mutating func breach(_ text: String) { breaches.append(text) }

  /// Only what a command gives is decided as assigned, and only what it moves goes by command.
  private mutating func checkReasons(_ move: Move, _ step: Router.Step) {
    var given: WorkID?
    var moved: WorkID?
    switch move.command {
    case .assign(let id, _): given = id
    case .begin(let item, _): given = item.id
    case .move(let id, _): moved = id
    default: break
    }
    let assigned = step.decisions.filter { $0.basis == .assigned }.map(\.work)
    if assigned != (given.map { [$0] } ?? []) { breach("\(assigned) is assigned") }
    for case .move(let id, _, _, .command) in step.directives where id != moved {
      breach("\(id) was moved by no command")
    }
  }

  // MARK: Bookkeeping

  private mutating func follow(_ move: Move) {
    for (id, since) in abandoned where since + policy.options.returnWindow <= move.at {
      abandoned[id] = nil
      known.remove(id)
    }
    switch move.command {
    case .enqueue(let item): known.insert(item.id)
    case .cancel(let id):
      abandoned[id] = nil
      known.remove(id)
    case .finish(let id, _), .wrapUpEnded(let id, _):
      held[id] = nil
      known.remove(id)
    case .adopt(let next): policy = next
    case .hold(let id, _): onHold.insert(id)
    case .resume(let id, _): onHold.remove(id)
    case .dutyEnded(let id, true): known.remove(id)
    case .abandon(let id):
      if policy.options.returnWindow > .zero {
        abandoned[id] = move.at
      } else {
        known.remove(id)
      }
    case .comeBack(let id): abandoned[id] = nil
    case .accept(let id, let agent):
      offers.remove(Pair(work: id, agent: agent))
      held[id] = agent
    case .decline(let id, let agent): offers.remove(Pair(work: id, agent: agent))
    case .requeue(let id, _, _), .transfer(let id, _, _): held[id] = nil
    case .assign(_, let agent): given.insert(agent)
    case .begin(let item, let agent):
      known.insert(item.id)
      given.insert(agent)
    case .update(let agent): changed.insert(agent.id)
    case .remove(let id):
      changed.remove(id)
      given.remove(id)
    default: break
    }
  }

  /// What agents have may be more than another policy gives them room for.
  private mutating func adopted(by after: NaiveRouter) {
    given.formUnion(after.agents.map(\.id))
    for (id, since) in abandoned where since + policy.options.returnWindow <= after.now {
      abandoned[id] = nil
      known.remove(id)
    }
  }

  private mutating func wrappedUp(_ work: WorkID, by agent: AgentID) {
    if held.removeValue(forKey: work) != agent { breach("\(work) was not wrapped up") }
    known.remove(work)
  }

  private mutating func follow(_ directive: Router.Directive) {
    switch directive {
    case .wrappingUp(let work, let agent, _):
      known.insert(work)
      held[work] = agent
      // It takes its place again, which others may have by now.
      if onHold.contains(work) { given.insert(agent) }
    case .offer(let decision):
      let pair = Pair(work: decision.work, agent: decision.agent)
      if !offers.insert(pair).inserted { breach("\(pair) was offered twice at once") }
      if held[decision.work] != nil { breach("\(decision.work) is held and was offered") }
      if decision.basis == .assigned { breach("\(pair) was offered as if assigned") }
    case .connect(let decision):
      if decision.basis == .assigned {
        offers.remove(Pair(work: decision.work, agent: decision.agent))
      }
      if held.updateValue(decision.agent, forKey: decision.work) != nil {
        breach("\(decision.work) is held and was given away")
      }
    case .withdraw(let work, let agent, _):
      if offers.remove(Pair(work: work, agent: agent)) != nil { return }
      if held[work] == agent {
        held[work] = nil
      } else {
        breach("\(work) was taken from \(agent) who did not have it")
      }
    case .takeMessage(let work, _), .refuse(let work, _), .forward(let work, _, _):
      known.remove(work)
    default: break
    }
  }

  // MARK: Capacity

  private mutating func checkCapacity(of agent: NaiveAgent, _ after: NaiveRouter) {
    guard !given.contains(agent.id) else { return }
    let all = after.works.filter { work in
      offers.contains(Pair(work: work.id, agent: agent.id)) || held[work.id] == agent.id
    }
    for (queue, rules) in policy.queues.enumerated() {
      guard let limit = rules.limitPerAgent else { continue }
      if all.count(where: { $0.queue == queue }) > limit { breach("\(agent.id) has too many") }
    }
    guard !changed.contains(agent.id) else { return }
    let channels = all.compactMap { work -> WorkChannel? in
      guard let channel = policy.channels.first(where: { $0.id == work.item.channel }) else {
        return nil
      }
      if case .onHold = work.place, channel.holdFreesSlot { return nil }
      return channel
    }
    let jealous = channels.count { $0.exclusivity != .shared }
    let whole = channels.contains { $0.exclusivity == .whole }
    if jealous > 1 || (whole && channels.count > 1) {
      breach("\(agent.id) has exclusive work and more")
    }
    for (name, most) in agent.agent.capacity.atMost
    where channels.count(where: { $0.id == name }) > most {
      breach("\(agent.id) has more of \(name) than at most")
    }
    let isWithin: Bool
    switch agent.agent.capacity.measure {
    case .total(let units, let costs):
      isWithin = channels.reduce(0) { $0 + (costs[$1.id] ?? 0) } <= units
    case .perChannel(let numbers):
      isWithin = numbers.allSatisfy { name, most in channels.count { $0.id == name } <= most }
    case .unlimited: isWithin = true
    }
    if !isWithin { breach("\(agent.id) has more than there is room for") }
  }

  // MARK: Overtaking

  /// Of two pieces that an agent could take, the one of the lower band is not offered, and inside a band
  /// none that became eligible later than the other by more than the bound.
  private mutating func checkOvertaking(_ step: Router.Step, _ after: NaiveRouter) {
    let decisions = step.decisions
    for (number, decision) in decisions.enumerated()
    where decision.basis == .order || decision.basis == .preferred {
      guard let served = after.works.first(where: { $0.id == decision.work }) else { continue }
      // As it was before the decision, as far as this agent goes.
      var before = after
      for later in decisions[number...] where later.agent == decision.agent {
        before.offers.removeAll { $0.work == later.work && $0.agent == later.agent }
        guard let index = before.workIndex(later.work) else { continue }
        if before.works[index].holder == later.agent { before.works[index].place = .offered }
      }
      for other in after.works where other.place == .waiting {
        guard before.takers(of: other).contains(where: { $0.id == decision.agent }) else {
          continue
        }
        let bound = policy.greatestOvertaking
        if other.band > served.band
          || (other.band == served.band && other.eligible + bound < served.eligible)
        {
          breach("\(served.id) overtook \(other.id)")
        }
      }
    }
  }
}
