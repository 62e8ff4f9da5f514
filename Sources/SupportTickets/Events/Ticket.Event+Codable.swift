// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The names that the JSON of an event uses.
enum TicketEventKey: String, CodingKey {
  case at, by, type, reason
  case opening, imported, classification, priority, assignment, transfer, escalation, message
  case waitingFor, outcome, into, absorbed, split, link, stage, grade, incident, field, tags
  case watchers, contact, record, receipt, rating, confirmation, answer, document, method
  case followUp, notice, inspection, violation, until, verdict, consent, disclosure, purpose
  case hold, scope, correction
}

extension Ticket.Event: Codable {
  /// Decodes `{"at": …, "by": …, "type": …}` with the payload that the type has.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: TicketEventKey.self)
    self.init(
      try Ticket.Change(from: values), by: try values.decode(Principal.self, forKey: .by),
      at: try values.decode(Instant.self, forKey: .at),
      because: try values.decodeIfPresent(String.self, forKey: .reason))
  }

  /// Encodes `{"at": …, "by": …, "type": …}` with the payload that the type has.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: TicketEventKey.self)
    try values.encode(occurredAt, forKey: .at)
    try values.encode(by, forKey: .by)
    try values.encodeIfPresent(reason, forKey: .reason)
    try change.encode(to: &values)
  }
}

/// A change alone stands where a correction says what happened instead.
extension Ticket.Change: Codable {
  /// Decodes `{"type": …}` with the payload that the type has.
  public init(from decoder: any Decoder) throws {
    try self.init(from: decoder.container(keyedBy: TicketEventKey.self))
  }

  /// Encodes `{"type": …}` with the payload that the type has.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: TicketEventKey.self)
    try encode(to: &values)
  }
}

extension Ticket.Correction: Codable {
  private enum CodingKeys: String, CodingKey {
    case event, neverHappened, happenedAt, wasInstead
  }

  /// Decodes the record that is wrong and one of `neverHappened`, `happenedAt`, `wasInstead`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    event = try values.decode(EventID.self, forKey: .event)
    if let at = try values.decodeIfPresent(Instant.self, forKey: .happenedAt) {
      truth = .happenedAt(at)
    } else if let change = try values.decodeIfPresent(Ticket.Change.self, forKey: .wasInstead) {
      truth = .wasInstead(change)
    } else {
      guard try values.decode(Bool.self, forKey: .neverHappened) else {
        throw DecodingError.dataCorruptedError(
          forKey: .neverHappened, in: values, debugDescription: "it can only be true")
      }
      truth = .neverHappened
    }
  }

  /// Encodes the record that is wrong and one of `neverHappened`, `happenedAt`, `wasInstead`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(event, forKey: .event)
    switch truth {
    case .neverHappened: try values.encode(true, forKey: .neverHappened)
    case .happenedAt(let instant): try values.encode(instant, forKey: .happenedAt)
    case .wasInstead(let change): try values.encode(change, forKey: .wasInstead)
    }
  }
}
