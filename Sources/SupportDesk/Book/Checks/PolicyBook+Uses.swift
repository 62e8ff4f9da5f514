// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime

/// What the sections of a book name of one another.
extension PolicyBook {
  /// The versions of the service levels, each with its path.
  var servicePolicies: [(path: String, policy: SLAPolicy)] {
    let versions = serviceLevels?.versions ?? []
    return versions.enumerated().map { place, version in
      (versions.count > 1 ? "serviceLevels[\(place)]" : "serviceLevels", version.policy)
    }
  }

  /// The versions of what is paid, each with its path.
  var moneyPolicies: [(path: String, policy: CompensationPolicy)] {
    let versions = compensation?.versions ?? []
    return versions.enumerated().map { place, version in
      (versions.count > 1 ? "compensation[\(place)]" : "compensation", version.policy)
    }
  }

  /// The groups that work is given to, promises are bound to and ladders tell, each with its path.
  var groupsNamed: [(path: String, name: String)] {
    var named: [(String, String)] = []
    for rule in classification?.rules ?? [] {
      let groups = [rule.then.assignTo, rule.then.handTo, rule.then.escalateTo]
      for group in groups.compactMap(\.self) {
        named.append(("classification.rules.\(rule.id)", group.rawValue))
      }
    }
    for (path, policy) in servicePolicies {
      for rule in policy.rules.rules + policy.agreements {
        for group in rule.then.compactMap(\.by) {
          named.append(("\(path).rules.\(rule.id)", group.rawValue))
        }
      }
      for (name, ladder) in policy.ladders.sorted(by: { $0.key < $1.key }) {
        for level in ladder.levels {
          named.append(("\(path).ladders.\(name)", level.id.rawValue))
        }
      }
    }
    return named
  }

  /// The queues that menus and triage lead to, and those that bear the name of a group to which tickets
  /// are given or raised.
  var queuesLedTo: Set<QueueID> {
    let menus = menus.flatMap { $0.menu.draft.destinations.map(\.destination) }
    let all = menus + (triage?.destinations.map(\.destination) ?? [])
    var queues = Set(groupsNamed.map { QueueID($0.name) })
    for case .queue(let queue) in all { queues.insert(queue) }
    for edition in tickets?.editions ?? [] {
      if let group = edition.policy.transfers?.escalateTo { queues.insert(QueueID(group.rawValue)) }
    }
    return queues
  }

  /// The classes of urgency that tickets are given.
  var prioritiesGiven: Set<PriorityID> {
    var given = Set(
      (classification?.rules ?? []).flatMap { [$0.then.priority, $0.then.raiseTo] }
        .compactMap { $0.map { PriorityID($0.rawValue) } })
    switch facts.field(Ticket.priorityFact.name)?.domain {
    case .choice(let names), .ordered(let names): given.formUnion(names.map { PriorityID($0) })
    default: break
    }
    return given
  }
}
