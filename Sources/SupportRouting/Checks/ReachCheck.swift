// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Queues that nothing in the policy leads to.
///
/// A policy without rules and without a fallback leaves the choice to the work: then nothing is said.
struct ReachCheck {
  private let policy: RoutingPolicy
  private let named: Set<QueueID>

  init(_ policy: RoutingPolicy, _ scope: RoutingPolicy.Scope) {
    self.policy = policy
    named = scope.namedQueues
  }

  var findings: [RoutingFinding] {
    let options = policy.options
    guard policy.choice != nil || options.fallback != nil else { return [] }
    var open = Array(named)
    if let choice = policy.choice {
      open += choice.rules.map(\.then.queue) + [choice.otherwise?.queue].compactMap(\.self)
    }
    open += [options.fallback].compactMap(\.self)
    if options.transfers.maximum != nil {
      open += [options.transfers.escalatesTo].compactMap(\.self)
    }
    let queues = Dictionary(policy.queues.map { ($0.id, $0) }) { first, _ in first }
    var reached: Set<QueueID> = []
    while let id = open.popLast() {
      guard reached.insert(id).inserted else { continue }
      for rule in queues[id]?.overflow ?? [] {
        if case .queue(let target) = rule.action { open.append(target) }
      }
    }
    return policy.queues.filter { !reached.contains($0.id) }.map { .unreachedQueue($0.id) }
  }
}
