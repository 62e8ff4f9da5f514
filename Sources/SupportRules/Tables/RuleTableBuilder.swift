// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Collects the rules of a table that are written one below the other, and at most one
/// ``Otherwise``; `if`, `switch` and `for` choose among them and repeat them.
@resultBuilder
public enum RuleTableBuilder<Outcome: Hashable & Sendable> {
  /// Rules, and what follows where none matches.
  public struct Lines {
    var rules: [Rule<Outcome>] = []
    /// The defaults as they were written; a table has one at most.
    var defaults: [Outcome] = []
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
    Lines(defaults: [otherwise.outcome])
  }

  /// Puts lines behind one another.
  public static func buildBlock(_ lines: Lines...) -> Lines { buildArray(lines) }

  /// Takes the lines of an `if` without `else`.
  public static func buildOptional(_ lines: Lines?) -> Lines { lines ?? Lines() }

  /// Takes the lines of an `if`.
  public static func buildEither(first lines: Lines) -> Lines { lines }

  /// Takes the lines of an `else`.
  public static func buildEither(second lines: Lines) -> Lines { lines }

  /// Joins the lines of a loop.
  public static func buildArray(_ lines: [Lines]) -> Lines {
    Lines(rules: lines.flatMap(\.rules), defaults: lines.flatMap(\.defaults))
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
