// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// The mistakes of work and agents, as far as scenarios make them. Only that there is one is told:
/// the words are the real router's.
enum NaiveCheck {
  static func check(_ agent: Agent, _ policy: RoutingPolicy) throws(Router.Rejection) {
    let bound = 1_000_000
    var isValid = agent.groups.count <= 1_000 && agent.skills.count <= 10_000
    isValid = isValid && agent.skills.values.allSatisfy { (1...bound).contains($0) }
    isValid = isValid && agent.penalties.values.allSatisfy { (-bound...bound).contains($0) }
    isValid =
      isValid
      && agent.penalties.keys.allSatisfy { name in
        policy.queues.contains { $0.id == name }
      }
    let served: [ChannelID]
    switch agent.capacity.measure {
    case .total(let units, let costs):
      served = Array(costs.keys)
      isValid = isValid && (0...65_535).contains(units) && costs.values.allSatisfy { $0 >= 0 }
    case .perChannel(let numbers):
      served = Array(numbers.keys)
      isValid = isValid && numbers.values.allSatisfy { (0...65_535).contains($0) }
    case .unlimited(let channels): served = Array(channels)
    }
    isValid = isValid && served.allSatisfy { name in policy.channels.contains { $0.id == name } }
    isValid =
      isValid
      && agent.capacity.atMost.allSatisfy { name, most in
        (0...65_535).contains(most) && policy.channels.contains { $0.id == name }
      }
    if let share = agent.capacity.fairShare {
      isValid = isValid && (1...65_535).contains(share.limit) && share.window > .zero
    }
    if !isValid { throw .invalid(mistake) }
  }

  static func check(_ item: WorkItem, _ policy: RoutingPolicy) throws(Router.Rejection) {
    var isValid = policy.channels.contains { $0.id == item.channel }
    if let queue = item.queue { isValid = isValid && policy.queues.contains { $0.id == queue } }
    if let name = item.priority {
      isValid = isValid && policy.priorities.contains { $0.id == name }
    }
    isValid = isValid && item.requirements.count <= 64 && item.preferred.count <= 64
    isValid = isValid && item.excluded.count <= 256
    isValid = isValid && item.requirements.allSatisfy { !$0.tests.isEmpty }
    if !isValid { throw .invalid(mistake) }
  }

  /// What stands for every list of mistakes.
  static let mistake = DocumentError(Problem(path: "", message: "there is a mistake"))
}
