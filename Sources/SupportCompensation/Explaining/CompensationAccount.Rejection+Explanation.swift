// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension CompensationAccount.Rejection {
  /// Why the command is refused, with instants told in UTC; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: .utc) }

  /// Why the command is refused, in a sentence for whoever sent it, in English and Simplified Chinese.
  /// Names of agents and of payouts, which begin with that of the customer, are confidential.
  ///
  /// - Parameter zone: By whose clocks instants are told.
  /// - Returns: One sentence, without steps; below ``award(_:)`` that of the error itself.
  public func explanation(in zone: ZoneRules) -> Explanation {
    func told(_ name: String, _ operands: Explanation.Operand...) -> Explanation {
      Explanation(Self.words.code(name), operands)
    }
    func cause(_ key: IdempotencyKey) -> Explanation.Operand { .init("cause", id: key) }
    func payout(_ key: IdempotencyKey) -> Explanation.Operand {
      .init("payout", .confidential(key.rawValue))
    }
    switch self {
    case .award(let error): return error.explanation(in: zone)
    case .beforeLastEvent(let now, let last):
      return told("beforeLastEvent", .init("at", now, in: zone), .init("last", last, in: zone))
    case .stillGoingOn(let key): return told("stillGoingOn", cause(key))
    case .unknownCause(let key): return told("unknownCause", cause(key))
    case .reversed(let key): return told("reversed", cause(key))
    case .notAwarded(let key): return told("notAwarded", cause(key))
    case .notArbitrable(let key): return told("notArbitrable", cause(key))
    case .alreadyDecided(let key): return told("alreadyDecided", .init("decision", id: key))
    case .notPositive(let money): return told("notPositive", .init("sum", .money(money)))
    case .money(let error): return told("money", .init("error", error.phrase))
    case .nothingToApprove(let ticket):
      return told("nothingToApprove", .init("ticket", id: ticket))
    case .wrongLevel(let level, let needed):
      return told("wrongLevel", .init("level", id: level), .init("needed", id: needed))
    case .anotherPersonNeeded(let principal):
      return told("anotherPersonNeeded", .init("who", principal.phrase))
    case .notAnAgent(let principal): return told("notAnAgent", .init("who", principal.phrase))
    case .unknownPayout(let key): return told("unknownPayout", payout(key))
    case .wrongMove(let key, let from, let to):
      return told(
        "wrongMove", payout(key),
        .init("from", Self.payouts.phrase(from.rawValue)),
        .init("to", Self.payouts.phrase(to.rawValue)))
    case .nothingCarried: return told("nothingCarried")
    }
  }

  static let words = PhraseTable(
    "compensation.rejection",
    [
      ("beforeLastEvent", "{at} is before the last event at {last}", "{at} 早于最近一次记录 {last}"),
      ("stillGoingOn", "{cause} is known to go on", "{cause} 仍在持续"),
      ("unknownCause", "no cause {cause} was claimed", "没有就 {cause} 提出过申请"),
      (
        "reversed",
        "{cause} was reversed; a reversal that was wrong is taken back by reinstating it",
        "{cause} 已撤销；误撤销的应予恢复"
      ),
      ("notAwarded", "{cause} was not awarded", "{cause} 未获赔付"),
      ("notArbitrable", "{cause} may not go to special arbitration", "{cause} 不适用特别仲裁"),
      ("alreadyDecided", "the decision {decision} was carried out before", "裁定 {decision} 此前已执行"),
      ("notPositive", "{sum} is not above zero", "{sum} 不大于零"),
      ("money", "the sum cannot be had: {error}", "金额无法计算：{error}"),
      ("nothingToApprove", "nothing in {ticket} awaits approval", "{ticket} 没有待审批的款项"),
      (
        "wrongLevel", "{level} cannot agree where {needed} has to",
        "应由 {needed} 审批，{level} 无权审批"
      ),
      ("anotherPersonNeeded", "somebody other than {who} has to agree", "须由{who} 以外的人审批"),
      ("notAnAgent", "{who} is no agent who could agree", "{who} 不是可审批的坐席"),
      ("unknownPayout", "nothing is to be paid as {payout}", "没有名为 {payout} 的付款"),
      (
        "wrongMove", "the payout {payout} does not go from {from} to {to}",
        "付款 {payout} 不能由“{from}”转为“{to}”"
      ),
      ("nothingCarried", "nothing was carried forward", "没有结转款项"),
    ])

  static let payouts = PhraseTable(
    "compensation.payout",
    [
      ("due", "due", "待支付"), ("sent", "sent", "已发出"), ("failed", "failed", "支付失败"),
      ("returned", "returned", "已退回"), ("settled", "settled", "已到账"),
      ("cancelled", "cancelled", "已取消"),
    ])
}
