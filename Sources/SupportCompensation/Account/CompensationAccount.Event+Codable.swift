// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The names that the JSON of an event uses.
private enum EventKey: String, CodingKey {
  case at, by, reason, type
  case cause, award, denial, rule, missing, refund, compensation, arbitrated, decision, ticket
  case approval, agent, payout, state, charge, claims
}

/// The types of events, as their JSON names them.
private enum EventType: String, Codable {
  case awarded, delayOpened, refused, undecided, reversed, adjusted, arbitrated, approvalAsked
  case approved, approvalRefused, payoutPlaced, payoutMoved, latePaymentCharged, flagged
}

extension CompensationAccount.Event: Codable {
  /// Decodes `{"at": …, "by": …, "type": …}` with the payload that the type has.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: EventKey.self)
    self.init(
      try CompensationAccount.Change(from: values),
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

extension CompensationAccount.Change {
  fileprivate init(from values: KeyedDecodingContainer<EventKey>) throws {
    func payload<Value: Decodable>(_ key: EventKey) throws -> Value {
      try values.decode(Value.self, forKey: key)
    }
    switch try values.decode(EventType.self, forKey: .type) {
    case .awarded: self = .awarded(try payload(.cause), try payload(.award))
    case .delayOpened: self = .delayOpened(try payload(.cause), try payload(.award))
    case .refused: self = .refused(try payload(.cause), try payload(.denial))
    case .undecided:
      self = .undecided(
        try payload(.cause), try payload(.rule), missing: try payload(.missing))
    case .reversed:
      self = .reversed(
        try payload(.cause), refund: try payload(.refund),
        compensation: try payload(.compensation), arbitrated: try payload(.arbitrated))
    case .adjusted:
      self = .adjusted(
        try payload(.cause), refund: try payload(.refund),
        compensation: try payload(.compensation))
    case .arbitrated:
      self = .arbitrated(
        try payload(.cause), compensation: try payload(.compensation),
        decision: try payload(.decision))
    case .approvalAsked: self = .approvalAsked(try payload(.ticket), try payload(.approval))
    case .approved: self = .approved(try payload(.ticket), try payload(.agent))
    case .approvalRefused: self = .approvalRefused(try payload(.ticket))
    case .payoutPlaced: self = .payoutPlaced(try payload(.payout))
    case .payoutMoved: self = .payoutMoved(try payload(.payout), to: try payload(.state))
    case .latePaymentCharged:
      self = .latePaymentCharged(try payload(.payout), try payload(.charge))
    case .flagged: self = .flagged(try payload(.rule), claims: try payload(.claims))
    }
  }

  fileprivate func encode(to values: inout KeyedEncodingContainer<EventKey>) throws {
    func write(_ type: EventType, _ parts: (EventKey, any Encodable)...) throws {
      try values.encode(type, forKey: .type)
      for (key, part) in parts { try values.encode(part, forKey: key) }
    }
    switch self {
    case .awarded(let cause, let award): try write(.awarded, (.cause, cause), (.award, award))
    case .delayOpened(let cause, let award):
      try write(.delayOpened, (.cause, cause), (.award, award))
    case .refused(let cause, let denial): try write(.refused, (.cause, cause), (.denial, denial))
    case .undecided(let cause, let rule, let missing):
      try write(.undecided, (.cause, cause), (.rule, rule), (.missing, missing))
    case .reversed(let key, let refund, let compensation, let arbitrated):
      try write(
        .reversed, (.cause, key), (.refund, refund), (.compensation, compensation),
        (.arbitrated, arbitrated))
    case .adjusted(let key, let refund, let compensation):
      try write(.adjusted, (.cause, key), (.refund, refund), (.compensation, compensation))
    case .arbitrated(let key, let compensation, let decision):
      try write(
        .arbitrated, (.cause, key), (.compensation, compensation), (.decision, decision))
    case .approvalAsked(let ticket, let approval):
      try write(.approvalAsked, (.ticket, ticket), (.approval, approval))
    case .approved(let ticket, let agent):
      try write(.approved, (.ticket, ticket), (.agent, agent))
    case .approvalRefused(let ticket): try write(.approvalRefused, (.ticket, ticket))
    case .payoutPlaced(let payout): try write(.payoutPlaced, (.payout, payout))
    case .payoutMoved(let key, let state):
      try write(.payoutMoved, (.payout, key), (.state, state))
    case .latePaymentCharged(let key, let charge):
      try write(.latePaymentCharged, (.payout, key), (.charge, charge))
    case .flagged(let rule, let claims): try write(.flagged, (.rule, rule), (.claims, claims))
    }
  }
}
