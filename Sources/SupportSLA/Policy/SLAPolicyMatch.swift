// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Which promises a policy makes to a ticket, and why it may make none.
public enum SLAPolicyMatch: Hashable, Sendable {
  /// These rules and agreements gave the targets, in the order of the policy.
  case rules([RuleID])
  /// No rule matched; the policy's default gave them.
  case otherwise
  /// No rule matched and there is no default: the ticket has no promise.
  case noMatch
  /// A rule would decide if these facts were known: the metrics that it could change have no
  /// promise.
  case notAssessable(RuleID, missing: [String])
  /// The ticket was not opened.
  case notOpened
}

extension SLAPolicyMatch {
  /// Why there are promises, or none, in words.
  public var explanation: Explanation {
    switch self {
    case .rules(let rules):
      Explanation(
        .slaMatchRules, [.init("rules", .list(rules.map { .text($0.rawValue) }))])
    case .otherwise: Explanation(.slaMatchOtherwise)
    case .noMatch: Explanation(.slaMatchNone)
    case .notAssessable(let rule, let missing):
      Explanation(
        .slaMatchNotAssessable,
        [
          .init("rule", .text(rule.rawValue)),
          .init("missing", .list(missing.map { .text($0) })),
        ])
    case .notOpened: Explanation(.slaMatchNotOpened)
    }
  }
}

extension Explanation.Code {
  fileprivate static let slaMatchRules = Self(
    "sla.match.rules", english: "promised by {rules}", simplifiedChinese: "依据规则 {rules}")
  fileprivate static let slaMatchOtherwise = Self(
    "sla.match.otherwise", english: "promised by default: no rule matches",
    simplifiedChinese: "没有规则匹配，按默认承诺")
  fileprivate static let slaMatchNone = Self(
    "sla.match.none", english: "no promise: no rule matches",
    simplifiedChinese: "无承诺：没有规则匹配")
  fileprivate static let slaMatchNotAssessable = Self(
    "sla.match.notAssessable",
    english: "no promise where rule {rule} would decide if {missing} were known",
    simplifiedChinese: "缺少 {missing}，无法判断规则 {rule}：相应承诺不成立")
  fileprivate static let slaMatchNotOpened = Self(
    "sla.match.notOpened", english: "no promise: the ticket was not opened yet",
    simplifiedChinese: "无承诺：工单尚未创建")

  /// The codes of matches, for a catalogue.
  public static let allSLAMatches: [Self] = [
    .slaMatchRules, .slaMatchOtherwise, .slaMatchNone, .slaMatchNotAssessable, .slaMatchNotOpened,
  ]
}
