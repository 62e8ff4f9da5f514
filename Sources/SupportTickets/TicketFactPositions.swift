// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportRules

/// The facts of a ticket that rules may ask about.
extension Ticket {
  /// The way it reached the desk, `channel`.
  public static let channelFact = FactField("channel", .text)
  /// What it is, `kind`.
  public static let kindFact = FactField("kind", .text)
  /// How urgent it is, `priority`.
  public static let priorityFact = FactField("priority", .text)
  /// The desk's own category, `category`.
  public static let categoryFact = FactField("category", .text)
  /// A finer category, `subcategory`.
  public static let subcategoryFact = FactField("subcategory", .text)
  /// The team that works on it, `group`.
  public static let groupFact = FactField("group", .text)

  /// All facts of a ticket, in the order in which a schema holds them.
  public static let factFields = [
    channelFact, kindFact, priorityFact, categoryFact, subcategoryFact, groupFact,
  ]
}

/// Where the facts of a ticket stand in a schema; looked up once, used for every event.
///
/// A schema may declare these fields more strictly, such as a choice of priorities; a value that
/// it does not allow is then unknown.
public struct TicketFactPositions: Hashable, Sendable {
  private let channel, kind, priority, category, subcategory, group: Int?

  /// Looks up the positions; facts that the schema does not declare are left out.
  public init(_ schema: FactSchema) {
    channel = schema.position(of: Ticket.channelFact.name)
    kind = schema.position(of: Ticket.kindFact.name)
    priority = schema.position(of: Ticket.priorityFact.name)
    category = schema.position(of: Ticket.categoryFact.name)
    subcategory = schema.position(of: Ticket.subcategoryFact.name)
    group = schema.position(of: Ticket.groupFact.name)
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
