// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

extension EventTree: Codable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
      self.stringValue = stringValue
    }

    init?(intValue: Int) {
      nil
    }
  }

  /// Decodes any JSON whose numbers have 38 digits at most, before and after the point together. A
  /// number never passes through floating point; one with more digits is as exact as the decoder
  /// hands it on, or refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Int64.self) {
      self = .integer(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let number = try? container.decode(Decimal.self) {
      guard let exact = try? ExactDecimal(number.description) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "the number has more than 38 digits")
      }
      self = .number(exact)
    } else if let list = try? container.decode([EventTree].self) {
      self = .list(list)
    } else {
      let values = try decoder.container(keyedBy: Name.self)
      let members = try values.allKeys.map { name in
        (name.stringValue, try values.decode(EventTree.self, forKey: name))
      }
      self = .object(Members(members))
    }
  }

  /// Encodes the JSON that it stands for. The order of an object's members is the encoder's.
  public func encode(to encoder: any Encoder) throws {
    if case .object(let members) = self {
      var values = encoder.container(keyedBy: Name.self)
      for member in members.all {
        try values.encode(member.value, forKey: Name(stringValue: member.name))
      }
      return
    }
    var container = encoder.singleValueContainer()
    switch self {
    case .null, .object: try container.encodeNil()
    case .flag(let flag): try container.encode(flag)
    case .integer(let number): try container.encode(number)
    case .number(let number):
      guard let decimal = Decimal(string: number.description) else {
        throw EncodingError.invalidValue(
          number, .init(codingPath: encoder.codingPath, debugDescription: "no JSON number"))
      }
      try container.encode(decimal)
    case .text(let text): try container.encode(text)
    case .list(let list): try container.encode(list)
    }
  }
}
