// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The name of a fact together with the type of its value, so that code cannot mistake either.
///
/// Declare a key once, beside the type of its values; it then works wherever a fact is named:
///
/// ```swift
/// extension FactKey where Value == Tier {
///   static var tier: Self { Self("tier") }
/// }
/// facts[.tier] = .gold
/// let condition = .tier >= .gold && .kind == .complaint
/// ```
public struct FactKey<Value: FactRepresentable>: Hashable, Sendable {
  /// The name of the fact.
  public let name: String

  /// Creates a key for the fact of that name.
  public init(_ name: String) {
    self.name = name
  }
}
