// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension Ticket.Rejection {
  /// Why the command is refused, with instants told in UTC; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: .utc) }

  /// Why the command is refused, in a sentence for whoever sent it, in English and Simplified Chinese.
  ///
  /// Names of agents, recipients and orders are confidential, those of customers personal. What is
  /// wrong with the value of a field is told in English, as by every document.
  ///
  /// - Parameter zone: By whose clocks instants are told.
  /// - Returns: One sentence, without steps.
  public func explanation(in zone: ZoneRules) -> Explanation {
    func told(_ name: String, _ operands: Explanation.Operand...) -> Explanation {
      Explanation(Self.words.code(name), operands)
    }
    func command(_ kind: Ticket.Command.Kind) -> Explanation.Operand {
      .init("command", kind.phrase)
    }
    func name(_ name: String) -> Explanation.Operand { .init("name", .text(name)) }
    func texts(_ name: String, _ texts: [String]) -> Explanation.Operand {
      .init(name, .list(texts.map(Explanation.Operand.Value.text)))
    }
    switch self {
    case .notOpened(let kind): return told("notOpened", command(kind))
    case .alreadyOpened(let at): return told("alreadyOpened", .init("at", at, in: zone))
    case .closed(let since, let kind):
      return told("closed", command(kind), .init("since", since, in: zone))
    case .archived(let kind): return told("archived", command(kind))
    case .mergedInto(let id, let kind):
      return told("mergedInto", command(kind), .init("ticket", id: id))
    case .illegalTransition(let status, let kind):
      return told("illegalTransition", command(kind), .init("status", status.phrase))
    case .nothingToChange(let kind): return told("nothingToChange", command(kind))
    case .noWaitReason(let kind): return told("noWaitReason", command(kind))
    case .wrongSender(let sender, let kind):
      return told("wrongSender", .init("kind", kind.phrase), .init("who", sender.phrase))
    case .notAllowed(let principal, let kind):
      return told("notAllowed", command(kind), .init("who", principal.phrase))
    case .blocked(let until): return told("blocked", .init("until", until, in: zone))
    case .missing(let missing):
      return told("missing", .init("parts", .list(missing.map(\.phrase))))
    case .reasonRequired(let kind): return told("reasonRequired", command(kind))
    case .policySilent(let section, let kind):
      return told("policySilent", command(kind), .init("section", section.phrase))
    case .unknownName(let text, let kind): return told("unknownName", command(kind), name(text))
    case .alreadyDone(let text, let kind): return told("alreadyDone", command(kind), name(text))
    case .outOfRange(let text, let value, let bounds):
      return told(
        "outOfRange", name(text), .init("value", count: value),
        .init("low", count: bounds.lowerBound), .init("high", count: bounds.upperBound))
    case .notOneOf(let text, let allowed):
      return told("notOneOf", name(text), texts("allowed", allowed))
    case .outsideDomain(let text, let objection):
      return told("outsideDomain", name(text), .init("objection", .text(objection)))
    case .attachmentsRefused(let refusals):
      return told("attachmentsRefused", .init("refusals", .list(refusals.map(\.phrase))))
    case .forbiddenAnswer(let mark, let rule):
      return told("forbiddenAnswer", .init("mark", .text(mark)), .init("rule", id: rule))
    case .biometricField(let text): return told("biometricField", name(text))
    case .stageOutOfOrder(let expected?, let given):
      return told(
        "stageOutOfOrder", .init("given", .text(given.rawValue)),
        .init("expected", .text(expected.rawValue)))
    case .stageOutOfOrder(nil, let given):
      return told("noStageLeft", .init("given", .text(given.rawValue)))
    case .itself(let kind): return told("itself", command(kind))
    case .ownedBy(let agent):
      return told("ownedBy", .init("agent", .confidential(agent.rawValue)))
    case .identityNotVerified(let kind): return told("identityNotVerified", command(kind))
    case .disclosureNotAllowed(let recipient):
      return told("disclosureNotAllowed", .init("recipient", .confidential(recipient)))
    case .kept(let until?, let rules):
      return told(
        "kept", .init("until", until, in: zone), texts("rules", rules.map(\.rawValue)))
    case .kept(nil, let rules): return told("keptForNow", texts("rules", rules.map(\.rawValue)))
    case .held(let orders):
      return told("held", .init("orders", .list(orders.map { .confidential($0) })))
    case .recordingInTheClear(let contact):
      return told("recordingInTheClear", .init("contact", id: contact))
    case .timeRunsBackwards(let last, let given):
      return told(
        "timeRunsBackwards", .init("given", given, in: zone), .init("last", last, in: zone))
    }
  }

  static let words = PhraseTable(
    "ticket.rejection",
    [
      ("notOpened", "{command}: the ticket was not opened yet", "{command}：工单尚未受理"),
      ("alreadyOpened", "the ticket was opened at {at}", "工单已于 {at} 受理"),
      ("closed", "{command}: the ticket was closed at {since}", "{command}：工单已于 {since} 关闭"),
      ("archived", "{command}: the ticket is archived", "{command}：工单已归档"),
      ("mergedInto", "{command}: the ticket is a part of {ticket}", "{command}：工单已并入 {ticket}"),
      (
        "illegalTransition", "{command}: not possible while the ticket is {status}",
        "{command}：工单状态为{status}，不能如此处理"
      ),
      ("nothingToChange", "{command}: the ticket already is as wanted", "{command}：工单已符合要求，无需变更"),
      ("noWaitReason", "{command}: no reason to wait was named", "{command}：未说明等待原因"),
      ("wrongSender", "{kind} does not come from {who}", "{kind}不能来自{who}"),
      ("notAllowed", "{command}: {who} may not", "{command}：{who}无权操作"),
      ("blocked", "the customer is blocked until {until}", "该客户已被封禁至 {until}"),
      ("missing", "missing: {parts}", "缺少：{parts}"),
      ("reasonRequired", "{command}: a reason is required", "{command}：须说明原因"),
      (
        "policySilent", "{command}: the policy has no section for it: {section}",
        "{command}：规则未规定（{section}）"
      ),
      ("unknownName", "{command}: the ticket has no {name}", "{command}：工单中没有“{name}”"),
      ("alreadyDone", "{command}: it was done before: {name}", "{command}：已处理过“{name}”"),
      (
        "outOfRange", "{name}: {value} is outside {low} ... {high}",
        "{name}：{value} 超出 {low} … {high}"
      ),
      ("notOneOf", "{name}: it must be one of {allowed}", "{name}：只能取以下之一：{allowed}"),
      ("outsideDomain", "{name} {objection}", "{name} 的值有误：{objection}"),
      ("attachmentsRefused", "attachments refused: {refusals}", "附件被拒收：{refusals}"),
      (
        "forbiddenAnswer", "an answer marked {mark} is forbidden by {rule}",
        "{rule} 禁止标记为 {mark} 的答复"
      ),
      ("biometricField", "{name}: biometric data is not taken in", "{name}：不收集生物识别信息"),
      (
        "stageOutOfOrder", "{given} is not the next stage, which is {expected}",
        "{given} 不是下一阶段，应为 {expected}"
      ),
      ("noStageLeft", "{given} is not the next stage: none is left", "{given} 不是下一阶段：已无后续阶段"),
      ("itself", "{command}: it is the ticket itself", "{command}：所指即本工单"),
      ("ownedBy", "{agent} is responsible: hand the ticket on", "工单由 {agent} 负责，请使用转派"),
      ("identityNotVerified", "{command}: the identity is not verified", "{command}：身份尚未核验"),
      (
        "disclosureNotAllowed", "no consent or order to tell it to {recipient}",
        "未获授权或依据向 {recipient} 披露"
      ),
      ("kept", "kept until {until} by {rules}", "依 {rules} 保留至 {until}"),
      ("keptForNow", "kept until a date that is not known yet by {rules}", "依 {rules} 保留，期限尚未确定"),
      ("held", "held by {orders}", "受保全令约束：{orders}"),
      ("recordingInTheClear", "the recording of {contact} is not encrypted", "{contact} 的录音未加密"),
      (
        "timeRunsBackwards", "{given} is before the last event, {last}",
        "{given} 早于最近一次记录 {last}"
      ),
    ])
}
