// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Intent.Action {
  /// Give a coupon to a member, worth the operand `sum`.
  public static let issueRewardCoupon = Self(rawValue: "issueRewardCoupon")
}

extension MemberAccount.Event {
  /// What the host must do because of the event: hand out the coupon or the money of a reward. The key
  /// is made of the cause, so that a cause pays once, whatever happens.
  ///
  /// - Parameter member: The member to whom the event belongs.
  /// - Returns: The intents; none for most events.
  public func intents(of member: MemberID) -> [Intent] {
    guard case .rewarded(let grant) = change else { return [] }
    let action: Intent.Action
    let sum: Money
    var operands: [Explanation.Operand] = [
      .init("member", .text(member.rawValue)), .init("cause", .text(grant.cause.kind.rawValue)),
      .init("id", .text(grant.cause.id)),
    ]
    switch grant.reward {
    case .coupon(let worth): (action, sum) = (.issueRewardCoupon, worth)
    case .money(let paid): (action, sum) = (.pay, paid)
    case .fromPool(let paid, let pool):
      (action, sum) = (.pay, paid)
      operands.append(.init("pool", .text(pool.rawValue)))
    case .points, .contribution, .benefit, .certificate: return []
    }
    operands.append(.init("sum", .money(sum)))
    let key = IdempotencyKey(of: [
      member.rawValue, "reward", grant.cause.kind.rawValue, grant.cause.id,
    ])
    return [Intent(key: key, action: action, operands: operands)]
  }
}
