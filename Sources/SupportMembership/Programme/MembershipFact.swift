// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// A fact that the host gives along with an activity, for the programme's rules.
///
/// The programme itself knows the facts `activity`, `tier`, `spend`, `memberDay` and `monthsAsMember`
/// of an earning, and `cause` of a reward; `stars` and `grade` are declared, and given by the host.
/// Two members of whom the same facts are known get the same: rules know nothing else.
public struct MembershipFact: Hashable, Sendable {
  /// The name of the fact.
  public var name: String
  /// Its value.
  public var value: FactValue

  /// Creates a fact.
  public init(_ name: String, _ value: FactValue) {
    self.name = name
    self.value = value
  }

  /// The facts that every programme has.
  ///
  /// - Parameters:
  ///   - tiers: The tiers from the lowest to the highest.
  ///   - currency: The currency of `spend`.
  /// - Returns: The facts, in the order in which a schema holds them.
  public static func fields(tiers: [TierID], currency: Currency) -> [FactField] {
    [
      FactField("activity", .text, isOptional: true),
      FactField("tier", .ordered(tiers.map(\.rawValue)), isOptional: true),
      FactField("spend", .money(currency), isOptional: true),
      FactField("memberDay", .boolean, isOptional: true),
      FactField("monthsAsMember", .integer(0...120_000), isOptional: true),
      FactField("cause", .text, isOptional: true),
      FactField("stars", .integer(1...5), isOptional: true),
      FactField("grade", .text, isOptional: true),
    ]
  }
}
