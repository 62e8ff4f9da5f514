// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A policy as data: rules over the facts of a schema.
///
/// Every choice that a policy makes is such a table, so every choice can be decided, explained,
/// checked and compared alike.
///
/// ```swift
/// let table = try RuleTable<Ticket.Priority>("priority", schema: schema) {
///   Rule("vip", when: .tier >= .gold && .kind == .complaint, then: .urgent)
///   Rule("elderly", when: .contains(.traits, .elderly), then: .high)
///   Otherwise(.normal)
/// }
/// table.decide(facts)              // .matched("vip", .urgent)
/// table.explanation(of: facts)     // why, and what would have made the others match
/// table.analysis().findings        // gaps and overlaps, each with a case that shows it
/// ```
///
/// A table is compiled when it is made; copying it is cheap.
public struct RuleTable<Outcome: Hashable & Sendable>: Sendable {
  /// The name of the table.
  public let id: String
  /// The facts that its rules may ask about.
  public let schema: FactSchema
  /// How it chooses among rules that match.
  public let hitPolicy: HitPolicy
  /// The outcomes from the highest to the lowest, for the hit policies that ask for them.
  public let outcomeOrder: OutcomeOrder<Outcome>
  /// The rules, in order.
  public let rules: [Rule<Outcome>]
  /// What follows where no rule matches; `nil`: then nothing does.
  public let otherwise: Outcome?

  @usableFromInline let matcher: RuleMatcher
  /// Per rule the place of its outcome in `outcomeOrder`; empty where no order is asked for.
  let ranks: [Int]

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - id: The name of the table.
  ///   - schema: The facts that its rules may ask about.
  ///   - hitPolicy: How it chooses among rules that match.
  ///   - outcomeOrder: All outcomes from the highest to the lowest; asked for by
  ///     ``HitPolicy/priority`` and ``HitPolicy/outputOrder``.
  ///   - rules: The rules, in order.
  ///   - otherwise: What follows where no rule matches.
  /// - Throws: `DocumentError` with a problem for each rule id that is blank or stands twice, each fact
  ///   that the schema does not declare, each value that a fact cannot take, each range or list that
  ///   holds nothing, each condition deeper than ``Condition/maximumDepth`` or with more than 4,096
  ///   ways to hold, more than 200,000 ways or 4 million ranges of values in all, each outcome that the
  ///   order lacks or says twice, and outcomes that cannot be added up where the hit policy asks for
  ///   it.
  /// - Complexity: O(rules × fields asked) for rules of one way each; the index takes at most 8 MB.
  public init(
    _ id: String, schema: FactSchema, hitPolicy: HitPolicy = .first,
    outcomeOrder: OutcomeOrder<Outcome> = [],
    rules: [Rule<Outcome>], otherwise: Outcome? = nil
  ) throws(DocumentError) {
    var problems = Problems()
    ranks = Self.ranks(of: rules, hitPolicy, outcomeOrder, &problems)
    if hitPolicy.needsQuantity, !(Outcome.self is any RuleQuantity.Type) {
      problems.report("the outcomes can be neither added nor compared", path: "hitPolicy")
    }
    let lines = rules.map {
      RuleLine(id: $0.id, when: $0.when, from: $0.from, until: $0.until)
    }
    do {
      matcher = try RuleMatcher(lines, schema: schema)
    } catch {
      for problem in error.problems { problems.report(problem) }
      try problems.throwIfAny()
      throw error
    }
    try problems.throwIfAny()
    self.id = id
    self.schema = schema
    self.hitPolicy = hitPolicy
    self.outcomeOrder = outcomeOrder
    self.rules = rules
    self.otherwise = otherwise
  }

  /// Creates a table from rules written one below the other; the same value as from a list.
  ///
  /// What a rule is made of may be read from text in its line: whatever that throws becomes a
  /// problem of the table, in its words.
  ///
  /// - Throws: `DocumentError` as for the list, for a second ``Otherwise``, and for an error thrown by
  ///   a line; then no rule was read.
  public init(
    _ id: String, schema: FactSchema, hitPolicy: HitPolicy = .first,
    outcomeOrder: OutcomeOrder<Outcome> = [],
    @RuleTableBuilder<Outcome> _ lines: () throws(any Error) -> RuleTableBuilder<Outcome>.Lines
  ) throws(DocumentError) {
    let written: RuleTableBuilder<Outcome>.Lines
    do {
      written = try lines()
    } catch let error as DocumentError {
      throw error
    } catch {
      throw DocumentError(Problem(path: "rules", message: "\(error)"))
    }
    var problems = Problems()
    if written.defaults.count > 1 {
      problems.report("a table has one default, not several", path: "otherwise")
    }
    do throws(DocumentError) {
      self = try Self(
        id, schema: schema, hitPolicy: hitPolicy, outcomeOrder: outcomeOrder,
        rules: written.rules, otherwise: written.defaults.first)
    } catch {
      for problem in error.problems { problems.report(problem) }
      try problems.throwIfAny()
      throw error
    }
    try problems.throwIfAny()
  }

  /// Returns the same table over other facts, such as those of a newer version of a policy.
  ///
  /// - Throws: `DocumentError` for each rule that does not fit them.
  public func over(_ schema: FactSchema) throws(DocumentError) -> Self {
    if schema == self.schema { return self }
    return try Self(
      id, schema: schema, hitPolicy: hitPolicy, outcomeOrder: outcomeOrder, rules: rules,
      otherwise: otherwise)
  }

  /// The facts that the rules ask about, in schema order.
  public var factsAsked: [String] { matcher.factsAsked }

  /// Whether some rule holds on some dates only, so that a decision needs the date.
  public var isDated: Bool { matcher.lines.contains(where: \.isDated) }

  private static func ranks(
    of rules: [Rule<Outcome>], _ hitPolicy: HitPolicy, _ order: OutcomeOrder<Outcome>,
    _ problems: inout Problems
  ) -> [Int] {
    guard hitPolicy.needsOrder else { return [] }
    let outcomes = order.levels.enumerated().flatMap { level in
      level.element.map { ($0, level.offset) }
    }
    let places = Dictionary(outcomes) { first, _ in first }
    if places.count < outcomes.count {
      problems.report("an outcome stands twice", path: "outcomeOrder")
    }
    return rules.enumerated().map { position, rule in
      if let place = places[rule.then] { return place }
      problems.report("\(rule.then) has no place in the order", path: "rules[\(position)].then")
      return order.levels.count
    }
  }
}

extension RuleTable: Hashable {
  /// Tells whether two tables say the same in the same words.
  public static func == (left: Self, right: Self) -> Bool {
    left.id == right.id && left.schema == right.schema && left.hitPolicy == right.hitPolicy
      && left.outcomeOrder == right.outcomeOrder && left.rules == right.rules
      && left.otherwise == right.otherwise
  }

  /// Hashes what the table says.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(schema)
    hasher.combine(hitPolicy)
    hasher.combine(rules)
    hasher.combine(otherwise)
  }
}
