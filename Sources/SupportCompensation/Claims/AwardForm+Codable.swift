// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

extension AwardForm: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind, each, valid
  }

  /// Decodes `{"kind": "cash"}`, `{"kind": "points", "each": …}`, `{"kind": "coupon", "valid": "90 days"}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    switch try values.decode(Kind.self, forKey: .kind) {
    case .cash: self = .cash
    case .credit: self = .credit
    case .points: self = .points(each: try values.decode(Money.self, forKey: .each))
    case .coupon: self = .coupon(valid: try values.decode(ServiceDuration.self, forKey: .valid))
    case .thirdPartyCost: self = .thirdPartyCost
    }
  }

  /// Encodes the kind and what belongs to it.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(kind, forKey: .kind)
    switch self {
    case .points(let each): try values.encode(each, forKey: .each)
    case .coupon(let valid): try values.encode(valid, forKey: .valid)
    case .cash, .credit, .thirdPartyCost: break
    }
  }
}

extension AwardGrant: Codable {
  private enum CodingKeys: String, CodingKey {
    case points, benefit
  }

  /// Decodes `{"points": 2000}` or `{"benefit": "platinum"}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    if let points = try values.decodeIfPresent(Int64.self, forKey: .points) {
      self = .points(points)
    } else {
      self = .benefit(try values.decode(String.self, forKey: .benefit))
    }
  }

  /// Encodes `{"points": 2000}` or `{"benefit": "platinum"}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .points(let points): try values.encode(points, forKey: .points)
    case .benefit(let name): try values.encode(name, forKey: .benefit)
    }
  }
}
