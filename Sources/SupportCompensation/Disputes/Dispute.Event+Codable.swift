// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The names that the JSON of an event uses.
private enum EventKey: String, CodingKey {
  case at, by, reason, type
  case opening, policy, evidence, findings, terms, ruling, side, agreement, notice
}

/// The types of events, as their JSON names them.
private enum EventType: String, Codable {
  case opened, evidenceFiled, evidenceClosed, checked, reviewPlanned, ruled, appealed, accepted
  case agreed, published, withdrawn, reopened
}

extension Dispute.Event: Codable {
  /// Decodes `{"at": …, "by": …, "type": …}` with the payload that the type has.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: EventKey.self)
    self.init(
      try Dispute.Change(from: values),
      by: try values.decode(Principal.self, forKey: .by),
      at: try values.decode(Instant.self, forKey: .at),
      because: try values.decodeIfPresent(String.self, forKey: .reason))
  }

  /// Encodes `{"at": …, "by": …, "type": …}` with the payload that the type has.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: EventKey.self)
    try values.encode(occurredAt, forKey: .at)
    try values.encode(by, forKey: .by)
    try values.encodeIfPresent(reason, forKey: .reason)
    try change.encode(to: &values)
  }
}

extension Dispute.Change {
  fileprivate init(from values: KeyedDecodingContainer<EventKey>) throws {
    func payload<Value: Decodable>(_ key: EventKey) throws -> Value {
      try values.decode(Value.self, forKey: key)
    }
    switch try values.decode(EventType.self, forKey: .type) {
    case .opened: self = .opened(try payload(.opening), try payload(.policy))
    case .evidenceFiled: self = .evidenceFiled(try payload(.evidence))
    case .evidenceClosed: self = .evidenceClosed
    case .checked: self = .checked(try payload(.findings))
    case .reviewPlanned: self = .reviewPlanned(try payload(.terms))
    case .ruled: self = .ruled(try payload(.ruling))
    case .appealed: self = .appealed(try payload(.side))
    case .accepted: self = .accepted(try payload(.side))
    case .agreed: self = .agreed(try payload(.agreement))
    case .published: self = .published(try payload(.notice))
    case .withdrawn: self = .withdrawn
    case .reopened: self = .reopened(try payload(.policy))
    }
  }

  fileprivate func encode(to values: inout KeyedEncodingContainer<EventKey>) throws {
    func write(_ type: EventType, _ parts: (EventKey, any Encodable)...) throws {
      try values.encode(type, forKey: .type)
      for (key, part) in parts { try values.encode(part, forKey: key) }
    }
    switch self {
    case .opened(let opening, let policy):
      try write(.opened, (.opening, opening), (.policy, policy))
    case .evidenceFiled(let evidence): try write(.evidenceFiled, (.evidence, evidence))
    case .evidenceClosed: try write(.evidenceClosed)
    case .checked(let findings): try write(.checked, (.findings, findings))
    case .reviewPlanned(let terms): try write(.reviewPlanned, (.terms, terms))
    case .ruled(let ruling): try write(.ruled, (.ruling, ruling))
    case .appealed(let side): try write(.appealed, (.side, side))
    case .accepted(let side): try write(.accepted, (.side, side))
    case .agreed(let agreement): try write(.agreed, (.agreement, agreement))
    case .published(let notice): try write(.published, (.notice, notice))
    case .withdrawn: try write(.withdrawn)
    case .reopened(let policy): try write(.reopened, (.policy, policy))
    }
  }
}
