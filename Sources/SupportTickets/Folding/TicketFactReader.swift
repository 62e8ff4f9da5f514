// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportRules

/// Reads the facts of tickets in one schema, whose names it looked up once: what ``Ticket/facts(in:)``
/// says, for those that are asked about.
package struct TicketFactReader: Hashable, Sendable {
  /// The schema.
  package let schema: FactSchema
  private let positions: TicketFactPositions

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - schema: The schema.
  ///   - asked: The facts that are asked about; `nil`: all of the schema.
  package init(_ schema: FactSchema, asked: [String]? = nil) {
    self.schema = schema
    positions = TicketFactPositions(schema, asked: asked ?? schema.fields.map(\.name))
  }

  /// What rules may know of a ticket as it stands.
  package func facts(of ticket: Ticket) -> Facts {
    var facts = Facts(schema)
    positions.record(ticket, in: &facts)
    return facts
  }

  /// Writes what an event says into the facts of the ticket before it.
  package func record(_ change: Ticket.Change, in facts: inout Facts) {
    _ = positions.record(change, in: &facts)
  }
}
