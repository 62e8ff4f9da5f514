// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What a policy says of a claim (semantics C8).
public enum AwardOutcome: Hashable, Sendable {
  /// There is something to get; how much of it is new is in the award.
  case eligible(Award)
  /// There is something to get, and these facts are missing to tell how much; none is where the policy
  /// does not state the amount.
  case amountUnknown(RuleID, missing: [String])
  /// There is nothing to get.
  case notEligible(Denial)
  /// Whether there is something to get depends on facts that are not known.
  case notAssessable(RuleID, missing: [String])

  /// Why there is nothing to get.
  public enum Denial: Hashable, Sendable {
    /// No rule matches; ``CompensationPolicy/explanation(of:in:others:)`` tells what each asks for.
    case noRuleMatches
    /// The rule matches, and its formula gives nothing, such as for no full hour.
    case nothingDue(RuleID)
  }

  /// The award; `nil` for every other outcome.
  public var award: Award? {
    if case .eligible(let award) = self { award } else { nil }
  }
}

extension AwardOutcome.Denial: Codable {
  private enum CodingKeys: String, CodingKey {
    case nothingDue
  }

  /// Decodes `{"nothingDue": "CM-34"}`, or `{}` where no rule matched.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let rule = try values.decodeIfPresent(RuleID.self, forKey: .nothingDue)
    self = rule.map { .nothingDue($0) } ?? .noRuleMatches
  }

  /// Encodes `{"nothingDue": "CM-34"}`, or `{}` where no rule matched.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    if case .nothingDue(let rule) = self { try values.encode(rule, forKey: .nothingDue) }
  }
}
