// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
package import SupportRules

/// Where the facts of a ticket stand in a schema; looked up once, used for every event.
///
/// A schema may declare these fields more strictly, such as a choice of priorities; a value that
/// it does not allow is then unknown.
package struct TicketFactPositions: Hashable, Sendable {
  private enum Fact: Int, CaseIterable {
    case channel, kind, priority, category, subcategory, group
    case complaintClass, complaintLevel, incidentLevel

    var field: FactField {
      switch self {
      case .channel: Ticket.channelFact
      case .kind: Ticket.kindFact
      case .priority: Ticket.priorityFact
      case .category: Ticket.categoryFact
      case .subcategory: Ticket.subcategoryFact
      case .group: Ticket.groupFact
      case .complaintClass: Ticket.complaintClassFact
      case .complaintLevel: Ticket.complaintLevelFact
      case .incidentLevel: Ticket.incidentLevelFact
      }
    }
  }

  /// By the facts' numbers; `nil` where nobody asks.
  private let positions: [Int?]
  /// Where fields of the desk's own stand that are declared as facts; asked by name only.
  private let own: [String: Int]

  /// Looks up the positions. A fact with the name of a custom field takes that field's value. Facts
  /// that the schema does not declare are left out, and so are those that nobody asks about.
  package init(_ schema: FactSchema, asked: [String]) {
    positions = Fact.allCases.map { fact in
      asked.contains(fact.field.name) ? schema.position(of: fact.field.name) : nil
    }
    let known = Fact.allCases.map(\.field.name)
    var own: [String: Int] = [:]
    for name in asked where !known.contains(name) {
      if let position = schema.position(of: name) { own[name] = position }
    }
    self.own = own
  }

  /// Writes what an event says into a row of facts.
  ///
  /// - Returns: Whether a fact changed.
  package func record(_ change: Ticket.Change, in facts: inout Facts) -> Bool {
    switch change {
    case .opened(let opening): return record(opening, &facts)
    case .imported(let life):
      let first = record(life.opening, &facts)
      return record(life.assignment.group?.rawValue, .group, &facts) || first
    case .classified(let classification): return record(classification, &facts)
    case .prioritised(let new): return record(new?.rawValue, .priority, &facts)
    case .assigned(let assignment): return record(assignment.group?.rawValue, .group, &facts)
    case .complaintGraded(let grade):
      let first = record(grade.complaintClass?.rawValue, .complaintClass, &facts)
      let level = (grade.level?.rawValue).map(Int64.init)
      return record(level, .complaintLevel, &facts) || first
    case .incidentGraded(let grade):
      return record(Int64(grade.level.rawValue), .incidentLevel, &facts)
    case .fieldSet(let field): return record(field, &facts)
    default: return false
    }
  }

  /// Writes what a ticket says as it stands into a row of facts of which nothing is known; the same as
  /// ``Ticket/facts(in:)``, for those that are asked about.
  func record(_ ticket: Ticket, in facts: inout Facts) {
    _ = record(ticket.opening?.channel?.rawValue, .channel, &facts)
    _ = record(ticket.classification, &facts)
    _ = record(ticket.priority?.rawValue, .priority, &facts)
    _ = record(ticket.assignment.group?.rawValue, .group, &facts)
    let (fields, grade, incident) = ticket.graded
    _ = record(grade.complaintClass?.rawValue, .complaintClass, &facts)
    _ = record((grade.level?.rawValue).map(Int64.init), .complaintLevel, &facts)
    _ = record((incident?.rawValue).map(Int64.init), .incidentLevel, &facts)
    for field in fields { _ = record(field, &facts) }
  }

  private func record(_ opening: Ticket.Opening, _ facts: inout Facts) -> Bool {
    var changed = record(opening.channel?.rawValue, .channel, &facts)
    changed = record(opening.priority?.rawValue, .priority, &facts) || changed
    changed = record(opening.classification, &facts) || changed
    for field in opening.fields { changed = record(field, &facts) || changed }
    return changed
  }

  private func record(_ field: Ticket.CustomField, _ facts: inout Facts) -> Bool {
    own[field.name].map { facts.record(field.value, at: $0) } ?? false
  }

  private func record(_ number: Int64?, _ fact: Fact, _ facts: inout Facts) -> Bool {
    positions[fact.rawValue].map { facts.record(number.map(FactValue.integer), at: $0) } ?? false
  }

  private func record(_ parts: Ticket.Classification, _ facts: inout Facts) -> Bool {
    let first = record(parts.kind?.rawValue, .kind, &facts)
    let second = record(parts.category, .category, &facts)
    let third = record(parts.subcategory, .subcategory, &facts)
    return first || second || third
  }

  private func record(_ text: String?, _ fact: Fact, _ facts: inout Facts) -> Bool {
    positions[fact.rawValue].map { facts.record(text.map(FactValue.text), at: $0) } ?? false
  }
}
