// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

extension PhoneMenu.Draft {
  /// Every way out of the menu with the place that it is written in, in the order of a document.
  var destinations: [(path: String, destination: RoutingDestination)] {
    var targets: [(String, PhoneMenu.Target)] = [
      ("start", start), ("otherwise", otherwise), ("person", person),
    ]
    targets += prefixes.map { ("prefixes.\($0.digits)", $0.target) }
    targets += codes.map { ("codes.\($0.digits)", $0.target) }
    targets += extensions.map { ("extensions.\($0.digits)", $0.target) }
    for node in nodes {
      let path = "nodes.\(node.id)"
      switch node.kind {
      case .ask(let question):
        targets += question.options.map { (path, $0.target) }
        if let otherwise = question.otherwise { targets.append((path, otherwise)) }
      case .number(let request):
        targets += [(path, request.verified), (path, request.otherwise)]
      case .say(_, let then): targets.append((path, then))
      case .hours(_, let open, let closed): targets += [(path, open), (path, closed)]
      }
    }
    return targets.compactMap { path, target in
      if case .destination(let destination) = target { return (path, destination) }
      return nil
    }
  }
}

extension TriageChain {
  /// Every way out of the chain with the place that it is written in.
  var destinations: [(path: String, destination: RoutingDestination)] {
    var found = [("levels.\(human.id)", human.destination)]
    for rule in guards {
      if let destination = rule.destination {
        found.append(("guards.\(rule.score.rawValue)", destination))
      }
    }
    for rule in humanFirst {
      if let destination = rule.destination {
        found.append(("humanFirst.\(rule.trait.rawValue)", destination))
      }
    }
    return found
  }
}
