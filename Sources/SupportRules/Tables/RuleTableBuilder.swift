// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Collects the rules of a table that are written one below the other; the last line may be
/// ``Otherwise``.
@resultBuilder
public enum RuleTableBuilder<Outcome: Hashable & Sendable> {
  /// Rules, and what follows where none matches.
  public struct Lines {
    var rules: [Rule<Outcome>] = []
    var otherwise: Outcome?
  }

  /// Takes a rule.
  public static func buildExpression(_ rule: Rule<Outcome>) -> Lines {
    Lines(rules: [rule])
  }

  /// Takes several rules.
  public static func buildExpression(_ rules: [Rule<Outcome>]) -> Lines {
    Lines(rules: rules)
  }

  /// Takes the default.
  public static func buildExpression(_ otherwise: Otherwise<Outcome>) -> Lines {
    Lines(otherwise: otherwise.outcome)
  }

  /// Puts lines behind one another; of several defaults the last one holds.
  public static func buildBlock(_ lines: Lines...) -> Lines {
    lines.reduce(into: Lines()) { all, next in
      all.rules += next.rules
      all.otherwise = next.otherwise ?? all.otherwise
    }
  }
}

/// What follows where no rule of a table matches.
public struct Otherwise<Outcome: Hashable & Sendable>: Hashable, Sendable {
  let outcome: Outcome

  /// Creates a default.
  public init(_ outcome: Outcome) {
    self.outcome = outcome
  }
}
