// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension MemberReward: Codable {
  private enum CodingKeys: String, CodingKey {
    case coupon, money, pool, points, contribution, benefit, certificate, span
  }

  /// Decodes an object with one telling key, such as `{"coupon": …}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    if let sum = try values.decodeIfPresent(Money.self, forKey: .coupon) {
      self = .coupon(sum)
    } else if let sum = try values.decodeIfPresent(Money.self, forKey: .money) {
      let pool = try values.decodeIfPresent(RewardPoolID.self, forKey: .pool)
      self = pool.map { .fromPool(sum, $0) } ?? .money(sum)
    } else if let points = try values.decodeIfPresent(Int64.self, forKey: .points) {
      self = .points(points)
    } else if let value = try values.decodeIfPresent(Int64.self, forKey: .contribution) {
      self = .contribution(value)
    } else {
      let span = try values.decode(MembershipSpan.self, forKey: .span)
      if let benefit = try values.decodeIfPresent(BenefitID.self, forKey: .benefit) {
        self = .benefit(benefit, span)
      } else {
        self = .certificate(try values.decode(String.self, forKey: .certificate), span)
      }
    }
  }

  /// Encodes an object with one telling key, such as `{"coupon": …}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .coupon(let sum): try values.encode(sum, forKey: .coupon)
    case .money(let sum): try values.encode(sum, forKey: .money)
    case .fromPool(let sum, let pool):
      try values.encode(sum, forKey: .money)
      try values.encode(pool, forKey: .pool)
    case .points(let points): try values.encode(points, forKey: .points)
    case .contribution(let value): try values.encode(value, forKey: .contribution)
    case .benefit(let benefit, let span):
      try values.encode(benefit, forKey: .benefit)
      try values.encode(span, forKey: .span)
    case .certificate(let name, let span):
      try values.encode(name, forKey: .certificate)
      try values.encode(span, forKey: .span)
    }
  }
}
