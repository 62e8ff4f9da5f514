// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension FactValue: Codable {
  private enum CodingKeys: String, CodingKey {
    case decimal, money, milliseconds, instant, date, flags
  }

  /// Decodes a JSON string, whole number or boolean, or an object with one telling key, such as
  /// `{"decimal": "1.5"}`.
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: CodingKeys.self) {
      self = try Self.tagged(container)
      return
    }
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      self = .boolean(flag)
    } else if let number = try? container.decode(Int64.self) {
      self = .integer(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  private static func tagged(_ container: KeyedDecodingContainer<CodingKeys>) throws -> Self {
    guard container.allKeys.count == 1, let key = container.allKeys.first else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: container.codingPath, debugDescription: "a fact's value has one key"))
    }
    return switch key {
    case .decimal: .decimal(try container.decode(ExactDecimal.self, forKey: key))
    case .money: .money(try container.decode(Money.self, forKey: key))
    case .milliseconds: .duration(milliseconds: try container.decode(Int64.self, forKey: key))
    case .instant: .instant(try container.decode(Instant.self, forKey: key))
    case .date: .date(try container.decode(CivilDate.self, forKey: key))
    case .flags: .flags(try container.decode([String].self, forKey: key))
    }
  }

  /// Encodes a JSON string, whole number or boolean, or an object with one telling key.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let text): try encoder.encodeSingle(text)
    case .integer(let number): try encoder.encodeSingle(number)
    case .boolean(let flag): try encoder.encodeSingle(flag)
    case .decimal(let number): try encode(number, .decimal, to: encoder)
    case .money(let money): try encode(money, .money, to: encoder)
    case .duration(let milliseconds): try encode(milliseconds, .milliseconds, to: encoder)
    case .instant(let instant): try encode(instant, .instant, to: encoder)
    case .date(let date): try encode(date, .date, to: encoder)
    case .flags(let names): try encode(names, .flags, to: encoder)
    }
  }

  private func encode(
    _ value: some Encodable, _ key: CodingKeys, to encoder: any Encoder
  ) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(value, forKey: key)
  }
}

extension Encoder {
  fileprivate func encodeSingle(_ value: some Encodable) throws {
    var container = singleValueContainer()
    try container.encode(value)
  }
}
