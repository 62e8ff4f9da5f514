// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// Why no award can be worked out from a claim: something in it, or in the policy, cannot be.
///
/// What can be answered is an ``AwardOutcome``, also where the answer is no.
public enum AwardError: Error, Hashable, Sendable {
  /// A delay or a stretch of it ends before it begins: a clock ran backwards.
  case endsBeforeItBegins(from: Instant, until: Instant)
  /// The cause, or the end of its delay, lies after the claim: it has not happened yet.
  case notYet(Instant, at: Instant)
  /// A fact that a formula takes as a sum or a number is below zero.
  case negative(fact: String, FactValue, RuleID)
  /// A sum of the formula of a rule cannot be had.
  case money(MoneyError, RuleID)
  /// The account is kept in another currency than the policy.
  case otherCurrency(account: Currency, policy: Currency)
  /// The rules that match give no outcome together.
  case conflict(RuleConflict)
  /// A calendar has no opening left from which a wait could be counted.
  case noOpening(calendar: String, after: Instant)
  /// The cause was awarded before: it pays once (semantics C7).
  case alreadyAwarded(IdempotencyKey)
}

extension AwardError: CustomStringConvertible {
  /// What is wrong, with the values and the place.
  public var description: String {
    switch self {
    case .endsBeforeItBegins(let from, let until): "\(until) is before \(from)"
    case .notYet(let instant, let now): "\(instant) is after the claim at \(now)"
    case .negative(let fact, let value, let rule):
      "rule \(rule): \(fact) is \(value.words), which is below zero"
    case .money(let error, let rule): "rule \(rule): \(error)"
    case .otherCurrency(let account, let policy):
      "the account is kept in \(account), the policy pays in \(policy)"
    case .conflict(let conflict): conflict.description
    case .noOpening(let calendar, let start):
      "the calendar \(calendar.quoted) has no opening left after \(start)"
    case .alreadyAwarded(let key): "\(key) was awarded before"
    }
  }
}
