// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What is given for a cause: small, without the way there, and kept in the account's events.
public struct Award: Hashable, Sendable, Codable {
  /// The rule that decided; `otherwise` where the table's default did.
  public var rule: RuleID
  /// The version of the policy that decided.
  public var policy: PolicyVersion
  /// The group of causes that it belongs to; see ``Stacking``.
  public var group: String?
  /// In what the compensation is paid.
  public var form: AwardForm
  /// What is given beside money.
  public var grants: [AwardGrant]
  /// What the formula gives on top for this cause alone, exact.
  public var entitled: ExactMoney
  /// What the formula gives back for this cause alone.
  public var entitledRefund: Money
  /// What is given back now.
  public var refund: Money
  /// What is paid on top now, rounded and capped; this takes headroom.
  public var compensation: Money
  /// What the caps took from the case's sum.
  public var withheld: Money
  /// The caps that took it, in the order of the settlement.
  public var limitedBy: [RuleID]
  /// The cause whose higher award already covers this one, wholly or in part.
  public var coveredBy: IdempotencyKey?
  /// Whether the delay goes on, so that the sums are interim: they are settled once, when it ends.
  public var isInterim: Bool
  /// Whether the policy lets this case go to special arbitration, which alone lifts caps.
  public var mayBeArbitrated: Bool

  /// What is paid and given back together.
  ///
  /// - Throws: `MoneyError` where the two do not fit together.
  public func total() throws(MoneyError) -> Money { try refund + compensation }
}
