// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules

/// Agents and work of scenarios.
extension ScenarioMaker {
  mutating func queue() -> QueueID { dice.pick(router.policy.queues.map(\.id), else: "q0") }

  mutating func agentName() -> AgentID { dice.pick(router.agents.map(\.id), else: "a1") }

  mutating func addition() -> Router.Command {
    // A name may come back after it was removed.
    agents += 1
    var name = AgentID("a\(agents)")
    if dice.chance(50),
      let old = (1...agents).first(where: { number in
        !router.agents.contains { $0.id == AgentID("a\(number)") }
      })
    {
      name = AgentID("a\(old)")
    }
    let agent = agent(name)
    let others: [AgentPresence] = [.offline, .busy, .onBreak, .wrapUp(until: now + .seconds(5))]
    return .add(agent, dice.chance(80) ? .available : dice.pick(others, else: .offline))
  }

  mutating func agent(_ name: AgentID) -> Agent {
    var skills: [SkillID: Int] = [:]
    for skill in PolicyParts.skills where dice.chance(60) { skills[skill] = dice.roll(1...5) }
    var agent = Agent(
      name, groups: Set(dice.some(PolicyParts.groups, atMost: 4)), skills: skills,
      languages: Set(dice.some(PolicyParts.languages, atMost: 2)),
      regions: Set(dice.some(PolicyParts.regions, atMost: 2)), capacity: capacity())
    if dice.chance(25) { agent.penalties[queue()] = dice.roll(-2...3) }
    return agent
  }

  private mutating func capacity() -> AgentCapacity {
    let served = PolicyParts.channels.filter { _ in dice.chance(90) }
    let measure: AgentCapacity.Measure
    switch dice.roll(0...9) {
    case 0...4:
      var costs: [ChannelID: Int] = [:]
      for channel in served { costs[channel] = dice.pick([0, 1, 1, 1, 2, 3], else: 1) }
      measure = .total(dice.roll(1...6), costs: costs)
    case 5...8:
      var numbers: [ChannelID: Int] = [:]
      for channel in served { numbers[channel] = dice.pick([0, 1, 1, 2, 3], else: 1) }
      measure = .perChannel(numbers)
    default: measure = .unlimited(Set(served))
    }
    var capacity = AgentCapacity(measure)
    while dice.chance(20) {
      capacity.atMost[dice.pick(PolicyParts.channels, else: "chat")] = dice.pick([0, 1, 1, 2])
    }
    if dice.chance(20) {
      capacity.fairShare = .init(dice.roll(1...3), per: dice.seconds(10, 30, 120))
    }
    return capacity
  }

  mutating func newItem() -> WorkItem {
    works += 1
    var item = WorkItem(
      WorkID("w\(works)"), channel: dice.pick(PolicyParts.channels, else: "chat"))
    if dice.chance(80) {
      item.queue = queue()
    } else if let schema = router.policy.choice?.schema {
      item.facts = Facts(schema)
      if dice.chance(70) {
        let kind = dice.pick(["a", "b", "c"], else: "a")
        item.facts = (try? Facts(schema, ["kind": .text(kind)])) ?? item.facts
      }
    }
    if dice.chance(7) { item.notBefore = now + dice.seconds(-5, 0, 5, 30) }
    if dice.chance(12) { item.since = now + dice.seconds(-400, -60, -10, -3, 0, 5) }
    if dice.chance(7) { item.isCallback = true }
    return changed(item)
  }

  /// The same work with other wishes.
  mutating func changed(_ old: WorkItem) -> WorkItem {
    var item = old
    if dice.chance(5) { item.isCallback = dice.chance(50) }
    item.priority = dice.chance(50) ? dice.pick(router.policy.priorities.map(\.id)) : nil
    item.requirements = []
    while dice.chance(25) { item.requirements.append(PolicyParts.requirement(&dice)) }
    item.language = nil
    if dice.chance(25) {
      let after: Duration? = dice.chance(30) ? nil : dice.seconds(0, 10, 30)
      item.language = LanguageNeed(
        dice.pick(PolicyParts.languages, else: "ja"), translationAfter: after)
    }
    item.region = nil
    if dice.chance(20) {
      let only: Duration? = dice.chance(20) ? nil : dice.seconds(0, 10, 30)
      item.region = RegionNeed(dice.pick(PolicyParts.regions, else: "north"), onlyUntil: only)
    }
    let names = router.agents.map(\.id)
    item.preferred = dice.chance(20) ? dice.some(names, atMost: 3) : []
    item.excluded = dice.chance(15) ? Set(dice.some(names, atMost: 2)) : []
    if dice.chance(15) {
      let most: Duration? = dice.chance(20) ? nil : dice.seconds(0, 5, 30)
      item.firstOwner = FirstOwner(
        dice.chance(10) ? "away" : dice.pick(names, else: "a1"), waitAtMost: most,
        whenAway: dice.chance(35) ? .waits : .othersAtOnce)
    } else if dice.chance(20) {
      item.firstOwner = nil
    }
    item.isAccessible = dice.chance(10)
    return item
  }
}
