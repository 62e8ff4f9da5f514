// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Something that the analysis of a table found, with a case that shows it where there is one.
public enum RuleFinding: Hashable, Sendable {
  /// No rule matches these cases, and there is no default.
  case gap(RuleRegion)
  /// Two rules match these cases with different outcomes, or where at most one rule may match, or with
  /// outcomes that can be neither added nor compared where the hit policy asks for that. It is resolved where the order of the rules, or of the outcomes, says which one decides.
  case overlap(RuleID, RuleID, RuleRegion, isResolved: Bool)
  /// The rule never decides: these others do, wherever it matches. Without others it matches
  /// nothing.
  case unreachable(RuleID, coveredBy: [RuleID])
  /// Without the rule the table would say the same.
  case redundant(RuleID)
  /// A part of the rule's condition always holds; the path is that of a document.
  case alwaysTrue(RuleID, path: String, Condition)
  /// A part of the rule's condition never holds; the path is that of a document.
  case neverTrue(RuleID, path: String, Condition)
  /// The schema declares a fact that no rule asks about.
  case unusedFact(String)
  /// The rule ends before it begins.
  case neverValid(RuleID)
  /// Two rules that follow one another say the same and could be one with this condition.
  case mergeable(RuleID, RuleID, into: Condition)
  /// The rule cannot be told in these cases, in which an optional fact is not known.
  case notAssessable(RuleID, RuleRegion)
  /// A protected fact can change the outcome: in the case of the region, and in the same with another
  /// value.
  case protectedInfluence(String, RuleRegion, other: FactValue?)
  /// There are more findings of this kind than are listed.
  case more(Kind)
  /// The steps did not suffice, or rules ask about too many facts: there may be findings of this
  /// kind that are not listed.
  case notProved(Kind)

  /// What a finding is about.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// See ``RuleFinding/gap(_:)``.
    case gap
    /// See ``RuleFinding/overlap(_:_:_:isResolved:)``.
    case overlap
    /// See ``RuleFinding/unreachable(_:coveredBy:)``.
    case unreachable
    /// See ``RuleFinding/redundant(_:)``.
    case redundant
    /// See ``RuleFinding/alwaysTrue(_:path:_:)`` and ``RuleFinding/neverTrue(_:path:_:)``.
    case constantCondition
    /// See ``RuleFinding/unusedFact(_:)``.
    case unusedFact
    /// See ``RuleFinding/neverValid(_:)``.
    case neverValid
    /// See ``RuleFinding/mergeable(_:_:into:)``.
    case mergeable
    /// See ``RuleFinding/notAssessable(_:_:)``.
    case notAssessable
    /// See ``RuleFinding/protectedInfluence(_:_:other:)``.
    case protectedInfluence
  }

  /// How much a finding matters.
  public enum Severity: Int, Hashable, Sendable, Comparable {
    /// Something to know.
    case note
    /// Probably not meant.
    case warning
    /// The table cannot be trusted with some case.
    case error

    /// Orders a note before a warning before an error.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// What the finding is about.
  public var kind: Kind {
    switch self {
    case .gap: .gap
    case .overlap: .overlap
    case .unreachable: .unreachable
    case .redundant: .redundant
    case .alwaysTrue, .neverTrue: .constantCondition
    case .unusedFact: .unusedFact
    case .neverValid: .neverValid
    case .mergeable: .mergeable
    case .notAssessable: .notAssessable
    case .protectedInfluence: .protectedInfluence
    case .more(let kind), .notProved(let kind): kind
    }
  }

  /// How much it matters.
  public var severity: Severity {
    switch self {
    case .gap: .error
    case .overlap(_, _, _, let isResolved): isResolved ? .note : .error
    case .unreachable, .neverTrue, .neverValid, .protectedInfluence, .notProved: .warning
    case .redundant, .alwaysTrue, .unusedFact, .mergeable, .notAssessable, .more: .note
    }
  }

  /// The cases that it speaks of; `nil` where it speaks of the table.
  public var region: RuleRegion? {
    switch self {
    case .gap(let region), .overlap(_, _, let region, _), .notAssessable(_, let region),
      .protectedInfluence(_, let region, _):
      region
    default: nil
    }
  }
}
