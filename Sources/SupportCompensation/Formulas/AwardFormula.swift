// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// How a sum is worked out: ordered steps as data, the same in Swift and in a document (semantics C4).
///
/// The steps work on one sum, which starts with nothing. What is given back and what is paid on top
/// are told apart: ``Step/refund(_:)`` and ``Step/becomesRefund`` set aside the first, the sum left
/// at the end is the second.
///
/// ```swift
/// AwardFormula([.refund(.fact("paid")), .base(.fact("paid")), .times(.rate(try Rate("20%"))),
///               .round(RoundingRule(.halfEven))])
/// ```
/// ```json
/// [ { "refund": "paid" }, { "base": "paid" }, { "times": "20%" }, { "round": "half even" } ]
/// ```
public struct AwardFormula: Hashable, Sendable {
  /// One step.
  public enum Step: Hashable, Sendable {
    /// This much is given back; the sum stays as it is.
    case refund(AwardAmount)
    /// The sum so far is given back, and the sum starts anew with nothing.
    case becomesRefund
    /// The sum is this.
    case base(AwardAmount)
    /// This is added.
    case add(AwardAmount)
    /// This is taken away, down to nothing.
    case subtract(AwardAmount)
    /// The sum is what is left of this when the sum so far is taken away, down to nothing: from a
    /// cancellation fee to what is paid back.
    case rest(of: AwardAmount)
    /// A graded scale.
    case bands(AwardBands)
    /// This is added for each unit.
    case accrue(AwardAmount, per: AccrualUnits)
    /// The sum is multiplied.
    case times(AwardFactor)
    /// A lower sum becomes this.
    case atLeast(AwardAmount)
    /// A higher sum becomes this.
    case atMost(AwardAmount)
    /// The sum is rounded, and so is what is given back so far.
    case round(RoundingRule)
  }

  /// The steps, in order.
  public var steps: [Step]
  /// In what the sum is paid.
  public var form: AwardForm
  /// What is given beside the sum.
  public var grants: [AwardGrant]
  /// The group of causes that it belongs to where a case has several, such as `overtime`; see
  /// ``Stacking``.
  public var group: String?

  /// Creates a formula; the policy checks it.
  public init(
    _ steps: [Step], form: AwardForm = .cash, grants: [AwardGrant] = [], group: String? = nil
  ) {
    self.steps = steps
    self.form = form
    self.grants = grants
    self.group = group
  }

  /// A formula that only gives something beside money.
  public static func grants(_ grants: AwardGrant...) -> Self { Self([], grants: grants) }
}
