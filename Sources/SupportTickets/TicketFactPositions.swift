// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportRules

/// Where the facts of a ticket stand in a schema; looked up once, used for every event.
///
/// A schema may declare these fields more strictly, such as a choice of priorities; a value that
/// it does not allow is then unknown.
public struct TicketFactPositions: Hashable, Sendable {
  private let channel, kind, priority, category, subcategory, group: Int?

  /// Looks up the positions; facts that the schema does not declare are left out, and so are those
  /// that nobody asks about.
  public init(_ schema: FactSchema, asked: [String]) {
    func position(_ field: FactField) -> Int? {
      asked.contains(field.name) ? schema.position(of: field.name) : nil
    }
    channel = position(Ticket.channelFact)
    kind = position(Ticket.kindFact)
    priority = position(Ticket.priorityFact)
    category = position(Ticket.categoryFact)
    subcategory = position(Ticket.subcategoryFact)
    group = position(Ticket.groupFact)
  }

  /// Writes what an event says into a row of facts.
  ///
  /// - Returns: Whether a fact changed.
  public func record(_ change: Ticket.Change, in facts: inout Facts) -> Bool {
    switch change {
    case .opened(let opening):
      let first = record(opening.channel?.rawValue, channel, &facts)
      let second = record(opening.priority?.rawValue, priority, &facts)
      let third = record(opening.classification, &facts)
      return first || second || third
    case .classified(let classification): return record(classification, &facts)
    case .prioritised(let new): return record(new?.rawValue, priority, &facts)
    case .assigned(let assignment): return record(assignment.group?.rawValue, group, &facts)
    default: return false
    }
  }

  private func record(_ parts: Ticket.Classification, _ facts: inout Facts) -> Bool {
    let first = record(parts.kind?.rawValue, kind, &facts)
    let second = record(parts.category, category, &facts)
    let third = record(parts.subcategory, subcategory, &facts)
    return first || second || third
  }

  private func record(_ text: String?, _ position: Int?, _ facts: inout Facts) -> Bool {
    position.map { facts.record(text.map(FactValue.text), at: $0) } ?? false
  }
}
