// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportRules
import SupportTickets
import SupportTime

/// What several rooms need and a book says once: calendars, duty rosters, facts.
struct SharedSections {
  let zone: ZoneRules?
  let currency: Currency?
  let calendars: [BusinessCalendar.Named]
  let clocks: [String: BusinessClock]
  let rosters: [String: DutyRoster.Plan]
  let facts: FactSchema
  /// The facts as a section that a room reads, with those of the library.
  let factsNode: DocumentNode
  /// The facts of a ticket: the book's own, each a field, and the library's where the book narrows them.
  let ticketFactsNode: DocumentNode
  /// All facts, with what only claims for compensation bring.
  let claimFactsNode: DocumentNode

  init(
    _ root: DocumentNode, _ zone: ZoneRules?, _ currency: Currency?,
    _ reader: inout PolicyBookReader, _ problems: inout Problems
  ) {
    self.zone = zone
    self.currency = currency
    // Of a zone that nobody knows its own line tells; the calendars are read all the same.
    let zoneName = zone?.identifier ?? root["zone"].map { _ in ZoneRules.utc.identifier }
    var named: [BusinessCalendar.Named] = []
    if let node = root["calendars"] {
      // Those without mistakes are known to the sections that name them.
      _ = reader.part(&problems) { problems -> Void? in
        named = BusinessCalendar.section(reading: node, zone: zoneName, &problems)
      }
    }
    calendars = named
    var clocks: [String: BusinessClock] = [:]
    for named in calendars { clocks[named.name] = try? named.calendar.compiled() }
    self.clocks = clocks
    rosters =
      root["rosters"].flatMap { node in
        reader.part(&problems) { DutyRoster.section(reading: node, zone: zoneName, &$0) }
      } ?? [:]
    let declared = root["facts"].flatMap { node in
      reader.part(&problems) { FactSchema(reading: node, &$0) }
    }
    let fields = Self.joined(Self.libraryFacts(of: root), declared?.fields ?? [], root, &problems)
    facts = (try? FactSchema(fields)) ?? FactSchema.none
    factsNode = Self.node(of: facts.fields, in: root)
    let fact = { (name: String) in Ticket.factFields.first { $0.name == name } }
    let narrowed = Set((declared?.fields ?? []).map(\.name))
    let ofTickets = facts.fields.filter { field in
      fact(field.name).map { field != $0 && narrowed.contains(field.name) } ?? true
    }
    ticketFactsNode = Self.node(of: ofTickets, in: root)
    claimFactsNode = Self.node(of: facts.fields + DeskFacts.ofClaims, in: root)
  }

  /// What the library knows of a case: the ticket's facts, where the book closes them with what it
  /// says elsewhere, and the tier of the member.
  private static func libraryFacts(of root: DocumentNode) -> [FactField] {
    var fields = Ticket.factFields.map { field in
      switch field.name {
      case Ticket.complaintClassFact.name:
        FactField(
          field.name, .choice(Ticket.ComplaintClass.allCases.map(\.rawValue)), isOptional: true)
      case Ticket.kindFact.name:
        kinds(of: root).map { FactField(field.name, .choice($0), isOptional: true) } ?? field
      default: field
      }
    }
    let tiers = tiers(of: root)
    if !tiers.isEmpty {
      fields.append(FactField(DeskFacts.tier, .ordered(tiers), isOptional: true))
    }
    return fields
  }

  private static func kinds(of root: DocumentNode) -> [String]? {
    let names = strings(root["tickets"]?["kinds"])
    return names.isEmpty || Set(names).count < names.count ? nil : names
  }

  private static func tiers(of root: DocumentNode) -> [String] {
    guard case .array(let tiers) = root["membership"]?["tiers"]?.value else { return [] }
    var names: [String] = []
    for tier in tiers {
      guard case .string(let name) = tier["id"]?.value, !names.contains(name) else { continue }
      names.append(name)
    }
    return names
  }

  private static func strings(_ node: DocumentNode?) -> [String] {
    guard case .array(let elements) = node?.value else { return [] }
    return elements.compactMap { element in
      if case .string(let text) = element.value { return text }
      return nil
    }
  }

  /// The library's facts, each as the book narrows it, then the book's own.
  private static func joined(
    _ library: [FactField], _ own: [FactField], _ root: DocumentNode, _ problems: inout Problems
  ) -> [FactField] {
    var fields = library
    for field in own {
      guard let place = fields.firstIndex(where: { $0.name == field.name }) else {
        fields.append(field)
        continue
      }
      if field.narrows(fields[place]) {
        fields[place] = field
      } else if let node = root["facts"]?[field.name] {
        problems.report(
          "the fact \(field.name.quoted) is the library's, and can only be narrowed", at: node)
      }
    }
    return fields
  }

  private static func node(of fields: [FactField], in root: DocumentNode) -> DocumentNode {
    let place = root["facts"] ?? root
    let text = FactSchema.form(of: fields).line
    guard let node = try? DocumentNode.parse(text) else { return place }
    return place.replacing(with: node.value)
  }
}
