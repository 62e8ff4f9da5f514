// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The names that the JSON of an event uses.
private enum MembershipEventKey: String, CodingKey {
  case at, by, type, reason
  case enrolment, earning, confirmed, refund, redemption, reversal
  case adjustment, reinstatement, grant, tier, use, returned
  case benefit, reward, certification, closure
}

extension MemberAccount.Event: Codable {
  /// Decodes `{"at": …, "by": …, "type": …}` with the payload that the type has.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: MembershipEventKey.self)
    func payload<Value: Decodable>(_ key: MembershipEventKey) throws -> Value {
      try values.decode(Value.self, forKey: key)
    }
    let change: MemberAccount.Change =
      switch try values.decode(MemberAccount.EventType.self, forKey: .type) {
      case .enrolled: .enrolled(try payload(.enrolment))
      case .earned: .earned(try payload(.earning))
      case .earningConfirmed: .earningConfirmed(try payload(.confirmed))
      case .earningRefunded: .earningRefunded(try payload(.refund))
      case .redeemed: .redeemed(try payload(.redemption))
      case .redemptionReversed: .redemptionReversed(try payload(.reversal))
      case .adjusted: .adjusted(try payload(.adjustment))
      case .pointsReinstated: .pointsReinstated(try payload(.reinstatement))
      case .tierGranted: .tierGranted(try payload(.grant))
      case .tierGrantEnded: .tierGrantEnded(try payload(.tier))
      case .benefitUsed: .benefitUsed(try payload(.use))
      case .benefitUseReturned: .benefitUseReturned(try payload(.returned))
      case .benefitGranted: .benefitGranted(try payload(.benefit))
      case .rewarded: .rewarded(try payload(.reward))
      case .certified: .certified(try payload(.certification))
      case .closed: .closed(try payload(.closure))
      }
    self.init(
      change, by: try values.decode(Principal.self, forKey: .by),
      at: try values.decode(Instant.self, forKey: .at),
      because: try values.decodeIfPresent(String.self, forKey: .reason))
  }

  /// Encodes `{"at": …, "by": …, "type": …}` with the payload that the type has.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: MembershipEventKey.self)
    try values.encode(occurredAt, forKey: .at)
    try values.encode(by, forKey: .by)
    try values.encodeIfPresent(reason, forKey: .reason)
    try values.encode(change.type, forKey: .type)
    switch change {
    case .enrolled(let value): try values.encode(value, forKey: .enrolment)
    case .earned(let value): try values.encode(value, forKey: .earning)
    case .earningConfirmed(let value): try values.encode(value, forKey: .confirmed)
    case .earningRefunded(let value): try values.encode(value, forKey: .refund)
    case .redeemed(let value): try values.encode(value, forKey: .redemption)
    case .redemptionReversed(let value): try values.encode(value, forKey: .reversal)
    case .adjusted(let value): try values.encode(value, forKey: .adjustment)
    case .pointsReinstated(let value): try values.encode(value, forKey: .reinstatement)
    case .tierGranted(let value): try values.encode(value, forKey: .grant)
    case .tierGrantEnded(let value): try values.encode(value, forKey: .tier)
    case .benefitUsed(let value): try values.encode(value, forKey: .use)
    case .benefitUseReturned(let value): try values.encode(value, forKey: .returned)
    case .benefitGranted(let value): try values.encode(value, forKey: .benefit)
    case .rewarded(let value): try values.encode(value, forKey: .reward)
    case .certified(let value): try values.encode(value, forKey: .certification)
    case .closed(let value): try values.encode(value, forKey: .closure)
    }
  }
}
