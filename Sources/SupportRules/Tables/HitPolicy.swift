// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How a table chooses among rules that match; names and meanings are those of the section on hit
/// policies of Decision Model and Notation (DMN, of the Object Management Group).
///
/// The examples are answers of one table, to a case that matches all of its rules: `any → 10`,
/// `hours → 20`, `day → 50`, in this order, with the outcome order `[50, 20, 10]`. The article
/// <doc:DecidingAndExplaining> has it in full.
public enum HitPolicy: String, Hashable, Sendable, Codable, CaseIterable {
  /// The first rule in order that matches decides: `.matched("any", 10)`.
  case first
  /// At most one rule may match; two are a conflict: `.conflict`, ``RuleConflict/Reason/severalMatched``.
  case unique
  /// Several rules may match if they agree; different outcomes are a conflict: `.conflict`,
  /// ``RuleConflict/Reason/outcomesDiffer``.
  case any
  /// The rule with the highest outcome decides, in the order that the table states:
  /// `.matched("day", 50)`.
  case priority
  /// All rules that match, in the order of the rules: `[10, 20, 50]`.
  case ruleOrder
  /// All rules that match, from the highest outcome to the lowest: `[50, 20, 10]`.
  case outputOrder
  /// All rules that match, in an order that is not promised; ``ruleOrder`` promises one.
  case collect
  /// The sum of the outcomes of all rules that match: 80. For whole numbers, money and durations it does
  /// not depend on the order of the rules whether it fits.
  case collectSum
  /// The least outcome of all rules that match: 10.
  case collectMin
  /// The greatest outcome of all rules that match: 50.
  case collectMax
  /// How many rules match: `.counted(3)`.
  case collectCount

  /// Whether one rule decides alone.
  public var isSingle: Bool {
    switch self {
    case .first, .unique, .any, .priority: true
    default: false
    }
  }

  /// Whether the table must state an order of its outcomes.
  var needsOrder: Bool { self == .priority || self == .outputOrder }

  /// Whether outcomes are added up or compared.
  var needsQuantity: Bool {
    self == .collectSum || self == .collectMin || self == .collectMax
  }

  /// Why the policy cannot choose among outcomes of a domain; `nil` where it can.
  func objection(to outcome: FactField.Domain) -> String? {
    switch (self, outcome) {
    case (.priority, .ordered), (.outputOrder, .ordered): nil
    case (.priority, _), (.outputOrder, _): "the hit policy \(rawValue) needs an ordered outcome"
    case (_, .integer), (_, .decimal), (_, .money), (_, .duration): nil
    case (.collectSum, _): "the hit policy \(rawValue) adds up numbers, money or durations"
    case (_, .date), (_, .instant): nil
    case (.collectMin, _), (.collectMax, _):
      "the hit policy \(rawValue) compares numbers, money, durations, dates or instants; "
        + "for names of a scale ask for priority"
    default: nil
    }
  }
}
