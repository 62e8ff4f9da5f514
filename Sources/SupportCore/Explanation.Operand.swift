// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Explanation.Operand {
  /// A typed value that an explanation speaks of.
  public enum Value: Hashable, Sendable {
    /// An instant, and the seconds that the clock it is told by is ahead of UTC.
    case instant(Instant, utcOffset: Int)
    /// An amount of time in milliseconds.
    case duration(milliseconds: Int64)
    /// A sum of money.
    case money(Money)
    /// A share as an exact fraction.
    case rate(numerator: Int64, denominator: Int64)
    /// A number of things.
    case count(Int64)
    /// Yes or no.
    case flag(Bool)
    /// Text that anybody may see: names of rules, calendars, statuses.
    case text(String)
    /// Personal text: hidden from everybody for whom it is not revealed.
    case personal(String)
  }
}

extension Explanation.Operand.Value: Codable {
  private enum CodingKeys: String, CodingKey {
    case instant, utcOffset, milliseconds, money, numerator, denominator, count, flag, text
    case personal
  }

  /// Decodes an object with one telling key, such as `{"count": 3}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func has(_ key: CodingKeys) -> Bool { container.contains(key) }
    if has(.instant) {
      self = .instant(
        try container.decode(Instant.self, forKey: .instant),
        utcOffset: try container.decodeIfPresent(Int.self, forKey: .utcOffset) ?? 0)
    } else if has(.milliseconds) {
      self = .duration(milliseconds: try container.decode(Int64.self, forKey: .milliseconds))
    } else if has(.money) {
      self = .money(try container.decode(Money.self, forKey: .money))
    } else if has(.numerator) {
      self = .rate(
        numerator: try container.decode(Int64.self, forKey: .numerator),
        denominator: try container.decode(Int64.self, forKey: .denominator))
    } else if has(.count) {
      self = .count(try container.decode(Int64.self, forKey: .count))
    } else if has(.flag) {
      self = .flag(try container.decode(Bool.self, forKey: .flag))
    } else if has(.personal) {
      self = .personal(try container.decode(String.self, forKey: .personal))
    } else {
      self = .text(try container.decode(String.self, forKey: .text))
    }
  }

  /// Encodes an object with one telling key, such as `{"count": 3}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .instant(let instant, let utcOffset):
      try container.encode(instant, forKey: .instant)
      if utcOffset != 0 { try container.encode(utcOffset, forKey: .utcOffset) }
    case .duration(let milliseconds): try container.encode(milliseconds, forKey: .milliseconds)
    case .money(let money): try container.encode(money, forKey: .money)
    case .rate(let numerator, let denominator):
      try container.encode(numerator, forKey: .numerator)
      try container.encode(denominator, forKey: .denominator)
    case .count(let count): try container.encode(count, forKey: .count)
    case .flag(let flag): try container.encode(flag, forKey: .flag)
    case .text(let text): try container.encode(text, forKey: .text)
    case .personal(let text): try container.encode(text, forKey: .personal)
    }
  }
}
