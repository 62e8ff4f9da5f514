// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// A claim that shows something, and what it is paid when nothing was paid to the customer before.
public struct AwardCase: Hashable, Sendable {
  /// What is true of the case; `cause` and `delay` are those of the claim.
  public var facts: Facts
  /// The date of the cause, for policies with rules that hold on some dates only.
  public var date: CivilDate?
  /// The rule that decides; `nil` where none does.
  public var rule: RuleID?
  /// What is given back.
  public var refund: Money
  /// What is paid on top.
  public var compensation: Money

  /// What is given back and paid on top together, as far as 64 bits hold it.
  public var total: Money {
    Money(
      minorUnits: .saturatingSum(refund.minorUnits, compensation.minorUnits),
      currency: refund.currency)
  }
}

/// Two claims that differ in one fact only.
public struct AwardPair: Hashable, Sendable {
  /// The claim with the smaller value of the fact, or the first.
  public var lower: AwardCase
  /// The claim with the greater value of the fact, or the other.
  public var upper: AwardCase
}
