// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A name that distinguishes one thing of a kind from all others.
///
/// Each kind has a type of its own, so that an agent's id is never passed for a customer's. An
/// identifier is opaque text: the library compares it and never looks inside. Texts that differ
/// only in how accents are encoded are the same identifier. Make your own kind in two lines:
///
/// ```swift
/// struct OrderID: Identifier { let rawValue: String; init(rawValue: String) { … } }
/// ```
public protocol Identifier: RawRepresentable<String>, Hashable, Comparable, Sendable, Codable,
  ExpressibleByStringLiteral, CustomStringConvertible
{
  /// Creates an identifier from its text.
  init(rawValue: String)
}

extension Identifier {
  /// Creates an identifier from its text.
  public init(_ text: some StringProtocol) {
    self.init(rawValue: String(text))
  }

  /// Creates an identifier from a literal.
  public init(stringLiteral value: String) {
    self.init(rawValue: value)
  }

  /// The text of the identifier.
  public var description: String { rawValue }

  /// Orders by the text's Unicode scalars: a total order that no locale changes.
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}
