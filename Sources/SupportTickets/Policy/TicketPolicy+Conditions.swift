// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Which tickets a rule is about.
extension TicketPolicy {
  /// A field that cannot be a fact, such as one with the name of another, is left out; ``check()``
  /// reports it.
  static func factSchema(_ fields: [FieldRule], _ narrowed: [FactField]) -> FactSchema {
    var names = Set(Ticket.factFields.map(\.name))
    let own = fields.map(\.fact).filter { fact in
      (try? FactSchema([fact])) != nil && names.insert(fact.name).inserted
    }
    return (try? FactSchema(library(narrowed) + own)) ?? Ticket.factSchema
  }

  /// The facts of a ticket alone, narrowed where that can be.
  private static func library(_ narrowed: [FactField]) -> [FactField] {
    if narrowed.isEmpty { return Ticket.factFields }
    return Ticket.factFields.map { open in
      narrowed.first { $0.narrows(open) && (try? FactSchema([$0])) != nil } ?? open
    }
  }

  /// The only names that a fact of the library can be; `nil` where nothing narrows it.
  func names(of fact: FactField) -> [String]? {
    narrowed.first { $0.narrows(fact) }?.names
  }

  /// Whether a condition holds for a ticket as it stands.
  func applies(_ condition: Condition, to ticket: Ticket) -> Bool {
    condition == .always || condition.holds(for: ticket.facts(in: factSchema)) == .yes
  }

  /// Whether a condition holds for a ticket that opens like this.
  func applies(_ condition: Condition, to opening: Ticket.Opening) -> Bool {
    condition == .always || condition.holds(for: opening.facts(in: factSchema)) == .yes
  }

  /// Every condition with its place.
  var conditions: [(place: String, condition: Condition)] {
    func list(_ section: String, _ conditions: [Condition]) -> [(String, Condition)] {
      conditions.enumerated().map { ("\(section)[\($0)].when", $1) }
    }
    let keeping = retention.enumerated().compactMap { position, rule in
      rule.keepWhile.map { ("retention[\(position)].keepWhile", $0) }
    }
    return list("intake", intake.map(\.when)) + list("permissions", permissions.map(\.when))
      + list("requirements", requirements.map(\.when))
      + list("confirmations", confirmations.map(\.when))
      + list("followUps", followUps.map(\.when)) + list("notices", notices.map(\.when))
      + list("retention", retention.map(\.when)) + keeping
  }
}
