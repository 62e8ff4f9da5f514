// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Classes of urgency that nothing gives, and weights that change nothing.
struct PriorityCheck {
  private let policy: RoutingPolicy
  private let named: Set<PriorityID>

  init(_ policy: RoutingPolicy, _ named: Set<PriorityID>) {
    self.policy = policy
    self.named = named
  }

  var findings: [RoutingFinding] { unused + withoutEffect }

  /// Where neither rules nor queues give any class, work names its own, and nothing is said.
  private var unused: [RoutingFinding] {
    let outcomes = policy.choice.map { $0.rules.map(\.then) + [$0.otherwise].compactMap(\.self) }
    let given = (outcomes ?? []).compactMap(\.priority) + policy.queues.compactMap(\.priority)
    if given.isEmpty { return [] }
    let raised = policy.queues.flatMap(\.overflow).compactMap { rule -> PriorityID? in
      if case .raise(let priority) = rule.action { priority } else { nil }
    }
    let used = named.union(given).union(raised)
    return policy.priorities.filter { !used.contains($0.id) }.map { .unusedPriority($0.id) }
  }

  /// Ordinary work stands in band 0 without weight, so a weight there always counts.
  private var withoutEffect: [RoutingFinding] {
    policy.priorities.filter { priority in
      priority.band != 0 && priority.weight.wholeMilliseconds > 0
        && policy.priorities.allSatisfy {
          $0.band != priority.band
            || $0.weight.wholeMilliseconds == priority.weight.wholeMilliseconds
        }
    }.map { .weightWithoutEffect($0.id) }
  }
}
