// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Which tickets a rule is about.
extension TicketPolicy {
  /// A field that cannot be a fact, such as one with the name of another, is left out; ``check()``
  /// reports it.
  static func factSchema(_ fields: [FieldRule], _ narrowed: [FactField]) -> FactSchema {
    fields.reduce(Self.librarySchema(narrowed)) { schema, rule in
      guard let own = try? FactSchema([rule.fact]) else { return schema }
      return (try? schema.merging(own)) ?? schema
    }
  }

  /// The facts of a ticket alone, narrowed where that can be.
  private static func librarySchema(_ narrowed: [FactField]) -> FactSchema {
    if narrowed.isEmpty { return Ticket.factSchema }
    let fields = Ticket.factFields.map { open in narrowed.first { $0.narrows(open) } ?? open }
    return (try? FactSchema(fields)) ?? Ticket.factSchema
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
