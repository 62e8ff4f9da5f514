// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCompensation
public import SupportCore
public import SupportMembership
public import SupportSLA
public import SupportTickets

/// Something that a desk recorded, in one of the streams that a decision touches.
///
/// Its JSON is an object with one key, which names the room: `{"ticket": {"at": …, "type": "opened",
/// …}}`. What lies below the key is that room's own contract.
public enum DeskEvent: Hashable, Sendable {
  /// Something happened to the ticket; in the ticket's stream.
  case ticket(Ticket.Event)
  /// Somebody decided about its clocks, such as a waiver; in the ticket's stream.
  case clock(SLAAdjustment)
  /// Reminders, breaches and escalations were told up to this instant, and these by their keys; in the
  /// ticket's stream.
  case told(through: Instant, keys: [IdempotencyKey])
  /// Something happened to the customer's compensation account; in its stream.
  case compensation(CompensationAccount.Event)
  /// Something happened to the membership; in its stream.
  case membership(MemberAccount.Event)
  /// Something happened to a dispute; in its stream.
  case dispute(DisputeID, Dispute.Event)

  /// When it happened.
  public var occurredAt: Instant {
    switch self {
    case .ticket(let event): event.occurredAt
    case .clock(let adjustment): adjustment.at
    case .told(let through, _): through
    case .compensation(let event): event.occurredAt
    case .membership(let event): event.occurredAt
    case .dispute(_, let event): event.occurredAt
    }
  }

  /// Who did it.
  public var principal: Principal {
    switch self {
    case .ticket(let event): event.by
    case .clock(let adjustment): adjustment.by
    case .told: .system
    case .compensation(let event): event.by
    case .membership(let event): event.by
    case .dispute(_, let event): event.by
    }
  }

  /// What it is called in a store, `ticket.opened`: the room and the type of the event.
  public var type: String {
    switch self {
    case .ticket(let event): "ticket.\(event.change.type.rawValue)"
    case .clock: "clock.adjusted"
    case .told: "clock.told"
    case .compensation: "compensation"
    case .membership(let event): "membership.\(event.change.type.rawValue)"
    case .dispute: "dispute"
    }
  }
}

extension DeskEvent: Codable {
  private enum CodingKeys: String, CodingKey {
    case ticket, clock, told, keys, compensation, membership, dispute, id
  }

  /// Decodes `{"ticket": {…}}`, `{"told": "2025-05-18T01:00:00Z"}`, `{"id": …, "dispute": {…}}`, ….
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    if values.contains(.ticket) {
      self = .ticket(try values.decode(Ticket.Event.self, forKey: .ticket))
    } else if values.contains(.clock) {
      self = .clock(try values.decode(SLAAdjustment.self, forKey: .clock))
    } else if values.contains(.told) {
      self = .told(
        through: try values.decode(Instant.self, forKey: .told),
        keys: try values.decodeIfPresent([IdempotencyKey].self, forKey: .keys) ?? [])
    } else if values.contains(.compensation) {
      self = .compensation(
        try values.decode(CompensationAccount.Event.self, forKey: .compensation))
    } else if values.contains(.membership) {
      self = .membership(try values.decode(MemberAccount.Event.self, forKey: .membership))
    } else {
      let id = try values.decode(DisputeID.self, forKey: .id)
      self = .dispute(id, try values.decode(Dispute.Event.self, forKey: .dispute))
    }
  }

  /// Encodes an object with the key of the room.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .ticket(let event): try values.encode(event, forKey: .ticket)
    case .clock(let adjustment): try values.encode(adjustment, forKey: .clock)
    case .told(let through, let keys):
      try values.encode(through, forKey: .told)
      if !keys.isEmpty { try values.encode(keys, forKey: .keys) }
    case .compensation(let event): try values.encode(event, forKey: .compensation)
    case .membership(let event): try values.encode(event, forKey: .membership)
    case .dispute(let id, let event):
      try values.encode(id, forKey: .id)
      try values.encode(event, forKey: .dispute)
    }
  }
}
