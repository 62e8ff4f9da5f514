// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The value of a fact.
///
/// A fact that is not known has no value: ``Facts`` leaves it out, and a condition about it is
/// neither true nor false.
public enum FactValue: Hashable, Sendable {
  /// One of the names of a choice, or open text.
  case text(String)
  /// A whole number.
  case integer(Int64)
  /// Yes or no.
  case boolean(Bool)
}

extension FactValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral
{
  /// Creates a text value.
  public init(stringLiteral value: String) { self = .text(value) }
  /// Creates a whole number.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// Creates yes or no.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension FactValue: CustomStringConvertible {
  /// The value as a document writes it: `"gold"`, `42`, `true`.
  public var description: String {
    switch self {
    case .text(let text): text.quoted
    case .integer(let number): String(number)
    case .boolean(let flag): String(flag)
    }
  }

  /// The value in words, without quotes.
  public var words: String {
    if case .text(let text) = self { text } else { description }
  }
}

extension FactValue: Codable {
  /// Decodes a JSON string, whole number or boolean.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      self = .boolean(flag)
    } else if let number = try? container.decode(Int64.self) {
      self = .integer(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  /// Encodes a JSON string, whole number or boolean.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .integer(let number): try container.encode(number)
    case .boolean(let flag): try container.encode(flag)
    }
  }
}
