// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// What one scenario does more often than others, so that it comes again and again to the same work.
extension ScenarioMaker {
  mutating func favourites() -> Router.Command {
    let inQueue = router.works.filter(\.isInQueue)
    let inHand = router.works.filter { $0.holder != nil }
    switch favourite {
    case 0:
      if let work = dice.pick(inQueue) { return .assign(work.id, to: agentName()) }
    case 1:
      if router.works.count < 30 { return .begin(newItem(), by: agentName()) }
    case 2:
      if let work = dice.pick(inQueue) { return .move(work.id, to: queue()) }
    case 3:
      if let work = dice.pick(inHand), let agent = work.holder {
        return .transfer(work.id, by: agent, to: .queue(queue()))
      }
    case 4:
      if let work = dice.pick(inHand), let agent = work.holder {
        return .requeue(work.id, by: agent, notBefore: now + dice.seconds(0, 3, 10, 60))
      }
    case 5:
      if let work = dice.pick(router.works) { return .change(changed(work.item)) }
    case 6:
      let onDuty = router.works.filter { $0.place.isInHand && $0.holder == nil }
      if let work = dice.pick(onDuty) { return .dutyEnded(work.id, isDone: false) }
    case 7:
      if let work = dice.pick(inQueue) {
        return .callback(work.id, notBefore: now + dice.seconds(0, 3, 10, 60))
      }
    case 8: return goingAndComing()
    case 9: return dice.chance(60) ? .reopen(queue()) : closing()
    case 10: return .update(agent(agentName()))
    case 11: return .presence(agentName(), dice.chance(60) ? .available : presence())
    case 12:
      if let offer = dice.pick(router.offers) { return .decline(offer.work, by: offer.agent) }
    case 13: return dice.chance(50) ? .remove(agentName()) : addition()
    case 14:
      if let offer = dice.pick(router.offers) {
        return .assign(offer.work, to: dice.chance(50) ? offer.agent : agentName())
      }
    case 16: return endOfWrapUp()
    case 17: if dice.chance(40) { return adoption() }
    default: return ofSomethingInHand()
    }
    return .tick
  }

  private mutating func goingAndComing() -> Router.Command {
    let gone = router.works.filter { work in
      if case .abandoned = work.place { true } else { false }
    }
    if dice.chance(60), let work = dice.pick(gone) { return .comeBack(work.id) }
    guard let work = dice.pick(router.works.filter(\.isInQueue)) else { return .tick }
    return .abandon(work.id)
  }
}
