// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// Commands of scenarios that make no sense.
extension ScenarioMaker {
  mutating func nonsense() -> Router.Command {
    let work = dice.pick(router.works.map(\.id), else: "w1")
    let agent = dice.pick(router.agents.map(\.id), else: "nobody")
    switch dice.roll(0...27) {
    case 26: return .wrapUpEnded(work, by: agent)
    case 27: return .wrapUpEnded(work, by: "nobody")
    case 20: return .assign(work, to: agent)
    case 21: return .assign(work, to: "nobody")
    case 22: return .begin(newItem(), by: "nobody")
    case 23:
      if let known = router.works.first(where: { $0.id == work }) {
        return .begin(known.item, by: agent)
      }
    case 24: return .move(work, to: "nowhere")
    case 25: return .move(work, to: queue())
    case 0: return .accept("nothing", by: agent)
    case 1: return .finish(work, by: "nobody")
    case 2: return .presence("nobody", .available)
    case 3: return .reopen("nowhere")
    case 4: return .close("nowhere", .serveWaiting)
    case 5: return .accept(work, by: agent)
    case 6: return .finish(work, by: agent)
    case 7: return .decline(work, by: agent)
    case 8: return .hold(work, by: agent)
    case 9: return .resume(work, by: agent)
    case 10: return .comeBack(work)
    case 11: return .abandon(work)
    case 12: return .callback(work)
    case 13: return .dutyEnded(work, isDone: dice.chance(50))
    case 14: return .transfer(work, by: agent, to: .queue("nowhere"))
    case 15:
      return .transfer(work, by: agent, to: .agent("nobody", in: queue(), waitAtMost: nil))
    case 16:
      if let known = router.works.first(where: { $0.id == work }) { return .change(known.item) }
    case 17:
      if let known = router.works.first(where: { $0.id == work }) { return .enqueue(known.item) }
    case 18:
      if let known = router.agents.first(where: { $0.id == agent }) { return .add(known.agent) }
    default: return mistaken()
    }
    return .cancel("nothing")
  }

  private mutating func mistaken() -> Router.Command {
    var item = newItem()
    switch dice.roll(0...4) {
    case 0: item.channel = "smoke"
    case 1: item.priority = "unheard"
    case 2: item.requirements = [Requirement(anyOf: [])]
    case 3: item.queue = "nowhere"
    default:
      var agent = agent("bad")
      agent.skills["s0"] = 0
      return .add(agent)
    }
    switch dice.roll(1...100) {
    case ...20: return .begin(item, by: agentName())
    case ...50:
      guard let known = router.works.last else { return .enqueue(item) }
      item.id = known.id
      return .change(item)
    default: return .enqueue(item)
    }
  }
}
