// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension Dispute.Rejection {
  /// Why the command is refused, with instants told in UTC; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: .utc) }

  /// Why the command is refused, in a sentence for whoever sent it, in English and Simplified Chinese.
  /// Names of agents are confidential, those of customers personal.
  ///
  /// - Parameter zone: By whose clocks instants are told.
  /// - Returns: One sentence, without steps.
  public func explanation(in zone: ZoneRules) -> Explanation {
    func told(_ name: String, _ operands: Explanation.Operand...) -> Explanation {
      Explanation(Self.words.code(name), operands)
    }
    func at(_ name: String, _ instant: Instant) -> Explanation.Operand {
      .init(name, instant, in: zone)
    }
    func command(_ kind: Dispute.Command.Kind) -> Explanation.Operand {
      .init("command", Self.commands.phrase(kind.rawValue))
    }
    func level(_ id: DisputeLevel.ID) -> Explanation.Operand { .init("level", id.operand) }
    func who(_ principal: Principal) -> Explanation.Operand { .init("who", principal.phrase) }
    switch self {
    case .beforeLastEvent(let now, let last):
      return told("beforeLastEvent", at("at", now), at("last", last))
    case .notOpened(let kind): return told("notOpened", command(kind))
    case .alreadyOpened(let opened): return told("alreadyOpened", at("at", opened))
    case .notAllowed(let principal, let kind):
      return told("notAllowed", command(kind), who(principal))
    case .otherPolicy(let given, let expected):
      return told("otherPolicy", .init("given", id: given), .init("expected", id: expected))
    case .wrongStep(let given, let expected?):
      return told(
        "wrongStep", .init("given", Self.steps.phrase(given.rawValue)),
        .init("expected", Self.steps.phrase(expected.rawValue)))
    case .wrongStep(let given, nil):
      return told("noStepLeft", .init("given", Self.steps.phrase(given.rawValue)))
    case .withdrawn(let withdrawn): return told("withdrawn", at("at", withdrawn))
    case .notPositive(let money): return told("notPositive", .init("sum", .money(money)))
    case .empty(let name): return told("empty", .init("name", .text(name)))
    case .statedTwice(let name): return told("statedTwice", .init("name", .text(name)))
    case .alreadyFiled(let kind): return told("alreadyFiled", .init("evidence", kind.operand))
    case .missingEvidence(let kinds):
      return told("missingEvidence", .init("evidence", .list(kinds.map(\.operand))))
    case .unknownLevel(let id): return told("unknownLevel", level(id))
    case .wrongLevel(let id, let inCharge):
      return told("wrongLevel", level(id), .init("inCharge", inCharge.operand))
    case .notMember(let principal, let id): return told("notMember", who(principal), level(id))
    case .anotherPersonNeeded(let principal):
      return told("anotherPersonNeeded", who(principal))
    case .mayNotPassOn(let id): return told("mayNotPassOn", level(id))
    case .partOutOfRange(let part, let claim):
      return told("partOutOfRange", .init("part", .money(part)), .init("claim", .money(claim)))
    case .money(let error): return told("money", .init("error", error.phrase))
    case .alreadyDecided(let id, let decided):
      return told("alreadyDecided", level(id), at("at", decided))
    case .notDecided(let id): return told("notDecided", level(id))
    case .alreadyBinding(let since, let binding):
      return told("alreadyBinding", at("since", since), .init("why", binding.operand))
    case .alreadyAccepted(let side): return told("alreadyAccepted", .init("side", side.operand))
    case .notBinding(let until): return told("notBinding", at("until", until))
    case .alreadyAgreed(let agreed): return told("alreadyAgreed", at("at", agreed))
    case .tooEarlyToPublish(let until): return told("tooEarlyToPublish", at("until", until))
    case .alreadyPublished(let published): return told("alreadyPublished", at("at", published))
    case .personalText: return told("personalText")
    case .goesOn: return told("goesOn")
    case .notReviewable: return told("notReviewable")
    case .reviewedBefore(let times): return told("reviewedBefore", .init("times", count: times))
    case .outsideReviewWindow(let next?):
      return told(
        "outsideReviewWindow", at("from", next.lowerBound), at("until", next.upperBound))
    case .outsideReviewWindow(nil): return told("noReviewWindow")
    case .noOpening(let calendar, let start):
      return told("noOpening", .init("calendar", .text(calendar)), at("after", start))
    }
  }

  static let words = PhraseTable(
    "dispute.rejection",
    [
      ("beforeLastEvent", "{at} is before the last event at {last}", "{at} 早于最近一次记录 {last}"),
      ("notOpened", "{command}: nothing was claimed yet", "{command}：尚未提出主张"),
      ("alreadyOpened", "the dispute was opened at {at}", "争议已于 {at} 受理"),
      ("notAllowed", "{command}: {who} may not", "{command}：{who}无权操作"),
      (
        "otherPolicy", "the round goes by version {expected} of the policy, not by {given}",
        "本轮适用规则版本 {expected}，而非 {given}"
      ),
      ("wrongStep", "{given} is not next; {expected} is", "下一步不是{given}，而是{expected}"),
      ("noStepLeft", "{given} is not next; no step is", "下一步不是{given}，已无后续步骤"),
      ("withdrawn", "the customer withdrew at {at}", "客户已于 {at} 撤回"),
      ("notPositive", "{sum} is not above zero", "{sum} 不大于零"),
      ("empty", "{name} must not be empty", "{name} 不能为空"),
      ("statedTwice", "{name} is stated twice", "{name} 重复陈述"),
      (
        "alreadyFiled", "that piece of evidence was brought before: {evidence}",
        "该证据此前已提交：{evidence}"
      ),
      ("missingEvidence", "evidence is missing: {evidence}", "缺少证据：{evidence}"),
      ("unknownLevel", "the policy has no level {level}", "规则中没有层级 {level}"),
      ("wrongLevel", "{inCharge} has to decide, not {level}", "应由{inCharge}裁决，而非{level}"),
      ("notMember", "{who} does not belong to {level}", "{who} 不属于{level}"),
      (
        "anotherPersonNeeded", "{who} decided in this dispute: somebody else is needed",
        "{who} 已参与本争议的裁决，须由他人处理"
      ),
      ("mayNotPassOn", "{level} has to decide", "{level}必须作出裁决"),
      ("partOutOfRange", "{part} is not a part of {claim}", "{part} 不是 {claim} 的一部分"),
      ("money", "the sum cannot be had: {error}", "金额无法计算：{error}"),
      ("alreadyDecided", "{level} decided at {at}", "{level}已于 {at} 裁决"),
      ("notDecided", "{level} has not decided yet", "{level}尚未裁决"),
      (
        "alreadyBinding", "the decision has been binding since {since}: {why}",
        "裁决自 {since} 起生效：{why}"
      ),
      ("alreadyAccepted", "the {side} accepted before", "{side}此前已接受裁决"),
      (
        "notBinding", "both sides have to accept; the decision binds once {until} has passed",
        "须双方接受；{until} 之后裁决生效"
      ),
      ("alreadyAgreed", "the agreement was recorded at {at}", "协议已于 {at} 记录"),
      ("tooEarlyToPublish", "it may be published from {until} on", "自 {until} 起方可公示"),
      ("alreadyPublished", "it was published at {at}", "已于 {at} 公示"),
      ("personalText", "the text tells whom or what the dispute is about", "公示文字透露了当事人或争议内容"),
      ("goesOn", "the dispute goes on", "争议仍在进行"),
      ("notReviewable", "the policy lets no dispute be reviewed", "规则不允许复核争议"),
      (
        "reviewedBefore", "it was reviewed {times} times, and no more are allowed",
        "已复核 {times} 次，达到上限"
      ),
      (
        "outsideReviewWindow", "it may be reopened from {from} until {until}",
        "可重新受理的时段为 {from} 至 {until}"
      ),
      ("noReviewWindow", "there is no window left in which it could be reopened", "已无可重新受理的时段"),
      (
        "noOpening", "{calendar} has no opening left after {after}", "{calendar} 在 {after} 之后已无服务时间"
      ),
    ])

  static let commands = PhraseTable(
    "dispute.command",
    [
      ("open", "open the dispute", "提出争议"), ("fileEvidence", "bring evidence", "提交证据"),
      ("closeEvidence", "close the evidence", "结束举证"), ("check", "check against history", "系统核查"),
      ("rule", "decide", "裁决"), ("appeal", "appeal", "申诉"), ("accept", "accept", "接受裁决"),
      ("recordAgreement", "record the agreement", "记录协议"), ("publish", "publish", "公示"),
      ("withdraw", "withdraw", "撤回"), ("reopen", "reopen the dispute", "重新受理"),
    ])

  static let steps = PhraseTable(
    "dispute.step",
    [
      ("evidence", "evidence", "举证"), ("systemCheck", "the check against history", "系统核查"),
      ("review", "the review", "评审裁决"), ("agreement", "the agreement", "签订协议"),
      ("publication", "the publication", "公示"),
    ])
}
