// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// By when a sum is paid out, and what a late payment costs.
public struct PaymentTerms: Hashable, Sendable {
  /// The time to pay, from the decision or from the approval; `nil` where none is promised.
  public var within: ServiceDuration?
  /// The calendar in which working days and business hours count.
  public var calendar: String?
  /// Sums below this wait until, with others of the customer, they reach it; `nil` where all are paid
  /// at once.
  public var carriedBelow: Money?
  /// What a late payout is worth on top: steps that start with the late sum, whose delay is that of
  /// the payment. It counts toward no cap.
  public var penalty: AwardFormula?

  /// Creates terms; the policy checks them.
  public init(
    within: ServiceDuration? = nil, calendar: String? = nil, carriedBelow: Money? = nil,
    penalty: AwardFormula? = nil
  ) {
    self.within = within
    self.calendar = calendar
    self.carriedBelow = carriedBelow
    self.penalty = penalty
  }
}

/// A sign that somebody claims again and again: it asks for a person, and never denies anything.
public struct SerialClaimRule: Hashable, Sendable {
  /// The name of the rule.
  public var id: RuleID
  /// How many claims of one customer are a sign, at least 2.
  public var claims: Int
  /// Within how many milliseconds, by when they were made; at least 1.
  public var withinMilliseconds: Int64

  /// Creates a rule.
  public init(_ id: RuleID, claims: Int, withinMilliseconds: Int64) {
    self.id = id
    self.claims = claims
    self.withinMilliseconds = withinMilliseconds
  }
}
