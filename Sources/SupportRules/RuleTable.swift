// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A policy as data: rules in order, over the facts of a schema.
///
/// Every choice that a policy makes is such a table, so every choice can be explained alike.
///
/// ```swift
/// let table = try RuleTable(
///   "reply-within", schema: schema,
///   rules: [
///     Rule("urgent", when: .equals("priority", "urgent"), then: 15),
///     Rule("complaint", when: .equals("kind", "complaint"), then: 60),
///   ], otherwise: 240)
/// table.decide(facts)              // .matched("urgent", 15)
/// ```
public struct RuleTable<Outcome: Hashable & Sendable>: Hashable, Sendable {
  /// The name of the table.
  public let id: String
  /// The facts that its rules may ask about.
  public let schema: FactSchema
  /// How it chooses among rules that match.
  public let hitPolicy: HitPolicy
  /// The rules, in order.
  public let rules: [Rule<Outcome>]
  /// What follows where no rule matches; `nil`: then nothing does.
  public let otherwise: Outcome?

  private let matcher: RuleMatcher

  /// Creates a table.
  ///
  /// - Throws: `DocumentError` with a problem for each rule id that stands twice, each fact that
  ///   the schema does not declare and each value that a fact cannot take.
  public init(
    _ id: String, schema: FactSchema, hitPolicy: HitPolicy = .first, rules: [Rule<Outcome>],
    otherwise: Outcome? = nil
  ) throws(DocumentError) {
    let lines = rules.map { RuleMatcher.Line(id: $0.id, condition: $0.when) }
    matcher = try RuleMatcher(lines, schema: schema)
    self.id = id
    self.schema = schema
    self.hitPolicy = hitPolicy
    self.rules = rules
    self.otherwise = otherwise
  }

  /// What a table says of some facts.
  public enum Decision: Hashable, Sendable {
    /// A rule matched.
    case matched(RuleID, Outcome)
    /// No rule matched; the table's default answers.
    case otherwise(Outcome)
    /// No rule matched and the table has no default.
    case noMatch
    /// A rule would decide if these unknown facts were known (semantics P2).
    case notAssessable(RuleID, missing: [String])

    /// What follows; `nil` where nothing matched or nothing could be assessed.
    public var outcome: Outcome? {
      switch self {
      case .matched(_, let outcome), .otherwise(let outcome): outcome
      case .noMatch, .notAssessable: nil
      }
    }
  }

  /// Decides by the facts. Facts of another schema are taken by name.
  ///
  /// - Complexity: O(rules × fields asked).
  public func decide(_ facts: Facts) -> Decision {
    let facts = facts.translated(to: schema)
    return switch matcher.match(facts) {
    case .matched(let position): .matched(rules[position].id, rules[position].then)
    case .none: otherwise.map(Decision.otherwise) ?? .noMatch
    case .unknown(let position):
      .notAssessable(rules[position].id, missing: rules[position].when.missing(in: facts))
    }
  }

  /// Explains what the table says of the facts: the rule that decided with the facts that it used,
  /// and for each rule before it the first condition that failed.
  public func explanation(of facts: Facts) -> Explanation {
    matcher.explanation(of: facts.translated(to: schema), table: id, hasDefault: otherwise != nil)
  }

  /// The facts that the rules ask about, in schema order.
  public var factsAsked: [String] { matcher.factsAsked }
}
