// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTickets

extension ClassificationPolicy {
  /// A case as the rules leave it: what they say of it, where it is not known otherwise.
  ///
  /// - Complexity: O(rules²): a rule may make another one hold.
  func settled(_ facts: Facts, on date: CivilDate) -> Facts {
    var facts = facts
    var done: Set<RuleID> = []
    while true {
      let new = matching(facts, on: date).filter { done.insert($0.id).inserted }
      if new.isEmpty { return facts }
      for rule in new { rule.then.settle(&facts) }
    }
  }
}

extension ClassificationPolicy.Outcome {
  fileprivate func settle(_ facts: inout Facts) {
    func settle(_ name: String, _ value: FactValue?, replacing: Bool = false) {
      guard let value, let position = facts.schema.position(of: name) else { return }
      if replacing || facts[position] == nil { facts.record(value, at: position) }
    }
    settle(Ticket.kindFact.name, classification.kind.map { .text($0.rawValue) })
    settle(Ticket.categoryFact.name, classification.category.map { .text($0) })
    settle(Ticket.subcategoryFact.name, classification.subcategory.map { .text($0) })
    settle(Ticket.priorityFact.name, priority.map { .text($0.rawValue) })
    settle(Ticket.priorityFact.name, raiseTo.map { .text($0.rawValue) }, replacing: true)
    settle(Ticket.complaintClassFact.name, grade.complaintClass.map { .text($0.rawValue) })
    settle(Ticket.complaintLevelFact.name, grade.level.map { .integer(Int64($0.rawValue)) })
    settle(Ticket.incidentLevelFact.name, incident.map { .integer(Int64($0.rawValue)) })
    settle(Ticket.groupFact.name, assignTo.map { .text($0.rawValue) })
    settle(Ticket.groupFact.name, handTo.map { .text($0.rawValue) }, replacing: true)
    for field in fields { settle(field.name, field.value) }
  }
}
