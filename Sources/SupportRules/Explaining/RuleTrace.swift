// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What each rule of a table said of some facts.
///
/// It is made quickly and told at leisure: ``steps`` and ``explanation(others:)`` turn it into values and
/// sentences when somebody asks.
public struct RuleTrace: Sendable {
  /// What a rule said.
  public enum Verdict: Hashable, Sendable {
    /// It matched and decided, alone or among those that did.
    case decided
    /// It matched, but another rule decided.
    case outdone
    /// It matched together with rules with which it must not.
    case conflicting
    /// It did not match: the first part of its condition that failed, and what would make it match;
    /// `nil` where nothing would.
    case failed(Condition, NearestChange?)
    /// It cannot be told: what is not known, and what would make it match.
    case notAssessable(missing: [String], NearestChange?)

    /// What would make it match; `nil` where it does, or where nothing would.
    public var nearestChange: NearestChange? {
      switch self {
      case .failed(_, let change), .notAssessable(_, let change): change
      case .decided, .outdone, .conflicting: nil
      }
    }
  }

  /// One rule and what it said.
  public struct Step: Hashable, Sendable {
    /// The rule.
    public var rule: RuleID
    /// What it said.
    public var verdict: Verdict
  }

  /// How a rule fared, in short.
  enum Mark: UInt8 {
    case decided, outdone, conflicting, failed, unknown
  }

  /// A step in short: what failed, and where the nearest change lies among all of them.
  struct Line {
    var mark: Mark
    var wouldDecide = false
    /// The place of the part that failed; -1 where none did.
    var failing: Int32 = -1
    /// Where the nearest change lies; -1 where there is none.
    var firstChange: Int32 = -1
    var changeCount: Int32 = 0
  }

  let table: String
  let matcher: RuleMatcher
  /// The facts in the schema of the table.
  public let facts: Facts
  /// The date of the case.
  public let date: CivilDate?
  let lines: [Line]
  let changes: [FactStep]
  let summary: Summary

  /// What the decision was, without outcomes.
  enum Summary: Sendable {
    case decided
    case otherwise
    case noMatch
    case notAssessable(rule: RuleID, missing: [String])
    case conflict(RuleConflict)
  }

  /// What each rule said, in the order of the rules.
  public var steps: [Step] {
    lines.indices.map { Step(rule: matcher.lines[$0].id, verdict: verdict(at: $0)) }
  }

  /// What one rule said; `nil` where the table has no such rule.
  public func verdict(of rule: RuleID) -> Verdict? {
    matcher.ruleNumbers[rule].map { verdict(at: $0) }
  }

  private func verdict(at rule: Int) -> Verdict {
    let line = lines[rule]
    switch line.mark {
    case .decided: return .decided
    case .outdone: return .outdone
    case .conflicting: return .conflicting
    case .failed:
      return .failed(failing(line, rule).condition, nearestChange(line))
    case .unknown:
      let missing = matcher.missing(for: rule, facts, day: RuleMatcher.day(of: date))
      return .notAssessable(missing: missing, nearestChange(line))
    }
  }

  /// The part that failed.
  func failing(_ line: Line, _ rule: Int) -> RulePart {
    matcher.parts[rule][Int(line.failing)]
  }

  func nearestChange(_ line: Line) -> NearestChange? {
    guard line.firstChange >= 0 else { return nil }
    let range = Int(line.firstChange)..<Int(line.firstChange + line.changeCount)
    return NearestChange(
      changes: changes[range].map { matcher.change($0, facts) }, wouldDecide: line.wouldDecide)
  }
}
