// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// What none of the agents there are can do.
struct StaffCheck {
  private let policy: RoutingPolicy
  private let agents: [Agent]
  private let languages: [LanguageID]

  init(_ policy: RoutingPolicy, _ agents: [Agent], _ languages: [LanguageID]) {
    self.policy = policy
    self.agents = agents
    self.languages = languages
  }

  var findings: [RoutingFinding] { unmet + unserved + unspoken }

  // MARK: Requirements

  /// Requirements of a queue, and of rules that send work to it, that nobody who serves it meets at any
  /// age. A queue that nobody serves is a finding of its own.
  private var unmet: [RoutingFinding] {
    policy.queues.flatMap { queue -> [RoutingFinding] in
      let serving = agents.filter { serves($0, queue, at: .max) }
      if serving.isEmpty || queue.isGivenByCommand { return [] }
      let own = queue.requirements.filter { !isMet($0, by: serving) }
        .map { RoutingFinding.unmetRequirement(queue.id, rule: nil, $0) }
      let chosen = (policy.choice?.rules ?? []).filter { $0.then.queue == queue.id }
        .flatMap { rule in
          rule.then.requirements.filter { !isMet($0, by: serving) }
            .map { RoutingFinding.unmetRequirement(queue.id, rule: rule.id, $0) }
        }
      return own + chosen
    }
  }

  private func isMet(_ requirement: Requirement, by agents: [Agent]) -> Bool {
    requirement.turningPoints.contains { age in
      guard let tests = requirement.tests(at: age) else { return false }
      return agents.contains { passes($0, tests) }
    }
  }

  private func passes(_ agent: Agent, _ tests: [SkillTest]) -> Bool {
    tests.contains { $0.admits(agent.skills[$0.skill] ?? 0) }
  }

  // MARK: Queues

  /// Queues whose work no agent can take at any age.
  private var unserved: [RoutingFinding] {
    policy.queues.filter { queue in
      if queue.isRelieved || queue.isGivenByCommand { return false }
      let ages =
        queue.requirements.flatMap(\.turningPoints)
        + queue.pools.map(\.after.wholeMilliseconds) + [0]
      return !Set(ages).contains { age in
        let tests = queue.requirements.compactMap { $0.tests(at: age) }
        return agents.contains { agent in
          serves(agent, queue, at: age) && tests.allSatisfy { passes(agent, $0) }
        }
      }
    }.map { .unservedQueue($0.id) }
  }

  /// Whether an agent belongs to a pool that work of an age has reached, and has room for any channel.
  private func serves(_ agent: Agent, _ queue: WorkQueue, at age: Int64) -> Bool {
    let isInPool =
      queue.pools.isEmpty
      || queue.pools.contains {
        $0.after.wholeMilliseconds <= age && agent.groups.contains($0.group)
      }
    return isInPool && policy.channels.contains { agent.capacity.everTakes($0.id) }
  }

  // MARK: Languages

  private var unspoken: [RoutingFinding] {
    var seen: Set<LanguageID> = []
    return languages.filter { language in
      seen.insert(language).inserted && !agents.contains { $0.languages.contains(language) }
    }.map { .unspokenLanguage($0) }
  }
}

extension AgentCapacity {
  /// Whether an agent who holds nothing has room for work of a channel.
  fileprivate func everTakes(_ channel: ChannelID) -> Bool {
    if let most = atMost[channel], most <= 0 { return false }
    return switch measure {
    case .total(let units, let costs): costs[channel].map { $0 <= units } ?? false
    case .perChannel(let numbers): (numbers[channel] ?? 0) > 0
    case .unlimited(let channels): channels.contains(channel)
    }
  }
}
