// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension RuleTable {
  /// What a table says of some facts.
  public enum Decision: Hashable, Sendable {
    /// A rule decided.
    case matched(RuleID, Outcome)
    /// The rules that match, with their outcomes, in the order that the hit policy asks for.
    case collected([RuleID], [Outcome])
    /// The sum, the least or the greatest outcome of the rules that match.
    case aggregated([RuleID], Outcome)
    /// How many rules match, for ``HitPolicy/collectCount``; also where none does.
    case counted(Int)
    /// No rule matched; the table's default answers.
    case otherwise(Outcome)
    /// No rule matched and the table has no default.
    case noMatch
    /// A rule could change the answer if these unknown facts were known (semantics P2); `onDate`
    /// stands for the date.
    case notAssessable(RuleID, missing: [String])
    /// The rules that match give no outcome together.
    case conflict(RuleConflict)

    /// What follows, where that is one outcome; `nil` where nothing matched or could be assessed,
    /// and for lists and counts.
    public var outcome: Outcome? {
      switch self {
      case .matched(_, let outcome), .aggregated(_, let outcome), .otherwise(let outcome): outcome
      default: nil
      }
    }

    /// What follows as a list: of one outcome, of all that were collected, or empty.
    public var outcomes: [Outcome] {
      if case .collected(_, let outcomes) = self { return outcomes }
      return outcome.map { [$0] } ?? []
    }

    /// Whether facts are missing.
    public var isNotAssessable: Bool {
      if case .notAssessable = self { true } else { false }
    }
  }
}
