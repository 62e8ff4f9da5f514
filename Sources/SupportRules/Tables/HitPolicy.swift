// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How a table chooses among rules that match; the names are those of Decision Model and Notation.
public enum HitPolicy: String, Hashable, Sendable, Codable, CaseIterable {
  /// The first rule in order that matches decides.
  case first
  /// At most one rule may match; two are a conflict.
  case unique
  /// Several rules may match if they agree; different outcomes are a conflict.
  case any
  /// The rule with the highest outcome decides, in the order that the table states.
  case priority
  /// All rules that match, in the order of the rules.
  case ruleOrder
  /// All rules that match, from the highest outcome to the lowest.
  case outputOrder
  /// All rules that match, in an order that is not promised; ``ruleOrder`` promises one.
  case collect
  /// The sum of the outcomes of all rules that match; for whole numbers, money and durations it does
  /// not depend on the order of the rules whether it fits.
  case collectSum
  /// The least outcome of all rules that match.
  case collectMin
  /// The greatest outcome of all rules that match.
  case collectMax
  /// How many rules match.
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
