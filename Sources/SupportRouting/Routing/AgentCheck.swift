// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Looks for every mistake of an agent at once.
enum AgentCheck {
  static func check(_ agent: Agent, _ core: RoutingPolicyCore) throws(Router.Rejection) {
    var problems = Problems()
    atMost(1_000, agent.groups.count, "groups", &problems)
    atMost(10_000, agent.skills.count, "skills", &problems)
    atMost(1_000, agent.languages.count, "languages", &problems)
    atMost(1_000, agent.regions.count, "regions", &problems)
    atMost(1_000, agent.penalties.count, "penalties", &problems)
    for (skill, level) in agent.skills.sorted(by: { $0.key < $1.key }) {
      RoutingPolicyCheck.within(
        level, 1...1_000_000, "skills[\(skill.rawValue.quoted)]", &problems)
    }
    for (queue, penalty) in agent.penalties.sorted(by: { $0.key < $1.key }) {
      let place = "penalties[\(queue.rawValue.quoted)]"
      RoutingPolicyCheck.within(penalty, -1_000_000...1_000_000, place, &problems)
      if core.queueNumbers[queue] == nil {
        problems.report("there is no queue \(queue.rawValue.quoted)", path: place)
      }
    }
    check(agent.capacity, core, &problems)
    do throws(DocumentError) {
      try problems.throwIfAny()
    } catch {
      throw .invalid(error)
    }
  }

  private static func check(
    _ capacity: AgentCapacity, _ core: RoutingPolicyCore, _ problems: inout Problems
  ) {
    switch capacity.measure {
    case .total(let units, let costs):
      RoutingPolicyCheck.within(units, 0...65_535, "capacity.total", &problems)
      for (channel, cost) in costs.sorted(by: { $0.key < $1.key }) {
        let place = "capacity.costs[\(channel.rawValue.quoted)]"
        RoutingPolicyCheck.within(cost, 0...65_535, place, &problems)
        known(channel, core, place, &problems)
      }
    case .perChannel(let numbers):
      for (channel, number) in numbers.sorted(by: { $0.key < $1.key }) {
        let place = "capacity.perChannel[\(channel.rawValue.quoted)]"
        RoutingPolicyCheck.within(number, 0...65_535, place, &problems)
        known(channel, core, place, &problems)
      }
    case .unlimited(let channels):
      for channel in channels.sorted() {
        known(channel, core, "capacity.unlimited[\(channel.rawValue.quoted)]", &problems)
      }
    }
    for (channel, number) in capacity.atMost.sorted(by: { $0.key < $1.key }) {
      let place = "capacity.atMost[\(channel.rawValue.quoted)]"
      RoutingPolicyCheck.within(number, 0...65_535, place, &problems)
      known(channel, core, place, &problems)
    }
    if let share = capacity.fairShare {
      RoutingPolicyCheck.within(share.limit, 1...65_535, "capacity.fairShare.limit", &problems)
      RoutingPolicyCheck.duration(
        share.window, atLeast: 1, "capacity.fairShare.window", &problems)
    }
  }

  private static func known(
    _ channel: ChannelID, _ core: RoutingPolicyCore, _ path: String, _ problems: inout Problems
  ) {
    if core.channelNumbers[channel] != nil { return }
    problems.report("there is no channel \(channel.rawValue.quoted)", path: path)
  }

  private static func atMost(
    _ limit: Int, _ count: Int, _ path: String, _ problems: inout Problems
  ) {
    if count > limit { problems.report("\(count) are more than \(limit)", path: path) }
  }
}
