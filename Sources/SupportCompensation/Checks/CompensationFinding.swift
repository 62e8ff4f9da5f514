// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// Something that the analysis of a compensation policy found, with claims that show it.
public enum CompensationFinding: Hashable, Sendable {
  /// Something about the rules as a table of formulas; rules with equal formulas say the same. A gap
  /// is a claim that matches no rule.
  case table(RuleFinding)
  /// Wherever the rule decides and its sum can be told, the cap decides the sum.
  case alwaysCapped(RuleID, cap: RuleID, AwardCase)
  /// Two rules pay the same on top, since the cap hides what they differ in: both are always cut by it,
  /// or they differ in limits above it only.
  case sameUnderCap(RuleID, RuleID, cap: RuleID)
  /// The cap makes a rule pay less than its formula, from this claim on; the value is the last one of the
  /// fact at which it does not, with all other facts as in the claim: where the sum follows them too,
  /// those for which most is paid, or else least.
  case capBites(RuleID, cap: RuleID, fact: String, FactValue, AwardCase)
  /// A greater value of a fact is paid less, while in other cases it is paid more.
  case paysLess(fact: String, AwardPair)
  /// The step of a fact, by its smallest unit, at which what is paid changes most; whether that is
  /// proved to be the largest.
  case cliff(fact: String, AwardPair, isLargest: Bool)
  /// A step and the one behind it cannot be swapped: the claim would be paid otherwise. The rule is
  /// `nil` for steps of the settlement, which count from 0 as those of formulas do.
  case orderMatters(RuleID?, step: Int, AwardCase, swapped: AwardCase)
  /// A protected fact changes what is paid, through a formula.
  case protectedInfluence(fact: String, AwardPair)
  /// There are more findings of this kind than are listed.
  case more(Kind)
  /// The steps did not suffice, or the policy goes by what facts do not tell: there may be findings
  /// of this kind about this fact or rule that are not listed.
  case notProved(Kind, about: String)

  /// What a finding is about.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// See ``CompensationFinding/table(_:)``.
    case table
    /// See ``CompensationFinding/alwaysCapped(_:cap:_:)`` and
    /// ``CompensationFinding/sameUnderCap(_:_:cap:)``.
    case deadUnderCap
    /// See ``CompensationFinding/capBites(_:cap:fact:_:_:)``.
    case capBites
    /// See ``CompensationFinding/paysLess(fact:_:)``.
    case paysLess
    /// See ``CompensationFinding/cliff(fact:_:isLargest:)``.
    case cliff
    /// See ``CompensationFinding/orderMatters(_:step:_:swapped:)``.
    case orderMatters
    /// See ``CompensationFinding/protectedInfluence(fact:_:)``.
    case protectedInfluence
  }

  /// What the finding is about.
  public var kind: Kind {
    switch self {
    case .table: .table
    case .alwaysCapped, .sameUnderCap: .deadUnderCap
    case .capBites: .capBites
    case .paysLess: .paysLess
    case .cliff: .cliff
    case .orderMatters: .orderMatters
    case .protectedInfluence: .protectedInfluence
    case .more(let kind), .notProved(let kind, _): kind
    }
  }

  /// How much it matters.
  ///
  /// A claim that matches no rule is asked about, no error: most policies do not pay for everything.
  public var severity: RuleFinding.Severity {
    switch self {
    case .table(.gap): .warning
    case .table(let finding): finding.severity
    case .alwaysCapped, .sameUnderCap, .paysLess, .protectedInfluence: .warning
    case .capBites, .cliff, .orderMatters, .more, .notProved: .note
    }
  }

  /// The claim that shows it; `nil` where it speaks of the policy.
  public var witness: Facts? {
    switch self {
    case .table(let finding): finding.region?.witness
    case .alwaysCapped(_, _, let award), .capBites(_, _, _, _, let award),
      .orderMatters(_, _, let award, _):
      award.facts
    case .paysLess(_, let pair), .cliff(_, let pair, _), .protectedInfluence(_, let pair):
      pair.lower.facts
    case .sameUnderCap, .more, .notProved: nil
    }
  }
}
