// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// Who is offered which work.
extension NaiveRouter {
  /// An offer takes room and gives none, so what could not be offered before still cannot.
  mutating func match(until end: WorkID? = nil) {
    for id in waitingInOrder() {
      if id == end { return }
      guard let index = workIndex(id) else { continue }
      let work = works[index]
      let rules = offerRules(of: work)
      let takers = takers(of: work).sorted { isBetter($0, than: $1, for: work) }
      let chosen = takers.prefix(rules.isAcceptedAtOnce ? 1 : rules.atOnce)
      if chosen.contains(where: { trial(of: $0.id, work) != nil }) { works[index].tried = [] }
      for agent in chosen { offer(work, to: agent, rules) }
    }
  }

  private mutating func offer(_ work: NaiveWork, to agent: NaiveAgent, _ rules: OfferRules) {
    guard let index = agentIndex(agent.id) else { return }
    offersMade += 1
    agents[index].lastOffer = offersMade
    let until = rules.isAcceptedAtOnce ? nil : now + rules.timeLimit
    let basis: RoutingDecision.Basis =
      work.reservation != nil
      ? .owner : work.item.preferred.contains(agent.id) ? .preferred : .order
    let decision = decision(work, agent.id, until: until, basis)
    if let until {
      tell(.offer(decision))
      offers.append(
        NaiveOffer(number: offersMade, work: work.id, agent: agent.id, until: until))
      put(work.id, .offered)
    } else {
      tell(.connect(decision))
      give(work.id, to: agent.id, offer: offersMade)
    }
  }

  func decision(
    _ work: NaiveWork, _ agent: AgentID, until: Instant?, _ basis: RoutingDecision.Basis
  ) -> RoutingDecision {
    RoutingDecision(
      work: work.id, agent: agent, queue: policy.queues[work.queue].id, at: now, until: until,
      waited: .milliseconds(work.age(at: now)), basis: basis, isCallback: work.isCallback)
  }

  // MARK: Who can take it

  func takers(of work: NaiveWork) -> [NaiveAgent] {
    if policy.queues[work.queue].isGivenByCommand { return [] }
    if let owner = work.reservation {
      return agents.filter { agent in
        agent.id == owner.agent && !work.item.excluded.contains(agent.id)
          && serves(agent.agent, work.item.channel) && agent.isAvailable
          && hasRoom(agent, for: work)
      }
    }
    let fitting = agents.filter { $0.isOnDuty && fits($0, work) }
    let someAreUntried = fitting.contains { trial(of: $0.id, work) == nil }
    return fitting.filter { agent in
      guard agent.isAvailable, hasRoom(agent, for: work) else { return false }
      guard someAreUntried, let trial = trial(of: agent.id, work) else { return true }
      return offerRules(of: work).retryAfter.map { trial.at + $0 <= now } ?? false
    }
  }

  func trial(of agent: AgentID, _ work: NaiveWork) -> NaiveTrial? {
    work.tried.first { $0.agent == agent }
  }

  // MARK: Who is better

  func agentOrder(for work: NaiveWork) -> [AgentComparator] {
    policy.queues[work.queue].agentOrder ?? policy.agentOrder
  }

  func differs(
    _ left: NaiveAgent, _ right: NaiveAgent, _ comparator: AgentComparator, _ work: NaiveWork
  ) -> Bool {
    reading(comparator, left, work) != reading(comparator, right, work)
  }

  func isBetter(_ left: NaiveAgent, than right: NaiveAgent, for work: NaiveWork) -> Bool {
    let wishes = work.item.preferred
    let wish = wishes.firstIndex(of: left.id) ?? wishes.count
    let otherWish = wishes.firstIndex(of: right.id) ?? wishes.count
    if wish != otherWish { return wish < otherWish }
    for comparator in agentOrder(for: work) {
      let (mine, other) = (reading(comparator, left, work), reading(comparator, right, work))
      if mine != other { return mine < other }
    }
    return left.id < right.id
  }

  /// A number of which the smaller is better: exact, as a fraction where it is one.
  private func reading(
    _ comparator: AgentComparator, _ agent: NaiveAgent, _ work: NaiveWork
  ) -> Fraction {
    switch comparator {
    case .ring: return Fraction(ring(agent, work))
    case .penalty: return Fraction(penalty(agent, work))
    case .proficiency: return Fraction(-proficiency(agent, work))
    case .language:
      guard let need = work.item.language else { return Fraction(0) }
      return Fraction(agent.agent.languages.contains(need.language) ? 0 : 1)
    case .region:
      guard let need = work.item.region else { return Fraction(0) }
      return Fraction(agent.agent.regions.contains(need.region) ? 0 : 1)
    case .leastVersatile: return Fraction(agent.agent.skills.count)
    case .loadRatio: return loadRatio(agent)
    case .load: return Fraction(pieces(of: agent.id).count)
    case .idleSince: return Fraction(Int(agent.idleSince.millisecondsSince1970))
    case .rotation: return Fraction(agent.lastOffer)
    }
  }

  private func ring(_ agent: NaiveAgent, _ work: NaiveWork) -> Int {
    let rings = Set(policy.queues[work.queue].pools.map(\.after)).sorted()
    let mine = pools(agent, work, at: work.level).map(\.after).min()
    return mine.flatMap { rings.firstIndex(of: $0) } ?? 0
  }

  private func penalty(_ agent: NaiveAgent, _ work: NaiveWork) -> Int {
    let pools = pools(agent, work, at: work.level)
    let inner = pools.map(\.after).min()
    let least = pools.filter { $0.after == inner }.map(\.penalty).min() ?? 0
    return least + (agent.agent.penalties[policy.queues[work.queue].id] ?? 0)
  }

  private func proficiency(_ agent: NaiveAgent, _ work: NaiveWork) -> Int {
    tests(of: work, at: work.level).reduce(0) { sum, tests in
      let levels = tests.compactMap { test -> Int? in
        let level = agent.agent.skills[test.skill] ?? 0
        guard test.admits(level) else { return nil }
        switch test.comparison {
        case .atLeast, .above, .exactly: return level
        case .atMost, .below, .not: return nil
        }
      }
      return sum + (levels.max() ?? 0)
    }
  }

  private func loadRatio(_ agent: NaiveAgent) -> Fraction {
    let taken = roomTakers(of: agent.id)
    switch agent.agent.capacity.measure {
    case .total(let units, let costs):
      return Fraction(taken.reduce(0) { $0 + (costs[$1.item.channel] ?? 0) }, of: units)
    case .perChannel(let numbers):
      let counted = taken.count { numbers[$0.item.channel] != nil }
      return Fraction(counted, of: policy.channels.reduce(0) { $0 + (numbers[$1.id] ?? 0) })
    case .unlimited: return Fraction(0)
    }
  }
}

/// A share, compared without rounding; a share of nothing is none.
private struct Fraction: Comparable {
  let part: Int
  let whole: Int

  init(_ part: Int, of whole: Int = 1) {
    self.part = whole > 0 ? part : 0
    self.whole = max(whole, 1)
  }

  static func == (left: Self, right: Self) -> Bool {
    left.part * right.whole == right.part * left.whole
  }

  static func < (left: Self, right: Self) -> Bool {
    left.part * right.whole < right.part * left.whole
  }
}
