// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// What happens by itself.
extension NaiveRouter {
  enum Due {
    case offerEnds(NaiveOffer)
    case workIsReady(WorkID)
    case workIsWrappedUp(WorkID)
    case agentIsBack(AgentID)
    case workIsForgotten(WorkID)
  }

  /// One thing after the other, the earliest first, as long as something is due.
  mutating func doWhatIsDue(until instant: Instant) {
    while let (due, at) = nextDue(), at <= instant {
      now = at
      switch due {
      case .offerEnds(let offer): miss(offer)
      case .workIsReady(let id): put(id, .waiting)
      case .workIsWrappedUp(let id): endWrapUp(id, isTold: true)
      case .agentIsBack(let id):
        setPresence(id, .available)
        tell(.available(id))
      case .workIsForgotten(let id): forget(id)
      }
    }
  }

  func nextDue() -> (Due, Instant)? {
    var all: [(due: Due, at: Instant, kind: Int, number: Int)] = []
    for offer in offers { all.append((.offerEnds(offer), offer.until, 0, offer.number)) }
    for work in works {
      switch work.place {
      case .resting(let until): all.append((.workIsReady(work.id), until, 1, work.number))
      case .abandoned(let at):
        all.append(
          (.workIsForgotten(work.id), at + policy.options.returnWindow, 4, work.number))
      case .wrappingUp(_, let until?):
        all.append((.workIsWrappedUp(work.id), until, 2, work.number))
      default: break
      }
    }
    for agent in agents {
      switch agent.presence {
      case .wrapUp(let until?), .paused(let until?):
        all.append((.agentIsBack(agent.id), until, 3, agent.number))
      default: break
      }
    }
    let first = all.min { ($0.at, $0.kind, $0.number) < ($1.at, $1.kind, $1.number) }
    return first.map { ($0.due, $0.at) }
  }

  // MARK: Misses

  /// An offer ended or did not reach the agent.
  mutating func miss(_ offer: NaiveOffer) {
    tell(.withdraw(offer.work, from: offer.agent, .missed))
    refuse(offer, isMiss: true)
  }

  /// The agent does not take the work.
  mutating func refuse(_ offer: NaiveOffer, isMiss: Bool) {
    guard let index = workIndex(offer.work) else { return }
    let rules = offerRules(of: works[index])
    markTried(offer.agent, index)
    drop(offer)
    if isMiss { countMiss(of: offer.agent, rules) }
    letRest(offer.agent, rules)
  }

  /// Whoever declined or missed and is still available rests before the next offer.
  private mutating func letRest(_ agent: AgentID, _ rules: OfferRules) {
    guard rules.rest > .zero, agents.contains(where: { $0.id == agent && $0.isAvailable }) else {
      return
    }
    let until = now + rules.rest
    setPresence(agent, .wrapUp(until: until))
    tell(.wrapUp(agent, until: until))
    withdrawOffers(of: agent)
  }

  /// Others are asked before the agent is again, and it is no longer reserved for the agent.
  mutating func markTried(_ agent: AgentID, _ index: Int) {
    works[index].tried.removeAll { $0.agent == agent }
    works[index].tried.append(NaiveTrial(agent: agent, at: now))
    if works[index].reservation?.agent == agent { works[index].reservation = nil }
  }

  private mutating func countMiss(of agent: AgentID, _ rules: OfferRules) {
    guard let index = agentIndex(agent) else { return }
    agents[index].misses += 1
    guard let most = rules.missesBeforePause, agents[index].misses >= most else { return }
    agents[index].misses = 0
    let until = rules.pause.map { now + $0 }
    setPresence(agent, .paused(until: until))
    tell(.pause(agent, until: until))
    withdrawOffers(of: agent)
  }
}
