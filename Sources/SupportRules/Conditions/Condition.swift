// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What must hold for a rule to match: a question about facts that can always be decided, and about
/// which the analysis can always tell the truth.
///
/// In Swift, typed keys and operators say it; in a document, an object of fields does:
///
/// ```swift
/// let condition = .tier >= .gold && (.kind == .complaint || .delay >= .seconds(3_600))
/// ```
/// ```json
/// { "tier": { "atLeast": "gold" }, "any": [ { "kind": "complaint" }, { "delay": { "atLeast": "1 h" } } ] }
/// ```
///
/// Answers have three values (semantics P1): a question about a fact that is not known is neither
/// true nor false; only `isKnown` asks whether it is.
public indirect enum Condition: Hashable, Sendable {
  /// The fact has one of these values. One value is equality, several are membership.
  case isOneOf(_ fact: String, [FactValue])
  /// The fact lies in this range; for facts whose values have an order.
  case isWithin(_ fact: String, FactRange)
  /// The flags are set as the test asks.
  case hasFlags(_ fact: String, FlagTest)
  /// The fact is known; never unknown itself.
  case isKnown(_ fact: String)
  /// All of these hold; the empty list always does.
  case all([Condition])
  /// At least one of these holds; at least one is asked for.
  case any([Condition])
  /// This does not hold.
  case not(Condition)

  /// Holds whatever the facts are.
  public static let always = Self.all([])

  /// The fact has this value.
  public static func equals(_ fact: String, _ value: FactValue) -> Self {
    .isOneOf(fact, [value])
  }

  /// How deep conditions may stand inside one another.
  public static let maximumDepth = 64
}

extension Condition {
  /// Tells whether the condition holds, by its definition: all is the least of its parts, any the
  /// greatest, not the opposite.
  ///
  /// A table answers faster for all its rules together; this is for one condition, and to check the
  /// table against.
  ///
  /// - Complexity: O(size of the condition).
  public func holds(for facts: Facts) -> Truth {
    switch self {
    case .isOneOf(let fact, let values):
      guard let value = facts[fact] else { return .unknown }
      let domain = facts.schema.field(fact)?.domain
      return values.contains { Self.same($0, value, domain) } ? .yes : .no
    case .isWithin(let fact, let range):
      guard let value = facts[fact], let domain = facts.schema.field(fact)?.domain
      else { return .unknown }
      return range.contains(value, domain) ? .yes : .no
    case .hasFlags(let fact, let test):
      guard case .flags(let set) = facts[fact] else { return .unknown }
      return test.holds(for: set) ? .yes : .no
    case .isKnown(let fact): return facts[fact] == nil ? .no : .yes
    case .all(let parts): return parts.map { $0.holds(for: facts) }.min() ?? .yes
    case .any(let parts): return parts.map { $0.holds(for: facts) }.max() ?? .no
    case .not(let part): return part.holds(for: facts).negated
    }
  }

  /// Equal as values, or as numbers of one domain: `1` and `1.0` are the same amount.
  private static func same(
    _ left: FactValue, _ right: FactValue, _ domain: FactField.Domain?
  ) -> Bool {
    if left == right { return true }
    guard let code = domain?.code(of: left) else { return false }
    return code == domain?.code(of: right)
  }

  /// The facts that the condition asks about, in the order in which it asks, each once.
  public var factsAsked: [String] {
    var names: [String] = []
    var seen: Set<String> = []
    collect(&names, &seen)
    return names
  }

  private func collect(_ names: inout [String], _ seen: inout Set<String>) {
    switch self {
    case .isOneOf(let fact, _), .isWithin(let fact, _), .hasFlags(let fact, _), .isKnown(let fact):
      if seen.insert(fact).inserted { names.append(fact) }
    case .all(let parts), .any(let parts):
      for part in parts { part.collect(&names, &seen) }
    case .not(let part): part.collect(&names, &seen)
    }
  }

  /// The facts whose value is needed before the condition can be answered.
  func missing(in facts: Facts) -> [String] {
    holds(for: facts) == .unknown ? factsAsked.filter { facts[$0] == nil } : []
  }
}
