// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Intent.Action {
  /// Let a person look at a customer's claims.
  public static let review = Self(rawValue: "review")
  /// Ask somebody of a level to agree to a sum.
  public static let askApproval = Self(rawValue: "askApproval")
  /// Give something that is no money: points, a benefit.
  public static let grant = Self(rawValue: "grant")
  /// Take back something that is no money, since its award was taken back.
  public static let revoke = Self(rawValue: "revoke")
  /// Stop a payment that has not been sent.
  public static let cancelPayment = Self(rawValue: "cancelPayment")
}

extension CompensationAccount.Event {
  /// What the host must do because of the event, in a stable order; nothing for most kinds.
  ///
  /// A payout is paid under its own key; what is no money is given at once, waits for nobody to agree,
  /// and is revoked when the award is taken back; a level is asked to agree; a sign of serial claims, and a
  /// claim of which the policy cannot tell whether or how much, are looked at by a person.
  ///
  /// - Parameters:
  ///   - id: The record of the event; intents made from it again have the same keys.
  ///   - account: The account that it belongs to.
  /// - Returns: The intents.
  public func intents(causedBy id: EventID, of account: CompensationAccount) -> [Intent] {
    let customer = Explanation.Operand("customer", .text(account.customer.rawValue))
    switch change {
    case .awarded(let cause, let award) where !award.isInterim:
      return award.grants.enumerated().map { ordinal, grant in
        Intent(
          .grant, causedBy: id, ordinal: ordinal,
          operands: [customer, .init("cause", .text(cause.key.rawValue)), grant.operandOfIntent])
      }
    case .reversed(let key, _, _, _):
      return (account.cause(key)?.award?.grants ?? []).enumerated().map { ordinal, grant in
        Intent(
          .revoke, causedBy: id, ordinal: ordinal,
          operands: [customer, .init("cause", .text(key.rawValue)), grant.operandOfIntent])
      }
    case .payoutPlaced(let payout):
      return [
        Intent(
          key: payout.key, action: .pay,
          operands: [
            customer, .init("refund", .money(payout.refund)),
            .init("compensation", .money(payout.compensation)),
            .init("form", .text(payout.form.kind.rawValue)),
          ])
      ]
    case .payoutMoved(let key, .cancelled):
      return [
        Intent(
          .cancelPayment, causedBy: id, operands: [customer, .init("payout", .text(key.rawValue))])
      ]
    case .approvalAsked(let ticket, let approval):
      return [
        Intent(
          .askApproval, causedBy: id,
          operands: [
            customer, .init("ticket", .text(ticket.rawValue)),
            .init("level", .text(approval.level.rawValue)),
            .init("total", .money(approval.total)),
          ])
      ]
    case .flagged(let rule, let claims):
      return [
        Intent(
          .review, causedBy: id,
          operands: [
            customer, .init("rule", .text(rule.rawValue)),
            .init("claims", .count(Int64(claims))),
          ])
      ]
    case .undecided(let cause, let rule, let missing):
      return [
        Intent(
          .review, causedBy: id,
          operands: [
            customer, .init("cause", .text(cause.key.rawValue)),
            .init("rule", .text(rule.rawValue)),
            .init("missing", .text(missing.joined(separator: ", "))),
          ])
      ]
    default: return []
    }
  }
}

extension AwardGrant {
  fileprivate var operandOfIntent: Explanation.Operand {
    switch self {
    case .points(let points): .init("points", .count(points))
    case .benefit(let name): .init("benefit", .text(name))
    }
  }
}
