// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
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
  /// How heavy a complaint is, `complaintClass`: A, B or C.
  public static let complaintClassFact = FactField("complaintClass", .text)
  /// How far a complaint has to be coordinated, `complaintLevel`: 1 ... 4.
  public static let complaintLevelFact = FactField("complaintLevel", .integer(1...4))
  /// How far an incident reaches, `incidentLevel`: 1 ... 3.
  public static let incidentLevelFact = FactField("incidentLevel", .integer(1...3))

  /// All facts of a ticket, in the order in which a schema holds them.
  public static let factFields = [
    channelFact, kindFact, priorityFact, categoryFact, subcategoryFact, groupFact,
    complaintClassFact, complaintLevelFact, incidentLevelFact,
  ]

  /// The schema of the facts of a ticket alone.
  static let factSchema = (try? FactSchema(factFields)) ?? .none

  /// What rules may know of the ticket as it stands: its own facts, and fields of the desk's own
  /// that the schema declares. What a field of the schema does not allow is unknown.
  ///
  /// ```swift
  /// refunds.decide(ticket.facts(in: refunds.schema))
  /// ```
  ///
  /// - Complexity: O(facts of the schema and fields of the ticket).
  public func facts(in schema: FactSchema) -> Facts {
    var facts = Facts(schema)
    facts.record(opening?.channel, .channel)
    facts.record(classification)
    facts.record(priority, .priority)
    facts.record(assignment.group?.rawValue, FactKey(Self.groupFact.name))
    facts.record(details.grade.complaintClass, .complaintClass)
    facts.record(details.grade.level, .complaintLevel)
    facts.record(details.incident?.level, .incidentLevel)
    for field in details.fields { facts.record(field) }
    return facts
  }
}

extension Ticket.Opening {
  /// What rules may know of a ticket that opens like this; see ``Ticket/facts(in:)``.
  public func facts(in schema: FactSchema) -> Facts {
    var facts = Facts(schema)
    facts.record(channel, .channel)
    facts.record(classification)
    facts.record(priority, .priority)
    for field in fields { facts.record(field) }
    return facts
  }
}

extension Facts {
  fileprivate mutating func record<Value>(_ value: Value?, _ key: FactKey<Value>) {
    if let value, let position = schema.position(of: key.name) {
      record(value.factValue, at: position)
    }
  }

  fileprivate mutating func record(_ parts: Ticket.Classification) {
    record(parts.kind, .kind)
    record(parts.category, .category)
    record(parts.subcategory, .subcategory)
  }

  /// The library's own facts come from where the library knows them.
  fileprivate mutating func record(_ field: Ticket.CustomField) {
    guard Ticket.factSchema.position(of: field.name) == nil,
      let position = schema.position(of: field.name)
    else { return }
    record(field.value, at: position)
  }
}

extension Ticket.Channel: FactRepresentable {}
extension Ticket.Kind: FactRepresentable {}
extension Ticket.Priority: FactRepresentable {}
extension Ticket.ComplaintClass: FactRepresentable {}

extension Ticket.ComplaintLevel: FactRepresentable {
  /// The number of the level as a fact.
  public var factValue: FactValue { .integer(Int64(rawValue)) }
  /// Creates a level from its number; `nil` from another fact.
  public init?(factValue: FactValue) {
    guard let number = Int(factValue: factValue) else { return nil }
    self.init(rawValue: number)
  }
}

extension Ticket.IncidentLevel: FactRepresentable {
  /// The number of the level as a fact.
  public var factValue: FactValue { .integer(Int64(rawValue)) }
  /// Creates a level from its number; `nil` from another fact.
  public init?(factValue: FactValue) {
    guard let number = Int(factValue: factValue) else { return nil }
    self.init(rawValue: number)
  }
}

extension FactKey where Value == Ticket.Channel {
  /// See ``Ticket/channelFact``.
  public static var channel: Self { Self("channel") }
}

extension FactKey where Value == Ticket.Kind {
  /// See ``Ticket/kindFact``.
  public static var kind: Self { Self("kind") }
}

extension FactKey where Value == Ticket.Priority {
  /// See ``Ticket/priorityFact``.
  public static var priority: Self { Self("priority") }
}

extension FactKey where Value == String {
  /// See ``Ticket/categoryFact``.
  public static var category: Self { Self("category") }
  /// See ``Ticket/subcategoryFact``.
  public static var subcategory: Self { Self("subcategory") }
}

extension FactKey where Value == Ticket.ComplaintClass {
  /// See ``Ticket/complaintClassFact``.
  public static var complaintClass: Self { Self("complaintClass") }
}

extension FactKey where Value == Ticket.ComplaintLevel {
  /// See ``Ticket/complaintLevelFact``.
  public static var complaintLevel: Self { Self("complaintLevel") }
}

extension FactKey where Value == Ticket.IncidentLevel {
  /// See ``Ticket/incidentLevelFact``.
  public static var incidentLevel: Self { Self("incidentLevel") }
}
