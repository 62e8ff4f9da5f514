// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

extension Dispute {
  /// What the system check says of one statement of the customer. It decides nothing: it tells the
  /// people who decide where to look.
  public struct Finding: Hashable, Sendable, Codable {
    /// How a statement stands to what is known.
    public enum Result: String, Hashable, Sendable, Codable, CaseIterable {
      /// History says the same.
      case agrees
      /// History says something else.
      case contradicts
      /// History says nothing of it, or speaks of another kind of value.
      case notKnown
    }

    /// What it is about.
    public var name: String
    /// What the customer says.
    public var stated: FactValue
    /// What history says; `nil` where it says nothing.
    public var known: FactValue?

    /// How the statement stands to what is known.
    public var result: Result

    /// Compares a statement with what is known: values exactly, flags in any order.
    public init(_ statement: Statement, known: FactValue?) {
      name = statement.name
      stated = statement.value
      self.known = known
      result = known.map { Self.compare(statement.value, $0) } ?? .notKnown
    }

    private static func compare(_ stated: FactValue, _ known: FactValue) -> Result {
      switch (stated, known) {
      case (.flags(let one), .flags(let other)):
        return Set(one) == Set(other) ? .agrees : .contradicts
      case (.money(let one), .money(let other)) where one.currency != other.currency:
        return .notKnown
      case (.text, .text), (.integer, .integer), (.decimal, .decimal), (.money, .money),
        (.duration, .duration), (.instant, .instant), (.date, .date), (.boolean, .boolean):
        return stated == known ? .agrees : .contradicts
      default: return .notKnown
      }
    }

    /// Holds every statement against history, in the order of the statements.
    ///
    /// - Complexity: O(statements + facts).
    public static func findings(
      for statements: [Statement], against history: [Statement]
    ) -> [Self] {
      let known = Dictionary(history.map { ($0.name, $0.value) }) { first, _ in first }
      return statements.map { Self($0, known: known[$0.name]) }
    }
  }

  /// The system check: what was found, when.
  public struct Check: Hashable, Sendable {
    /// When it was made.
    public var at: Instant
    /// One finding for each statement, in their order.
    public var findings: [Finding]
  }
}
