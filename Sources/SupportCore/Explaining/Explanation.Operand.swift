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
    /// A sum of money between two steps, before it is rounded.
    indirect case exactMoney(ExactMoney)
    /// A share or a factor.
    case rate(Rate)
    /// A date.
    case date(CivilDate)
    /// A number of things.
    case count(Int64)
    /// Yes or no.
    case flag(Bool)
    /// Text that anybody may see and nobody translates: names of rules, calendars, custom fields.
    case text(String)
    /// Words of the library or the host, told by a code in the reader's language, with operands of
    /// their own: `8 business h`, `rounded half to even`.
    indirect case phrase(Explanation.Code, [Explanation.Operand])
    /// Several values, told one after the other.
    indirect case list([Value])
    /// Personal text: shown to those who see what is personal, see ``Audience``.
    case personal(String)
    /// What the desk says for itself, such as a reason or the name of an agent: shown to those who
    /// see what is confidential, see ``Audience``.
    case confidential(String)
    /// What was there and is not for this reader; told as `•••`.
    case hidden
  }
}

extension Explanation.Operand.Value: Codable {
  private enum CodingKeys: String, CodingKey {
    case instant, utcOffset, milliseconds, money, exactMoney, rate, date, count, flag, text
    case phrase, operands, list, personal, confidential, hidden
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
    } else if has(.exactMoney) {
      self = .exactMoney(try container.decode(ExactMoney.self, forKey: .exactMoney))
    } else if has(.rate) {
      self = .rate(try container.decode(Rate.self, forKey: .rate))
    } else if has(.date) {
      self = .date(try container.decode(CivilDate.self, forKey: .date))
    } else if has(.count) {
      self = .count(try container.decode(Int64.self, forKey: .count))
    } else if has(.flag) {
      self = .flag(try container.decode(Bool.self, forKey: .flag))
    } else if has(.phrase) {
      self = .phrase(
        try container.decode(Explanation.Code.self, forKey: .phrase),
        try container.decodeIfPresent([Explanation.Operand].self, forKey: .operands) ?? [])
    } else if has(.list) {
      self = .list(try container.decode([Self].self, forKey: .list))
    } else if has(.personal) {
      self = .personal(try container.decode(String.self, forKey: .personal))
    } else if has(.confidential) {
      self = .confidential(try container.decode(String.self, forKey: .confidential))
    } else if has(.hidden) {
      self = .hidden
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
    case .exactMoney(let sum): try container.encode(sum, forKey: .exactMoney)
    case .rate(let rate): try container.encode(rate, forKey: .rate)
    case .date(let date): try container.encode(date, forKey: .date)
    case .count(let count): try container.encode(count, forKey: .count)
    case .flag(let flag): try container.encode(flag, forKey: .flag)
    case .text(let text): try container.encode(text, forKey: .text)
    case .phrase(let code, let operands):
      try container.encode(code, forKey: .phrase)
      if !operands.isEmpty { try container.encode(operands, forKey: .operands) }
    case .list(let values): try container.encode(values, forKey: .list)
    case .personal(let text): try container.encode(text, forKey: .personal)
    case .confidential(let text): try container.encode(text, forKey: .confidential)
    case .hidden: try container.encode(true, forKey: .hidden)
    }
  }
}

extension Explanation.Operand {
  /// The operand as somebody may see it: what is not for them is ``Value/hidden``.
  func shown(to audience: Audience) -> Self {
    Self(name, value.shown(to: audience))
  }
}

extension Explanation.Operand.Value {
  fileprivate func shown(to audience: Audience) -> Self {
    switch self {
    case .personal: audience.seesPersonal ? self : .hidden
    case .confidential: audience.seesConfidential ? self : .hidden
    case .phrase(let code, let operands): .phrase(code, operands.map { $0.shown(to: audience) })
    case .list(let values): .list(values.map { $0.shown(to: audience) })
    case .instant, .duration, .money, .exactMoney, .rate, .date, .count, .flag, .text, .hidden: self
    }
  }
}
