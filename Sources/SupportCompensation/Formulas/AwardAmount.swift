// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A sum that a step of a formula speaks of.
public enum AwardAmount: Hashable, Sendable {
  /// This sum.
  case money(Money)
  /// A fact of the case that is a sum of money, such as `paid`.
  case fact(String)
  /// A share of such a fact.
  case share(Rate, of: String)
  /// What the case would otherwise get on top: the award of the rule that would decide if this one
  /// did not stand there.
  case awardOtherwiseDue
  /// A sum that the policy does not state yet: the outcome is then "eligible, amount unknown".
  case notStated

  /// The fact that it asks about.
  public var fact: String? {
    switch self {
    case .fact(let fact), .share(_, let fact): fact
    case .money, .awardOtherwiseDue, .notStated: nil
    }
  }
}

/// A factor that a step of a formula multiplies by.
public enum AwardFactor: Hashable, Sendable {
  /// This rate.
  case rate(Rate)
  /// A fact of the case that is a number, such as `passengers`.
  case fact(String)
  /// This rate for each unit of time or number, such as an interest rate for each day.
  case perUnit(Rate, AccrualUnits)
}
